"""Where contracts stand: the sums of their events, the plan, and how far behind it they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.sroi.claims.models import BookEvent
from werkbedrijf.sroi.claims.queries import NONE_WAITS, Waiting, waiting_values
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.ledger import NOTHING, Kind, Standing


@dataclass(frozen=True, slots=True)
class Progress:
    """One contract on a day, for its reader. ``expected`` is what the plan asks by then; ``waits`` is claimed and not decided."""

    contract: Contract
    standing: Standing
    expected: Decimal
    waits: Waiting

    @property
    def behind(self) -> Decimal:
        """How much less was approved than the plan asks; nothing when it is on its way."""
        return max(NOTHING, self.expected - self.standing.done - self.standing.settled)

    @property
    def percent(self) -> int:
        """The share of the obligation that is approved or settled, rounded down."""
        return self.share(self.standing.done + self.standing.settled)

    @property
    def percent_waiting(self) -> int:
        """The share that waits for a decision, as far as its amount is told, rounded down."""
        return self.share(self.waits.amount)

    def share(self, amount: Decimal) -> int:
        """An amount as a share of the obligation."""
        return int(amount * 100 / self.standing.promised) if self.standing.promised > 0 else 100


def expected_on(contract: Contract, promised: Decimal, day: date) -> Decimal:
    """What must be approved by a day: the last milestone that has passed, and everything once the contract is over.

    Also in a repair period: that is time to catch up, and what is short by then stands on top of the board.
    """
    if contract.ends_on <= day:
        return promised
    passed = [one.amount for one in contract.plan if one.due_on < day]
    return min(passed[-1], promised) if passed else NOTHING


def standings(session: Session, contracts: Iterable[int], on: date) -> Mapping[int, Standing]:
    """Where contracts stand at the end of a day, in one question. The pure ledger says the same; a test holds them together."""
    query = (
        select(BookEvent.contract_id, BookEvent.kind, func.sum(BookEvent.amount))
        .where(BookEvent.contract_id.in_(list(contracts)), BookEvent.on <= on)
        .group_by(BookEvent.contract_id, BookEvent.kind)
    )
    sums: dict[int, dict[Kind, Decimal]] = {}
    for contract, kind, amount in session.execute(query):
        sums.setdefault(contract, {})[kind] = (amount or Decimal(0)).quantize(NOTHING)
    return {contract: _standing(told) for contract, told in sums.items()}


def _standing(told: Mapping[Kind, Decimal]) -> Standing:
    promised, settled = told.get(Kind.OBLIGATION, NOTHING), told.get(Kind.SETTLEMENT, NOTHING)
    done = told.get(Kind.CONTRIBUTION, NOTHING) + told.get(Kind.CORRECTION, NOTHING)
    return Standing(promised, done, settled, promised - done - settled)


def progress_of(session: Session, actor: Actor, contracts: Iterable[Contract], on: date) -> list[Progress]:
    """Contracts with where they stand, what is furthest behind its plan first, then what ends first."""
    rows = list(contracts)
    ids = [one.id for one in rows]
    known, waiting = standings(session, ids, on), waiting_values(session, actor, ids)
    told = [_progress(one, known.get(one.id, _standing({})), waiting.get(one.id, NONE_WAITS), on) for one in rows]
    return sorted(
        told, key=lambda one: (-one.behind, one.contract.ends_on <= on, one.contract.ends_on, one.contract.id)
    )


def _progress(contract: Contract, standing: Standing, waits: Waiting, on: date) -> Progress:
    return Progress(contract, standing, expected_on(contract, standing.promised, on), waits)
