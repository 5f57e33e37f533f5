"""Suggestions that two files are of one person, by last name and birth date; for who has no number to compare.

The timetable makes them, apart from every request: taking somebody in is as quick, and says the same, whether or not the
region knows such a person. What is compared is a digest that nobody can guess without the peppers.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from candidates.facts import search_name_of
from candidates.models import Candidate
from candidates.numbers.models import BirthMark, CandidateNumber, DuplicateCheck, Found, Verdict
from candidates.numbers.peppers import Peppers, hold_peppers
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.keys.locks import ring_of, unlock, with_keys

PORTION: Final = 1000
PREFIXES: Final = frozenset(
    ["d", "de", "den", "der", "het", "in", "l", "la", "le", "op", "s", "t", "te", "ten", "ter", "van", "von"]
)


def surname(last_name: str) -> str:
    """A last name to compare: without accents, signs and what stands before it.

    >>> surname("van der Heijden-Smit"), surname("'t Hóén"), surname("Op den")
    ('heijden smit', 'hoen', 'op den')
    """
    words = search_name_of("", last_name).split()
    kept = list(words)
    while kept and kept[0] in PREFIXES:
        del kept[0]
    return " ".join(kept or words)


def mark_births(session: Session, portion: int = PORTION) -> int:
    """Make the marks of a portion of the candidates whose mark lacks or is of an older version; returns how many there were.

    Who has no last name or birth date any longer loses the mark.
    """
    _drop_idle(session)
    peppers = hold_peppers(session)
    values = []
    for row in session.execute(with_keys(_to_mark().limit(portion), Candidate.uuid)):
        lock = unlock(ring_of(session), row)
        name = Candidate.__dict__["last_name"].opened_with(lock, row.last, row.uuid)
        born = Candidate.__dict__["born_on"].opened_with(lock, row.born, row.uuid)
        if name and born:
            values.append({"candidate_id": row.id, "told_version": row.version} | _digests(peppers, name, born))
    if values:
        dialect: Any = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        made = dialect.insert(BirthMark)
        names = ("told_version", "kid", "digest", "next_kid", "next_digest")
        again = made.on_conflict_do_update(
            index_elements=["candidate_id"], set_={name: made.excluded[name] for name in names}
        )
        session.execute(again, values)
    return len(values)


def suggest(session: Session, *, on: date) -> list[DuplicateCheck]:
    """A line for every two files with one mark that have none yet; returns the new ones. Again finds nothing new."""
    lines = select(DuplicateCheck.candidate_id, DuplicateCheck.other_id).where(DuplicateCheck.other_id.is_not(None))
    known = {frozenset(pair) for pair in session.execute(lines)}
    pairs = [pair for pair in _pairs(session) if frozenset(pair) not in known]
    numbers = _numbers(session, {one for pair in pairs for one in pair})
    made = []
    for older, newer in pairs:
        if older in numbers and newer in numbers and numbers[older] != numbers[newer]:
            continue  # two numbers are two persons
        row = DuplicateCheck(
            candidate_id=newer,
            other_id=older,
            at=session.info["at"],
            on_day=on,
            verdict=Verdict.OPEN,
            found_by=Found.BIRTH,
        )
        session.add(row)
        record(session, TIMETABLE, "duplicatecheck.suggested", row)
        made.append(row)
    session.flush()
    return made


def something_to_mark(session: Session) -> bool:
    """Whether somebody came in or changed since the marks were made."""
    return session.execute(_to_mark().limit(1)).first() is not None


def _digests(peppers: Peppers, name: str, born: date) -> dict[str, str | None]:
    now, later = peppers.birth_digests(surname(name), born.isoformat())
    return {"kid": peppers.kid, "digest": now, "next_kid": peppers.next_kid, "next_digest": later}


def _is_whole() -> ColumnElement[bool]:
    return and_(Candidate.erased_revision.is_(None), Candidate.last_name.is_not(None), Candidate.born_on.is_not(None))


def _to_mark() -> Any:
    columns = (
        Candidate.id,
        Candidate.uuid,
        Candidate.version,
        Candidate.last_name.label("last"),
        Candidate.born_on.label("born"),
    )
    stale = or_(BirthMark.id.is_(None), BirthMark.told_version != Candidate.version)
    marked = select(*columns).outerjoin(BirthMark, BirthMark.candidate_id == Candidate.id)
    return marked.where(_is_whole(), stale).order_by(Candidate.id)


def _drop_idle(session: Session) -> None:
    idle = select(Candidate.id).where(~_is_whole())
    session.execute(
        delete(BirthMark).where(BirthMark.candidate_id.in_(idle)), execution_options={"synchronize_session": False}
    )


def _pairs(session: Session) -> Iterable[tuple[int, int]]:
    """Every file with the oldest that has the same mark."""
    double = select(BirthMark.kid, BirthMark.digest).group_by(BirthMark.kid, BirthMark.digest).having(func.count() > 1)
    same = double.subquery()
    rows = select(BirthMark.digest, BirthMark.candidate_id).join(
        same, and_(same.c.kid == BirthMark.kid, same.c.digest == BirthMark.digest)
    )
    groups: dict[str, list[int]] = defaultdict(list)
    for digest, candidate_id in session.execute(rows.order_by(BirthMark.candidate_id)):
        groups[digest].append(candidate_id)
    for first, *others in groups.values():
        yield from ((first, other) for other in others)


def _numbers(session: Session, people: set[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    asked = sorted(people)
    for start in range(0, len(asked), 500):
        some = CandidateNumber.candidate_id.in_(asked[start : start + 500])
        rows = session.execute(select(CandidateNumber.candidate_id, CandidateNumber.number_id).where(some))
        found.update((row.candidate_id, row.number_id) for row in rows)
    return found
