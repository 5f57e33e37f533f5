"""A paper as plain content, and how it is written as text. Pure."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of a paper: sentences, then points, then a table."""

    title: str
    texts: Sequence[str] = ()
    points: Sequence[str] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One paper. ``data`` is the same for programs, where a standard asks for it."""

    name: str
    title: str
    lead: str
    made: str
    sections: Sequence[Section]
    data: dict[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        return self.data or asdict(self)

    def to_markdown(self) -> str:
        """As text.

        >>> print(Document("x", "Kaart", "Kort.", "Nu.", [Section("Deel", ["Zin."], ["a"], Table("T", ["k"], [["v|w"]]))]).to_markdown())
        # Kaart
        <BLANKLINE>
        Kort.
        <BLANKLINE>
        Nu.
        <BLANKLINE>
        ## Deel
        <BLANKLINE>
        Zin.
        <BLANKLINE>
        - a
        <BLANKLINE>
        | k |
        | --- |
        | v/w |
        <BLANKLINE>
        """
        parts = [f"# {self.title}", self.lead, self.made]
        for section in self.sections:
            parts.append(f"## {section.title}")
            parts += section.texts
            if section.points:
                parts.append("\n".join(f"- {point}" for point in section.points))
            if section.table:
                parts.append(_table(section.table))
        return "\n\n".join(parts) + "\n"


def _table(table: Table) -> str:
    rows = [table.head, ["---"] * len(table.head), *table.rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows)
