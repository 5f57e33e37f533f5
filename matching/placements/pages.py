"""What the pages of placements need to know, gathered for their templates."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import render_template
from sqlalchemy import func
from sqlalchemy.orm import Session, joinedload, selectinload

from candidates.models import Candidate
from candidates.policy import keeps_file, may_see_file
from employers.models import Employer
from employers.vacancies.models import Vacancy, VacancyKind
from employers.vacancies.policy import may_see_vacancy
from matching.placements import policy
from matching.placements.endings.forms import end_forms
from matching.placements.endings.queries import replaced_ends_of
from matching.placements.forms import Form, GoOnForm, PlanForm, forms_of
from matching.placements.history import history_of
from matching.placements.interruptions.policy import may_note_interruption
from matching.placements.learning_weeks import weeks_told
from matching.placements.longest import term_of
from matching.placements.models import Placement
from matching.placements.queries import placement_after, placements_visible_to, replaced_of
from matching.placements.supports.policy import may_note_support
from matching.placements.supports.queries import supports_of
from matching.placements.takenback.queries import taken_back_of
from matching.placements.timeline.drawing import drawn
from matching.placements.timeline.lanes import lanes_of
from matching.placements.workflow import PlacementStatus
from matching.proposals.models import Proposal
from matching.proposals.pages import name_for
from matching.proposals.policy import may_see_proposal
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.foundation.listing import Filter, Listing, page_of
from werkbedrijf.foundation.policy import Verdict
from werkbedrijf.foundation.texts import count
from werkbedrijf.foundation.web import current_actor, current_session
from werkbedrijf.foundation.workflow import label

S = PlacementStatus
STATUS_KINDS = {S.PLANNED: "informatie", S.RUNNING: "goed", S.ENDED: "rustig", S.CANCELLED: "rustig"}
SORTS: Mapping[str, Any] = {
    "plaatsing": Placement.id,
    "start": Placement.starts_on,
    "einde": func.coalesce(Placement.ended_on, Placement.ends_on),
    "werkgever": Employer.search_name,
    "kandidaat": Candidate.id,
}


def list_page(session: Session, actor: Actor, args: Mapping[str, str]) -> str:
    """Placements of this person's people or places."""
    filters = _filters(session, actor)
    listing = Listing.read(args, sorts=list(SORTS), default="-start", filters=filters)
    query = placements_visible_to(actor).order_by(None).options(*_beside())
    for name, column in (("stand", Placement.status), ("soort", Placement.kind)):
        if name in listing.filters:
            query = query.where(column == listing.filters[name])
    page = page_of(session, query.order_by(*listing.ordered(SORTS, SORTS["plaatsing"])), listing)
    return render_template(
        "placements/index.html",
        page=page,
        listing=listing,
        filters=filters,
        names={row.id: person_for(actor, row) for row in page.rows},
        hours={row.id: _hours_now(row, day_of(session.info["at"])) for row in page.rows},
        kinds=STATUS_KINDS,
        own=actor.is_a(Role.EMPLOYER),
    )


def _filters(session: Session, actor: Actor) -> list[Filter]:
    visible = placements_visible_to(actor).order_by(None)
    counts = [
        {
            value.value: number
            for value, number in session.execute(visible.with_only_columns(column, func.count()).group_by(column))
        }
        for column in (Placement.status, Placement.kind)
    ]
    return [
        Filter("stand", "Stand", [(one.value, label(one)) for one in S if one.value in counts[0]], counts[0]),
        Filter(
            "soort", "Soort plek", [(one.value, one.words) for one in VacancyKind if one.value in counts[1]], counts[1]
        ),
    ]


def _beside() -> tuple[Any, ...]:
    return (
        joinedload(Placement.vacancy).joinedload(Vacancy.employer),
        joinedload(Placement.workplace),
        joinedload(Placement.candidate).joinedload(Candidate.visibility),
        joinedload(Placement.proposal),
        selectinload(Placement.terms),
    )


def _hours_now(placement: Placement, today: date) -> Any:
    """The hours of today; before the start the first, after the end the last."""
    now = placement.hours_on(max(today, placement.starts_on))
    return now if now is not None or not placement.terms else placement.terms[-1].hours_per_week


def person_for(actor: Actor, placement: Placement) -> str:
    """How this person may call the one who works: an employer by the name if that was agreed and as long as it lasts."""
    if not actor.is_a(Role.EMPLOYER):
        return name_for(actor, placement.candidate)
    lasts = placement.status in (S.PLANNED, S.RUNNING)
    agreed = lasts and placement.candidate.visibility.shares_name
    return placement.candidate.name if agreed else f"Plaatsing {placement.reference}"


def proposal_for(actor: Actor, placement: Placement) -> Proposal | None:
    """The voordracht behind it, for who may see that: not for an employer that lends somebody out to another."""
    proposal = placement.proposal
    return proposal if proposal is not None and may_see_proposal(actor, proposal=proposal) else None


def plan_page(proposal: Proposal, form: PlanForm, name: str) -> str:
    """The form that makes a placement of an accepted voordracht; for a kind with a term it says how long that is."""
    session = current_session()
    today = day_of(session.info["at"])
    term = term_of(session, current_actor(), proposal.vacancy.kind, proposal.candidate, today)
    if term is not None:
        form.ends_on.description = (
            f"Een {proposal.vacancy.kind.words} duurt ten hoogste {count(term.usual, 'maand', 'maanden')}. {term.hint}"
        )
    return render_template("placements/plan.html", proposal=proposal, form=form, name=name)


def go_on_page(placement: Placement, form: GoOnForm) -> str:
    """The form for another agreement at the same place."""
    actor = current_actor()
    return render_template("placements/go_on.html", placement=placement, form=form, person=person_for(actor, placement))


def show_page(session: Session, actor: Actor, placement: Placement, **typed: Form) -> str:
    """One placement with its hours, and what can be done."""
    own = actor.is_a(Role.EMPLOYER)
    gemeente = gemeente_by_code(placement.workplace.gemeente_code)
    made = forms_of(placement, **typed) | end_forms(placement, **typed)
    learning = weeks_told(session, placement, made)
    today = day_of(session.info["at"])
    follows, followed = _seen(actor, placement.follows), _seen(actor, placement_after(session, placement))
    supports = supports_of(session, actor, [placement]).get(placement.id, [])
    return render_template(
        "placements/show.html",
        placement=placement,
        person=person_for(actor, placement),
        candidate=None if own else placement.candidate.reference,
        proposal=proposal_for(actor, placement),
        sees_vacancy=bool(may_see_vacancy(actor, vacancy=placement.vacancy)),
        coach=placement.candidate.coach,
        gemeente=gemeente.name if gemeente else "",
        hours=_hours_now(placement, today),
        form_now=placement.form_on(max(today, placement.starts_on)),
        line=drawn(lanes_of(session, placement, supports, follows, followed), today),
        history=history_of(session, placement),
        replaced=session.scalars(replaced_of(placement)).all(),
        ends_before=session.scalars(replaced_ends_of(placement)).all(),
        taken_back=session.scalars(taken_back_of(placement)).all(),
        follows=follows,
        followed=followed,
        sees_wages=not own and keeps_file(actor, candidate=placement.candidate),
        may=_verdicts(actor, placement),
        forms=made,
        learning=learning,
        supports=supports,
        may_note=may_note_support(actor, placement=placement),
        sees_file=bool(may_see_file(actor, candidate=placement.candidate)),
        kinds=STATUS_KINDS,
        own=own,
    )


def _seen(actor: Actor, placement: Placement | None) -> Placement | None:
    """Earlier or later work of the same person, for who may see that placement too."""
    return placement if placement is not None and policy.may_see_placement(actor, placement=placement) else None


def _verdicts(actor: Actor, placement: Placement) -> Mapping[str, Verdict]:
    return {
        "start": policy.may_start(actor, placement=placement),
        "hours": policy.may_change_hours(actor, placement=placement),
        "agreed": policy.may_agree_end(actor, placement=placement),
        "weeks": policy.may_set_weeks(actor, placement=placement),
        "pause": may_note_interruption(actor, placement=placement),
        "go_on": policy.may_go_on(actor, placement=placement),
        "end": policy.may_end(actor, placement=placement),
        "correct_end": policy.may_correct_end(actor, placement=placement),
        "undo_end": policy.may_undo_end(actor, placement=placement),
        "take_back": policy.may_take_back(actor, placement=placement),
        "cancel": policy.may_cancel(actor, placement=placement),
    }
