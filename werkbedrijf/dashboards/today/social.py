"""Deadlines of contracts with social return, as lines of Vandaag."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from werkbedrijf.dashboards.today.asking import asked
from werkbedrijf.dashboards.today.lines import AHEAD_DAYS, Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.gateway import visible
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.deadlines.queries import Due, due_of


def deadlines(session: Session, actor: Actor, day: date) -> tuple[list[Line], list[Line]]:
    """What passed and was not reached, and what comes within two weeks."""
    contracts = asked(session, _contracts, actor)
    due = [one for one in due_of(session, contracts, day) if one.deadline.is_open()]
    late = [one for one in due if one.deadline.is_late(day)]
    coming = [one for one in due if day <= one.deadline.day <= day + timedelta(days=AHEAD_DAYS)]
    return [_line(one, "voorbij") for one in late[:MOST_LINES]], [_line(one, "komt") for one in coming[:MOST_LINES]]


def _contracts(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (Contract.id, Contract.reference, Contract.title, Contract.starts_on)
    return visible(actor, Contract).with_only_columns(*told)


def _line(due: Due, how: str) -> Line:
    return Line(
        f"{due.deadline.kind.words} {how}: {due.contract.title}",
        "sroi_contracts.show",
        {"contract": due.contract.reference},
        button="Bekijk de opdracht",
        who=due.contract.reference,
        on=due.deadline.day,
    )
