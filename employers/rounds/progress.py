"""How far a belronde is, counted per colleague and for the whole. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from employers.rounds.workflow import CallStatus
from werkbedrijf.foundation.texts import count


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of employers. ``called`` were called at least once, ``reached`` at least once spoke with somebody.

    >>> half = Progress(total=30, waiting=12, called=18, reached=11, places=3)
    >>> half.part, half.reached_part, half.words
    (60, 61, '18 van 30 klaar, 11 gesproken, 3 plekken mogelijk')
    """

    total: int = 0
    waiting: int = 0
    called: int = 0
    reached: int = 0
    places: int = 0

    @property
    def settled(self) -> int:
        """Employers that need no call any more."""
        return self.total - self.waiting

    @property
    def part(self) -> int:
        """Percent that needs no call any more, rounded down: only what is done is 100."""
        return 100 * self.settled // self.total if self.total else 100

    @property
    def reached_part(self) -> int:
        """Of who was called, how many percent spoke with somebody."""
        return round(100 * self.reached / self.called) if self.called else 0

    @property
    def words(self) -> str:
        """The counts in one line."""
        places = f", {count(self.places, 'plek', 'plekken')} mogelijk" if self.places else ""
        return f"{self.settled} van {self.total} klaar, {self.reached} gesproken{places}"

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(
            self.total + other.total,
            self.waiting + other.waiting,
            self.called + other.called,
            self.reached + other.reached,
            self.places + other.places,
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """So many employers of one caller that stand alike."""

    caller: int
    status: CallStatus
    called: bool
    reached: bool
    place: bool
    number: int


def progress_of(tallies: Iterable[Tally]) -> Mapping[int, Progress]:
    """Per caller how far it is."""
    found: dict[int, Progress] = {}
    for one in tallies:
        before = found.get(one.caller, Progress())
        found[one.caller] = replace(
            before,
            total=before.total + one.number,
            waiting=before.waiting + one.number * (one.status is CallStatus.WAITING),
            called=before.called + one.number * one.called,
            reached=before.reached + one.number * one.reached,
            places=before.places + one.number * one.place,
        )
    return found


def whole(parts: Iterable[Progress]) -> Progress:
    """All callers together."""
    return sum(parts, Progress())
