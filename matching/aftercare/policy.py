"""Who sees and writes what of staying at work (security.md section 3).

Contacts and notes are of the file of the person: the coach, and the account manager of the own partner. The employer reads
days and agreements on a page of its own, and says which days were not worked.
"""

from candidates.policy import is_in_caseload, keeps_file
from matching.aftercare.models import CareBudget, CareVisit, MissedWork
from matching.placements.models import Placement
from matching.placements.policy import may_see_placement
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, no, yes
from werkbedrijf.foundation.workflow import label

WORKED = (PlacementStatus.RUNNING, PlacementStatus.ENDED)


def may_see_care(actor: Actor, *, placement: Placement) -> Verdict:
    ask = no(
        f"De begeleiding is van de jobcoach ({placement.candidate.coach.name}) en de eigen partner van de medewerker."
    )
    keeps = keeps_file(actor, candidate=placement.candidate)
    return first_no(may_see_placement(actor, placement=placement), yes if keeps else ask)


def may_log_visit(actor: Actor, *, placement: Placement) -> Verdict:
    gone = no("Deze plaatsing is geannuleerd. Er is geen contact meer vast te leggen.")
    is_off = placement.status is PlacementStatus.CANCELLED
    return first_no(may_see_care(actor, placement=placement), gone if is_off else yes)


def may_change_visit(actor: Actor, *, visit: CareVisit) -> Verdict:
    not_mine = no(f"Dit contact is vastgelegd door {visit.by.name}. Alleen wie het vastlegde, verbetert het.")
    return first_no(may_log_visit(actor, placement=visit.placement), yes if visit.by_id == actor.id else not_mine)


def may_grant_hours(actor: Actor, *, placement: Placement) -> Verdict:
    ask = no("Een accountmanager van de eigen partner legt het besluit over de uren vast.")
    manages = actor.is_a(Role.ACCOUNT_MANAGER)
    return first_no(may_log_visit(actor, placement=placement), yes if manages else ask)


def may_change_grant(actor: Actor, *, budget: CareBudget) -> Verdict:
    return may_grant_hours(actor, placement=budget.placement)


def may_see_days(actor: Actor, *, working: Placement) -> Verdict:
    """Days that were not worked, and when there is contact: for who keeps the file, and for the employer itself."""
    if actor.is_a(Role.EMPLOYER):
        return may_see_placement(actor, placement=working)
    return may_see_care(actor, placement=working)


def may_report_day(actor: Actor, *, working: Placement) -> Verdict:
    early = no(f"Dit kan nu niet: de plaatsing heeft de status ‘{label(working.status)}’.")
    return first_no(may_see_days(actor, working=working), yes if working.status in WORKED else early)


def may_withdraw_day(actor: Actor, *, missed: MissedWork) -> Verdict:
    told = no("Deze dag is door de jobcoach vastgelegd. Klopt dat niet? Bel de jobcoach, die neemt het terug.")
    gone = no("Deze dag is al teruggenomen.")
    own = missed.by_employer or not actor.is_a(Role.EMPLOYER)
    return first_no(
        may_see_days(actor, working=missed.placement),
        yes if own else told,
        yes if missed.withdrawn_on is None else gone,
    )


def is_beside_learner(actor: Actor, placement: Placement) -> bool:
    """Whether this is the coach of the person, beside whom a learner signs."""
    return is_in_caseload(actor, placement.candidate)
