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


@bp.route("/plekken/<place>/leren", methods=["GET", "POST"])
@guard(policy.may_set_up, place=find_vacancy)
@edits()
def set_up(place: Vacancy) -> View:
    """Say what somebody learns here, and the first time how many at once."""
    session = current_session()
    training = training_of(session, place)
    also_based_on(session, training)
    form = TrainingForms.for_place(training, place.seats, empty=False)

    def act(session: Session) -> None:
        actor, on = current_actor(), day_of(session.info["at"])
        if training is None:
            actions.set_up(session, actor, place, form.facts(), learners=form.learners.data, on=on)
        else:
            actions.change_training(session, actor, training, form.facts())

    if form.is_submitted() and saved(form, act):
        flash("De leerwerkplek is ingericht." if training is None else "Opgeslagen wat iemand hier leert.", "goed")
        return redirect(url_for("bookings.place", training=place.reference))
    if not form.is_submitted():
        form = TrainingForms.for_place(training, place.seats, empty=True)
    page = render_template("training/set_up.html", vacancy=place, place=training, form=form)
    return (page, 422) if form.is_submitted() else page


@bp.get("/plekken/<place>/leerwerkplek")
@guard(policy.may_see_place, place=find_vacancy)
def about(place: Vacancy) -> View:
    """To the weeks of a leerwerkplek, or to setting it up where that was not done yet."""
    if training_of(current_session(), place) is not None:
        return redirect(url_for("bookings.place", training=place.reference))
    may = policy.may_set_up(current_actor(), place=place)
    if may:
        return redirect(url_for("training.set_up", place=place.reference))
    flash("Van deze leerwerkplek zijn nog geen weken vastgelegd.", "informatie")
    return redirect(url_for("vacancies.show", vacancy=place.reference))


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
        bare=bare_places_of(session, actor, employer) if actor.is_staff else [],
        form=form or empty.offer(places),
        may_add=policy.may_add_mentor(actor, employer=employer),
        own=not actor.is_staff,
        day=day_of(session.info["at"]),
    )
