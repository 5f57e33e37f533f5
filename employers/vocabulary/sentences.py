"""Cuts a pasted text into sentences, and a sentence into the parts that may each name a task.

The text of a vacancy is not neat: bullets without full stops, headings, hours, brackets and ``m/v``. What is kept of a
sentence is exactly what was pasted, so that people recognise it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LONGEST_SENTENCE: Final = 400
"""Letters; a longer run of words without an end is cut, so that one slip in a text does not swallow the rest."""

# A bullet or number in front of a line: "- ", "• ", "* ", "1. ", "2) ", "o ".
_BULLET = re.compile(r"^\s*(?:[-–—•·*▪●○✓✔>»]+|\d{1,2}[.)]|[a-h]\))\s+")
# The end of a sentence: a closing mark, white space, and then something that can begin one. Not after "o.a." and the like.
_END = re.compile(
    r"(?<!\bo\.a)(?<!\bbijv)(?<!\bd\.w\.z)(?<!\bevt)(?<!\bmin)(?<!\bmax)[.!?;]+\s+(?=[\"'‘“(]?[A-ZÀ-Þ0-9•-])"
)
_PARTS = re.compile(r"\s*(?:[,:;/–—]| - |\ben\b|\bof\b|\balsmede\b|\bplus\b)\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in the sentence."""

    text: str
    start: int
    end: int


def sentences(text: str) -> Iterator[str]:
    r"""The sentences in the order of the text, without bullets; the same sentence twice is given once.

    >>> list(sentences("- Schappen vullen\n- Orders picken, o.a. met een scanner. Je werkt 24 uur."))
    ['Schappen vullen', 'Orders picken, o.a. met een scanner', 'Je werkt 24 uur']
    """
    seen: set[str] = set()
    for line in text.splitlines():
        for part in _END.split(_BULLET.sub("", line)):
            clean = " ".join(part.split()).strip(" .!;-–•")[:LONGEST_SENTENCE]
            if _WORD.search(clean) and clean.casefold() not in seen:
                seen.add(clean.casefold())
                yield clean


def parts(sentence: str) -> tuple[str, ...]:
    """The sentence itself and, when it lists several things, each of them.

    >>> parts("Je maait het gras en snoeit de heg")
    ('Je maait het gras en snoeit de heg', 'Je maait het gras', 'snoeit de heg')
    """
    cut = [part for part in _PARTS.split(sentence) if len(part) >= 4]
    return (sentence, *cut) if len(cut) > 1 else (sentence,)


def words(sentence: str) -> tuple[Word, ...]:
    """The words of a sentence with where they stand."""
    return tuple(Word(found[0], found.start(), found.end()) for found in _WORD.finditer(sentence))
