"""Reads a pasted vacancy text and suggests which tasks of the vocabulary it names, with the sentence each came from.

Only suggestions: a person confirms each of them, and nothing of a text ever enters the fit (matching.md section 6.6).
Rather silent than wrong: a sentence that resembles no task enough gives nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from rapidfuzz import fuzz

from employers.vocabulary.catalogue import Occupation
from employers.vocabulary.likeness import Floats, Place, kernel, likeness
from employers.vocabulary.sentences import parts, sentences, words

LONGEST_TEXT: Final = 8000
"""Letters that are read at a time: some three pages, more than any vacancy."""
SURE_ENOUGH: Final = 0.32
"""Below this nothing is suggested; on the tuning half of the labelled phrases no sentence without a task came above it."""
CLOSE_TO_BEST: Final = 0.8
"""Beside the best task of a part come those of other occupations that resemble it nearly as much."""
MOST_PER_SENTENCE: Final = 3
MOST_OCCUPATIONS: Final = 4
ELSEWHERE: Final = 0.1
"""An occupation that other sentences name too weighs so much more per sentence, for at most"""
MOST_ELSEWHERE: Final = 3
SAME_WORD: Final = 75
"""rapidfuzz ratio from which two words count as the same in another form."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A task that a sentence seems to name; the strength (0..1) is for the order only."""

    place: Place
    strength: float


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with the tasks it seems to name, the likeliest first. ``marks`` are the stretches that say so."""

    sentence: str
    tasks: tuple[Suggested, ...]
    marks: tuple[tuple[int, int], ...]

    def pieces(self) -> list[tuple[str, bool]]:
        """The sentence in pieces, each with whether it is marked."""
        cuts: list[tuple[str, bool]] = []
        at = 0
        for start, end in self.marks:
            cuts += [(self.sentence[at:start], False), (self.sentence[start:end], True)]
            at = end
        return [(text, marked) for text, marked in [*cuts, (self.sentence[at:], False)] if text]


def read_text(text: str) -> list[Read]:
    """The sentences that name tasks, in the order of the text; the same text always gives the same.

    Reads at most LONGEST_TEXT letters; whoever asks says so to the person who pasted more.
    """
    lines = list(sentences(text[:LONGEST_TEXT]))
    named = _named(lines)
    often = Counter(code for found in named for code in {place.occupation.code for place in found})
    read = []
    for sentence, found in zip(lines, named, strict=True):
        tasks = _likeliest(found, often)
        if tasks:
            read.append(Read(sentence, tasks, _marks(sentence, [one.place for one in tasks])))
    return read


def occupations_in(read: Iterable[Read]) -> list[Occupation]:
    """The occupations that the sentences together name most, at most MOST_OCCUPATIONS."""
    evidence: dict[str, float] = {}
    known: dict[str, Occupation] = {}
    for one in (task for sentence in read for task in sentence.tasks):
        known[one.place.occupation.code] = one.place.occupation
        evidence[one.place.occupation.code] = evidence.get(one.place.occupation.code, 0.0) + one.strength
    order = sorted(known.values(), key=lambda one: (-round(evidence[one.code], 4), one.title))
    return order[:MOST_OCCUPATIONS]


def _named(lines: list[str]) -> list[dict[Place, float]]:
    """Per sentence the tasks that it names clearly enough, one per occupation and part."""
    cut = [parts(line) for line in lines]
    flat = [part for line in cut for part in line]
    if not flat:
        return []
    rows = iter(likeness().of(flat))
    found: list[dict[Place, float]] = []
    for line in cut:
        here: dict[Place, float] = {}
        for _ in line:
            for place, strength in _clear(next(rows)):
                here[place] = max(strength, here.get(place, 0))
        found.append(here)
    return found


def _clear(row: Floats) -> list[tuple[Place, float]]:
    """The best task per occupation; where two differ by a hair the first, which is the main task of its occupation."""
    row = np.round(row, 2)
    least = max(SURE_ENOUGH, CLOSE_TO_BEST * float(row.max()))
    best: dict[str, tuple[Place, float]] = {}
    for index in np.argsort(-row, kind="stable"):
        if row[index] < least:
            break
        place = likeness().places[index]
        best.setdefault(place.occupation.code, (place, float(row[index])))
    return list(best.values())


def _likeliest(found: Mapping[Place, float], often: Mapping[str, int]) -> tuple[Suggested, ...]:
    def weighed(place: Place) -> float:
        others = min(often[place.occupation.code] - 1, MOST_ELSEWHERE)
        return round(found[place] * (1 + ELSEWHERE * others), 4)

    order = sorted(found, key=lambda place: (-weighed(place), place.id))
    return tuple(Suggested(place, weighed(place)) for place in order[:MOST_PER_SENTENCE])


def _marks(sentence: str, places: Iterable[Place]) -> tuple[tuple[int, int], ...]:
    names = (name for one in places for name in (one.task.title, one.occupation.title, *one.occupation.synonyms))
    known = {word for name in names for word in kernel(name).split() if len(word) > 2}
    return tuple((word.start, word.end) for word in words(sentence) if _is_known(kernel(word.text), known))


def _is_known(word: str, known: set[str]) -> bool:
    if len(word) <= 2:
        return False
    return any(word == one or fuzz.ratio(word, one) >= SAME_WORD or _inside(word, one) for one in known)


def _inside(one: str, other: str) -> bool:
    """A compound holds the word: ``winkelschappen`` and ``schappen``."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and (long.startswith(short) or long.endswith(short))
