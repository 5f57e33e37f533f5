"""Doors of this room: the calendar, one leerwerkplek, one mentor, and the changes that may touch bookings."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from employers.training import actions as training_actions
from employers.training import policy as training_policy
from employers.training.models import Mentor, TrainingPlace
from employers.training.queries import find_mentor, find_training
from matching.bookings import changing, forms, pages, policy
from matching.bookings.calendar_page import calendar_page
from matching.bookings.errors import Hit, Touches
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, saved, transaction

bp = Blueprint("bookings", __name__)

View = str | Response | tuple[str, int]

CHOOSE = "Kies wat er met deze boekingen gebeurt."


@bp.get("/leerwerkplekken")
@guard(policy.may_see_calendar)
def calendar() -> View:
    """Weeks of the leerwerkplekken of the region, of one employer (``?werkgever=``), or the own ones."""
    return calendar_page(current_session(), current_actor(), request.args)


@bp.get("/plekken/<training>/weken")
@guard(training_policy.may_see_training, training=find_training)
def place(training: TrainingPlace) -> View:
    """One leerwerkplek: what is taught, its weeks and who learns there."""
    return pages.place_page(current_session(), current_actor(), training)


@bp.post("/plekken/<training>/capaciteit")
@guard(training_policy.may_keep_training, training=find_training)
@edits()
def capacity(training: TrainingPlace) -> View:
    """Another number of learners from a week on."""
    form = forms.CapacityForm()
    form.offer_cover([])

    def act(session: Session) -> None:
        facts = {"from_day": form.from_day.data, "choice": form.choice(), "on": day_of(session.info["at"])}
        changing.change_capacity(session, current_actor(), training, form.learners.data, **facts)

    hits = _changed(form, act)
    if hits is None:
        flash("Het aantal plaatsen is gewijzigd.", "goed")
        return _to_place(training)
    return pages.place_page(current_session(), current_actor(), training, hits=hits, capacity=form), 422


@bp.post("/plekken/<training>/startgroepen")
@guard(training_policy.may_keep_training, training=find_training)
@edits()
def add_group(training: TrainingPlace) -> View:
    """Learners start here together on a day."""
    form = forms.GroupForm()

    def act(session: Session) -> None:
        facts = {"on": day_of(session.info["at"])}
        training_actions.add_group(session, current_actor(), training, form.starts_on.data, form.size.data, **facts)

    if saved(form, act):
        flash("De groep staat erbij. Leerlingen beginnen nu alleen op een startdag.", "goed")
        return _to_place(training)
    return pages.place_page(current_session(), current_actor(), training, group=form), 422


@bp.post("/plekken/<training>/startgroepen/weg")
@guard(training_policy.may_keep_training, training=find_training)
@edits()
def drop_group(training: TrainingPlace) -> View:
    """No group starts on that day any more."""
    form = forms.DropGroupForm()

    def act(session: Session) -> None:
        training_actions.drop_group(session, current_actor(), training, form.starts_on.data)

    if saved(form, act):
        flash("De groep is weg. Wie al geboekt is, blijft staan.", "goed")
        return _to_place(training)
    return pages.place_page(current_session(), current_actor(), training), 422


@bp.get("/begeleiders/<mentor>")
@guard(training_policy.may_see_mentor, mentor=find_mentor)
def mentor(mentor: Mentor) -> View:
    """One mentor with weeks and absences."""
    return pages.mentor_page(current_session(), current_actor(), mentor)


@bp.post("/begeleiders/<mentor>")
@guard(training_policy.may_keep_mentor, mentor=find_mentor)
@edits()
def change_mentor(mentor: Mentor) -> View:
    """Another name, maximum or place."""
    session, actor = current_session(), current_actor()
    form = pages.change_form(session, actor, mentor, empty=False)
    places = pages.places_of(session, actor, mentor)

    def act(session: Session) -> None:
        chosen = [one for one in places if one.reference in (form.places.data or ())]
        facts: dict[str, Any] = {"choice": form.choice(), "on": day_of(session.info["at"])}
        changing.change_mentor(session, actor, mentor, form.facts(), chosen, **facts)

    return _answer(mentor, "change", form, act, "De begeleider is gewijzigd.")


@bp.post("/begeleiders/<mentor>/afwezig")
@guard(training_policy.may_keep_mentor, mentor=find_mentor)
@edits()
def absence(mentor: Mentor) -> View:
    """Days away."""
    form = forms.AbsenceForm()

    def act(session: Session) -> None:
        facts: dict[str, Any] = {"choice": form.choice(), "on": day_of(session.info["at"])}
        days = (form.first_day.data, form.last_day.data)
        changing.add_absence(session, current_actor(), mentor, *days, **facts)

    return _answer(mentor, "absence", form, act, "De afwezigheid is vastgelegd. In die weken wordt niemand geboekt.")


@bp.post("/begeleiders/<mentor>/afwezig-melden")
@guard(training_policy.may_report_absence, mentor=find_mentor)
@edits()
def report_absence(mentor: Mentor) -> View:
    """The employer says that an own mentor is away."""
    form = forms.ReportAbsenceForm()

    def act(session: Session) -> None:
        days = (form.first_day.data, form.last_day.data)
        changing.report_absence(session, current_actor(), mentor, *days, on=day_of(session.info["at"]))

    if saved(form, act):
        flash("Dank u wel. In die weken wordt niemand geboekt. Uw aanspreekpunt kijkt wie er al geboekt is.", "goed")
        return _to_mentor(mentor)
    return pages.mentor_page(current_session(), current_actor(), mentor, report=form), 422


@bp.post("/begeleiders/<mentor>/aanwezig")
@guard(training_policy.may_drop_absence, mentor=find_mentor)
@edits()
def drop_absence(mentor: Mentor) -> View:
    """There after all."""
    form = forms.DropAbsenceForm()

    def act(session: Session) -> None:
        training_actions.drop_absence(session, current_actor(), mentor, form.number())

    if saved(form, act):
        flash(f"{mentor.name} is er toch.", "goed")
        return _to_mentor(mentor)
    return pages.mentor_page(current_session(), current_actor(), mentor), 422


@bp.post("/begeleiders/<mentor>/stoppen")
@guard(training_policy.may_keep_mentor, mentor=find_mentor)
@edits()
def stop_mentor(mentor: Mentor) -> View:
    """Guides nobody from a day on."""
    form = forms.StopForm()

    def act(session: Session) -> None:
        facts: dict[str, Any] = {"choice": form.choice(), "on": day_of(session.info["at"])}
        changing.stop_mentor(session, current_actor(), mentor, form.stops_after.data + forms.DAY, **facts)

    return _answer(mentor, "stop", form, act, "Vastgelegd. Na die dag wordt niemand meer geboekt bij deze begeleider.")


def _answer(mentor: Mentor, name: str, form: forms.ChoosingForm, act: Callable[[Session], None], said: str) -> View:
    session = current_session()
    form.offer_cover(pages.colleagues_of(session, mentor))
    hits = _changed(form, act)
    if hits is None:
        flash(said, "goed")
        return _to_mentor(mentor)
    return pages.mentor_page(current_session(), current_actor(), mentor, hits=hits, **{name: form}), 422


def _changed(form: forms.ChoosingForm, act: Callable[[Session], None]) -> tuple[Hit, ...] | None:
    """None when it was saved; otherwise the bookings it would touch, with the sentences at the fields."""
    if not form.validate_on_submit():
        return ()
    try:
        with transaction() as session:
            act(session)
    except InputRefused as refused:
        say_problems(form, refused.problems)
    except Touches as touches:
        form.touched.errors = [f"{touches.sentence.split('.')[0]}. {CHOOSE}"]
        return touches.hits
    else:
        return None
    return ()


def _to_place(training: TrainingPlace) -> Response:
    return redirect(url_for("bookings.place", training=training.reference))


def _to_mentor(mentor: Mentor) -> Response:
    return redirect(url_for("bookings.mentor", mentor=mentor.reference))
