"""What asks for a look: use of the service that is not wrong by itself, but that somebody independent should know of.

Counted over a week from the two logs. A line here is a question, not a verdict: a substitute on a Sunday is in it too. The
limits are the house's own; BKWI's reports on the use of Suwinet count the same things.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.audit import AuditEntry, Result
from werkbedrijf.foundation.clock import AMSTERDAM

WEEK: Final = timedelta(days=7)
FIRST_HOUR, LAST_HOUR = 7, 20
SATURDAY: Final = 5
MANY_BY_ONE: Final = 60
ONE_BY_MANY: Final = 5
OUTSIDE_CASELOAD: Final = 10
OUTSIDE_HOURS: Final = 5
REFUSED: Final = 5
FAILED_IN_AN_HOUR: Final = 10

# Looking at one person, or reaching a file that is not one's own.
LOOKS: Final = frozenset({"candidate.looked_at", "profile.looked_at", "candidate.places_looked_at"})
GLASS: Final = ("emergency",)

TITLES: Final = {
    "noodtoegang": "Met noodtoegang een bestand van een collega geopend",
    "buiten_caseload": "Veel gekeken naar kandidaten van anderen",
    "buiten_werktijd": "Gekeken in de avond, de nacht of het weekend",
    "velen_een": "Veel mensen keken naar dezelfde kandidaat",
    "een_velen": "Eén persoon keek naar veel kandidaten",
    "geweigerd": "Vaak iets geprobeerd dat niet mag",
    "mislukt": "Vaak mislukt om in te loggen",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: which kind, who or whom it is about, how often, and since when."""

    kind: str
    subject: str
    times: int
    first: datetime
    last: datetime
    user_id: int | None = None
    organisation_id: int | None = None

    @property
    def title(self) -> str:
        """The kind in words."""
        return TITLES[self.kind]

    def as_json(self) -> dict[str, Any]:
        """For another program."""
        return {
            "kind": self.kind,
            "title": self.title,
            "subject": self.subject,
            "times": self.times,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
        }


def unusual(session: Session, *, until: datetime, organisation_id: int | None = None) -> list[Finding]:
    """What stands out in the week before a moment, most often first; of one organisation's staff when that is asked."""
    lines = list(session.execute(_lines(until, organisation_id)))
    looks = [line for line in lines if line.act in LOOKS]
    found = [
        *_per_user("noodtoegang", (line for line in lines if _is_glass(line.act)), least=1),
        *_per_user("buiten_caseload", _outside_caseload(session, looks), least=OUTSIDE_CASELOAD),
        *_per_user(
            "buiten_werktijd", (line for line in lines if line.person and _is_late(line.at)), least=OUTSIDE_HOURS
        ),
        *_one_by_many(looks),
        *_many_by_one(looks),
        *_per_user("geweigerd", (line for line in lines if line.result == Result.REFUSED), least=REFUSED),
        *_failures(line for line in lines if line.act == "user.sign_in_failed"),
    ]
    return sorted(_named(session, found), key=lambda one: (list(TITLES).index(one.kind), -one.times, one.subject))


def _lines(until: datetime, organisation_id: int | None) -> Select[Any]:
    columns = ("at", "act", "result", "actor_id", "organisation_id", "subject_reference", "person")
    asked = select(*(getattr(AuditEntry, name) for name in columns)).where(
        AuditEntry.at >= until - WEEK, AuditEntry.at < until, AuditEntry.actor_role != Role.SYSTEM.value
    )
    return asked if organisation_id is None else asked.where(AuditEntry.organisation_id == organisation_id)


def _is_glass(act: str) -> bool:
    return any(word in act for word in GLASS)


def _is_late(at: datetime) -> bool:
    """Whether a moment is outside working hours.

    >>> from datetime import UTC
    >>> _is_late(datetime(2026, 11, 23, 12, tzinfo=UTC)), _is_late(datetime(2026, 11, 22, 12, tzinfo=UTC))
    (False, True)
    """
    local = at.astimezone(AMSTERDAM)
    return local.weekday() >= SATURDAY or not FIRST_HOUR <= local.hour < LAST_HOUR


def _outside_caseload(session: Session, looks: Iterable[Any]) -> list[Any]:
    """Looks of a coach at somebody of another coach."""
    coaches = set(session.scalars(select(User.id).where(User.role == Role.COACH)))
    mine = [line for line in looks if line.actor_id in coaches]
    people = {line.person for line in mine}
    own = {
        row.uuid: {row.coach_id, row.substitute_id}
        for row in session.execute(select(Candidate.uuid, Candidate.coach_id, Candidate.substitute_id))
        if row.uuid in people
    }
    return [line for line in mine if line.actor_id not in own.get(line.person, {line.actor_id})]


def _per_user(kind: str, lines: Iterable[Any], *, least: int) -> list[Finding]:
    by_user: dict[int | None, list[Any]] = defaultdict(list)
    for line in lines:
        by_user[line.actor_id].append(line)
    return [_finding(kind, rows, user_id=user) for user, rows in by_user.items() if len(rows) >= least]


def _one_by_many(looks: Iterable[Any]) -> list[Finding]:
    by_person: dict[str, list[Any]] = defaultdict(list)
    for line in looks:
        by_person[line.subject_reference].append(line)
    found = []
    for person, rows in by_person.items():
        users = {row.actor_id for row in rows}
        if len(users) >= ONE_BY_MANY:
            found.append(_finding("velen_een", rows, subject=person, times=len(users)))
    return found


def _many_by_one(looks: Iterable[Any]) -> list[Finding]:
    by_user: dict[int | None, list[Any]] = defaultdict(list)
    for line in looks:
        by_user[line.actor_id].append(line)
    found = []
    for user, rows in by_user.items():
        people = {row.person for row in rows}
        if len(people) >= MANY_BY_ONE:
            found.append(_finding("een_velen", rows, user_id=user, times=len(people)))
    return found


def _failures(lines: Iterable[Any]) -> list[Finding]:
    """Hours with many failed attempts to come in."""
    rows = list(lines)
    hours = Counter(row.at.replace(minute=0, second=0, microsecond=0) for row in rows)
    return [
        Finding("mislukt", "", times, hour, hour + timedelta(hours=1))
        for hour, times in sorted(hours.items())
        if times >= FAILED_IN_AN_HOUR
    ]


def _finding(
    kind: str, rows: list[Any], *, user_id: int | None = None, subject: str = "", times: int | None = None
) -> Finding:
    moments = [row.at for row in rows]
    return Finding(kind, subject, len(rows) if times is None else times, min(moments), max(moments), user_id)


def _named(session: Session, found: list[Finding]) -> list[Finding]:
    numbers = {one.user_id for one in found if one.user_id is not None}
    rows = session.execute(select(User.id, User.name, User.organisation_id).where(User.id.in_(numbers)))
    names = {row.id: (row.name, row.organisation_id) for row in rows}
    return [
        Finding(one.kind, one.subject or _who(names, one.user_id), one.times, one.first, one.last, one.user_id)
        for one in found
    ]


def _who(names: dict[int, tuple[str, int | None]], user_id: int | None) -> str:
    return names[user_id][0] if user_id in names else "niet ingelogd"
