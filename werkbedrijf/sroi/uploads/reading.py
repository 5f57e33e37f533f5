"""Out of a file to rows, and the rows as they travel with the page between looking and claiming.

Nothing of a file is kept in between: the page carries its rows, signed, for one person and one contract.
"""

import hashlib
import json
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeSerializer

from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.spreadsheets.columns import Layout, Record
from werkbedrijf.foundation.tables import Table, TableRow

MOST_ROWS = 200
SALT = "bijdragen uit een bestand"


@dataclass(frozen=True, slots=True)
class Rows:
    """The cells of a file that are of use, without the columns nobody knows. ``ignored`` are the headings of those."""

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    ignored: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Names the content: the same rows saved anew, or as another kind of file, are the same file."""
        told = json.dumps([self.headers, [cells for _, cells in self.rows]], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()

    def records(self, layout: Layout) -> list[Record]:
        """Each row as values, with what is wrong in its cells."""
        return list(layout.records(Table(self.headers, tuple(TableRow(*row) for row in self.rows))))


def rows_of(table: Table, layout: Layout) -> Rows:
    """The rows of a file. Raises FileRefused or InputRefused for the whole of it."""
    places, ignored = layout.match(table.headers)
    if not table.rows:
        raise InputRefused({"file": "Onder de kolomnamen staat nog niets. Zet elke bijdrage op een eigen rij."})
    if len(table.rows) > MOST_ROWS:
        raise InputRefused({"file": f"Dit bestand heeft meer dan {MOST_ROWS} rijen. Verdeel het over meer bestanden."})
    order = sorted(places, key=lambda place: places[place].name)
    return Rows(
        tuple(places[place].title for place in order),
        tuple((row.number, tuple(row.cells[place] for place in order)) for row in table.rows),
        tuple(ignored),
    )


@dataclass(frozen=True, slots=True)
class Carrier:
    """Signs rows for one person and one contract, and knows them again."""

    secret_key: str
    user_id: int
    contract: str

    def packed(self, rows: Rows, seen: str) -> str:
        """The rows with what was shown of them (``seen``), to travel with a page."""
        return self._signer().dumps([self.user_id, self.contract, rows.headers, rows.rows, seen])

    def unpacked(self, told: str) -> tuple[Rows, str] | None:
        """The rows again with what was shown; None when they are not ours, or were shown to somebody else."""
        try:
            user, contract, headers, rows, seen = self._signer().loads(told)
        except BadSignature:
            return None
        if (user, contract) != (self.user_id, self.contract):
            return None
        return Rows(tuple(headers), tuple((number, tuple(cells)) for number, cells in rows)), seen

    def _signer(self) -> URLSafeSerializer:
        return URLSafeSerializer(self.secret_key, salt=SALT)
