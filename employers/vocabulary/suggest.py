"""Suggests occupations while somebody types, however loosely.

Two looks at the same words. The first compares the letters with every title and synonym (rapidfuzz `ratio` and
`token_sort_ratio`, matching.md section 6.6; `WRatio` did worse there and is not used). The second is for phrases of more words:
it weighs words and groups of letters over titles, synonyms and tasks, so that a description of the work finds an
occupation too. It only suggests: a person chooses, and nothing here enters the fit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from rapidfuzz import fuzz

from employers.vocabulary.catalogue import Occupation, occupations

WEAKEST: Final = 0.55
"""Below this a suggestion is noise: the right one of the labelled list in the tests never scored under 0.57."""

LONGEST: Final = 200
"""Letters that are read; nobody types more to find an occupation."""

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_GENDER = re.compile(r"\b[mvx](?:\s*/\s*[mvx])+\b")
_HOURS = re.compile(
    r"\b\d+(?:[.,]\d+)?(?:\s*(?:-|–|à|a|tot|t/m)\s*\d+(?:[.,]\d+)?)?\s*(?:uur|uren|u|fte)\b"
    r"(?:\s*(?:per|p/|/)\s*(?:week|wk|w)\b)?|\b(?:full|part)[ -]?time\b"
)
_NO_WORD = re.compile(r"[^a-z0-9]+")
# fmt: off
_EMPTY_WORDS = frozenset({
    "medewerker", "medewerkster", "assistent", "hulp", "gezocht", "gevraagd", "vacature", "ervaren", "baan",
    "werk", "iemand", "wij", "zoeken", "zoekt", "een", "de", "het", "en", "in", "van", "met", "op", "aan",
    "voor", "die", "naar", "bij", "of", "te", "om", "als", "uit", "ons", "onze",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An occupation, the words of it that were recognised, and how strongly (0..1, for the order only)."""

    occupation: Occupation
    label: str
    strength: float


@dataclass(frozen=True, slots=True)
class _Label:
    """A title or synonym as it is shown, as it is compared, and what is left without words that say little."""

    code: str
    shown: str
    plain: str
    core: str


def suggest(text: str, limit: int = 8) -> list[Suggestion]:
    """The occupations that these words most likely mean, strongest first, at most `limit`; none for fewer than 2 letters.

    The same text always gives the same order: strength, then title.
    """
    plain = normalise(text[:LONGEST])
    if len(plain) < 2 or limit < 1:
        return []
    core = _core(plain)
    best: dict[str, tuple[float, str]] = {}
    for label in _labels():
        _keep_best(best, label.code, _closeness(plain, core, label), label.shown)
    if len(core.split()) > 1:
        for code, strength, shown in _phrases().closest(core):
            _keep_best(best, code, strength, shown)
    known = occupations()
    found = [Suggestion(known[code], shown, round(strength, 3)) for code, (strength, shown) in best.items()]
    found = [one for one in found if one.strength >= WEAKEST]
    return sorted(found, key=lambda one: (-one.strength, one.occupation.title, one.occupation.code))[:limit]


def normalise(text: str) -> str:
    """Lower case letters and digits with single spaces, without brackets, m/v and hours.

    >>> normalise("Kassière (m/v/x) 16-24 uur per week")
    'kassiere'
    """
    lower = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold()
    for noise in (_BRACKETS, _GENDER, _HOURS):
        lower = noise.sub(" ", lower)
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(sign))
    return _NO_WORD.sub(" ", letters.replace("'s ", "s ")).strip()


def _core(plain: str) -> str:
    return " ".join(word for word in plain.split() if word not in _EMPTY_WORDS) or plain


@cache
def _labels() -> tuple[_Label, ...]:
    rows = (
        (one.code, shown, normalise(shown)) for one in occupations().values() for shown in (one.title, *one.synonyms)
    )
    return tuple(_Label(code, shown, plain, _core(plain)) for code, shown, plain in rows)


def _keep_best(best: dict[str, tuple[float, str]], code: str, strength: float, shown: str) -> None:
    """The first label wins a tie: the title stands first."""
    if code not in best or strength > best[code][0]:
        best[code] = (strength, shown)


def _closeness(plain: str, core: str, label: _Label) -> float:
    if plain == label.plain:
        return 1.0
    return max(_likeness(plain, core, label), _part(core, label.core), _part(plain, label.plain))


def _likeness(plain: str, core: str, label: _Label) -> float:
    """How alike the letters are; mostly judged on what is left without "medewerker" and the like."""
    whole = max(fuzz.ratio(plain, label.plain), fuzz.token_sort_ratio(plain, label.plain))
    kernel = max(fuzz.ratio(core, label.core), fuzz.token_sort_ratio(core, label.core))
    return (0.25 * whole + 0.75 * kernel) / 100


def _part(typed: str, label: str) -> float:
    """Strength when one is a beginning or a part of the other: what typing looks like halfway."""
    if typed == label:
        return 0.97
    covered = min(len(typed), len(label)) / max(len(typed), len(label))
    if label.startswith(typed):
        return 0.85 + 0.1 * covered
    if f" {typed}" in label:
        return 0.8 + 0.1 * covered
    if len(typed) >= 4 and typed in label:
        return 0.7 + 0.1 * covered
    if len(label) >= 5 and f" {label} " in f" {typed} ":
        return 0.75 + 0.2 * covered
    return 0.0


class _Phrases:
    """Weighed words and groups of 3 to 5 letters of every line of the vocabulary: titles, synonyms and tasks."""

    def __init__(self, known: Mapping[str, Occupation]) -> None:
        # Imported here: loading takes a second, and most of what people type never needs it.
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import FeatureUnion

        self._lines = [(code, line) for code, one in known.items() for line in _lines_of(one)]
        self._codes = list(known)
        self._weigher = FeatureUnion(
            [
                ("words", TfidfVectorizer(sublinear_tf=True)),
                ("letters", TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)),
            ],
            transformer_weights={"words": 0.5**0.5, "letters": 0.5**0.5},
        )
        per_line = [_core(normalise(line)) for _, line in self._lines]
        per_occupation = [" ".join(_core(normalise(line)) for line in _lines_of(one)) for one in known.values()]
        self._weigher.fit(per_line)
        self._per_line: Any = self._weigher.transform(per_line)
        self._per_occupation: Any = self._weigher.transform(per_occupation)

    def closest(self, core: str) -> Iterable[tuple[str, float, str]]:
        """Per line: code, strength and the line; a line weighs more when the whole occupation resembles the phrase."""
        typed: Any = self._weigher.transform([core])
        lines = (self._per_line @ typed.T).toarray().ravel()
        wholes = dict(zip(self._codes, (self._per_occupation @ typed.T).toarray().ravel(), strict=True))
        for (code, line), nearness in zip(self._lines, lines, strict=True):
            yield code, min(0.99, 0.3 + 0.5 * float(nearness) + 0.5 * float(wholes[code])), line


def _lines_of(occupation: Occupation) -> tuple[str, ...]:
    return (occupation.title, *occupation.synonyms, *(task.title for task in occupation.tasks))


@cache
def _phrases() -> _Phrases:
    return _Phrases(occupations())
