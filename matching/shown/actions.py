"""Keeping what was shown, and throwing it away after its term. Never commits.

Two colleagues may look at the same moment: what both want to keep is kept once, by asking the database to do nothing when
it is there already.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from matching.shown.models import ShownLine, ShownLook, ShownRanking
from matching.shown.packing import Line, Picture, packed, unpacked
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.rows import rows_reached


def keep(session: Session, actor: Actor, picture: Picture) -> int:
    """Keep a ranking as it was shown at the moment of this session; gives the number of what is kept."""
    on, digest = day_of(session.info["at"]), picture.digest
    kept = session.execute(
        select(ShownRanking.id, ShownRanking.last_on, ShownRanking.content).where(ShownRanking.digest == digest)
    ).first()
    if kept is None:
        number = _new(session, picture, digest, on)
    else:
        number = kept.id
        if kept.last_on < on:
            _shown_again(session, number, kept.content, on)
    session.add(
        ShownLook(ranking_id=number, actor_id=actor.id, at=session.info["at"], pool_revision=picture.pool_revision)
    )
    session.flush()
    return number


def _new(session: Session, picture: Picture, digest: str, on: date) -> int:
    ids = _lines(session, picture.lines, on)
    content = {
        "rows": [[ids[line.digest], line.number, line.apart, list(line.beside)] for line in picture.lines],
        "facts": picture.facts,
        "settings": picture.settings,
        "others": picture.others,
    }
    row = {
        "digest": digest,
        "kind": picture.kind,
        "vacancy_id": picture.vacancy_id,
        "candidate_id": picture.candidate_id,
        "code_version": picture.code_version,
        "content": packed(content),
        "first_at": session.info["at"],
        "last_on": on,
    }
    made = _insert(session, ShownRanking, [row])
    # Somebody else kept the same a moment ago.
    return made.get(digest) or session.scalars(select(ShownRanking.id).where(ShownRanking.digest == digest)).one()


def _lines(session: Session, lines: Collection[Line], on: date) -> dict[str, int]:
    """Keep the lines that are new; the numbers of all, by digest."""
    digests = [line.digest for line in lines]
    if not digests:
        return {}
    here = ShownLine.digest.in_(digests)
    found = {row.digest: row.id for row in session.execute(select(ShownLine.digest, ShownLine.id).where(here))}
    new = {line.digest: line for line in lines if line.digest not in found}
    if len(new) < len(digests):
        session.execute(update(ShownLine).where(here, ShownLine.last_on < on).values(last_on=on), **_QUICK)
    if not new:
        return found
    rows = [
        {
            "digest": digest,
            "candidate_id": line.candidate_id,
            "vacancy_id": line.vacancy_id,
            "content": packed(dict(line.told)),
            "last_on": on,
        }
        # In one order for everybody, so that two colleagues cannot wait for each other.
        for digest, line in sorted(new.items())
    ]
    found |= _insert(session, ShownLine, rows)
    if len(found) == len(set(digests)):
        return found
    return {row.digest: row.id for row in session.execute(select(ShownLine.digest, ShownLine.id).where(here))}


def _shown_again(session: Session, number: int, content: bytes, on: date) -> None:
    session.execute(update(ShownRanking).where(ShownRanking.id == number).values(last_on=on), **_QUICK)
    ids = [row[0] for row in (unpacked(content) or {"rows": []})["rows"]]
    if ids:
        session.execute(
            update(ShownLine).where(ShownLine.id.in_(ids), ShownLine.last_on < on).values(last_on=on), **_QUICK
        )


def _insert(session: Session, table: Any, rows: list[dict[str, Any]]) -> dict[str, int]:
    """Put in what is not there; the numbers of what came in, by digest."""
    kind = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    new = kind.insert(table).values(rows).on_conflict_do_nothing(index_elements=["digest"])
    return {digest: id_ for digest, id_ in session.execute(new.returning(table.digest, table.id))}


def forget_old(session: Session, *, on: date, asked_about: Collection[int] = ()) -> int:
    """Throw away what was last shown longer ago than the region keeps it; gives how many rankings went. Safe to run twice.

    ``asked_about`` are the numbers of rankings that somebody must still answer for: they stay whole, with their looks.
    """
    before = on - timedelta(days=whole_number_on(session, Parameter.SHOWN_DAYS, on))
    stay = session.execute(select(ShownRanking.id, ShownRanking.content).where(ShownRanking.id.in_(asked_about))).all()
    lines = {row[0] for _, content in stay for row in (unpacked(content) or {"rows": []})["rows"]}
    old = (ShownRanking.last_on < before) & ShownRanking.id.not_in([number for number, _ in stay])
    session.execute(delete(ShownLook).where(ShownLook.ranking_id.in_(select(ShownRanking.id).where(old))), **_QUICK)
    gone = rows_reached(session, delete(ShownRanking).where(old).execution_options(synchronize_session=False))
    session.execute(delete(ShownLine).where(ShownLine.last_on < before, ShownLine.id.not_in(lines)), **_QUICK)
    return gone


_QUICK: dict[str, Any] = {"execution_options": {"synchronize_session": False}}
