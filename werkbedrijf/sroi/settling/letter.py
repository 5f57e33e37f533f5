"""What stands in the letter: everything replayed from the books up to a day, so one day always gives the same letter.

Contributions stand in it as one sum: what a single one is worth could tell something of the one person it is about.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from werkbedrijf.sroi import words
from werkbedrijf.sroi.claims.booking import books_of
from werkbedrijf.sroi.claims.models import BookEvent, Claim
from werkbedrijf.sroi.claims.telling import is_told_together
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
    # The last day that counts where that was later than the end; what was done by the end, None where it is not told apart.
    repair_last_day: date | None
    done_at_end: Decimal | None

    @property
    def has_ended(self) -> bool:
        """Whether the contract had ended by then."""
        return self.last_day < self.on

    @property
    def is_over(self) -> bool:
        """Whether nothing counted any more by then."""
        return (self.repair_last_day or self.last_day) < self.on

    @property
    def short_at_end(self) -> Decimal:
        """How much less was done by the last day of the contract than is promised now."""
        return NOTHING if self.done_at_end is None else max(NOTHING, self.standing.promised - self.done_at_end)

    @property
    def repaired(self) -> Decimal:
        """What was done after the end."""
        return NOTHING if self.done_at_end is None else self.standing.done - self.done_at_end

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
    last_day = (agreements[-1].ends_on if agreements else contract.ends_on) - timedelta(days=1)
    repairs = [one.last_day for one in contract.repairs if one.agreed_on <= on]
    standing = books_of(session, [contract.id]).standing(contract.reference, on)
    after = _done_after(session, contract, last_day, on)
    return Letter(
        contract=contract,
        on=on,
        last_day=last_day,
        standing=standing,
        agreed=[
            (one.agreed_on, one.kind.words, ", ".join(words.obligation(one.agreed)), one.change) for one in agreements
        ],
        settled=[(one.on, one.reason, one.amount) for one in settled],
        repair_last_day=repairs[-1] if repairs and repairs[-1] > last_day else None,
        done_at_end=None if after is None else standing.done - after,
    )


def _done_after(session: Session, contract: Contract, last_day: date, on: date) -> Decimal | None:
    """What was approved of work that began after the end; a month of work begins on its first day.

    None when somebody's work is in it whose worth a contractor reads only together with others: a sum apart would tell it.
    """
    query = select(BookEvent, Claim).join(Claim, Claim.id == BookEvent.claim_id)
    query = query.where(BookEvent.contract_id == contract.id, BookEvent.on <= on)
    rows = session.execute(query.options(joinedload(BookEvent.month_of_work))).all()
    after = [(one, claim) for one, claim in rows if _began(one, claim) > last_day]
    return (
        None if any(is_told_together(claim) for _, claim in after) else sum((one.amount for one, _ in after), NOTHING)
    )


def _began(one: BookEvent, claim: Claim) -> date:
    return one.month_of_work.month if one.month_of_work else claim.starts_on
