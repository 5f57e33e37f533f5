"""What the pages of voordrachten need to know, gathered for their templates.

An employer's page gets cards and contact details that were agreed, never a candidate: what is not handed over cannot leak.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template, request, url_for
from sqlalchemy import func
from sqlalchemy.orm import Session, joinedload, undefer

from candidates.models import Candidate
from candidates.policy import may_see_file
from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.core.wording import coach_text, employer_text, person_text
from matching.proposals import actions, policy
from matching.proposals.card import WHOLE, Card, Contact, card_of, contact_of
from matching.proposals.forms import DeclineForm, OutsideForm, WithdrawForm
from matching.proposals.keeping_back import rungs_of
from matching.proposals.models import Proposal
from matching.proposals.overrides import months_until
from matching.proposals.passing import Advice
from matching.proposals.queries import proposals_visible_to
from matching.proposals.shown import Shown
from matching.proposals.workflow import ProposalStatus
from matching.shown.models import ShownRanking
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.audit import AuditEntry, done_to
from werkbedrijf.foundation.freshness import is_fresh
from werkbedrijf.foundation.listing import Filter, Listing, page_of
from werkbedrijf.foundation.parameters import Parameter, value_on, whole_number_on
from werkbedrijf.foundation.policy import Verdict
from werkbedrijf.foundation.texts import moment

S = ProposalStatus
STATUS_KINDS = {
    S.SENT: "informatie",
    S.INVITED: "goed",
    S.ACCEPTED: "goed",
    S.PLACED: "goed",
    S.DECLINED: "rustig",
    S.WITHDRAWN: "rustig",
    S.EXPIRED: "let_op",
    S.LAPSED: "rustig",
}
SORTS: Mapping[str, Any] = {
    "voordracht": Proposal.id,
    "verstuurd": Proposal.sent_on,
    "termijn": Proposal.held_until,
    "plek": func.lower(Vacancy.title),
    "werkgever": Employer.search_name,
    "kandidaat": Candidate.id,
}
# Of fewer voordrachten nobody can say that people hardly ever choose themselves.
ENOUGH = 50
# And a part of fewer in one month is no percentage.
ENOUGH_IN_A_MONTH = 10
# For the employer a seat that waits comes first.
WAITING_FIRST = (S.SENT, S.INVITED, S.ACCEPTED)


def name_for(actor: Actor, candidate: Candidate) -> str:
    """The name for those who have the whole file, for all others the reference."""
    return candidate.name if may_see_file(actor, candidate=candidate) else candidate.reference


def list_page(session: Session, actor: Actor, args: Mapping[str, str]) -> str:
    """Voordrachten: a table for staff, cards per place for an employer."""
    if actor.is_a(Role.EMPLOYER):
        return _own_list_page(session, actor)
    filters = [_status_filter(session, actor)]
    listing = Listing.read(args, sorts=list(SORTS), default="-verstuurd", filters=filters)
    query = proposals_visible_to(actor).order_by(None).options(*_beside())
    if "stand" in listing.filters:
        query = query.where(Proposal.status == listing.filters["stand"])
    page = page_of(session, query.order_by(*listing.ordered(SORTS, SORTS["voordracht"])), listing)
    return render_template(
        "proposals/index.html",
        page=page,
        listing=listing,
        filters=filters,
        names={row.id: name_for(actor, row.candidate) for row in page.rows},
        kinds=STATUS_KINDS,
    )


def _status_filter(session: Session, actor: Actor) -> Filter:
    visible = proposals_visible_to(actor).order_by(None).with_only_columns(Proposal.status, func.count())
    counts = {status.value: number for status, number in session.execute(visible.group_by(Proposal.status))}
    return Filter("stand", "Stand", [(status.value, status.value) for status in S if status.value in counts], counts)


def _beside() -> tuple[Any, ...]:
    return (
        joinedload(Proposal.vacancy).joinedload(Vacancy.employer),
        joinedload(Proposal.vacancy).joinedload(Vacancy.establishment),
        joinedload(Proposal.candidate).joinedload(Candidate.visibility),
        joinedload(Proposal.candidate).joinedload(Candidate.coach),
    )


@dataclass(frozen=True, slots=True)
class Offered:
    """One candidate as an employer meets it: by the voordracht, never by the person."""

    reference: str
    status: ProposalStatus
    title: str
    card: Card | None
    whole: bool
    held_until: Any
    answered_on: Any


def _own_list_page(session: Session, actor: Actor) -> str:
    """Per place, who is put forward; what waits for an answer first."""
    beside = (*_beside(), undefer(Proposal.works_now))
    rows = session.scalars(proposals_visible_to(actor).options(*beside)).unique().all()
    places: dict[Vacancy, list[Offered]] = {}
    for row in sorted(rows, key=lambda row: (row.vacancy_id, row.status not in WAITING_FIRST, row.id)):
        places.setdefault(row.vacancy, []).append(offered_of(row, _numbered(row, rows)))
    waiting = sum(row.status in policy.WAITING for row in rows)
    return render_template("proposals/index_own.html", places=places, waiting=waiting, kinds=STATUS_KINDS)


def card_for_employer(proposal: Proposal) -> Card:
    """The card as the employer sees it: whole while they know each other, before and after what enough people share."""
    stored = proposal.explanation
    return card_of(Shown.from_dict(stored), WHOLE if policy.is_introduced(proposal) else rungs_of(stored))


def offered_of(proposal: Proposal, title: str) -> Offered:
    """What an employer sees of a voordracht; after a no only that there was one."""
    ended = proposal.status == S.DECLINED
    return Offered(
        reference=proposal.reference,
        status=proposal.status,
        title=title,
        card=None if ended else card_for_employer(proposal),
        whole=policy.is_introduced(proposal),
        held_until=proposal.held_until,
        answered_on=proposal.answered_on,
    )


def _numbered(proposal: Proposal, visible: Sequence[Proposal]) -> str:
    """``Kandidaat 1 van 2``: among those who are put forward for this place now; others by the voordracht."""
    open_ones = sorted(
        row.id for row in visible if row.vacancy_id == proposal.vacancy_id and row.status in WAITING_FIRST
    )
    if proposal.id not in open_ones:
        return f"Voordracht {proposal.reference}"
    return f"Kandidaat {open_ones.index(proposal.id) + 1} van {len(open_ones)}"


def outside_page(actor: Actor, vacancy: Vacancy, candidate: Candidate, advice: Advice, form: OutsideForm) -> str:
    """Asks why somebody is put forward whom the order does not put first."""
    return render_template(
        "proposals/outside.html",
        vacancy=vacancy,
        candidate=candidate.reference,
        name=name_for(actor, candidate),
        advice=advice,
        form=form,
    )


def show_page(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    *,
    decline: DeclineForm | None = None,
    withdraw: WithdrawForm | None = None,
) -> str:
    """One voordracht: the card for the employer, the whole story for staff."""
    forms = {"decline": decline or DeclineForm(formdata=None), "withdraw": withdraw or WithdrawForm(formdata=None)}
    if actor.is_a(Role.EMPLOYER):
        return _own_page(session, actor, proposal, forms)
    shown = Shown.from_dict(proposal.explanation)
    told = shown.explanation
    return render_template(
        "proposals/show.html",
        proposal=proposal,
        name=name_for(actor, proposal.candidate),
        shown=shown,
        card=card_for_employer(proposal),
        texts={"coach": coach_text(told), "employer": employer_text(told), "person": person_text(told)},
        shown_list=_shown_list(session, proposal),
        coach=proposal.candidate.coach,
        story=[_event(session, entry) for entry in session.scalars(done_to(proposal, STORY))],
        may=_verdicts(actor, proposal),
        forms=forms,
        kinds=STATUS_KINDS,
    )


def overrides_page(session: Session, actor: Actor, on: date) -> str:
    """How often and why colleagues chose differently from the order, per month."""
    months = months_until(session, on)
    few = value_on(session, Parameter.FAIR_DEPARTURES, on)
    ordered, departed = sum(row.ordered for row in months), sum(row.departed for row in months)
    seldom = ordered >= ENOUGH and 100 * departed < few * ordered
    return render_template(
        "proposals/overrides.html",
        months=months,
        first=whole_number_on(session, Parameter.LIST_LENGTH, on),
        few=few,
        below=round(100 * departed / ordered, 1) if seldom else None,
        enough=ENOUGH_IN_A_MONTH,
        lists=bool(policy.may_list_proposals(actor)),
    )


def _shown_list(session: Session, proposal: Proposal) -> str | None:
    """The list as the coach saw it before putting somebody forward, while it is kept."""
    kept = session.get(ShownRanking, proposal.shown_id) if proposal.shown_id else None
    return kept.reference if kept else None


def _own_page(session: Session, actor: Actor, proposal: Proposal, forms: Mapping[str, Any]) -> str:
    rows = session.scalars(proposals_visible_to(actor).where(Proposal.vacancy_id == proposal.vacancy_id)).all()
    contact: Contact | None = None
    if policy.may_see_contact(actor, proposal=proposal):
        contact = contact_of(proposal) if is_fresh() else contact_of(proposal).without_person()
    return render_template(
        "proposals/show_own.html",
        offered=offered_of(proposal, _numbered(proposal, rows)),
        vacancy=proposal.vacancy,
        contact=contact,
        proof_url=None if is_fresh() else url_for("accounts.prove", verder=request.path),
        decline_reason=proposal.decline_reason,
        decline_note=proposal.decline_note,
        may=_verdicts(actor, proposal),
        forms=forms,
        kinds=STATUS_KINDS,
    )


def _verdicts(actor: Actor, proposal: Proposal) -> Mapping[str, Verdict]:
    return {
        "invite": policy.may_invite(actor, proposal=proposal),
        "accept": policy.may_accept(actor, proposal=proposal),
        "decline": policy.may_decline(actor, proposal=proposal),
        "withdraw": policy.may_withdraw(actor, proposal=proposal),
        "file": may_see_file(actor, candidate=proposal.candidate),
    }


def _event(session: Session, entry: AuditEntry) -> dict[str, str]:
    """One line of the story: what, when and by whom."""
    by = session.get(User, entry.actor_id) if entry.actor_id else None
    who = by.name if by else "de dienstregeling"
    noted = f", {entry.reason.lower()}" if entry.reason == actions.NOTED else ""
    return {"text": STORY[entry.act], "when": moment(entry.at), "who": who + noted}


STORY = {
    "proposal.sent": "Voorgesteld aan de werkgever",
    "proposal.invited": "Uitgenodigd voor een gesprek",
    "proposal.accepted": "De werkgever zegt ja",
    "proposal.declined": "De werkgever zegt nu niet",
    "proposal.withdrawn": "Ingetrokken",
    "proposal.lapsed": "Gestopt",
    "proposal.expired": "Verlopen zonder antwoord",
    "proposal.placed": "De plaatsing is gepland",
}
