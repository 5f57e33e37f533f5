"""A contract with social return and a claim in every state, to ask every policy about."""

from tests.house.told_employers import Thing
from werkbedrijf.sroi.claims.workflow import ClaimStatus


def promised_by(employer, one, users):
    promised = one(contractor_id=employer.id)
    did = one(
        contract=promised, status=ClaimStatus.CLAIMED, placement_id=None, four_eyes=False, seen_by_id=None, block=None
    )
    seen = users["the coordinator"].id
    return {
        ("contract",): [Thing("of the employer", {"contract": promised})],
        ("claim",): [
            *(Thing(state.value, {"claim": did}, ((did, "status", state),)) for state in ClaimStatus),
            Thing(
                "nagekeken by the coordinator, four eyes",
                {"claim": did},
                ((did, "status", ClaimStatus.CHECKED), (did, "four_eyes", True), (did, "seen_by_id", seen)),
            ),
            Thing("found at a placement", {"claim": did}, ((did, "placement_id", 1),)),
        ],
    }
