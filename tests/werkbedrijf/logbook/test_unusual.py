"""What stands out in a week: added up by the database, and beside it line by line."""

import random
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert

from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry, Result
from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.logbook.unusual import TITLES, unusual

UNTIL = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
LOOKS = ("candidate.looked_at", "profile.looked_at", "candidate.places_looked_at")
OTHERS = (
    "page.looked_at",
    "emergency.opened",
    "candidate.emergency_looked_at",
    "vacancy.opened",
    "user.sign_in_failed",
)


def line(at, act, actor=None, person=None, *, result=Result.DONE, role="jobcoach", organisation=None, reference=""):
    return {
        "at": at,
        "act": act,
        "actor_id": actor,
        "person": person,
        "result": result,
        "actor_role": role,
        "organisation_id": organisation,
        "subject_kind": "candidate",
        "subject_reference": reference,
        "fields": [],
        "reason": "",
        "origin": "",
        "trace_id": "",
    }


def keep(session, lines):
    session.execute(insert(AuditEntry), lines)


def told(findings):
    return sorted((one.kind, one.subject, one.times, one.first, one.last) for one in findings)


def ends(rows):
    return min(one["at"] for one in rows), max(one["at"] for one in rows)


def late(at):
    local = at.astimezone(AMSTERDAM)
    return local.weekday() > 4 or local.hour < 7 or local.hour >= 20


def grouped(rows, name):
    groups = defaultdict(list)
    for one in rows:
        groups[one[name]].append(one)
    return groups.items()


def different(rows, name):
    return len({one[name] for one in rows})


def in_week(lines, organisation):
    return [
        one
        for one in lines
        if UNTIL - timedelta(days=7) <= one["at"] < UNTIL
        and one["actor_role"] != Role.SYSTEM.value
        and organisation in (None, one["organisation_id"])
    ]


def by_hand(week, names, coaches, own):
    """The same rules, as somebody with a pencil would follow them."""
    looks = [one for one in week if one["act"] in LOOKS]
    mine = [one for one in looks if one["actor_id"] in coaches and one["person"] in own]
    per_user = (
        ("noodtoegang", [one for one in week if "emergency" in one["act"]], 1, len),
        ("buiten_caseload", [one for one in mine if one["actor_id"] not in own[one["person"]]], 10, len),
        ("buiten_werktijd", [one for one in week if one["person"] and late(one["at"])], 5, len),
        ("een_velen", looks, 60, lambda rows: different(rows, "person")),
        ("geweigerd", [one for one in week if one["result"] is Result.REFUSED], 5, len),
    )
    failed = Counter(
        one["at"].replace(minute=0, second=0, microsecond=0) for one in week if one["act"] == "user.sign_in_failed"
    )
    return sorted(
        [
            (kind, names.get(user, "niet ingelogd"), number(rows), *ends(rows))
            for kind, chosen, least, number in per_user
            for user, rows in grouped(chosen, "actor_id")
            if number(rows) >= least
        ]
        + [
            ("velen_een", reference, different(rows, "actor_id"), *ends(rows))
            for reference, rows in grouped(looks, "subject_reference")
            if different(rows, "actor_id") >= 5
        ]
        + [
            ("mislukt", "niet ingelogd", times, hour, hour + timedelta(hours=1))
            for hour, times in failed.items()
            if times >= 10
        ]
    )


@pytest.fixture
def people(make):
    """Five coaches of two partners, an account manager, and candidates of the first two coaches."""
    here, there = make.organisation(), make.organisation()
    coaches = [make.user(Role.COACH, organisation=here if number < 3 else there) for number in range(5)]
    others = [make.user(Role.ACCOUNT_MANAGER, organisation=here)]
    candidates = [make.candidate(coach=coaches[number % 2]) for number in range(12)]
    make.session.flush()
    return coaches, others, candidates


@pytest.mark.parametrize("seed", range(4))
def test_the_database_adds_up_what_a_pencil_does(session, people, seed):
    coaches, others, candidates = people
    chance = random.Random(seed)
    known = [(one.uuid, one.reference) for one in candidates] + [
        (f"{number:032x}", f"K-{9000 + number}") for number in range(70)
    ]
    lines = []
    for _ in range(1500):
        user = chance.choice([*coaches, *others, None])
        act = chance.choice([*LOOKS, *LOOKS, *OTHERS])
        person, reference = chance.choice(known) if act != "page.looked_at" else (None, "")
        at = (
            UNTIL - timedelta(seconds=chance.uniform(-3600, 8 * 86400))
            if chance.random() < 0.9
            else UNTIL - timedelta(days=chance.choice([0, 7]), seconds=chance.choice([0, 1e-6, -1e-6]))
        )
        lines.append(
            line(
                at,
                act,
                user.id if user else None,
                person if chance.random() < 0.95 else None,
                result=chance.choice([Result.DONE, Result.DONE, Result.REFUSED]),
                role=chance.choice(["jobcoach", "jobcoach", Role.SYSTEM.value]),
                organisation=user.organisation_id if user else None,
                reference=reference,
            )
        )
    hour = UNTIL.replace(minute=0) - timedelta(days=2)
    lines += [line(hour + timedelta(minutes=number), "user.sign_in_failed", role="jobcoach") for number in range(12)]
    curious = (coaches[4].id, coaches[4].organisation_id)
    lines += [
        line(hour, LOOKS[0], curious[0], person, organisation=curious[1], reference=reference)
        for person, reference in known[:65]
    ]
    keep(session, lines)
    names = {one.id: one.name for one in (*coaches, *others)}
    own = {one.uuid: {one.coach_id, one.substitute_id} for one in candidates}
    for organisation in (None, coaches[0].organisation_id, coaches[3].organisation_id):
        asked = unusual(session, until=UNTIL, organisation_id=organisation)
        assert told(asked) == by_hand(in_week(lines, organisation), names, {one.id for one in coaches}, own)
        assert organisation or {one.kind for one in asked} == set(TITLES)


@pytest.mark.parametrize(
    ("moment", "is_late"),
    [
        (datetime(2026, 11, 20, 5, 59, 59, 999999, tzinfo=UTC), True),  # a Friday in winter: one hour later here
        (datetime(2026, 11, 20, 6, tzinfo=UTC), False),
        (datetime(2026, 11, 20, 18, 59, 59, 999999, tzinfo=UTC), False),
        (datetime(2026, 11, 20, 19, tzinfo=UTC), True),
        (datetime(2026, 11, 21, 12, tzinfo=UTC), True),
        (datetime(2026, 11, 22, 12, tzinfo=UTC), True),
        (datetime(2026, 10, 23, 5, tzinfo=UTC), False),  # the Friday before the clock goes back: two hours later here
        (datetime(2026, 10, 26, 5, tzinfo=UTC), True),  # the Monday after it
    ],
)
def test_working_hours_are_those_here(session, people, moment, is_late):
    coach = people[0][0]
    keep(session, [line(moment, "page.looked_at", coach.id, "a" * 32, organisation=coach.organisation_id)] * 5)
    found = unusual(session, until=moment + timedelta(days=2))
    assert [(one.kind, one.times) for one in found] == ([("buiten_werktijd", 5)] if is_late else [])


def test_a_week_in_which_nothing_happened_has_nothing(session):
    assert unusual(session, until=datetime.combine(MONDAY + timedelta(days=1), datetime.min.time(), tzinfo=UTC)) == []
    assert date(2026, 11, 23) == UNTIL.date()
