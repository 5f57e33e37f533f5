"""A contract with social return, and a claim and a settlement in every state, to ask every policy about."""

from tests.house.told_employers import Thing
from werkbedrijf.sroi.claims.workflow import ClaimStatus
from werkbedrijf.sroi.settling.workflow import SettlementStatus


def promised_by(employer, one, users):
    promised = one(contractor_id=employer.id)
    did = one(
        contract=promised, status=ClaimStatus.CLAIMED, placement_id=None, four_eyes=False, seen_by_id=None, block=None
    )
    seen = users["the coordinator"].id
    settled = one(contract=promised, undoes_id=None, four_eyes=False, proposed_by_id=None)
    waits = ((settled, "status", SettlementStatus.PROPOSED), (settled, "four_eyes", True))
    booked = ((settled, "status", SettlementStatus.BOOKED),)
    return {
        ("contract",): [Thing("of the employer", {"contract": promised})],
        ("settlement",): [
            *(Thing(one.value, {"settlement": settled}, ((settled, "status", one),)) for one in SettlementStatus),
            Thing(
                "proposed by the coordinator, four eyes",
                {"settlement": settled},
                (*waits, (settled, "proposed_by_id", seen)),
            ),
            Thing("takes another back", {"settlement": settled}, (*booked, (settled, "undoes_id", 1))),
        ],
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
