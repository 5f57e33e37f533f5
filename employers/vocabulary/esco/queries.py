"""What can be asked about ESCO: which occupations of our own vocabulary a word of ESCO leads to."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.vocabulary.catalogue import Occupation, occupations
from employers.vocabulary.esco.models import EscoLabel, EscoOccupation, EscoRelease
from employers.vocabulary.suggest import LONGEST, normalise

ALIKE: Final = 80
"""rapidfuzz ratio from which a word counts as a label of ESCO (matching.md 6.6: ratio and token_sort, never WRatio)."""
MOST_PER_LABEL: Final = 3


@dataclass(frozen=True, slots=True)
class LooksLike:
    """An occupation of our own, with the label of ESCO that was recognised and shares its ISCO-08 group."""

    occupation: Occupation
    label: str


@dataclass(frozen=True, slots=True)
class _Labels:
    release: int
    shown: Sequence[str]
    plain: Sequence[str]
    isco: Sequence[str]


def told_before(session: Session) -> Mapping[str, tuple[str, str, tuple[str, ...], str]]:
    """Per address of ESCO: code, group, labels and description as they are kept."""
    labels: dict[int, list[str]] = {}
    for id_, label in session.execute(select(EscoLabel.esco_occupation_id, EscoLabel.label).order_by(EscoLabel.id)):
        labels.setdefault(id_, []).append(label)
    one = EscoOccupation
    rows = session.execute(select(one.id, one.uri, one.code, one.isco, one.description))
    return {uri: (code, isco, tuple(labels.get(id_, ())), told) for id_, uri, code, isco, told in rows}


def latest_release(session: Session) -> EscoRelease | None:
    """The reading that is in use, or None when ESCO was never imported."""
    return session.scalars(select(EscoRelease).order_by(EscoRelease.id.desc()).limit(1)).first()


def looks_like(session: Session, text: str, limit: int = 5) -> list[LooksLike]:
    """Our occupations in the group of the ESCO labels that this text resembles; nothing when ESCO was never imported."""
    plain = normalise(text[:LONGEST])
    known = _labels(session) if len(plain) >= 3 else None
    if known is None:
        return []
    found: dict[int, float] = {}
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        for _, score, at in process.extract(plain, known.plain, scorer=scorer, limit=limit, score_cutoff=ALIKE):
            found[at] = max(score, found.get(at, 0))
    likely: dict[str, LooksLike] = {}
    for at in sorted(found, key=lambda at: (-found[at], at)):
        for occupation in in_group().get(known.isco[at], ())[:MOST_PER_LABEL]:
            likely.setdefault(occupation.code, LooksLike(occupation, known.shown[at]))
    return list(likely.values())[:limit]


@cache
def in_group() -> Mapping[str, Sequence[Occupation]]:
    """Our occupations per ISCO-08 unit group; one that stands in a minor group belongs to every unit group in it."""
    groups: dict[str, list[Occupation]] = {}
    for one in occupations().values():
        for code in [one.isco] if len(one.isco) == 4 else [f"{one.isco}{digit}" for digit in range(10)]:
            groups.setdefault(code, []).append(one)
    return groups


# By database; labels belong to one release, so a copy can never be out of date.
_KEPT: WeakKeyDictionary[Any, _Labels] = WeakKeyDictionary()
_READING = threading.Lock()


def _labels(session: Session) -> _Labels | None:
    release = latest_release(session)
    if release is None:
        return None
    with _READING:
        kept = _KEPT.get(session.get_bind())
        if kept is not None and kept.release == release.id:
            return kept
        rows = session.execute(
            select(EscoLabel.label, EscoOccupation.isco)
            .join(EscoOccupation, EscoOccupation.id == EscoLabel.esco_occupation_id)
            .order_by(EscoLabel.id)
        ).all()
        useful = [(label, normalise(label), isco) for label, isco in rows if isco in in_group()]
        shown, plain, isco = zip(*useful, strict=True) if useful else ((), (), ())
        made = _Labels(release.id, shown, plain, isco)
        # What is not saved yet is for this session alone.
        if not session.info.get("writing"):
            _KEPT[session.get_bind()] = made
        return made
