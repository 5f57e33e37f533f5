"""What stands in the letter: everything replayed from the books up to a day, so one day always gives the same letter.

Contributions stand in it as one sum: what a single one is worth could tell something of the one person it is about.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.sroi import words
from werkbedrijf.sroi.claims.booking import books_of
from werkbedrijf.sroi.claims.models import BookEvent
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.ledger import NOTHING, Kind, Standing


@dataclass(frozen=True, slots=True)
class Letter:
    """A contract at the end of a day. ``agreed`` are (day, what, sum, change); ``settled`` are (day, how, amount), in euro."""

    contract: Contract
    on: date
    last_day: date
    standing: Standing
    agreed: list[tuple[date, str, str, Decimal]]
    settled: list[tuple[date, str, Decimal]]

    @property
    def is_over(self) -> bool:
        """Whether the contract had ended by then."""
        return self.last_day < self.on

    @property
    def short(self) -> Decimal:
        """How much less was done than promised, before anything was settled."""
        return max(NOTHING, self.standing.promised - self.standing.done)


def letter_of(session: Session, contract: Contract, on: date) -> Letter:
    """The letter for a day."""
    agreements = [one for one in contract.agreements if one.agreed_on <= on]
    query = select(BookEvent).where(
        BookEvent.contract_id == contract.id, BookEvent.kind == Kind.SETTLEMENT, BookEvent.on <= on
    )
    settled = session.scalars(query.order_by(BookEvent.on, BookEvent.id)).all()
    return Letter(
        contract=contract,
        on=on,
        last_day=(agreements[-1].ends_on if agreements else contract.ends_on) - timedelta(days=1),
        standing=books_of(session, [contract.id]).standing(contract.reference, on),
        agreed=[
            (one.agreed_on, one.kind.words, ", ".join(words.obligation(one.agreed)), one.change) for one in agreements
        ],
        settled=[(one.on, one.reason, one.amount) for one in settled],
    )
