"""How much a few words look like each task of the vocabulary: three looks, weighed together.

Words and groups of letters (TF-IDF) are each compared with the task and with its whole occupation; rapidfuzz compares
spelling. How well each look does on its own stands in the README beside this file. It only suggests: a person confirms,
and nothing here enters the fit (matching.md section 6.6).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from employers.vocabulary.catalogue import Occupation, OccupationTask, occupations
from employers.vocabulary.suggest import normalise

Floats = NDArray[np.float64]

OF_THE_TASK: Final = 0.4
"""Part of a likeness that comes from the task itself; the rest comes from its whole occupation (titles and all tasks)."""
# fmt: off
_EMPTY_WORDS = frozenset({
    "je", "jij", "jou", "jouw", "u", "uw", "wij", "we", "ze", "zij", "ons", "onze", "hun", "ik", "het", "de", "een", "er",
    "en", "of", "in", "van", "met", "op", "aan", "voor", "die", "naar", "bij", "te", "om", "als", "uit", "dat", "dan", "tot",
    "wat", "wie", "is", "zijn", "bent", "wordt", "worden", "ook", "nog", "al", "per", "door", "zoals", "volgens", "daarnaast",
    "heb", "hebt", "heeft", "hebben", "kan", "kunt", "kunnen", "moet", "niet", "geen", "nodig", "graag", "soms", "vaak", "elke",
    "samen", "behulp", "even", "zorgt", "zorg", "zorgen", "helpt", "helpen", "hulp", "maken", "maakt", "doen", "doet", "goed",
    "goede", "medewerker", "medewerkster", "assistent", "collega", "collegas", "verantwoordelijk", "taken", "werkzaamheden",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each look counts; together 1."""

    words: float
    letters: float
    spelling: float


BALANCE: Final = Weights(words=0.14, letters=0.56, spelling=0.30)
"""Chosen on the tuning half of the labelled phrases of the tests."""


@dataclass(frozen=True, slots=True)
class Place:
    """One task of one occupation; ``number`` counts from 1."""

    occupation: Occupation
    number: int

    @property
    def task(self) -> OccupationTask:
        """The task itself."""
        return self.occupation.tasks[self.number - 1]

    @property
    def id(self) -> str:
        """``vakkenvuller/1``."""
        return f"{self.occupation.code}/{self.number}"


class Likeness:
    """The vocabulary, made ready for comparing."""

    def __init__(self, known: Mapping[str, Occupation]) -> None:
        # Imported here: loading takes a second, and most pages never need it.
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.places = [Place(one, number + 1) for one in known.values() for number in range(len(one.tasks))]
        order = {code: number for number, code in enumerate(known)}
        self._occupation = np.array([order[place.occupation.code] for place in self.places])
        self._tasks = [kernel(place.task.title) for place in self.places]
        self._names = [[kernel(name) for name in (one.title, *one.synonyms)] for one in known.values()]
        whole = [
            " ".join([*names, *(kernel(task.title) for task in one.tasks)])
            for names, one in zip(self._names, known.values(), strict=True)
        ]
        self._looks: list[tuple[Any, Any, Any]] = []
        for look in (
            TfidfVectorizer(sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
        ):
            look.fit([*self._tasks, *(name for names in self._names for name in names)])
            self._looks.append((look, look.transform(self._tasks).T, look.transform(whole).T))

    def of(self, phrases: Sequence[str], weights: Weights = BALANCE) -> Floats:
        """Per phrase (rows) and task (columns, as ``places``) a likeness from 0 to 1."""
        kernels = [kernel(phrase) for phrase in phrases]
        found = np.zeros((len(kernels), len(self.places)))
        for weight, (look, tasks, whole) in zip((weights.words, weights.letters), self._looks, strict=True):
            if weight:
                typed: Any = look.transform(kernels)
                found += weight * self._both((typed @ tasks).toarray(), (typed @ whole).toarray())
        if weights.spelling:
            found += weights.spelling * self._spelling(kernels)
        return found

    def _spelling(self, kernels: Sequence[str]) -> Floats:
        flat = [name for names in self._names for name in names]
        starts = np.cumsum([0, *(len(names) for names in self._names[:-1])])
        return self._both(_alike(kernels, self._tasks), np.maximum.reduceat(_alike(kernels, flat), starts, axis=1))

    def _both(self, task: Floats, occupation: Floats) -> Floats:
        found: Floats = OF_THE_TASK * task + (1 - OF_THE_TASK) * occupation[:, self._occupation]
        return found


def _alike(kernels: Sequence[str], lines: Sequence[str]) -> Floats:
    """The best of two spellings: as it stands, and with the words in order of the alphabet. Never ``WRatio``."""
    from rapidfuzz import fuzz, process

    looks = [process.cdist(kernels, lines, scorer=one) for one in (fuzz.ratio, fuzz.token_sort_ratio)]
    found: Floats = np.maximum(*looks).astype(np.float64) / 100
    return found


def kernel(text: str) -> str:
    """What is left of a phrase without the words that every vacancy has.

    >>> kernel("Je zorgt voor het vullen van de schappen (m/v)")
    'vullen schappen'
    """
    plain = normalise(text)
    return " ".join(word for word in plain.split() if word not in _EMPTY_WORDS) or plain


@cache
def likeness() -> Likeness:
    """Made once per process, at the first text."""
    return Likeness(occupations())
