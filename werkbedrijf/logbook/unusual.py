"""What asks for a look: use of the service that is not wrong by itself, but that somebody independent should know of.

Counted over a week from the two logs. A line here is a question, not a verdict: a substitute on a Sunday is in it too. The
limits are the house's own; BKWI's reports on the use of Suwinet count the same things.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, false, func, or_, select
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
GLASS: Final = "emergency"
FAILED: Final = "user.sign_in_failed"

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
    """What stands out in the week before a moment, most often first; of one organisation's staff when that is asked.

    The database adds up, for a week of a region has some hundreds of thousands of lines: one pass over all, and one over the
    looks, which come back as who looked at whom and how often.
    """
    users = session.execute(_per_user(until, organisation_id)).all()
    looks = session.execute(_looks(until, organisation_id)).all()
    failed = _within(select(AuditEntry.at), until, organisation_id).where(AuditEntry.act == FAILED)
    found = [
        *_often("noodtoegang", users, least=1),
        *_by_one("buiten_caseload", _outside_caseload(session, looks), least=OUTSIDE_CASELOAD),
        *_often("buiten_werktijd", users, least=OUTSIDE_HOURS),
        *_one_by_many(looks),
        *_by_one("een_velen", looks, least=MANY_BY_ONE, people=True),
        *_often("geweigerd", users, least=REFUSED),
        *_failures(session.scalars(failed)),
    ]
    return sorted(_named(session, found), key=lambda one: (list(TITLES).index(one.kind), -one.times, one.subject))


def _within(query: Select[*tuple[Any, ...]], until: datetime, organisation_id: int | None) -> Select[*tuple[Any, ...]]:
    week = (AuditEntry.at >= until - WEEK, AuditEntry.at < until, AuditEntry.actor_role != Role.SYSTEM.value)
    asked = query.where(*week)
    return asked if organisation_id is None else asked.where(AuditEntry.organisation_id == organisation_id)


def _per_user(until: datetime, organisation_id: int | None) -> Select[*tuple[Any, ...]]:
    """Per user and kind of line: how often, the first time and the last."""
    kinds = {
        "noodtoegang": AuditEntry.act.contains(GLASS),
        "buiten_werktijd": AuditEntry.person.is_not(None) & ~_in_hours(until),
        "geweigerd": AuditEntry.result == Result.REFUSED,
    }
    told = [
        part.filter(kind).label(f"{name}_{what}")
        for name, kind in kinds.items()
        for what, part in (
            ("times", func.count()),
            ("first", func.min(AuditEntry.at)),
            ("last", func.max(AuditEntry.at)),
        )
    ]
    query = select(AuditEntry.actor_id, *told).where(or_(*kinds.values()))
    return _within(query, until, organisation_id).group_by(AuditEntry.actor_id)


def _looks(until: datetime, organisation_id: int | None) -> Select[*tuple[Any, ...]]:
    """Who looked at whom: how often, the first time and the last."""
    pair = (AuditEntry.actor_id, AuditEntry.person, AuditEntry.subject_reference)
    told = (func.count().label("times"), func.min(AuditEntry.at).label("first"), func.max(AuditEntry.at).label("last"))
    query = select(*pair, *told).where(AuditEntry.act.in_(sorted(LOOKS)))
    return _within(query, until, organisation_id).group_by(*pair)


def _in_hours(until: datetime) -> ColumnElement[bool]:
    """Whether a line is from working hours in the week before a moment: here, whatever the clock of the database says."""
    begins, ends = (until - WEEK).astimezone(AMSTERDAM).date(), until.astimezone(AMSTERDAM).date()
    days = [begins + timedelta(days=number) for number in range((ends - begins).days + 1)]
    return or_(
        false(),
        *(
            (AuditEntry.at >= _local(day, FIRST_HOUR)) & (AuditEntry.at < _local(day, LAST_HOUR))
            for day in days
            if day.weekday() < SATURDAY
        ),
    )


def _local(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=AMSTERDAM).astimezone(UTC)


def _outside_caseload(session: Session, looks: Iterable[Any]) -> list[Any]:
    """Looks of a coach at somebody of another coach."""
    coaches = set(session.scalars(select(User.id).where(User.role == Role.COACH)))
    mine = [look for look in looks if look.actor_id in coaches]
    people = {look.person for look in mine}
    own = {
        row.uuid: {row.coach_id, row.substitute_id}
        for row in session.execute(select(Candidate.uuid, Candidate.coach_id, Candidate.substitute_id))
        if row.uuid in people
    }
    return [look for look in mine if look.actor_id not in own.get(look.person, {look.actor_id})]


def _often(kind: str, users: Iterable[Any], *, least: int) -> list[Finding]:
    told = [(one.actor_id, *(getattr(one, f"{kind}_{what}") for what in ("times", "first", "last"))) for one in users]
    return [Finding(kind, "", times, first, last, user) for user, times, first, last in told if times >= least]


def _by_one(kind: str, looks: Iterable[Any], *, least: int, people: bool = False) -> list[Finding]:
    """Users who looked this often, or at this many people."""
    by_user: dict[int | None, list[Any]] = defaultdict(list)
    for look in looks:
        by_user[look.actor_id].append(look)
    counted = {
        user: len({one.person for one in rows}) if people else sum(one.times for one in rows)
        for user, rows in by_user.items()
    }
    return [_finding(kind, by_user[user], times, user_id=user) for user, times in counted.items() if times >= least]


def _one_by_many(looks: Iterable[Any]) -> list[Finding]:
    by_person: dict[str, list[Any]] = defaultdict(list)
    for look in looks:
        by_person[look.subject_reference].append(look)
    users = {person: len({one.actor_id for one in rows}) for person, rows in by_person.items()}
    return [
        _finding("velen_een", by_person[person], times, subject=person)
        for person, times in users.items()
        if times >= ONE_BY_MANY
    ]


def _failures(moments: Iterable[datetime]) -> list[Finding]:
    """Hours with many failed attempts to come in."""
    hours = Counter(at.replace(minute=0, second=0, microsecond=0) for at in moments)
    return [
        Finding("mislukt", "", times, hour, hour + timedelta(hours=1))
        for hour, times in sorted(hours.items())
        if times >= FAILED_IN_AN_HOUR
    ]


def _finding(kind: str, looks: list[Any], times: int, *, user_id: int | None = None, subject: str = "") -> Finding:
    return Finding(kind, subject, times, min(one.first for one in looks), max(one.last for one in looks), user_id)


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
