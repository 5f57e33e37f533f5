"""What is rare: states in which a rule decides that nobody meets among the others."""

from types import SimpleNamespace as one

from candidates.models import CandidateStatus
from candidates.scoring.workflow import ScoringStatus
from employers.faces.workflow import RequestStatus
from employers.rounds.workflow import CallStatus, RoundStatus
from tests.house.told_employers import Thing


def rarely(around):
    """Per thing the states to ask about as well."""
    candidate, employer, scoring, users = around.candidate, around.employer, around.scoring, around.users
    manager, face, other = (
        users[name] for name in ("the manager at home", "the face of the employer", "another manager")
    )
    stands_in = ((employer, "substitute", manager), (employer, "substitute_id", manager.id))
    asked = {"employer": employer, "status": RequestStatus.ASKED, "face": face}
    unlike = one(organisation_id=around.away.id, made_by=face, status=RoundStatus.RUNNING)
    call = {"call_round": unlike, "caller_id": manager.id, "caller": manager, "status": CallStatus.WAITING}
    gone = ((candidate, "status", CandidateStatus.LEFT), (candidate, "erased_revision", 1))
    return {
        ("candidate",): [Thing("erased", {"candidate": candidate}, gone)],
        ("scoring",): [
            Thing(
                f"{state.value}, by nobody yet",
                {"scoring": scoring},
                ((scoring, "status", state), (scoring, "scorer_id", None)),
            )
            for state in (ScoringStatus.ASKED, ScoringStatus.WITHDRAWN)
        ],
        ("employer",): [Thing("without a number", {"employer": employer}, ((employer, "kvk", None),))],
        ("takeover",): [
            Thing("with a substitute", {"takeover": one(**asked, asked_by_id=other.id)}, stands_in),
            Thing("asked by the substitute", {"takeover": one(**asked, asked_by_id=manager.id)}, stands_in),
        ],
        ("call",): [
            Thing("te_bellen, of a round elsewhere", {"call": one(**call, claimed_by_id=None)}),
            Thing("te_bellen, taken by the face", {"call": one(**call, claimed_by_id=face.id)}),
        ],
    }
