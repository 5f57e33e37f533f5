"""Lists: sort, filter and page by the address, so that a list can be bookmarked and sent to a colleague."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, UnaryExpression, func, select
from sqlalchemy.orm import Session

PAGE_SIZE = 25

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a list: its name in the address, its title, and its choices (value, label)."""

    name: str
    title: str
    choices: Sequence[tuple[str, str]]
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def options(self) -> list[tuple[str, str, int | None]]:
        """The choices as chips show them: value, label and how many, where that is known."""
        return [(value, label, self.counts.get(value)) for value, label in self.choices]


@dataclass(frozen=True, slots=True)
class Listing:
    """What the address asks of a list.

    ``sort`` is a known column name, ``descending`` its direction, ``page`` starts at 1, ``filters`` holds only known values,
    ``query`` is what was typed in the search box.
    """

    sort: str
    descending: bool
    page: int
    query: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(
        cls, args: Mapping[str, str], *, sorts: Sequence[str], default: str, filters: Sequence[Filter] = ()
    ) -> "Listing":
        """Read it from the address; what is unknown is ignored, never an error. ``default`` may start with ``-``."""
        name = args.get("sorteer", "")
        descending = args.get("richting") == "af"
        if name not in sorts:
            name, descending = default.removeprefix("-"), default.startswith("-")
        known = {
            f.name: args[f.name]
            for f in filters
            if args.get(f.name) and args[f.name] in {value for value, _ in f.choices}
        }
        page = args.get("pagina", "1")
        return cls(
            sort=name,
            descending=descending,
            page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
            query=args.get("q", "").strip()[:100],
            filters=known,
        )

    @property
    def direction(self) -> str:
        """``op`` or ``af``, as the address says it."""
        return "af" if self.descending else "op"

    def ordered(
        self, columns: Mapping[str, ColumnElement[Any]], *last: ColumnElement[Any]
    ) -> list[UnaryExpression[Any]]:
        """The ORDER BY of this list; ``last`` makes the order complete."""
        column = columns[self.sort]
        return [column.desc() if self.descending else column.asc(), *(c.asc() for c in last)]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list."""

    rows: Sequence[T]
    total: int
    number: int
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """Number of the first row shown, counted from 1; 0 in an empty list."""
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return min(self.number * self.size, self.total)


def page_of(session: Session, query: Select[T], listing: Listing, *, size: int = PAGE_SIZE) -> Page[T]:
    """The wanted page of a query of one entity; past the end shows the last page."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    number = min(listing.page, max(1, -(-total // size)))
    rows = session.scalars(query.limit(size).offset((number - 1) * size)).unique().all()
    return Page(rows=rows, total=total, number=number, size=size)


def page_of_sequence(rows: Sequence[T], listing: Listing, *, size: int = PAGE_SIZE) -> Page[T]:
    """The wanted page of rows that are already here."""
    number = min(listing.page, max(1, -(-len(rows) // size)))
    return Page(rows=rows[(number - 1) * size : number * size], total=len(rows), number=number, size=size)
