"""Who may plan and change a placement (security.md section 3).

The coach of the person or an account manager plans; from then on an account manager of the person's or the place's partner
keeps it up to date. The employer sees its own.
"""

from candidates.policy import is_in_caseload
from matching.placements.models import Placement
from matching.placements.workflow import PLACEMENT, PlacementStatus
from matching.proposals.models import Proposal
from matching.proposals.policy import concerns_organisation, may_see_proposal
from matching.proposals.workflow import PROPOSAL
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes
from werkbedrijf.foundation.workflow import label


def may_list_placements(actor: Actor) -> Verdict:
    return yes if actor.is_staff or actor.is_a(Role.EMPLOYER) else hidden


def may_plan(actor: Actor, *, proposal: Proposal) -> Verdict:
    plans = actor.is_a(Role.ACCOUNT_MANAGER) or is_in_caseload(actor, proposal.candidate)
    ask = no(f"De jobcoach ({proposal.candidate.coach.name}) of een accountmanager plant de plaatsing.")
    not_now = no(
        f"Een plaatsing volgt op een voordracht die is aangenomen. Deze heeft de status ‘{label(proposal.status)}’."
    )
    return first_no(
        may_see_proposal(actor, proposal=proposal),
        yes if plans else ask,
        yes if PROPOSAL.may("place", proposal.status) else not_now,
    )


def may_see_placement(actor: Actor, *, placement: Placement) -> Verdict:
    if actor.is_a(Role.EMPLOYER):
        own = {placement.vacancy.employer_id, placement.formal_employer_id} & actor.employer_ids
        return yes if own else hidden
    if actor.is_a(Role.COACH):
        return yes if is_in_caseload(actor, placement.candidate) else hidden
    if actor.is_a(Role.ACCOUNT_MANAGER):
        return yes if concerns_organisation(actor, placement.candidate, placement.vacancy) else hidden
    return hidden


def may_start(actor: Actor, *, placement: Placement) -> Verdict:
    return _may_keep(actor, placement, PLACEMENT.may("start_work", placement.status))


def may_end(actor: Actor, *, placement: Placement) -> Verdict:
    return _may_keep(actor, placement, PLACEMENT.may("end", placement.status))


def may_correct_end(actor: Actor, *, placement: Placement) -> Verdict:
    return _may_keep(actor, placement, placement.status == PlacementStatus.ENDED)


def may_undo_end(actor: Actor, *, placement: Placement) -> Verdict:
    return may_correct_end(actor, placement=placement)


def may_take_back(actor: Actor, *, placement: Placement) -> Verdict:
    return _may_keep(actor, placement, placement.status in (PlacementStatus.RUNNING, PlacementStatus.ENDED))


def may_go_on(actor: Actor, *, placement: Placement) -> Verdict:
    return may_end(actor, placement=placement)


def may_cancel(actor: Actor, *, placement: Placement) -> Verdict:
    return _may_keep(actor, placement, PLACEMENT.may("cancel", placement.status))


def may_change_hours(actor: Actor, *, placement: Placement) -> Verdict:
    return _may_keep(actor, placement, placement.status != PlacementStatus.CANCELLED)


def may_agree_end(actor: Actor, *, placement: Placement) -> Verdict:
    return _may_keep(actor, placement, placement.status in (PlacementStatus.PLANNED, PlacementStatus.RUNNING))


def may_set_weeks(actor: Actor, *, placement: Placement) -> Verdict:
    return may_agree_end(actor, placement=placement)


def _may_keep(actor: Actor, placement: Placement, fits: bool) -> Verdict:
    not_now = no(f"Dit kan nu niet: de plaatsing heeft de status ‘{label(placement.status)}’.")
    return first_no(
        may_see_placement(actor, placement=placement),
        yes if actor.is_a(Role.ACCOUNT_MANAGER) else no(_whom_to_ask(placement)),
        yes if fits else not_now,
    )


def _whom_to_ask(placement: Placement) -> str:
    manager = placement.vacancy.employer.account_manager
    return "Een accountmanager legt dit vast." + (f" Vraag {manager.name}." if manager else "")
