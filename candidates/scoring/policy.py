"""Who asks for a second answer, who gives it, and who sees the two side by side (security.md section 3).

The own coach asks. A job coach of another partner answers, under the number of the request alone: no name, and not the
reference under which the profile can be found. The two lie side by side only when the second is finished.
"""

from candidates.models import Candidate
from candidates.policy import is_in_caseload, keeps_file, may_change_profile
from candidates.scoring.models import SecondScoring
from candidates.scoring.workflow import FINISHED, SCORING, ScoringStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes
from werkbedrijf.foundation.workflow import label


def may_list_scorings(actor: Actor) -> Verdict:
    return yes if actor.is_staff else hidden


def may_ask_scoring(actor: Actor, *, candidate: Candidate) -> Verdict:
    may = may_change_profile(actor, candidate=candidate)
    if may and not is_in_caseload(actor, candidate):
        return no(f"Dit vraagt de jobcoach ({candidate.coach.name}).")
    return may


def may_see_scoring(actor: Actor, *, scoring: SecondScoring) -> Verdict:
    """Those of the candidate, who scores, and who may still pick it up."""
    if is_own_side(actor, scoring) or is_scorer(actor, scoring):
        return yes
    return yes if scoring.status == ScoringStatus.ASKED and _is_for(actor, scoring) else hidden


def may_pick_up(actor: Actor, *, scoring: SecondScoring) -> Verdict:
    other = (
        no("Dit doet een jobcoach van een andere organisatie, die de eerste antwoorden niet kent.")
        if not _is_for(actor, scoring)
        else yes
    )
    return first_no(may_see_scoring(actor, scoring=scoring), other, _fits("pick_up", scoring))


def may_score(actor: Actor, *, scoring: SecondScoring) -> Verdict:
    """Answer the questions, hand back, finish: only who picked it up."""
    theirs = no("Dit vult de collega in die het heeft opgepakt.") if not is_scorer(actor, scoring) else yes
    return first_no(may_see_scoring(actor, scoring=scoring), theirs, _fits("finish", scoring))


def may_withdraw_scoring(actor: Actor, *, scoring: SecondScoring) -> Verdict:
    ours = no("Alleen de eigen jobcoach trekt dit in. Je kunt het wel teruggeven.")
    asked = yes if is_in_caseload(actor, scoring.candidate) else ours
    return first_no(may_see_scoring(actor, scoring=scoring), asked, _fits("withdraw", scoring))


def may_see_differences(actor: Actor, *, scoring: SecondScoring) -> Verdict:
    ready = yes if scoring.status in FINISHED else no("De verschillen zie je als de tweede beoordeling klaar is.")
    return first_no(may_see_scoring(actor, scoring=scoring), ready)


def may_take_over(actor: Actor, *, scoring: SecondScoring) -> Verdict:
    """Take a level over into the profile, or close the talk: the own coach."""
    own = yes if is_in_caseload(actor, scoring.candidate) else no("Dit doet de eigen jobcoach.")
    return first_no(
        may_see_differences(actor, scoring=scoring),
        own,
        may_change_profile(actor, candidate=scoring.candidate),
        _fits("discuss", scoring),
    )


def is_own_side(actor: Actor, scoring: SecondScoring) -> bool:
    """Whether this person has the file of the candidate."""
    return keeps_file(actor, candidate=scoring.candidate)


def is_scorer(actor: Actor, scoring: SecondScoring) -> bool:
    """Whether this person gives the second answers; who went to work for the own partner no longer does."""
    return scoring.scorer_id is not None and scoring.scorer_id == actor.id and _is_elsewhere(actor, scoring)


def _is_for(actor: Actor, scoring: SecondScoring) -> bool:
    return _is_elsewhere(actor, scoring) and scoring.invited_id in (None, actor.id)


def _is_elsewhere(actor: Actor, scoring: SecondScoring) -> bool:
    ours = {scoring.organisation_id, scoring.candidate.organisation_id}
    return actor.is_a(Role.COACH) and actor.organisation_id is not None and actor.organisation_id not in ours


def _fits(act: str, scoring: SecondScoring) -> Verdict:
    if SCORING.may(act, scoring.status):
        return yes
    return no(f"Dit kan nu niet: de dubbele beoordeling heeft de status ‘{label(scoring.status)}’.")
