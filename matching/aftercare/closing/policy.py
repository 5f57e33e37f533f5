"""Who writes what somebody learned, and beside whom the learner signs."""

from matching.aftercare.closing.models import Assessment
from matching.aftercare.policy import WORKED, is_beside_learner, may_see_days
from matching.placements.models import Placement
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes
from werkbedrijf.foundation.workflow import label


def is_about_learning(placement: Placement) -> bool:
    """Whether somebody is there to learn: the kinds of work that end with what was learned."""
    return placement.kind.value in {"leerwerkplek", "werkervaringsplek"}


def may_see_assessment(actor: Actor, *, learning: Placement) -> Verdict:
    return first_no(may_see_days(actor, working=learning), yes if is_about_learning(learning) else hidden)


def may_write_assessment(actor: Actor, *, learning: Placement) -> Verdict:
    early = no(f"Dit kan nu niet: de plaatsing heeft de status ‘{label(learning.status)}’.")
    return first_no(may_see_assessment(actor, learning=learning), yes if learning.status in WORKED else early)


def may_read_version(actor: Actor, *, assessment: Assessment) -> Verdict:
    return may_see_assessment(actor, learning=assessment.placement)


def may_change_assessment(actor: Actor, *, assessment: Assessment) -> Verdict:
    return first_no(may_write_assessment(actor, learning=assessment.placement), _is_draft(assessment))


def may_sign_assessment(actor: Actor, *, assessment: Assessment) -> Verdict:
    placement = assessment.placement
    ask = no(f"De leerling tekent samen met de jobcoach ({placement.candidate.coach.name}).")
    return first_no(
        may_write_assessment(actor, learning=placement),
        yes if is_beside_learner(actor, placement) else ask,
        _is_draft(assessment),
    )


def _is_draft(assessment: Assessment) -> Verdict:
    done = no("Deze versie is al getekend en verandert niet meer. Er kan wel een nieuwe versie komen.")
    return done if assessment.is_signed else yes
