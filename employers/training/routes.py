"""Doors of this room: setting up a leerwerkplek, and the mentors of an employer."""

from flask import Blueprint, flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from employers.models import Employer
from employers.queries import find_employer
from employers.training import actions, policy
from employers.training.forms import MentorForm, TrainingForms
from employers.training.models import TrainingPlace
from employers.training.queries import bare_places_of, mentors_of, training_of, training_places_visible_to
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import find_vacancy
from werkbedrijf.foundation.based_on import also_based_on
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, saved

bp = Blueprint("training", __name__)

View = str | Response | tuple[str, int]


@bp.route("/plekken/<vacancy>/leren", methods=["GET", "POST"])
@guard(policy.may_set_up, vacancy=find_vacancy)
@edits()
def set_up(vacancy: Vacancy) -> View:
    """Say what somebody learns here, and the first time how many at once."""
    session = current_session()
    place = training_of(session, vacancy)
    also_based_on(session, place)
    form = TrainingForms.for_place(place, vacancy.seats, empty=False)

    def act(session: Session) -> None:
        actor, on = current_actor(), day_of(session.info["at"])
        if place is None:
            actions.set_up(session, actor, vacancy, form.facts(), learners=form.learners.data, on=on)
        else:
            actions.change_training(session, actor, place, form.facts())

    if form.is_submitted() and saved(form, act):
        flash("De leerwerkplek is ingericht." if place is None else "Opgeslagen wat iemand hier leert.", "goed")
        return redirect(url_for("bookings.place", training=vacancy.reference))
    if not form.is_submitted():
        form = TrainingForms.for_place(place, vacancy.seats, empty=True)
    page = render_template("training/set_up.html", vacancy=vacancy, place=place, form=form)
    return (page, 422) if form.is_submitted() else page


@bp.get("/werkgevers/<employer>/begeleiders")
@guard(policy.may_see_mentors, employer=find_employer)
def mentors(employer: Employer) -> View:
    """Who guides learners at an employer."""
    return _mentors_page(employer)


@bp.post("/werkgevers/<employer>/begeleiders")
@guard(policy.may_add_mentor, employer=find_employer)
def add_mentor(employer: Employer) -> View:
    """Somebody more."""
    places = places_at(current_session(), employer)
    form = MentorForm().offer(places)

    def act(session: Session) -> None:
        chosen = [one for one in places if one.reference in (form.places.data or ())]
        actions.add_mentor(session, current_actor(), employer, form.facts(), chosen)

    if saved(form, act):
        flash(f"{form.name.data} staat erbij.", "goed")
        return redirect(url_for("training.mentors", employer=employer.reference))
    return _mentors_page(employer, form), 422


def places_at(session: Session, employer: Employer) -> list[TrainingPlace]:
    """The leerwerkplekken of an employer that this person may know of."""
    rows = training_places_visible_to(current_actor()).where(Vacancy.employer_id == employer.id)
    return list(session.scalars(rows).unique())


def _mentors_page(employer: Employer, form: MentorForm | None = None) -> str:
    session, actor = current_session(), current_actor()
    places = places_at(session, employer)
    empty = MentorForm(formdata=None, data={"most": 1, "places": [one.reference for one in places]})
    return render_template(
        "training/mentors.html",
        employer=employer,
        mentors=mentors_of(session, employer),
        places=places,
        bare=bare_places_of(session, employer) if actor.is_staff else [],
        form=form or empty.offer(places),
        may_add=policy.may_add_mentor(actor, employer=employer),
        own=not actor.is_staff,
        day=day_of(session.info["at"]),
    )
