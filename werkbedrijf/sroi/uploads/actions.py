"""Claiming what stands in a file: looked at first, and then all rows or none."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import DomainError, InputRefused
from werkbedrijf.foundation.spreadsheets.columns import Layout, Problem, Record
from werkbedrijf.foundation.texts import count
from werkbedrijf.sroi.blocks import label_of
from werkbedrijf.sroi.claims.actions import claim
from werkbedrijf.sroi.claims.booking import held
from werkbedrijf.sroi.claims.facts import Told
from werkbedrijf.sroi.claims.models import Claim
from werkbedrijf.sroi.claims.workflow import STANDING
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.uploads.columns import layout_for, told_of
from werkbedrijf.sroi.uploads.reading import Rows


class ClaimedBefore(DomainError):
    """The same rows were claimed already on this contract."""

    status = 422

    def __init__(self, claims: Sequence[Claim]):
        first, last = claims[0], claims[-1]
        told = first.reference if first is last else f"{first.reference} tot en met {last.reference}"
        super().__init__(
            f"Dit bestand is al ingediend op {first.claimed_on:%d-%m-%Y}: {told}. Er is nu niets ingediend. "
            "Is er iets bij gekomen, maak dan een bestand met alleen de nieuwe rijen."
        )


class LooksOtherwise(DomainError):
    """Something changed since the rows were shown."""

    def __init__(self) -> None:
        super().__init__("Er is intussen iets veranderd. Er is nog niets ingediend. Kijk de rijen nog een keer na.")


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it would be claimed, in plain values. ``value`` is None as long as nobody chose a block."""

    number: int
    what: str
    starts_on: date | None = None
    last_day: date | None = None
    block: str = ""
    value: Decimal | None = None
    sums: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file would do."""

    rows: Sequence[Row]
    ignored: Sequence[str] = field(default=())

    @property
    def refused(self) -> list[Row]:
        """The rows that cannot be claimed as they stand."""
        return [row for row in self.rows if row.problems]

    @property
    def worth(self) -> Decimal:
        """What is known of the worth of all rows together, in euro."""
        return sum((row.value for row in self.rows if row.value is not None), Decimal("0.00"))

    @property
    def fingerprint(self) -> str:
        """Names what was shown; with another worth or another problem it is another."""
        return hashlib.sha256(repr(list(self.rows)).encode()).hexdigest()


def look(session: Session, actor: Actor, contract: Contract, rows: Rows, *, on: date) -> Looked:
    """What claiming these rows would do, found by doing it: whoever calls rolls back. Raises ClaimedBefore."""
    looked, _ = _claimed(session, actor, contract, rows, on)
    return looked


def take(session: Session, actor: Actor, contract: Contract, rows: Rows, *, seen: str, on: date) -> list[Claim]:
    """Claim every row, as it was shown. Raises ClaimedBefore, and LooksOtherwise when it would become something else."""
    looked, claims = _claimed(session, actor, contract, rows, on)
    if looked.refused or looked.fingerprint != seen:
        raise LooksOtherwise
    record(session, actor, "sroi_contract.uploaded", contract, reason=count(len(claims), "bijdrage", "bijdragen"))
    return claims


def _claimed(session: Session, actor: Actor, contract: Contract, rows: Rows, on: date) -> tuple[Looked, list[Claim]]:
    held(session, contract)
    before = _from_file(session, contract, rows.digest)
    if before:
        raise ClaimedBefore(before)
    known = _purchases(session, contract)
    shown: list[Row] = []
    claims: list[Claim] = []
    said: dict[object, int] = {}
    layout = layout_for(contract.table)
    for one in rows.records(layout):
        # What is wrong by itself is told once; mended it may be no twin any more.
        twin = one.number if one.problems else said.setdefault(_content(one), one.number)
        same = f"Deze rij is gelijk aan rij {twin}. Haal er een weg, of vertel het verschil."
        twice = () if twin == one.number else (Problem("Rij", same),)
        told = Record(one.number, one.values, (*one.problems, *twice))
        row, made = _row(session, actor, contract, told, rows.digest, on, known, layout)
        shown.append(row)
        claims += [made] if made else []
    return Looked(shown, rows.ignored), claims


def _row(
    session: Session,
    actor: Actor,
    contract: Contract,
    one: Record,
    digest: str,
    on: date,
    known: Mapping[object, str],
    layout: Layout,
) -> tuple[Row, Claim | None]:
    """A row claimed in a part of the transaction of its own, so that a wrong one leaves nothing behind for the next."""
    if one.problems:
        kind = one.get("kind")
        return Row(one.number, kind.words if kind else "", problems=one.problems), None
    told = told_of(one)
    what = f"{told.kind.words}, {told.worker}" if told.worker else told.kind.words
    try:
        with session.begin_nested():
            made = claim(session, actor, contract, told, out_of=(digest, one.number), on=on)
    except InputRefused as refused:
        problems = tuple(Problem(layout.title(name), words) for name, words in refused.problems.items())
        return Row(one.number, what, told.starts_on, told.last_day, problems=problems), None
    like = known.get(_purchase(told))
    remarks = (f"Lijkt op {like}: dezelfde dagen, uren en hetzelfde bedrag. Stond dit er al?",) if like else ()
    block = label_of(contract.table, made.block) if made.block else ""
    row = Row(one.number, what, told.starts_on, told.last_day, block, made.value, tuple(made.sums or ()), (), remarks)
    return row, made


def _from_file(session: Session, contract: Contract, digest: str) -> Sequence[Claim]:
    query = select(Claim).where(Claim.contract_id == contract.id, Claim.from_file == digest, Claim.status.in_(STANDING))
    return session.scalars(query.order_by(Claim.id)).all()


def _purchases(session: Session, contract: Contract) -> Mapping[object, str]:
    """What was claimed before and is about nobody's work: nothing but its facts shows that it is the same."""
    query = select(Claim).where(
        Claim.contract_id == contract.id, Claim.worker == "", Claim.placement_id.is_(None), Claim.status.in_(STANDING)
    )
    return {
        _facts(one.kind, one.starts_on, one.last_day, one.hours, one.amount): one.reference
        for one in session.scalars(query)
    }


def _purchase(told: Told) -> object:
    return _facts(told.kind, told.starts_on, told.last_day, told.hours, told.amount)


def _facts(*facts: object) -> object:
    return tuple(str(one.normalize()) if isinstance(one, Decimal) else one for one in facts)


def _content(one: Record) -> object:
    return tuple(sorted((name, repr(value)) for name, value in one.values.items()))
