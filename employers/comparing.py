"""The names that each row of a file is compared with: those of the region, and those of the rows before it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from employers.letters import Lettered
from employers.lookalikes import STRONG

AT_ONE_ADDRESS = 70
"""From this likeness on two names at one address are probably one firm."""
MOST_LIKE = 3
"""So many employers that a row resembles are told."""


@dataclass(frozen=True, slots=True)
class Known:
    """An employer of the region, or of an earlier row of the file: then ``id`` is minus its number."""

    id: int
    reference: str
    name: str
    search_name: str


class Names:
    """Names with whose they are. Comparing is asked for every row of a file, so words are put in order once per name."""

    def __init__(self) -> None:
        self.whose: list[Known] = []
        self.as_written = Lettered()
        self.in_order = Lettered()
        self.exactly: dict[str, list[Known]] = defaultdict(list)

    def add(self, name: str, one: Known) -> None:
        """One more name to compare with."""
        self.whose.append(one)
        self.as_written.add(name)
        self.in_order.add(_in_order(name))
        self.exactly[name].append(one)

    def like(self, wanted: str) -> Iterator[Known]:
        """Whose name resembles ``wanted``, best first: letter by letter, then with the words in any order."""
        same = self.exactly.get(wanted, ())[:MOST_LIKE]
        yield from same
        if len({one.id for one in same}) == MOST_LIKE:
            return
        for text, names in ((wanted, self.as_written), (_in_order(wanted), self.in_order)):
            places = names.maybe_like(text, STRONG)
            few = [names.texts[place] for place in places]
            hits = process.extract(text, few, scorer=fuzz.ratio, processor=None, limit=MOST_LIKE, score_cutoff=STRONG)
            yield from (self.whose[places[position]] for _, _, position in hits)

    def first_like(self, wanted: str) -> Iterator[Known]:
        """Of names at one address, those that resemble ``wanted`` a little, in the order in which they came."""
        text = _in_order(wanted)
        places = self.in_order.maybe_like(text, AT_ONE_ADDRESS)
        few = (self.in_order.texts[place] for place in places)
        hits = process.extract_iter(text, few, scorer=fuzz.ratio, processor=None, score_cutoff=AT_ONE_ADDRESS)
        yield from (self.whose[places[position]] for _, _, position in hits)


def _in_order(name: str) -> str:
    """Two names in this form compare as ``fuzz.token_sort_ratio`` compares them, which would sort both every time."""
    return " ".join(sorted(name.split()))
