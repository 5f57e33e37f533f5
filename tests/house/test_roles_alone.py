"""What each role is told where nothing but the role counts: the table beside this file is the whole of it.

The doors say it too (``test_routes.py``); this asks the questions themselves, without a service, so that it is read and run in a moment.
"""

import importlib
import inspect
import os
from pathlib import Path

from werkbedrijf.foundation.actors import Actor, Role

TABLE = Path(__file__).with_name("roles_alone.txt")
ROOT = Path(__file__).parents[2]
ROOMS = ("candidates", "employers", "matching", "werkbedrijf")


def questions():
    """Every policy that asks for nothing but the person."""
    for path in sorted(found for room in ROOMS for found in (ROOT / room).rglob("*policy.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for word, policy in vars(importlib.import_module(name)).items():
            asks = inspect.isfunction(policy) and policy.__module__ == name and word.startswith("may_")
            if asks and list(inspect.signature(policy).parameters) == ["actor"]:
                yield f"{name}.{word}", policy


def person(role):
    """Someone with this role: a partner's people at one partner, an employer's person at one employer."""
    of_partner = role not in {Role.EMPLOYER, Role.ADMINISTRATOR, Role.SYSTEM}
    employers = frozenset({1}) if role == Role.EMPLOYER else frozenset()
    return Actor(id=1, name="Iemand", role=role, organisation_id=1 if of_partner else None, employer_ids=employers)


def answered(policy):
    """Who is told what; who is told nothing is not named."""
    told = {}
    for role in Role:
        verdict = policy(person(role))
        if verdict.allowed or not verdict.hidden:
            told.setdefault("mag" if verdict.allowed else verdict.reason, []).append(role.value)
    return [f"    {', '.join(sorted(roles))}: {answer}" for answer, roles in sorted(told.items())]


def test_every_role_is_told_what_the_table_says():
    found = "\n".join(line for name, policy in questions() for line in (name, *answered(policy))) + "\n"
    if os.environ.get("WRITE_ROLES"):
        TABLE.write_text(found, encoding="utf-8")

    assert found == TABLE.read_text(encoding="utf-8"), "look whether that is meant, then change the table"


def test_who_is_told_nothing_hears_the_same_everywhere():
    hidden = {
        verdict.reason
        for _name, policy in questions()
        for verdict in (policy(person(role)) for role in Role)
        if not verdict.allowed and verdict.hidden
    }

    assert hidden == {"Dit bestaat niet, of niet meer."}
