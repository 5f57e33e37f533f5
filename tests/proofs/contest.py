"""One round of a race: sixteen doors at the same moment over the same few things, and what must be true afterwards."""

import itertools
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import html5lib
from flask import Flask
from sqlalchemy import select

from candidates.models import Candidate
from matching.proposals.models import Proposal
from matching.proposals.workflow import ProposalStatus
from tests.house.test_odd_input import fields_of
from tests.making import Make
from tests.reading import NAMESPACE
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.region import Region
from werkbedrijf.integrity.rules import RULES, broken

# What a door may answer when two people want the same: done, somebody was first, an older version, too busy.
# The policy may say it first (403): a voordracht that ended meanwhile cannot be accepted any more.
ALLOWED = frozenset({302, 303, 403, 409, 412, 429, 503})
NUMBERS = itertools.count(1, 1000)
# Why somebody whom the order does not put first.
WHY = {"outside_reason": "kent_het_werk", "outside_note": ""}


@dataclass(frozen=True)
class Call:
    """One request of one person: ``what`` says for which rule."""

    what: str
    cookie: dict[str, str]
    path: str
    form: dict[str, str]


@dataclass
class Outcome:
    """What every call was answered, and what was found wrong."""

    answers: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


# (cookie, path, form or None for looking) -> (status, location, text)
Door = Callable[[dict[str, str], str, dict[str, str] | None], tuple[int, str, str]]


def cookie_of(app: Flask, make: Make, user) -> tuple[dict[str, str], str]:
    """The cookie this person's browser would have, and the token that belongs to it."""
    from flask import session
    from flask_wtf.csrf import generate_csrf

    with app.test_request_context():
        token = generate_csrf()
        inside = {"_user_id": make.session_token(user), "csrf_token": session["csrf_token"]}
    value = app.session_interface.get_signing_serializer(app).dumps(inside)
    return {app.config["SESSION_COOKIE_NAME"]: value}, token


def play(app: Flask, database: Database, door: Door, *, at, seats: int = 2) -> Outcome:
    """One round: make things, let everybody at them at once, and look what became of it."""
    session = database.session(at=at)
    make = Make(session)
    # Names and addresses that no earlier round used.
    make._numbers = itertools.count(next(NUMBERS))
    calls, expected = _calls(app, make, door, session, seats)
    outcome = Outcome()
    answers = _all_at_once(calls, door)
    for call, (status, _, _) in answers:
        outcome.answers[call.what, status] += 1
        if status not in ALLOWED:
            outcome.wrong.append(f"{call.what}: status {status}")
    session.rollback()
    with database.reading(at=at) as looking:
        _judge(looking, answers, expected, outcome)
    session.close()
    return outcome


def _calls(app, make, door, session, seats):
    if session.get(Region, 1) is None:
        make.region()
        make.parameters()
    manager = make.user(Role.ACCOUNT_MANAGER)
    coach = make.user(Role.COACH)
    scarce = make.vacancy(seats=seats)
    people = [make.profile(make.candidate(coach=coach)).candidate for _ in range(7)]
    wanted = [make.proposal(candidate=people[5]) for _ in range(2)]
    roomy = make.vacancy(seats=9)
    edited = people[6]
    for vacancy in (scarce, roomy, *(one.vacancy for one in wanted)):
        vacancy.employer.account_manager_id = manager.id
    mine, boss = cookie_of(app, make, coach), cookie_of(app, make, manager)
    session.info.setdefault("recorded", set()).update(
        id(one.employer) for one in (scarce, roomy, *(w.vacancy for w in wanted))
    )
    session.commit()
    change = f"/kandidaten/{edited.reference}/gegevens"
    form_now = _form(door(mine[0], change, None)[2])
    assert "based_on" in form_now, "the form does not say on which version it is based"

    def asks(who, what, path, **form):
        return Call(what, who[0], path, {**form, "csrf_token": who[1]})

    put = f"/plekken/{scarce.reference}/voordrachten"
    calls = [
        asks(mine, "seat", put, candidate=one.reference, **WHY, idempotency_key=f"seat-{one.reference}")
        for one in people[:4]
    ]
    calls += [
        asks(boss, "two places", f"/voordrachten/{one.reference}/aannemen", idempotency_key=f"yes-{n}-{one.reference}")
        for one in wanted
        for n in range(2)
    ]
    once = f"/plekken/{roomy.reference}/voordrachten"
    calls += [
        asks(
            mine, "same key", once, candidate=people[4].reference, **WHY, idempotency_key=f"same-{people[4].reference}"
        )
        for _ in range(4)
    ]
    calls += [
        asks(
            mine,
            "stale edit",
            change,
            **form_now | {"first_name": f"Naam{'abcd'[n]}", "idempotency_key": f"edit-{n}-{edited.reference}"},
        )
        for n in range(4)
    ]
    return calls, (people, edited.id, [one.id for one in wanted])


def _form(page: str) -> dict[str, str]:
    """What a browser would send of the form for somebody's facts."""
    forms = [form for form in html5lib.parse(page).iter(f"{NAMESPACE}form") if form.get("action") is None]
    return next(sent for form in forms if "last_name" in (sent := dict(fields_of(form)))) | {
        "email": "",
        "phone": "",
        "born_on": "",
    }


def _all_at_once(calls, door):
    gate, answers = threading.Barrier(len(calls)), []

    def go(call):
        gate.wait(timeout=30)
        try:
            answers.append((call, door(call.cookie, call.path, call.form)))
        except Exception as problem:  # noqa: BLE001  # a broken connection is an answer too: a wrong one
            answers.append((call, (599, "", repr(problem))))

    threads = [threading.Thread(target=go, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def _judge(session, answers, expected, outcome):
    people, edited, wanted = expected
    for rule in RULES:
        outcome.wrong += [f"{rule.name}: {one}" for one in broken(session, rule)]
    by = {}
    for call, answer in answers:
        by.setdefault(call.what, []).append(answer)
    done = {what: [a for a in of if a[0] in {302, 303}] for what, of in by.items()}
    # Whoever sends the same key again gets the same answer, or hears that it is busy; never a refusal of the repeat.
    refused = [status for status, _, _ in by["same key"] if status not in {302, 503}]
    outcome.wrong += [f"same key: a repeat was answered with {status}" for status in refused]
    same = {location for _, location, _ in done["same key"]}
    if len(same) > 1 or _many(session, people[4]) > 1:
        outcome.wrong.append(f"same key: {len(same)} answers, {_many(session, people[4])} voordrachten")
    kept = sum(_many(session, one) for one in people[:4])
    if kept != len(done["seat"]):
        outcome.wrong.append(f"seat: {len(done['seat'])} told they were saved, {kept} are there")
    accepted = [one for one in wanted if session.get(Proposal, one).status == ProposalStatus.ACCEPTED]
    if {len(accepted), len(done["two places"])} != {_one_wins(by["two places"])}:
        outcome.wrong.append(f"two places: {len(accepted)} accepted, {len(done['two places'])} told so")
    person = session.get(Candidate, edited)
    edits = session.scalars(
        select(AuditEntry.id).where(
            AuditEntry.act == "candidate.changed", AuditEntry.subject_reference == person.reference
        )
    ).all()
    if {len(done["stale edit"]), len(edits)} != {_one_wins(by["stale edit"])}:
        outcome.wrong.append(f"stale edit: {len(done['stale edit'])} told they were saved, {len(edits)} were")


def _one_wins(answers) -> int:
    """One of those that want the same, whoever it is; nobody when all of them heard that it was busy."""
    return int(any(status != 503 for status, _, _ in answers))


def _many(session, person) -> int:
    return len(session.scalars(select(Proposal.id).where(Proposal.candidate_id == person.id)).all())
