"""Brings two employers together and takes them apart again; nothing is lost either way."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from employers.merging import moving
from employers.merging.choices import CHOOSABLE, OTHER, chosen_values
from employers.merging.doubles import double_vestigingen
from employers.merging.errors import NotTwo, UndoFirst
from employers.merging.holdings import EMPLOYER, ESTABLISHMENT
from employers.merging.models import EmployerMerge, EmployerPair, PairVerdict
from employers.merging.people import take_apart_with
from employers.models import Employer
from employers.record.keeping import with_sector
from employers.record.models import SectorPeriod, TradeName
from employers.record.queries import trade_names_of
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import NotAllowed


def say_different(session: Session, actor: Actor, pair: EmployerPair, *, on: date) -> None:
    """Two employers are two; the region does not ask again. Again changes nothing."""
    if pair.verdict is PairVerdict.OPEN:
        _decide(session, actor, pair, PairVerdict.DIFFERENT, on)


def merge(
    session: Session, actor: Actor, kept: Employer, gone: Employer, choices: Mapping[str, str], *, on: date
) -> EmployerMerge:
    """Bring ``gone`` into ``kept``, with the facts that were chosen. Everything that hangs on it goes along.

    What may be there only once by a rule of the database (the same user speaks for both, the same other name) stays
    with the gone one, and so does the vestiging that both have: what was at it goes to that of the kept one. Raises
    NotTwo when one of them went into another meanwhile.
    """
    if actor.id is None:
        raise NotAllowed("Werkgevers samenvoegen doet een accountmanager.")
    _hold(session, kept, gone)
    if kept.id == gone.id or kept.merged_into_id is not None or gone.merged_into_id is not None:
        raise NotTwo("Een van deze werkgevers is al samengevoegd. Kijk opnieuw.")
    connection = session.connection()
    values = chosen_values(kept, gone, choices)
    doubles = double_vestigingen(kept.establishments, gone.establishments)
    names = _names_to_keep(session, kept, gone, values)
    done = EmployerMerge(
        kept_id=kept.id,
        gone_id=gone.id,
        done_on=on,
        by_id=actor.id,
        choices=dict(choices),
        marks={},
        moved=[],
        values_set=[],
        made=[],
    )
    moved: list[dict[str, Any]] = []
    values_set: list[dict[str, Any]] = []
    for theirs, ours in doubles:
        moved += moving.move_all(connection, ESTABLISHMENT, theirs.id, ours.id)
        if theirs.branch_number and not ours.branch_number:
            values_set += moving.set_values(
                connection, "establishment", ours.id, {"branch_number": theirs.branch_number}
            )
    moved += moving.move_all(connection, EMPLOYER, gone.id, kept.id, but=[theirs.id for theirs, _ in doubles])
    values_set += _set_facts(session, kept, gone, values)
    rows: list[TradeName | SectorPeriod] = [*_make_names(session, kept, names, on)]
    if choices.get("sector") == OTHER and gone.sector != kept.sector:
        sectors, changed = _set_sector(session, kept, gone, on)
        rows += sectors
        values_set += changed
    done.moved, done.values_set = moved, values_set
    done.made = [{"table": row.__tablename__, "row": row.id} for row in rows]
    # What the merge made itself did not come later.
    done.marks = moving.marks(connection)
    _mark_pair(session, actor, kept, gone, on)
    session.add(done)
    session.flush()
    record(session, actor, "employermerge.made", done, *rows)
    record(session, actor, "employer.merged", kept, fields=sorted(values), reason=f"met {gone.reference}")
    record(session, actor, "employer.merged", gone, reason=f"in {kept.reference}")
    _forget(session)
    return done


def undo(session: Session, actor: Actor, done: EmployerMerge, *, on: date) -> list[str]:
    """Take two employers apart again: what moved goes back, what was set is given back where nobody changed it since.

    What was added to the kept one since stays there, but what is at a vestiging goes along with that vestiging. Answers
    the columns that keep their value because somebody changed them since. Again changes nothing. Raises UndoFirst when
    the kept one went into another itself.
    """
    if actor.id is None:
        raise NotAllowed("Een samenvoeging maakt een accountmanager ongedaan.")
    kept, gone = done.kept, done.gone
    _hold(session, kept, gone)
    session.refresh(done)
    if done.undone_on is not None:
        return []
    if kept.merged_into_id is not None:
        raise UndoFirst(f"{kept.name} is zelf samengevoegd met een andere werkgever. Maak dat eerst ongedaan.")
    take_apart_with(session, actor, done, on=on)
    connection = session.connection()
    values = _give_kvk_back(session, done)
    moving.unmake(connection, done.made)
    left = moving.unset_values(connection, values, [one.columns for one in CHOOSABLE])
    moving.move_back(connection, done.moved)
    moving.follow_vestiging(connection, kept.id, gone.id)
    connection.execute(update(Employer).where(Employer.id == gone.id).values(merged_into_id=None))
    _raise_versions(session, kept, gone)
    pair = _pair_of(session, kept, gone)
    if pair is not None and pair.verdict is PairVerdict.MERGED:
        pair.verdict, pair.decided_on, pair.decided_by_id = PairVerdict.OPEN, None, None
        record(session, actor, "employerpair.reopened", pair)
    done.undone_on, done.undone_by_id = on, actor.id
    record(session, actor, "employermerge.undone", done)
    record(session, actor, "employer.taken_apart", kept, reason=f"van {gone.reference}")
    record(session, actor, "employer.taken_apart", gone, reason=f"van {kept.reference}")
    _forget(session)
    return left


def _hold(session: Session, *employers: Employer) -> None:
    """Nobody else brings these together at the same moment: the rows are locked, the lowest first."""
    session.flush()
    ids = [one.id for one in employers]
    query = select(Employer).where(Employer.id.in_(ids)).order_by(Employer.id).with_for_update()
    session.scalars(query.execution_options(populate_existing=True)).all()


def _forget(session: Session) -> None:
    """What the session knew of rows that moved beside it."""
    session.flush()
    session.expire_all()


def _set_facts(session: Session, kept: Employer, gone: Employer, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Two KvK numbers change places, so that both go on leading here; one of them waits in the air for a moment."""
    connection = session.connection()
    done = []
    if "kvk" in values and values["kvk"] != kept.kvk:
        ours, theirs = kept.kvk, gone.kvk
        moving.set_values(connection, "employer", gone.id, {"kvk": None})
        done += moving.set_values(connection, "employer", kept.id, {"kvk": theirs})
        moving.set_values(connection, "employer", gone.id, {"kvk": ours})
        done.append({"table": "employer", "row": gone.id, "column": "kvk", "before": theirs, "after": ours})
    done += moving.set_values(connection, "employer", kept.id, {k: v for k, v in values.items() if k != "kvk"})
    connection.execute(update(Employer).where(Employer.id == gone.id).values(merged_into_id=kept.id))
    _raise_versions(session, kept, gone)
    return done


def _give_kvk_back(session: Session, done: EmployerMerge) -> list[dict[str, Any]]:
    """Two KvK numbers change places again, over nothing; answers what else was set, to be given back.

    When somebody changed one of them since, the gone one gets its own back if nobody has it now.
    """
    numbers = [one for one in done.values_set if one["table"] == "employer" and one["column"] == "kvk"]
    others = [one for one in done.values_set if one not in numbers]
    if len(numbers) < 2:
        return list(done.values_set)
    ours, theirs = numbers
    connection = session.connection()
    now = session.scalar(select(Employer.kvk).where(Employer.id == ours["row"]))
    if now == ours["after"]:
        moving.set_values(connection, "employer", ours["row"], {"kvk": None})
        moving.set_values(connection, "employer", theirs["row"], {"kvk": theirs["before"]})
        moving.set_values(connection, "employer", ours["row"], {"kvk": ours["before"]})
        return others
    taken = session.scalar(select(Employer.id).where(Employer.kvk == theirs["before"]))
    moving.set_values(connection, "employer", theirs["row"], {"kvk": None if taken else theirs["before"]})
    return [ours, *others]


def _raise_versions(session: Session, *employers: Employer) -> None:
    ids = [one.id for one in employers]
    raised = update(Employer).where(Employer.id.in_(ids)).values(version=Employer.version + 1)
    session.connection().execute(raised)


def _names_to_keep(session: Session, kept: Employer, gone: Employer, values: dict[str, Any]) -> list[tuple[str, str]]:
    """The name that was not chosen goes on as another name of the kept one."""
    taken = values.get("search_name", kept.search_name)
    known = {row.search_name for one in (kept, gone) for row in trade_names_of(session, one)} | {taken}
    wanted = {one.search_name: one.name for one in (kept, gone)}
    return [(key, name) for key, name in wanted.items() if key not in known]


def _make_names(session: Session, kept: Employer, names: list[tuple[str, str]], on: date) -> list[TradeName]:
    rows = [TradeName(employer_id=kept.id, name=name, search_name=key, added_on=on) for key, name in names]
    session.add_all(rows)
    session.flush()
    return rows


def _set_sector(
    session: Session, kept: Employer, gone: Employer, on: date
) -> tuple[list[SectorPeriod], list[dict[str, Any]]]:
    """The sector of the other counts from today; the days before keep what they had."""
    rows = {
        row.valid_from: row for row in session.scalars(select(SectorPeriod).where(SectorPeriod.employer_id == kept.id))
    }
    known = [(row.valid_from, row.sector) for row in rows.values()] or [(kept.registered_on, kept.sector)]
    made: list[SectorPeriod] = []
    changed: list[dict[str, Any]] = []
    for day, sector in with_sector(known, gone.sector, on):
        if day not in rows:
            made.append(SectorPeriod(employer_id=kept.id, sector=sector, valid_from=day))
        elif rows[day].sector != sector:
            changed += moving.set_values(session.connection(), "sector_period", rows[day].id, {"sector": sector})
    session.add_all(made)
    session.flush()
    return made, changed


def _pair_of(session: Session, one: Employer, other: Employer) -> EmployerPair | None:
    first, second = sorted((one.id, other.id))
    query = select(EmployerPair).where(EmployerPair.first_id == first, EmployerPair.second_id == second)
    return session.scalars(query).first()


def _mark_pair(session: Session, actor: Actor, kept: Employer, gone: Employer, on: date) -> None:
    pair = _pair_of(session, kept, gone)
    if pair is not None:
        _decide(session, actor, pair, PairVerdict.MERGED, on)


def _decide(session: Session, actor: Actor, pair: EmployerPair, verdict: PairVerdict, on: date) -> None:
    pair.verdict, pair.decided_on, pair.decided_by_id = verdict, on, actor.id
    record(session, actor, "employerpair.decided", pair)
