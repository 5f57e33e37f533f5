"""What changes values. The past changes only with a reason that stays in the trail."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.administration.values.limits import limit_of
from werkbedrijf.administration.values.series import rising
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.parameters import Parameter, ParameterValue
from werkbedrijf.foundation.reasons import keep_reason


@dataclass(frozen=True, slots=True)
class ValueFacts:
    """A value, the first day it holds, who says so, and why, where it changes what was counted before."""

    value: Decimal
    valid_from: date
    source: str
    reason: str = ""


def set_value(session: Session, actor: Actor, parameter: Parameter, facts: ValueFacts, *, on: date) -> ParameterValue:
    """Let a value hold from a day on.

    On a day that has a value already, or that is past, this is a correction: it needs a reason, and counts that were made
    before come out otherwise when they are made again. Raises InputRefused.
    """
    row = session.scalars(
        select(ParameterValue).where(ParameterValue.name == parameter, ParameterValue.valid_from == facts.valid_from)
    ).first()
    _check(session, parameter, facts, row, on)
    corrects = row is not None or facts.valid_from < on
    if row is None:
        row = ParameterValue(name=parameter, valid_from=facts.valid_from)
        session.add(row)
    row.value, row.source = facts.value, facts.source.strip()
    session.flush()
    act = "parameter.corrected" if corrects else "parameter.set"
    record(session, actor, act, row, fields=("value", "source"), reason=keep_reason(session, facts.reason))
    return row


def needs_reason(row: ParameterValue | None, valid_from: date, on: date) -> bool:
    """Whether a value changes what already held: a day in the past, or another value that has begun."""
    return valid_from < on or (row is not None and row.valid_from <= on)


def _check(session: Session, parameter: Parameter, facts: ValueFacts, row: ParameterValue | None, on: date) -> None:
    problems: dict[str, str] = {}
    problem = limit_of(parameter).problem(facts.value) or rising(session, parameter, facts.value, facts.valid_from)
    if problem:
        problems["value"] = problem
    if not facts.source.strip():
        problems["source"] = "Schrijf op waar deze waarde vandaan komt: een artikel, een besluit of een afspraak."
    if needs_reason(row, facts.valid_from, on) and not facts.reason.strip():
        problems["reason"] = "Dit verandert iets dat al gold. Schrijf op waarom; dat blijft in het logboek staan."
    if problems:
        raise InputRefused(problems)
