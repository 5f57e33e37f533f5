"""What changes wage and loonwaarde: another one from a day on. What stood there before stays readable."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from matching.placements.actions import hold
from matching.placements.facts import FAR
from matching.placements.models import Placement
from matching.placements.reasons import TermsReason
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.lines import Changed, Line, changed_from, line_on
from werkbedrijf.wages.models import LoonwaardePeriod, Method, WagePeriod, WageUnit
from werkbedrijf.wages.queries import holding

MOST = {WageUnit.HOUR: Decimal(150), WageUnit.MONTH: Decimal(20_000)}
SAME = "Dit gold al op die dag. Er is niets gewijzigd."
Row = TypeVar("Row", WagePeriod, LoonwaardePeriod)


def say_wage(
    session: Session,
    actor: Actor,
    placement: Placement,
    wage: Decimal,
    unit: WageUnit,
    *,
    from_on: date,
    on: date,
    reason: TermsReason = TermsReason.AGREED,
) -> None:
    """The gross wage from a day on, in euros. Raises InputRefused for what cannot be."""
    problems = outside(placement.starts_on, placement.ended_on, from_on, on) | wage_problems(wage, unit)
    if problems:
        raise InputRefused(problems)
    hold(session, placement)
    rows = session.scalars(holding(WagePeriod, placement)).all()
    changed = _changed(
        [Line(r.starts_on, r.ends_on, (r.wage, r.unit)) for r in rows], from_on, (wage, unit), on, "wage"
    )

    def made(line: Line[tuple[Decimal, WageUnit]], **more: Any) -> WagePeriod:
        amount, per = line.value
        period = {"starts_on": line.starts_on, "ends_on": line.ends_on}
        return WagePeriod(placement=placement, wage=amount, unit=per, **period, **more)

    touched = _write(session, rows, changed, made, {"noted_on": on, "reason": reason})
    record(session, actor, "wage.changed", *touched, reason=reason.words)


def say_loonwaarde(
    session: Session,
    actor: Actor,
    placement: Placement,
    percent: int,
    method: Method,
    *,
    from_on: date,
    on: date,
    reason: TermsReason = TermsReason.AGREED,
) -> None:
    """The loonwaarde from a day on, in whole percent of the minimum wage. Raises InputRefused for what cannot be."""
    problems = outside(placement.starts_on, placement.ended_on, from_on, on) | percent_problems(percent)
    if problems:
        raise InputRefused(problems)
    hold(session, placement)
    rows = session.scalars(holding(LoonwaardePeriod, placement)).all()
    told = [Line(r.starts_on, r.ends_on, (r.percent, r.method)) for r in rows]
    changed = _changed(told, from_on, (percent, method), on, "percent")

    def made(line: Line[tuple[int, Method]], **more: Any) -> LoonwaardePeriod:
        share, how = line.value
        period = {"starts_on": line.starts_on, "ends_on": line.ends_on}
        return LoonwaardePeriod(placement=placement, percent=share, method=how, **period, **more)

    touched = _write(session, rows, changed, made, {"noted_on": on, "reason": reason})
    record(session, actor, "loonwaarde.changed", *touched, reason=reason.words)


def wage_problems(wage: Decimal, unit: WageUnit) -> dict[str, str]:
    """A sentence when nobody earns this."""
    if not 0 < wage <= MOST[unit]:
        return {"wage": f"Vul een bedrag in van meer dan 0 en ten hoogste {MOST[unit]} euro {unit.words}."}
    if wage != wage.quantize(Decimal("0.01")):
        return {"wage": "Vul een bedrag in met ten hoogste twee cijfers achter de komma, zoals 14,99."}
    return {}


def percent_problems(percent: int) -> dict[str, str]:
    """A sentence when this is no share of the minimum wage."""
    return {} if 0 <= percent <= 100 else {"percent": "Vul een heel percentage in van 0 tot en met 100."}


def outside(starts_on: date, ended_on: date | None, from_on: date, on: date) -> dict[str, str]:
    """A sentence when nothing can hold from that day: outside the work, or too far ahead. ``on`` is today."""
    if from_on < starts_on:
        return {"from_on": "De plaatsing was toen nog niet begonnen. Kies een dag vanaf de start."}
    if ended_on is not None and from_on >= ended_on:
        return {"from_on": "De plaatsing was toen al beëindigd. Kies een dag binnen de plaatsing."}
    if from_on > on + FAR:
        return {"from_on": "Deze dag ligt meer dan twee jaar vooruit. Kijk het jaar na."}
    return {}


def _changed(lines: list[Line[Any]], from_on: date, value: Any, on: date, field: str) -> Changed[Any]:
    now = line_on(lines, from_on)
    if now is not None and now.value == value:
        raise InputRefused({field: SAME})
    return changed_from(lines, from_on, value, on=on)


def _write(
    session: Session, rows: Iterable[Row], changed: Changed[Any], made: Callable[..., Row], now: dict[str, Any]
) -> list[Row]:
    """Close and open rows so that they say the lines; what they take the place of is marked and never changed again."""
    there = {row.starts_on: row for row in rows}
    before = {line.starts_on: _before(there, line, made, now["noted_on"]) for line in changed.replaced}
    touched = list(before.values())
    for line in changed.lines:
        row = there.get(line.starts_on)
        if row is None or row in touched:
            row = made(line, **now)
        elif row.ends_on == line.ends_on:
            continue
        row.ends_on = line.ends_on
        touched.append(row)
    session.add_all(touched)
    session.flush()
    return touched


def _before(there: dict[date, Row], line: Line[Any], made: Callable[..., Row], on: date) -> Row:
    """The row that stops holding; of a row of which a part still holds, that part as a row of its own."""
    row = there.get(line.starts_on)
    if row is None:
        whole = max((one for one in there.values() if one.starts_on < line.starts_on), key=lambda one: one.starts_on)
        return made(line, noted_on=whole.noted_on, reason=whole.reason, replaced_on=on)
    row.replaced_on = on
    return row
