"""Where a contract stands on a day, with everything that led there. It names no person, placement or worker."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from werkbedrijf.sroi import words
from werkbedrijf.sroi.claims.booking import books_of
from werkbedrijf.sroi.contracts.models import Contract


def statement(session: Session, contract: Contract, on: date) -> dict[str, Any]:
    """The statement of a contract at the end of a day, amounts as text with two decimals, replayed from the events."""
    books = books_of(session, [contract.id])
    standing = books.standing(contract.reference, on)
    agreed = [one for one in contract.agreements if one.agreed_on <= on]
    return {
        "contract": contract.reference,
        "contractor": contract.contractor.reference,
        "on": on.isoformat(),
        "table": contract.table_version,
        "starts_on": contract.starts_on.isoformat(),
        "ends_on": contract.last_day.isoformat(),
        "promised": f"{standing.promised:.2f}",
        "done": f"{standing.done:.2f}",
        "settled": f"{standing.settled:.2f}",
        "left": f"{standing.left:.2f}",
        "obligation": [
            {
                "on": one.agreed_on.isoformat(),
                "kind": one.kind.value,
                "amount": f"{one.change:.2f}",
                "reason": one.reason,
                "sum": words.obligation(one.agreed),
            }
            for one in agreed
        ],
        "events": [
            {"key": one.key, "kind": one.kind.value, "on": one.on.isoformat(), "amount": f"{one.amount:.2f}"}
            for one in sorted(books.events, key=lambda event: (event.on, event.key))
            if one.on <= on
        ],
    }
