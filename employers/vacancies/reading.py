"""A pasted vacancy read into a draft of a place: suggestions to tick, each with the sentence it came from.

Sentences about health or a regeling are read over and never taken along: they do not belong to a place.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Final

from employers.cleaning import LONGEST_NOTE
from employers.vacancies.cleaning import MOST_HOURS, WHOLE
from employers.vacancies.facts import TaskFacts
from employers.vacancies.fields import LEVEL_WORDS
from employers.vocabulary.catalogue import Occupation, occupations
from employers.vocabulary.circumstances import About, Circumstance, circumstances_in, known_codes
from employers.vocabulary.likeness import Place
from employers.vocabulary.sentences import sentences
from employers.vocabulary.text import Read, occupations_in, read_text
from matching.core.catalogue import CERTIFICATES, TIMES, capability, condition
from werkbedrijf.foundation.delicate import delicate_word

MOST_HEADINGS: Final = 5
HEADING_WORDS: Final = 8
_HOURS: Final = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?:\s*(?:-|–|à|tot|t/m)\s*(\d{1,2}))?\s*(?:uur|uren|u)\.?\s*(?:per week|p\.?/?w\.?\b|in de week|/\s*week)",
    re.IGNORECASE,
)
_CIRCUMSTANCE: Final = re.compile(r"(voorwaarde|papier|tijd|vraagt)-([a-z_]{1,40}?)(?:-([1-4]))?")
_TASK_ID: Final = re.compile(r"([a-z][a-z0-9_]*)/([1-9])")


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a week that the text names, with the sentence."""

    low: int
    high: int
    sentence: str

    @property
    def words(self) -> str:
        """``24 tot 32 uur per week``."""
        return f"{self.low} uur per week" if self.low == self.high else f"{self.low} tot {self.high} uur per week"

    @property
    def value(self) -> str:
        """As a form sends it."""
        return f"{self.low}-{self.high}"


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence says beside its tasks, each as it is sent and as it is read."""

    sentence: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a text gives to choose from. ``left_out`` are the delicate words; their sentences are nowhere else in here."""

    lines: tuple[Read, ...]
    occupations: tuple[Occupation, ...]
    hours: Hours | None
    left_out: tuple[str, ...]
    description: str
    circumstances: tuple[Told, ...]
    unread: tuple[str, ...]
    """Sentences in which our own vocabulary found nothing."""
    headings: tuple[str, ...]
    """Short lines at the top: one of them is mostly the title of the vacancy."""

    @property
    def suggested(self) -> int:
        """How many ticks there are to give."""
        return sum(len(line.tasks) for line in self.lines) + sum(len(told.lines) for told in self.circumstances)

    @property
    def read(self) -> int:
        """How many sentences there is something to tick of."""
        return len({line.sentence for line in self.lines} | {told.sentence for told in self.circumstances})

    @property
    def can_be_kept(self) -> bool:
        """Whether the text is short enough to be the description of a place."""
        return 0 < len(self.description) <= LONGEST_NOTE


def draft_of(text: str) -> Draft:
    """Read a text. The same text always gives the same draft; nothing of it is kept anywhere."""
    delicate = [(one, word) for one in sentences(text) if (word := delicate_word(one))]
    clean = _without(text, [one for one, _ in delicate])
    lines = read_text(clean)
    circumstances = _told_by(circumstances_in(sentences(clean)))
    read = {line.sentence for line in lines} | {told.sentence for told in circumstances}
    return Draft(
        unread=tuple(one for one in sentences(clean) if one not in read),
        lines=tuple(lines),
        occupations=tuple(occupations_in(lines)),
        hours=_hours_in(clean),
        left_out=tuple(dict.fromkeys(word for _, word in delicate)),
        description=clean.strip(),
        circumstances=circumstances,
        headings=tuple(one for one in islice(sentences(clean), MOST_HEADINGS) if len(one.split()) <= HEADING_WORDS),
    )


def _told_by(found: Iterable[Circumstance]) -> tuple[Told, ...]:
    per_sentence: dict[str, list[tuple[str, str]]] = {}
    for one in found:
        per_sentence.setdefault(one.sentence, []).append((one.id, _in_words(one)))
    return tuple(Told(sentence, tuple(lines)) for sentence, lines in per_sentence.items())


def _in_words(one: Circumstance) -> str:
    if one.about is About.CONDITION:
        return f"De werkplek heeft: {condition(one.code).name}"
    if one.about is About.PAPER:
        return f"Nodig: {CERTIFICATES[one.code]}"
    if one.about is About.MOMENT:
        return f"Ook {TIMES[one.code]}"
    return f"Het werk vraagt: {capability(one.code).name} ({LEVEL_WORDS[one.level]})"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The ticked circumstances, sorted by where they belong."""

    conditions: tuple[str, ...]
    certificates: tuple[str, ...]
    times: tuple[str, ...]
    asks: Mapping[str, int]


def ticked_circumstances(ids: Sequence[str]) -> Circumstances:
    """What the ticks say; unknown ones are skipped."""
    said = [
        found for one in ids if (found := _CIRCUMSTANCE.fullmatch(one)) and found[2] in known_codes()[About(found[1])]
    ]

    def of(about: About) -> tuple[str, ...]:
        return tuple(found[2] for found in said if found[1] == about.value)

    asks = {found[2]: int(found[3]) for found in said if found[1] == About.ASK.value and found[3]}
    return Circumstances(of(About.CONDITION), of(About.PAPER), of(About.MOMENT), asks)


def _without(text: str, dropped: Collection[str]) -> str:
    """The text without some of its sentences; the lines stay where they were."""
    kept = []
    for line in text.splitlines():
        here = list(sentences(line))
        stay = [one for one in here if one not in dropped]
        kept.append(line.strip() if len(stay) == len(here) else ". ".join(stay))
    return "\n".join(kept)


def _hours_in(text: str) -> Hours | None:
    for sentence in sentences(text):
        found = _HOURS.search(sentence)
        if found:
            low, high = int(found[1]), int(found[2] or found[1])
            if 0 < low <= high <= MOST_HOURS:
                return Hours(low, high, sentence)
    return None


def ticked_tasks(ids: Sequence[str]) -> list[TaskFacts]:
    """The tasks behind the ticks, with shares that add up to 100 in the proportions of the drafts; unknown ids are skipped."""
    places = list(dict.fromkeys(place for one in ids if (place := _place(one))))
    shares = scaled([place.task.share for place in places])
    return [
        TaskFacts(place.task.title, share, place.task.asks, place.task.separable)
        for place, share in zip(places, shares, strict=True)
    ]


def occupations_of(ids: Sequence[str]) -> list[str]:
    """The codes of the occupations behind the ticks, most ticked first."""
    codes = [place.occupation.code for one in ids if (place := _place(one))]
    return sorted(dict.fromkeys(codes), key=lambda code: -codes.count(code))


def _place(id_: str) -> Place | None:
    said = _TASK_ID.fullmatch(id_)
    occupation = occupations().get(said[1]) if said else None
    if said is None or occupation is None or int(said[2]) > len(occupation.tasks):
        return None
    return Place(occupation, int(said[2]))


def scaled(shares: Sequence[int]) -> list[int]:
    """Whole percentages in these proportions that add up to 100 exactly; what is left goes to the largest remainders.

    >>> scaled([40, 20]), scaled([1, 1, 1]), scaled([])
    ([67, 33], [34, 33, 33], [])
    """
    total = sum(shares)
    whole = [WHOLE * share // total for share in shares]
    left = sorted(range(len(shares)), key=lambda at: (-(WHOLE * shares[at] % total), at))
    for at in left[: WHOLE - sum(whole) if shares else 0]:
        whole[at] += 1
    return whole


def ticked_hours(value: str) -> tuple[Decimal, Decimal] | None:
    """The hours behind a tick; None for anything else."""
    said = re.fullmatch(r"(\d{1,2})-(\d{1,2})", value)
    return (Decimal(said[1]), Decimal(said[2])) if said else None
