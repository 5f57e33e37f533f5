"""Whether a text names a person. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol


class HasNames(Protocol):
    """The part of a candidate that is looked at."""

    first_name: str
    last_name: str
    email: str
    phone: str


@dataclass(frozen=True)
class Names:
    """What somebody is called: the name, how to reach this person, and the references that lead here."""

    first_name: str
    last_name: str
    email: str
    phone: str
    references: frozenset[str]

    @classmethod
    def of(cls, candidate: HasNames, references: Collection[str]) -> "Names":
        """The names of a candidate as they are now."""
        return cls(candidate.first_name, candidate.last_name, candidate.email, candidate.phone, frozenset(references))

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What is looked for; None when there is nothing to look for.

        A name counts when first and last name stand near each other in either order, so that who shares a last name is not
        touched.
        """
        parts = [re.escape(reference) for reference in self.references]
        parts += [re.escape(way) for way in (self.email, self.phone) if len(way) > 5]
        first, last = re.escape(self.first_name), re.escape(self.last_name)
        if self.first_name and self.last_name:
            parts += [rf"{one}\W(?:.{{0,80}}\W)?{other}" for one, other in ((first, last), (last, first))]
        return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE | re.DOTALL) if parts else None


def mentions(text: str, names: Names) -> bool:
    r"""Whether a text names this person.

    >>> sam = Names("Sam", "de Wit", "sam@voorbeeld.example", "", frozenset({"K-0042"}))
    >>> mentions("Over K-0042.", sam), mentions("K-00421", sam), mentions("voornaam;achternaam\nSam;de Wit", sam)
    (True, False, True)
    """
    return bool(names.pattern and names.pattern.search(text))
