"""The books of social return: what was promised, done, put right and settled. Pure, double entry, no float.

Every event moves an amount from one account to another, so all accounts together are always nothing. Books are made from events
and hold nothing else: the same events give the same books, in whatever order they came and however often one was sent.
An hour of work counts once in one set of books, over all contracts together.

    books = Books.of([obligation, contribution, ...])
    books.standing("C-0007", on=date(2026, 12, 31)).left
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from werkbedrijf.foundation.errors import ProgrammingError

NOTHING = Decimal("0.00")


class Account(StrEnum):
    """Where an amount can stand, per contract."""

    LEFT = "nog_te_doen"
    PROMISED = "beloofd"
    DONE = "gedaan"
    PUT_RIGHT = "gecorrigeerd"
    SETTLED = "afgerekend"


class Kind(StrEnum):
    """What happened. All but a contribution may be below nothing: the contract became smaller, too much was approved, what was
    settled was taken back.
    """

    OBLIGATION = "verplichting"
    CONTRIBUTION = "bijdrage"
    CORRECTION = "correctie"
    SETTLEMENT = "afrekening"


# From which account to which.
MOVES: Mapping[Kind, tuple[Account, Account]] = {
    Kind.OBLIGATION: (Account.PROMISED, Account.LEFT),
    Kind.CONTRIBUTION: (Account.LEFT, Account.DONE),
    Kind.CORRECTION: (Account.LEFT, Account.PUT_RIGHT),
    Kind.SETTLEMENT: (Account.LEFT, Account.SETTLED),
}


@dataclass(frozen=True, slots=True)
class Worked:
    """The hours of one person in one month (its first day) that an event counts. ``person`` is a reference, no name."""

    person: str
    month: date
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a contract, in euro with two decimals. ``key`` names it for ever.

    A contribution and a correction of it carry the same ``contribution``; ``worked`` are the hours it counts, or, in a
    correction, gives back (below nothing).
    """

    key: str
    kind: Kind
    contract: str
    on: date
    amount: Decimal
    contribution: str = ""
    worked: Worked | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a contract stands on a day, in euro. ``left`` is below nothing when more was done than promised."""

    promised: Decimal
    done: Decimal
    settled: Decimal
    left: Decimal


@dataclass(frozen=True, slots=True)
class TooMany:
    """Hours that were counted beyond what somebody worked in a month, over all contracts."""

    person: str
    month: date
    counted: Decimal
    worked: Decimal


class Books:
    """All events once, in one order of their own."""

    def __init__(self, events: Mapping[str, Event]):
        self.events = [events[key] for key in sorted(events)]

    @classmethod
    def of(cls, events: Iterable[Event]) -> "Books":
        """The books of these events. Raises ProgrammingError when one key names two different events, or an amount is no euro."""
        known: dict[str, Event] = {}
        for event in events:
            if known.setdefault(event.key, event) != event:
                raise ProgrammingError(f"two events are called {event.key}")
            if event.amount != event.amount.quantize(NOTHING):
                raise ProgrammingError(f"{event.key} has parts of a cent")
        return cls(known)

    def accounts(self, contract: str, on: date) -> Mapping[Account, Decimal]:
        """What stands in each account of a contract at the end of a day; together nothing."""
        told = dict.fromkeys(Account, NOTHING)
        for event in self.events:
            if event.contract == contract and event.on <= on:
                out, into = MOVES[event.kind]
                told[out] -= event.amount
                told[into] += event.amount
        return told

    def standing(self, contract: str, on: date) -> Standing:
        """Where a contract stands at the end of a day."""
        told = self.accounts(contract, on)
        return Standing(
            promised=-told[Account.PROMISED],
            done=told[Account.DONE] + told[Account.PUT_RIGHT],
            settled=told[Account.SETTLED],
            left=told[Account.LEFT],
        )

    def counted(self) -> Mapping[tuple[str, date], Decimal]:
        """The hours that were counted, per person and month, over all contracts."""
        told: defaultdict[tuple[str, date], Decimal] = defaultdict(Decimal)
        for event in self.events:
            if event.worked:
                told[event.worked.person, event.worked.month] += event.worked.hours
        return told

    def free(self, person: str, month: date, worked: Decimal) -> Decimal:
        """How many of the hours somebody worked in a month can still be counted."""
        return max(Decimal(0), worked - self.counted().get((person, month), Decimal(0)))

    def too_many(self, worked: Mapping[tuple[str, date], Decimal]) -> list[TooMany]:
        """Where more hours were counted than worked; empty when the books are right."""
        return [
            TooMany(person, month, counted, worked.get((person, month), Decimal(0)))
            for (person, month), counted in sorted(self.counted().items())
            if counted > worked.get((person, month), Decimal(0))
        ]
