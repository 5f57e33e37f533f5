"""Contracts and claims to test with, made through the real acts."""

from datetime import date
from decimal import Decimal

from werkbedrijf.foundation.actors import Role
from werkbedrijf.sroi.blocks import Kind
from werkbedrijf.sroi.claims import actions as claims
from werkbedrijf.sroi.claims.facts import Told
from werkbedrijf.sroi.claims.models import Evidence
from werkbedrijf.sroi.contracts import actions as contracts
from werkbedrijf.sroi.contracts.facts import NewContract, Terms
from werkbedrijf.sroi.settling import actions as settling
from werkbedrijf.sroi.settling.models import How

TODAY = date(2026, 11, 23)
START, END = date(2026, 1, 1), date(2027, 1, 1)


def terms(**more):
    return Terms(**({"total": Decimal(400_000), "percentage": Decimal(5), "ends_on": END} | more))


def new_contract(make, *, contractor=None, actor=None, table="utrecht_b", on=TODAY, **more):
    """A contract of a year, 5 % of € 400.000."""
    agreed = {name: more.pop(name) for name in tuple(more) if name in Terms.__dataclass_fields__}
    told = {
        "organisation": make.organisation(),
        "contractor": contractor or make.employer(),
        "title": "Groen onderhouden",
        "table_version": table,
        "starts_on": START,
        "terms": terms(**agreed),
    } | more
    actor = actor or make.actor(Role.COORDINATOR)
    return contracts.register_contract(make.session, actor, NewContract(**told), on=on)


def told(**more):
    """Half a year of 24 hours a week by one worker."""
    facts = {
        "kind": Kind.PLACEMENT,
        "starts_on": START,
        "last_day": date(2026, 6, 30),
        "hours": Decimal(24),
        "worker": "P-104",
    }
    return Told(**(facts | more))


def claimed(make, contract, actor=None, **more):
    actor = actor or make.actor_of(make.employer_user(contract.contractor))
    return claims.claim(make.session, actor, contract, told(**more), on=TODAY)


def checked(make, claim, actor=None, **more):
    seen = {
        "evidence": Evidence.REGISTER_STATEMENT,
        "seen_on": TODAY,
        "block": "banenafspraak",
        "seen_hours": Decimal(24),
    } | more
    claims.check(make.session, actor or make.actor(Role.COORDINATOR), claim, **seen, on=TODAY)
    return claim


def approved(make, claim, actor=None, **more):
    checked(make, claim, actor, **more)
    claims.approve(make.session, actor or make.actor(Role.COORDINATOR), claim, on=TODAY)
    return claim


def settled(make, contract, actor=None, *, on=TODAY, **more):
    """Some of what was left is paid: proposed where the contract asks four eyes, else booked."""
    facts = {"amount": Decimal(1000), "how": How.PAID, "reason": "Ingehouden op de laatste factuur"} | more
    return settling.settle(make.session, actor or make.actor(Role.COORDINATOR), contract, **facts, on=on)
