"""A contract with social return and a claim on it, for the world that has one of everything."""

from tests.werkbedrijf.sroi.making import claimed, new_contract


def promised_by(make, employer, user):
    """What this employer promised, and what it says it did."""
    contract = new_contract(make, contractor=employer)
    return {"contract": contract.reference, "claim": claimed(make, contract, make.actor_of(user)).reference}
