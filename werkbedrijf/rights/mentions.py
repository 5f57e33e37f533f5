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
        return _words([*map(re.escape, self.references), *self._ways, *self._both(r"\W(?:.{0,80}\W)?")])

    @cached_property
    def identity(self) -> re.Pattern[str] | None:
        """What is taken out of a text that stays: nothing between first and last name but a sign or an initial, and no
        references, which name nobody once the person is erased.
        """
        return _words([*self._ways, *self._both(r"\W{1,3}(?:\w\W{1,2})?")])

    @property
    def _ways(self) -> list[str]:
        return [re.escape(way) for way in (self.email, self.phone) if len(way) > 5]

    def _both(self, between: str) -> list[str]:
        if not self.first_name or not self.last_name:
            return []
        first, last = re.escape(self.first_name), re.escape(self.last_name)
        return [f"{first}{between}{last}", f"{last}{between}{first}"]


def _words(parts: list[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE | re.DOTALL) if parts else None


def mentions(text: str, names: Names) -> bool:
    r"""Whether a text names this person.

    >>> sam = Names("Sam", "de Wit", "sam@voorbeeld.example", "", frozenset({"K-0042"}))
    >>> mentions("Over K-0042.", sam), mentions("K-00421", sam), mentions("voornaam;achternaam\nSam;de Wit", sam)
    (True, False, True)
    """
    return bool(names.pattern and names.pattern.search(text))
