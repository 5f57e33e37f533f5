"""Doors of this room: how someone is counted. Only for those who may see the whole file."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from candidates import policy
from candidates.forms import EntryForm, RegelingForm, RegistrationForm
from candidates.models import Candidate
from candidates.queries import find_candidate
from candidates.registration import actions
from candidates.registration.errors import EndsTooEarly, NothingChanged, Overlaps
from candidates.registration.models import EntryReason, Ground, Regeling, RegelingPeriod, RegelingReason, RegisterEntry
from candidates.registration.queries import (
    entries_of,
    find_entry,
    find_regeling,
    regelingen_of,
    replaced_entries_of,
    replaced_regelingen_of,
)
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import DomainError, InputRefused, NotFound
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, saved, takes, transaction

bp = Blueprint("registration", __name__, url_prefix="/kandidaten")

View = str | Response | tuple[str, int]


@bp.route("/<candidate>/tellen", methods=["GET", "POST"])
@guard(policy.may_see_registration, candidate=find_candidate)
@edits()
def show(candidate: Candidate) -> View:
    """The regelingen and the register, and one more of each."""
    form = RegistrationForm()
    if form.validate_on_submit():
        try:
            _check_chosen(form)
            with transaction() as session:
                actions.register_choices(
                    session,
                    current_actor(),
                    candidate,
                    form.regeling.data,
                    form.regeling_from.data,
                    form.ground.data,
                    form.ground_from.data,
                )
        except InputRefused as refused:
            say_problems(form, refused.problems)
        except DomainError as refused:
            form.form_errors.append(refused.sentence)
        else:
            flash("Opgeslagen. Dit telt mee vanaf de gekozen dag.", "goed")
            return _back(candidate)
    page = _page(candidate, form)
    return (page, 422) if form.errors else page


@bp.post("/<candidate>/tellen/regeling/<int:number>/beeindigen")
@guard(policy.may_see_registration, candidate=find_candidate)
@takes("vanaf")
def end_regeling(candidate: Candidate, number: int) -> View:
    """Someone does not come under a regeling any more."""
    return _end(candidate, find_regeling(current_session(), candidate, number), actions.end_regeling)


@bp.post("/<candidate>/tellen/register/<int:number>/beeindigen")
@guard(policy.may_see_registration, candidate=find_candidate)
@takes("vanaf")
def end_entry(candidate: Candidate, number: int) -> View:
    """Someone does not stand in the register any more."""
    return _end(candidate, find_entry(current_session(), candidate, number), actions.end_entry)


@bp.post("/<candidate>/tellen/regeling/<int:number>/verbeteren")
@guard(policy.may_see_registration, candidate=find_candidate)
@edits()
def correct_regeling(candidate: Candidate, number: int) -> View:
    """Put a time under a regeling right, or take it out; what stood there stays readable."""
    session, form = current_session(), RegelingForm()
    period = find_regeling(session, candidate, number)
    if period is None:
        raise NotFound

    def act(writing: Session) -> None:
        reason, regeling = RegelingReason(form.reason.data), Regeling(form.regeling.data)
        told = {**_period(form), "reason": reason, "on": day_of(session.info["at"])}
        actions.correct_regeling(writing, current_actor(), period, regeling, **told)

    return _corrected(candidate, form, act, "law", number)


@bp.post("/<candidate>/tellen/register/<int:number>/verbeteren")
@guard(policy.may_see_registration, candidate=find_candidate)
@edits()
def correct_entry(candidate: Candidate, number: int) -> View:
    """Put an entry in the register right, or take it out; what stood there stays readable."""
    session, form = current_session(), EntryForm()
    entry = find_entry(session, candidate, number)
    if entry is None:
        raise NotFound

    def act(writing: Session) -> None:
        reason, ground = EntryReason(form.reason.data), Ground(form.ground.data)
        told = {**_period(form), "reason": reason, "on": day_of(session.info["at"])}
        actions.correct_entry(writing, current_actor(), entry, ground, **told)

    return _corrected(candidate, form, act, "entry", number)


def _period(form: EntryForm | RegelingForm) -> dict[str, Any]:
    last = form.last_day.data
    return {"starts_on": form.starts_on.data, "ends_on": last + timedelta(days=1) if last else None}


def _corrected(
    candidate: Candidate, form: EntryForm | RegelingForm, act: Callable[[Session], None], what: str, number: int
) -> View:
    """Save what the form says, or the page again with what cannot be at the form."""

    def acting(writing: Session) -> None:
        try:
            act(writing)
        except (EndsTooEarly, NothingChanged, Overlaps) as refused:
            field = "last_day" if isinstance(refused, EndsTooEarly) else "starts_on"
            raise InputRefused({field: refused.sentence}) from refused

    if saved(form, acting):
        flash("Verbeterd. Wat er stond, blijft leesbaar met de reden.", "goed")
        return _back(candidate)
    return _page(candidate, RegistrationForm(formdata=None), {(what, number): form}), 422


Corrections = dict[tuple[str, int], EntryForm | RegelingForm]


def _page(candidate: Candidate, form: RegistrationForm, corrections: Corrections | None = None) -> str:
    session = current_session()
    entries, regelingen = session.scalars(entries_of(candidate)).all(), session.scalars(regelingen_of(candidate)).all()
    shown: Corrections = {("entry", one.id): EntryForm.of(one) for one in entries}
    shown |= {("law", one.id): RegelingForm.of(one) for one in regelingen}
    shown |= corrections or {}
    for (what, number), correction in shown.items():
        for field in correction:
            field.id = f"{'regel' if what == 'entry' else 'regeling'}-{number}-{field.id}"
    return render_template(
        "registration/show.html",
        candidate=candidate,
        form=form,
        regelingen=regelingen,
        entries=entries,
        corrections=shown,
        replaced=session.scalars(replaced_entries_of(candidate)).all(),
        replaced_laws=session.scalars(replaced_regelingen_of(candidate)).all(),
        day=day_of(session.info["at"]),
    )


def _end(candidate: Candidate, row: RegelingPeriod | RegisterEntry | None, act: Callable[..., Any]) -> Response:
    if row is None:
        raise NotFound
    with transaction() as session:
        act(session, current_actor(), row, ends_on=_day_typed() or day_of(session.info["at"]))
    flash("Beëindigd. Dit telt niet meer mee vanaf die dag.", "goed")
    return _back(candidate)


def _day_typed() -> date | None:
    try:
        return date.fromisoformat(request.form.get("vanaf", ""))
    except ValueError:
        return None


def _check_chosen(form: RegistrationForm) -> None:
    lacking = form.lacks_a_day()
    if not (form.regeling.data or form.ground.data):
        lacking = {"regeling": "Kies een regeling of een plaats in het register."}
    if lacking:
        raise InputRefused(lacking)


def _back(candidate: Candidate) -> Response:
    return redirect(url_for("registration.show", candidate=candidate.reference))
