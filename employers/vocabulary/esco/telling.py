"""Which of our occupations a sentence is about, by what ESCO tells of the work: all its words for it and its description.

A text model of groups of letters (TF-IDF) over the ESCO occupations that share an ISCO-08 group with one of ours. It is for
sentences in which our own vocabulary finds no task; that does better where it finds one. On the labelled phrases the
right group is among three in 0.57 (held half), with labels alone in 0.46, which is why descriptions are kept; added to the
likeness of tasks they made nothing better, so there they are not. It only suggests: a person chooses.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.vocabulary.esco.models import EscoLabel, EscoOccupation
from employers.vocabulary.esco.queries import MOST_PER_LABEL, LooksLike, in_group, latest_release
from employers.vocabulary.likeness import kernel

TELLING: Final = 0.23
"""Cosine from which a sentence is taken for work that ESCO describes; no tuning sentence without a task came above 0.22."""


@dataclass(frozen=True, slots=True)
class Told:
    """An occupation of ESCO: its name, its ISCO-08 group, and every word and line of it."""

    label: str
    isco: str
    text: str


class Telling:
    """What ESCO tells, made ready for comparing."""

    def __init__(self, known: Sequence[Told]) -> None:
        # Imported here: loading takes a second, and most pages never need it.
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.known = known
        self._look = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
        self._lines: Any = self._look.fit_transform([one.text for one in known]).T

    def groups(self, sentence: str, most: int = 3, least: float = TELLING) -> list[Told]:
        """The occupations of ESCO that this sentence resembles most, one per group, at most so many."""
        row = (self._look.transform([kernel(sentence)]) @ self._lines).toarray().ravel()
        found: dict[str, Told] = {}
        for at in np.argsort(-row, kind="stable"):
            if row[at] < least or len(found) == most:
                break
            found.setdefault(self.known[at].isco, self.known[at])
        return list(found.values())


def told_like(session: Session, lines: Sequence[str], limit: int = 4) -> list[LooksLike]:
    """Our occupations in the groups that these sentences are about, likeliest first; nothing when ESCO was never imported."""
    telling = _telling(session) if lines else None
    if telling is None:
        return []
    likely: dict[str, LooksLike] = {}
    for line in lines:
        for told in telling.groups(line, most=1):
            for occupation in in_group().get(told.isco, ())[:MOST_PER_LABEL]:
                likely.setdefault(occupation.code, LooksLike(occupation, told.label))
    return list(likely.values())[:limit]


# By database; what is told belongs to one release, so a copy can never be out of date.
_KEPT: WeakKeyDictionary[Any, tuple[int, Telling]] = WeakKeyDictionary()
_READING = threading.Lock()


def _telling(session: Session) -> Telling | None:
    release = latest_release(session)
    if release is None:
        return None
    with _READING:
        kept = _KEPT.get(session.get_bind())
        if kept is not None and kept[0] == release.id:
            return kept[1]
        known = _told(session)
        if not known:
            return None
        made = Telling(known)
        # What is not saved yet is for this session alone.
        if not session.info.get("writing"):
            _KEPT[session.get_bind()] = (release.id, made)
        return made


def _told(session: Session) -> list[Told]:
    labels: dict[int, list[str]] = {}
    for id_, label in session.execute(select(EscoLabel.esco_occupation_id, EscoLabel.label).order_by(EscoLabel.id)):
        labels.setdefault(id_, []).append(kernel(label))
    rows = session.scalars(
        select(EscoOccupation).where(EscoOccupation.isco.in_(in_group())).order_by(EscoOccupation.id)
    )
    return [Told(one.label, one.isco, " ".join([*labels.get(one.id, ()), kernel(one.description)])) for one in rows]
