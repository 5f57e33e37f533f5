"""What everybody is told about everything: the table ``told.txt`` is the whole of it, with each refusal as it is read.

The doors say it too (``test_routes.py``), for one state of each thing; this asks the policies themselves about every state, so that
a rule that becomes wider or narrower shows as one changed line.
"""

import importlib
import inspect
import os
from pathlib import Path

import pytest

from tests.house.told import Around
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import hidden

TABLE = Path(__file__).with_name("told.txt")
ROOT = Path(__file__).parents[2]
ROOMS = ("candidates", "employers", "matching", "werkbedrijf")
# Asked of everybody about oneself, or of a word of the address; the doors hold them.
APART = {"_own", "_objects", "kind"}
NOTHING = "(bestaat niet)"


def policies():
    """Every question "may …" or "is …" of every room, with the names of what it asks about."""
    for path in sorted(found for room in ROOMS for found in (ROOT / room).rglob("*policy.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for word, policy in vars(importlib.import_module(name)).items():
            if inspect.isfunction(policy) and policy.__module__ == name and not word.startswith("_"):
                first, *about = inspect.signature(policy).parameters
                if first == "actor" and not APART & set(about):
                    yield f"{name}.{word}", policy, tuple(about)


def answer(verdict):
    if isinstance(verdict, bool):
        return "ja" if verdict else "nee"
    return "ja" if verdict else NOTHING if verdict.hidden else verdict.reason


def answers(policy, people, given):
    told = {}
    for name, actor in people.items():
        told.setdefault(answer(policy(actor, **given)), []).append(name)
    told.pop(NOTHING, None)
    told.pop("nee", None)
    return [f"        {', '.join(sorted(names))}: {words}" for words, names in sorted(told.items())]


def asked(policy, people, things):
    """The answers per state; states in which everybody is told the same stand together."""
    same = {}
    for thing in things:
        before = [(row, field, getattr(row, field, None)) for row, field, _ in thing.changes]
        for row, field, value in thing.changes:
            setattr(row, field, value)
        same.setdefault(tuple(answers(policy, people, thing.given)), []).append(thing.state)
        for row, field, value in reversed(before):
            setattr(row, field, value)
    return [line for lines, states in same.items() for line in (f"    {' | '.join(states)}", *lines)]


def person(role):
    """Someone with this role: a partner's people at one partner, an employer's person at one employer."""
    of_partner = role not in {Role.EMPLOYER, Role.ADMINISTRATOR, Role.SYSTEM}
    employers = frozenset({1}) if role == Role.EMPLOYER else frozenset()
    return Actor(id=1, name="Iemand", role=role, organisation_id=1 if of_partner else None, employer_ids=employers)


@pytest.mark.parametrize("session", ["sqlite"], indirect=True)
def test_everybody_is_told_what_the_table_says(session, make):
    around = Around(make)
    things, roles = around.things(), {role.value: person(role) for role in Role}
    lines = []
    with session.no_autoflush:
        for name, policy, about in policies():
            lines += [name, *(asked(policy, around.people, things[about]) if about else answers(policy, roles, {}))]
    found = "\n".join(lines) + "\n"
    if os.environ.get("WRITE_TOLD"):
        TABLE.write_text(found, encoding="utf-8")

    assert found == TABLE.read_text(encoding="utf-8"), "look whether that is meant, then change the table"


def test_what_does_not_exist_for_you_is_said_in_one_way():
    assert (hidden.allowed, hidden.reason, hidden.hidden) == (False, "Dit bestaat niet, of niet meer.", True)
