"""Doors of this room: the two lists, putting forward, and the answer."""

from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from candidates.models import Candidate
from candidates.queries import find_candidate
from employers.vacancies.forms import is_asked
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import find_vacancy
from matching.proposals import actions, policy
from matching.proposals.count_page import count_page
from matching.proposals.fitting import refuse_unfit
from matching.proposals.forms import DeclineForm, OutsideForm, WithdrawForm
from matching.proposals.models import DeclineReason, OutsideReason, Proposal
from matching.proposals.pages import list_page, outside_page, overrides_page, show_page
from matching.proposals.passing import advice_of
from matching.proposals.queries import find_proposal, open_proposals_of
from matching.proposals.ranking_pages import candidates_page, chances_page, places_page
from matching.proposals.shortlist import explained, month_key
from matching.shown.queries import last_seen_by
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import NotAllowed, NotFound
from werkbedrijf.foundation.forms import refuse_unknown
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved, settings, transaction

bp = Blueprint("proposals", __name__)

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("/plekken/<vacancy>/kandidaten")
@guard(policy.may_see_ranking, looks="vacancy.candidates_looked_at", vacancy=find_vacancy)
def candidates_for(vacancy: Vacancy) -> View:
    """Who can do this work."""
    return candidates_page(current_session(), current_actor(), vacancy, request.args)


@bp.post("/plekken/tellen")
@guard(policy.may_count_people)
def count() -> View:
    """How many people can do the place that is being typed. Nothing is saved."""
    refuse_unknown(filter(is_asked, request.form))
    return count_page(current_session(), MultiDict(request.form))


@bp.get("/kandidaten/<candidate>/plekken")
@guard(policy.may_see_places, looks="candidate.places_looked_at", candidate=find_candidate)
def places_for(candidate: Candidate) -> View:
    """Which places suit this person."""
    return places_page(current_session(), current_actor(), candidate, request.args)


@bp.get("/kandidaten/<candidate>/kansen")
@guard(policy.may_see_places, looks="candidate.places_looked_at", candidate=find_candidate)
def chances_of(candidate: Candidate) -> View:
    """What is open to this person now, and which questions would open more; a panel beside the profile."""
    return chances_page(current_session(), current_actor(), candidate)


@bp.post("/plekken/<vacancy>/voordrachten")
@guard(policy.may_propose_for, vacancy=find_vacancy)
def propose(vacancy: Vacancy) -> View:
    """Put someone forward, as explained on the list."""
    session, actor = current_session(), current_actor()
    refuse_unknown({"candidate", "outside_reason", "outside_note"})
    candidate = find_candidate(session, actor, request.form.get("candidate", ""))
    if candidate is None:
        raise NotFound
    verdict = policy.may_propose(actor, vacancy=vacancy, candidate=candidate)
    if not verdict:
        raise NotFound if verdict.hidden else NotAllowed(verdict.reason)
    advice = advice_of(session, vacancy, candidate, on=_today(), key=month_key(settings().secret_key, _today()))
    form = OutsideForm() if advice.asks_why else None
    asked = "outside_reason" in request.form or "outside_note" in request.form
    if form is not None and not asked:
        # Nobody thinks up a reason for what cannot be done.
        actions.refuse_unavailable(session, vacancy, candidate, _today())
        refuse_unfit(session, vacancy, candidate)
        return outside_page(actor, vacancy, candidate, advice, OutsideForm(formdata=None))

    def act(session: Session) -> None:
        actions.propose(
            session,
            actor,
            vacancy,
            candidate,
            on=_today(),
            explanation=explained(session, vacancy, candidate, on=_today()),
            advice=advice,
            outside_reason=OutsideReason(form.outside_reason.data) if form else None,
            outside_note=(form.outside_note.data or "") if form else "",
            shown_id=last_seen_by(session, actor, vacancy.id, candidate.id, _today()),
        )

    if form is not None and not saved(form, act):
        return outside_page(actor, vacancy, candidate, advice, form), 422
    if form is None:
        with transaction() as session:
            act(session)
    proposal = session.scalars(open_proposals_of(candidate).where(Proposal.vacancy_id == vacancy.id)).one()
    flash("Voorgesteld. De werkgever krijgt vandaag bericht, zonder naam.", "goed")
    return redirect(url_for("proposals.show", proposal=proposal.reference))


@bp.get("/voordrachten")
@guard(policy.may_list_proposals)
def index() -> View:
    """Voordrachten of this person's people or places; for an employer: candidates per place."""
    return list_page(current_session(), current_actor(), request.args)


@bp.get("/voordrachten/anders-gekozen")
@guard(policy.may_see_overrides)
def overrides() -> View:
    """How often and why colleagues chose differently from the order."""
    return overrides_page(current_session(), current_actor(), _today())


@bp.get("/voordrachten/<proposal>")
@guard(policy.may_see_proposal, looks="proposal.looked_at", proposal=find_proposal)
def show(proposal: Proposal) -> View:
    """One voordracht."""
    return show_page(current_session(), current_actor(), proposal)


@bp.post("/voordrachten/<proposal>/uitnodigen")
@guard(policy.may_invite, proposal=find_proposal)
def invite(proposal: Proposal) -> View:
    """The employer wants to meet."""
    with transaction() as session:
        actions.invite(session, current_actor(), proposal, on=_today())
    _say("Uitgenodigd. De jobcoach krijgt bericht. Hieronder ziet u hoe u verder gaat.", "De uitnodiging is genoteerd.")
    return _to(proposal)


@bp.post("/voordrachten/<proposal>/aannemen")
@guard(policy.may_accept, proposal=find_proposal)
def accept(proposal: Proposal) -> View:
    """The employer says yes."""
    with transaction() as session:
        actions.accept(session, current_actor(), proposal, on=_today())
    _say("Mooi. Het werkbedrijf plant nu samen met u de plaatsing.", "Het ja is genoteerd. Plan nu de plaatsing.")
    return _to(proposal)


@bp.post("/voordrachten/<proposal>/afwijzen")
@guard(policy.may_decline, proposal=find_proposal)
def decline(proposal: Proposal) -> View:
    """The employer says: not now, because."""
    form = DeclineForm()

    def act(session: Session) -> None:
        reason = DeclineReason(form.reason.data)
        actions.decline(session, current_actor(), proposal, reason=reason, note=form.note.data or "", on=_today())

    if saved(form, act):
        _say("Dank voor uw antwoord. De jobcoach krijgt bericht en de plek is weer vrij.", "Het antwoord is genoteerd.")
        return redirect(url_for("proposals.index")) if current_actor().is_a(Role.EMPLOYER) else _to(proposal)
    return show_page(current_session(), current_actor(), proposal, decline=form), 422


@bp.post("/voordrachten/<proposal>/intrekken")
@guard(policy.may_withdraw, proposal=find_proposal)
def withdraw(proposal: Proposal) -> View:
    """Coach or account manager takes it back."""
    form = WithdrawForm()

    def act(session: Session) -> None:
        actions.withdraw(session, current_actor(), proposal, reason=form.reason.data or "", on=_today())

    if saved(form, act):
        flash("Ingetrokken. De plek is weer vrij en de werkgever krijgt bericht.", "goed")
        return _to(proposal)
    return show_page(current_session(), current_actor(), proposal, withdraw=form), 422


def _say(employer: str, colleague: str) -> None:
    """A message after an answer: u to the employer, je to who noted it."""
    flash(employer if current_actor().is_a(Role.EMPLOYER) else colleague, "goed")


def _to(proposal: Proposal) -> Response:
    return redirect(url_for("proposals.show", proposal=proposal.reference))
