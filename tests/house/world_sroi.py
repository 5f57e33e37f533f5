"""A contract with social return, a claim on it and a settlement that waits, for the world that has one of everything."""

from datetime import date

from tests.werkbedrijf.sroi.making import claimed, new_contract, settled


def promised_by(make, employer, user):
    """What this employer promised, and what it says it did."""
    contract = new_contract(make, contractor=employer)
    over = {"starts_on": date(2025, 1, 1), "ends_on": date(2026, 1, 1), "four_eyes": True}
    settlement = settled(make, new_contract(make, contractor=employer, **over))
    claim = claimed(make, contract, make.actor_of(user))
    return {"contract": contract.reference, "claim": claim.reference, "settlement": settlement.reference}
