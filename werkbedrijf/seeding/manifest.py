"""The manifest of a test world: who can come in and how, what is there, and which values may not leak. See MANIFEST.md."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.registration.models import RegelingPeriod, RegisterEntry
from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.placements.models import Placement
from matching.proposals.models import Proposal
from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.seeding.canaries import spare_numbers
from werkbedrijf.seeding.cast import FOREIGN, LETTERS, OWN, SIDES, Cast
from werkbedrijf.seeding.world import World

SHAPE = 1
# References and numbers that no world has.
MISSING = {
    "candidate": "K-9999999",
    "vacancy": "P-9999999",
    "proposal": "V-9999999",
    "placement": "PL-9999999",
    "employer": "W-9999999",
    "establishment": "WV-9999999",
    "carving": "A-9999999",
    "scoring": "DB-9999999",
    "run": "VD-9999999",
    "scenario": "VD-9999999",
    "batch": "I-9999999",
    "saved": "I-9999999",
    "user": "gebruiker-9999999",
    "place": "P-9999999",
    "training": "P-9999999",
    "mentor": "BG-9999999",
    "booking": "LB-9999999",
    "organisation": "organisatie-9999999",
    "contact": "contactpersoon-9999999",
    "moment": "contactmoment-9999999",
    "agreement": "afspraak-9999999",
    "number": "9999999",
}
# What else stands in addresses, with a value that exists and one that does not.
WORDS = {
    "parameter": ("dagen_vasthouden", "bestaat_niet"),
    "job": ("berichten", "bestaat-niet"),
    "code": ("lezen", "bestaat_niet"),
    "value_table": ("utrecht_b", "bestaat_niet"),
    "month": ("2026-10", "bestaat-niet"),
    # There is one of these once the administrator or the coordinator read it in.
    "figure": ("uwv-1", "uwv-9999999"),
    "step": ("denken", "bestaat_niet"),
    "kind": ("candidates", "bestaat_niet"),
    "token": ("geen-echt-token", "geen-echt-token"),
    # Of a ranking that was kept once somebody saw it, and of a session that is there once somebody signed in.
    "shown": ("1", "9999999"),
    "device": ("1", "9999999"),
    "paper": ("modelkaart", "bestaat-niet"),
    "region_paper": ("kwartaalbericht", "bestaat-niet"),
    "indicator": ("I05", "bestaat-niet"),
    "file_kind": ("csv", "bestaat-niet"),
    # There is one of these once somebody made one: a passkey, a request for a second person, an objection, a question.
    "passkey": ("1", "9999999"),
    # A sign-in service is there once an operator configured one, and an identity once somebody linked one.
    "service": ("entra", "bestaat-niet"),
    "identity": ("1", "9999999"),
    "takeover": ("1", "9999999"),
    "pending": ("1", "9999999"),
    # A belronde is there once somebody began one.
    "call_round": ("BR-0001", "BR-9999999"),
    "call": ("1", "9999999"),
    # A wish of an employer goes by the place that it is about.
    "wish": ("P-0001", "P-9999999"),
    "erasing": ("1", "9999999"),
    "duplicate": ("1", "9999999"),
    "correction": ("1", "9999999"),
    # Two employers that may be one, and two that were brought together.
    "other": ("W-0001", "W-9999999"),
    "pair": ("1", "9999999"),
    "merge": ("1", "9999999"),
    # Two people of one employer that are one, and that were brought together.
    "double": ("2", "9999999"),
    "join": ("1", "9999999"),
    "objection": ("BZ-0001", "BZ-9999"),
    "notice": ("1", "9999999"),
    "tray": ("M-0001", "M-9999999"),
    "card": ("1", "9999999"),
    "talk": ("1", "9999999"),
    "support": ("1", "9999999"),
    # Of somebody who works: contacts, granted hours, days that were missed and what was learned, once somebody wrote them.
    "working": ("PL-0001", "PL-9999999"),
    "learning": ("PL-0001", "PL-9999999"),
    "visit": ("1", "9999999"),
    "budget": ("1", "9999999"),
    "missed": ("1", "9999999"),
    "assessment": ("1", "9999999"),
    "interruption": ("1", "9999999"),
    "question": ("VR-0001", "VR-9999"),
    # A contract with social return is there once a coordinator registered one, a claim once somebody claimed.
    "contract": ("OP-0001", "OP-9999999"),
    "claim": ("SR-0001", "SR-9999999"),
    "settlement": ("OP-0001-A1", "OP-9999999-A1"),
    # A line of a regeling or of the register by its number, the place that tasks of a new function came from, a page of
    # the help, and a file of the service itself.
    "number": ("1", "9999999"),
    "source": ("P-0001", "P-9999999"),
    "name": ("jobcoach", "bestaat-niet"),
    "filename": ("css/theme.css", "bestaat-niet.css"),
}
# The state a thing has when a tester just wants one of its kind.
FIRST = {"candidate": "verstuurd", "vacancy": "open", "proposal": "verstuurd", "placement": "loopt", "scoring": "bezig"}


def manifest(session: Session, world: World, *, seed: int, people: int, places: int, on: date) -> dict[str, Any]:
    """Everything a tester wants to know, as plain values."""
    return {
        "shape": SHAPE,
        "seed": seed,
        "people": people,
        "places": places,
        "on": on.isoformat(),
        "region": {"code": "AM05", "name": "Toetsregio", "is_demo": False},
        "organisations": [
            {"reference": row.reference, "id": row.id, "name": row.name, "kind": row.kind.value}
            for row in world.cast.all_partners
        ],
        "users": dict(_users(world.cast)),
        "objects": dict(_objects(session, world)),
        "words": {name: {"known": known, "missing": missing} for name, (known, missing) in WORDS.items()},
        "states": _states(world),
        "canaries": [asdict(one) for side in world.sides.values() for one in side.canaries],
        "bsn": spare_numbers(20),
    }


def _users(cast: Cast) -> Iterator[tuple[str, Any]]:
    for letters, role in LETTERS.items():
        yield letters, {side: _user(cast, role, side) for side in SIDES}
    # Somebody who is not signed in, and the timetable: nobody to sign in as.
    yield "AN", dict.fromkeys(SIDES)
    yield "SY", dict.fromkeys(SIDES)


def _user(cast: Cast, role: Role, side: str) -> dict[str, Any]:
    person = cast.people[role, side]
    user = person.user
    return {
        "reference": user.reference,
        "id": user.id,
        "role": role.value,
        "name": user.name,
        "email": user.email,
        "password": person.password,
        "totp_secret": person.totp_secret,
        "organisation": user.organisation.name if user.organisation else None,
    }


def _objects(session: Session, world: World) -> Iterator[tuple[str, Any]]:
    first = world.sides[OWN].things
    for kind in first:
        yield kind, {side: _named(_one(world, side, kind)) for side in SIDES} | {"missing": _gone(kind)}
    # A run belongs to the region: there is no foreign one.
    yield "run", {OWN: _named(world.run), FOREIGN: _named(world.run), "missing": _gone("run")}
    people = {side: world.cast.user(Role.COACH, side) for side in SIDES}
    yield "user", {side: _named(user) for side, user in people.items()} | {"missing": _gone("user")}
    partners = {side: _named(row) for side, row in world.cast.partners.items()}
    yield "organisation", partners | {"missing": _gone("organisation")}
    for kind, table in (("regeling", RegelingPeriod), ("register_entry", RegisterEntry)):
        of = {side: _one(world, side, "candidate").id for side in SIDES}
        rows = {side: session.scalar(select(table.id).where(table.candidate_id == key)) for side, key in of.items()}
        yield (
            kind,
            {side: {"reference": str(key), "id": key} for side, key in rows.items()} | {"missing": _gone("number")},
        )


def _one(world: World, side: str, kind: str) -> Any:
    states = world.sides[side].things[kind]
    return states[FIRST[kind]] if kind in FIRST else next(iter(states.values()))


def _named(thing: Any) -> dict[str, Any]:
    return {"reference": str(thing.reference), "id": thing.id}


def _gone(kind: str) -> dict[str, Any]:
    return {"reference": MISSING[kind], "id": 9_999_999}


def _states(world: World) -> Mapping[str, Any]:
    kinds = world.sides[OWN].things
    return {
        kind: {state: {side: _named(world.sides[side].things[kind][state]) for side in SIDES} for state in states}
        for kind, states in kinds.items()
    }


def counts_of(session: Session) -> Mapping[str, int]:
    """How many of everything there are."""
    tables = {
        "users": User,
        "employers": Employer,
        "vacancies": Vacancy,
        "candidates": Candidate,
        "proposals": Proposal,
        "placements": Placement,
    }
    return {name: session.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.items()}
