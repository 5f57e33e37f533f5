"""Doors of this room."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from employers.models import Employer
from employers.running import tell_at_work
from employers.vacancies.models import Vacancy, VacancyKind
from matching.bookings.models import Booking
from matching.bookings.policy import may_see_booking
from matching.bookings.queries import find_booking
from matching.placements import actions, forms, going_on, policy
from matching.placements.agreement import agreement_page
from matching.placements.at_employer import placements_at
from matching.placements.learning_weeks import guides_at
from matching.placements.models import ContractForm, EndReason, Placement
from matching.placements.pages import go_on_page, list_page, plan_page, show_page
from matching.placements.queries import employer_named, find_placement
from matching.placements.reasons import TermsReason
from matching.placements.weeks import set_weeks
from matching.proposals.models import Proposal
from matching.proposals.pages import name_for
from matching.proposals.queries import find_proposal
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, saved, transaction

bp = Blueprint("placements", __name__, url_prefix="/plaatsingen")
tell_at_work(placements_at)

UNKNOWN_EMPLOYER = (
    "Deze werkgever kennen we niet. Kies er een uit de lijst, of registreer de werkgever eerst bij Werkgevers."
)

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("")
@guard(policy.may_list_placements)
def index() -> View:
    """Placements of this person's people or places."""
    return list_page(current_session(), current_actor(), request.args)


@bp.route("/nieuw/<proposal>", methods=["GET", "POST"])
@guard(policy.may_plan, proposal=find_proposal)
def plan(proposal: Proposal) -> View:
    """Make a placement of an accepted voordracht; filled in with what is known."""
    session, actor, vacancy = current_session(), current_actor(), proposal.vacancy
    name = name_for(actor, proposal.candidate)
    if request.method == "GET":
        return plan_page(proposal, _prefilled(proposal), name)
    form = forms.PlanForm.for_place(vacancy, guides_at(session, vacancy))
    if form.validate_on_submit():
        try:
            with transaction():
                employer = _formal_employer(session, form, vacancy)
                workplace = next(e for e in vacancy.employer.establishments if e.reference == form.workplace.data)
                facts = form.facts(employer, workplace)
                placement = actions.plan_placement(session, actor, proposal, facts, on=_today())
        except InputRefused as refused:
            say_problems(form, refused.problems)
        else:
            flash("De plaatsing is gepland. De werkgever krijgt bericht.", "goed")
            return _to(placement)
    return plan_page(proposal, form, name), 422


def _prefilled(proposal: Proposal) -> forms.PlanForm:
    vacancy = proposal.vacancy
    return forms.PlanForm.for_place(
        vacancy,
        guides_at(current_session(), vacancy),
        formdata=None,
        formal_employer=vacancy.employer.name,
        formal_employer_reference=vacancy.employer.reference,
        workplace=vacancy.establishment.reference,
        hours_per_week=Decimal(vacancy.hours_max),
        starts_on=max(vacancy.starts_on or _today(), _today()),
    )


def _formal_employer(session: Session, form: forms.PlanForm, vacancy: Vacancy) -> Employer:
    """The employer that was chosen or typed; raises InputRefused when the region does not know it."""
    typed = (form.formal_employer.data or "").strip()
    own = vacancy.employer
    found = own if typed.lower() == own.name.lower() else None
    found = found or employer_named(session, typed, form.formal_employer_reference.data or "")
    if found is None:
        raise InputRefused({"formal_employer": UNKNOWN_EMPLOYER})
    return found


@bp.get("/<placement>")
@guard(policy.may_see_placement, looks="placement.looked_at", placement=find_placement)
def show(placement: Placement) -> View:
    """One placement with its hours."""
    return show_page(current_session(), current_actor(), placement)


@bp.get("/<placement>/verder")
@guard(policy.may_go_on, placement=find_placement)
def go_on(placement: Placement) -> View:
    """Another agreement at the same place: what is known is filled in."""
    today, now = _today(), placement.terms_on(_today()) or placement.terms[-1]
    known = {
        "kind": VacancyKind.GARANTIEBAAN.value,
        "contract_form": ContractForm.REGULAR.value,
        "formal_employer": placement.vacancy.employer.name,
        "formal_employer_reference": placement.vacancy.employer.reference,
        "workplace": placement.workplace.reference,
        "hours_per_week": now.hours_per_week,
        "starts_on": today,
    }
    return go_on_page(placement, forms.GoOnForm.after(placement, formdata=None, **known))


@bp.post("/<placement>/verder")
@guard(policy.may_go_on, placement=find_placement)
@edits()
def make_go_on(placement: Placement) -> View:
    """End this placement and let the work go on under another agreement."""
    form, vacancy = forms.GoOnForm.after(placement), placement.vacancy
    made: list[Placement] = []

    def act(session: Session) -> None:
        employer = _formal_employer(session, form, vacancy)
        workplace = next(e for e in vacancy.employer.establishments if e.reference == form.workplace.data)
        facts, kind = form.facts(employer, workplace), VacancyKind(form.kind.data)
        made.append(going_on.go_on(session, current_actor(), placement, kind, facts, on=_today()))

    if saved(form, act):
        flash("Het werk gaat verder onder een nieuwe afspraak. De vorige plaatsing is afgesloten.", "goed")
        return _to(made[0])
    return go_on_page(placement, form), 422


@bp.post("/<placement>/start")
@guard(policy.may_start, placement=find_placement)
@edits()
def start(placement: Placement) -> View:
    """The work began."""
    form = forms.StartForm()

    def act(session: Session) -> None:
        actions.start_placement(session, current_actor(), placement, on=_today(), started_on=form.started_on.data)

    return _answer(placement, "start", form, act, "De start is vastgelegd. Vanaf nu kan de plaatsing meetellen.")


@bp.post("/<placement>/uren")
@guard(policy.may_change_hours, placement=find_placement)
@edits()
def change_hours(placement: Placement) -> View:
    """Other hours or another contract from a day on."""
    form = forms.HoursForm.of(placement)

    def act(session: Session) -> None:
        told = {"hours": form.hours.data, "form": form.form, "from_on": form.from_on.data}
        reason = TermsReason(form.why.data)
        actions.change_terms(session, current_actor(), placement, **told, on=_today(), reason=reason)

    said = "De afspraak is gewijzigd. Wat er gold, blijft staan tot die dag."
    return _answer(placement, "hours", form, act, said)


@bp.post("/<placement>/afspraak")
@guard(policy.may_agree_end, placement=find_placement)
@edits()
def agree_end(placement: Placement) -> View:
    """Another agreed end, or none."""
    form = forms.AgreedEndForm.of(placement)

    def act(session: Session) -> None:
        ends_on = forms.day_after(form.ends_on.data)
        actions.agree_end(session, current_actor(), placement, ends_on, on=_today(), because=form.because)

    return _answer(placement, "agreed", form, act, "Het afgesproken einde is gewijzigd.")


@bp.post("/<placement>/einde")
@guard(policy.may_end, placement=find_placement)
@edits()
def end(placement: Placement) -> View:
    """The work stopped."""
    form = forms.EndForm()

    def act(session: Session) -> None:
        ended_on = forms.day_after(form.ended_on.data)
        assert ended_on is not None  # noqa: S101  # the field is required
        reason = EndReason(form.reason.data)
        actions.end_placement(session, current_actor(), placement, ended_on=ended_on, reason=reason, on=_today())

    return _answer(placement, "end", form, act, "De plaatsing is beëindigd. De plek is weer vrij.")


@bp.post("/<placement>/annuleren")
@guard(policy.may_cancel, placement=find_placement)
def cancel(placement: Placement) -> View:
    """It will not happen."""
    with transaction() as session:
        actions.cancel_placement(session, current_actor(), placement, on=_today())
    flash("De plaatsing is geannuleerd. De plek en de kandidaat zijn weer vrij.", "goed")
    return _to(placement)


@bp.post("/<placement>/weken")
@guard(policy.may_set_weeks, placement=find_placement)
@edits()
def weeks(placement: Placement) -> View:
    """Book the weeks at a leerwerkplek, or move them."""
    form = forms.WeeksForm()
    guides = guides_at(current_session(), placement.vacancy) or []
    forms.offer_mentors(form, guides)

    def act(session: Session) -> None:
        mentor = form.guides.get(form.mentor.data or "")
        period = {"starts_on": form.starts_on.data, "ends_on": forms.day_after(form.weeks_until.data)}
        try:
            set_weeks(session, current_actor(), placement, mentor, **period, on=_today())
        except InputRefused as refused:
            problems = {"weeks_until" if name == "ends_on" else name: said for name, said in refused.problems.items()}
            raise InputRefused(problems) from refused

    return _answer(placement, "weeks", form, act, "De weken zijn geboekt.")


@bp.get("/weken/<booking>/overeenkomst")
@guard(may_see_booking, looks="booking.agreement_looked_at", booking=find_booking)
def agreement(booking: Booking) -> View:
    """The agreement about learning, to print and sign."""
    return agreement_page(current_session(), current_actor(), booking)


def _answer(placement: Placement, name: str, form: forms.Form, act: Callable[[Session], Any], said: str) -> View:
    """Save what the form says; otherwise the page again, with the sentences at the fields."""
    if saved(form, act):
        flash(said, "goed")
        return _to(placement)
    return show_page(current_session(), current_actor(), placement, **{name: form}), 422


def _to(placement: Placement) -> Response:
    return redirect(url_for("placements.show", placement=placement.reference))
