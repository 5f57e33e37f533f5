"""The board: every contract with where it stands and where it will end, what is most at risk first."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.parameters import MissingParameter
from werkbedrijf.sroi.contracts.queries import contracts_for
from werkbedrijf.sroi.contracts.standing import Progress, progress_of
from werkbedrijf.sroi.forecast.outlooks import outlooks_of
from werkbedrijf.sroi.ledger import NOTHING


@dataclass(frozen=True, slots=True)
class Row:
    """A contract on the board. ``short`` is what is expected to be missing at the end; what is missing now where that is not known, or it is over."""

    progress: Progress
    short: Decimal


def board_of(session: Session, actor: Actor, on: date) -> list[Row]:
    """Every contract this person may see: the largest expected shortfall on top, then what is furthest behind its plan."""
    contracts = session.scalars(contracts_for(actor)).unique().all()
    try:
        ahead = outlooks_of(session, actor, contracts, on)
    except MissingParameter:
        # Without a value of the region nobody can look ahead, and the page of a forecast says which; what is left is still known.
        ahead = {}
    rows = []
    for one in progress_of(session, actor, contracts, on):
        outlook = ahead.get(one.contract.id)
        rows.append(Row(one, outlook.short if outlook else max(NOTHING, one.standing.left)))
    return sorted(rows, key=lambda row: -row.short)
