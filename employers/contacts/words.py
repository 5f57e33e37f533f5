"""What a code means on a day: the words of the region, else the first words of the product. Pure, over rows that were read."""

from collections.abc import Iterable
from datetime import date

from employers.contacts.codes import CODES, FIRST_WORDS, CodeList
from employers.contacts.models import ContactWord


class ContactWords:
    """All words of both lists, with the day from which each holds."""

    def __init__(self, rows: Iterable[ContactWord]):
        self._rows = sorted(rows, key=lambda row: row.valid_from, reverse=True)

    def said(self, which: CodeList, code: int | None, day: date) -> str:
        """The word for a code on a day; empty without a code."""
        if code is None:
            return ""
        row = self.row(which, code, day)
        return row.word if row else FIRST_WORDS[which].get(code, "")

    def row(self, which: CodeList, code: int, day: date) -> ContactWord | None:
        """The choice of the region that holds on a day; None where the first word of the product does."""
        ours = (one for one in self._rows if one.list == which and one.code == code and one.valid_from <= day)
        return next(ours, None)

    def coming(self, day: date) -> list[ContactWord]:
        """The words that hold from a later day on, soonest first."""
        return sorted((row for row in self._rows if row.valid_from > day), key=lambda row: (row.valid_from, row.code))

    def choices(self, which: CodeList, day: date) -> list[tuple[str, str]]:
        """Code and word of the six, to choose from."""
        return [(str(code), self.said(which, code, day)) for code in CODES]
