"""Who can be put forward at all: seven reasons why not, each with a sentence and a way out. Never a score.

A needed condition filters only when it is essential *and* the place has declared it impossible; everything else that is
needed gets arranged. Unknown travel time never filters; an unknown safety level counts as the neutral one and is asked.
Source: matching.md 2.5; words: pages.md section 2.
"""

from collections.abc import Callable, Sequence
from enum import IntFlag
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.core.catalogue import CAPABILITY_CODES, CERTIFICATES, FAMILIES, TIMES, capability, condition
from matching.core.fit import NEUTRAL, level_or
from matching.core.language import Demand, Offer
from matching.core.packing import (
    CERTIFICATE_MASK,
    FAMILY_MASK,
    LEVEL_MASK,
    TIME_MASK,
    quarters_asked,
    quarters_offered,
)
from matching.core.question import Question
from matching.core.store import People
from matching.core.travel import UNKNOWN_MINUTES
from matching.core.words import in_hours, listed

Bytes = NDArray[np.uint8]


class Reason(IntFlag):
    """Why a pair cannot be put forward; several may hold."""

    HOURS = 1
    TRAVEL = 2
    TIMES = 4
    SAFETY = 8
    CERTIFICATE = 16
    CONDITION = 32
    OWN_CHOICE = 64

    @property
    def code(self) -> str:
        """The Dutch code of a single reason, as in lists and exports."""
        return CODES[self]

    @property
    def label(self) -> str:
        """The heading of a single reason."""
        return LABELS[self]


REASONS: Final = tuple(Reason)
CODES: Final = dict(
    zip(
        REASONS,
        ("uren", "reistijd", "werktijden", "veiligheid", "certificaat", "voorwaarde", "eigen_keuze"),
        strict=True,
    )
)
LABELS: Final = dict(
    zip(
        REASONS,
        (
            "Uren passen niet",
            "Te lang onderweg",
            "Werktijden passen niet",
            "Veilig werken vraagt meer",
            "Certificaat ontbreekt",
            "Voorwaarde kan hier niet",
            "Eigen keuze",
        ),
        strict=True,
    )
)
SEVERAL: Final = "meerdere"
"""The code for people with more than one reason: in a count everybody stands once."""
COUNTED: Final = (*CODES.values(), SEVERAL)
SEVERAL_LABEL: Final = "Meer dan één reden"


def reasons(demand: Demand, offer: Offer, minutes: int | None, neutral: Sequence[int] = NEUTRAL) -> Reason:
    """Every reason why this pair cannot be; `Reason(0)` means it can. `minutes` None: travel time unknown."""
    found = {
        Reason.HOURS: quarters_offered(offer.hours_max) < quarters_asked(demand.hours_min),
        Reason.TRAVEL: minutes is not None and minutes > offer.travel.max_minutes,
        Reason.TIMES: not demand.times <= offer.times,
        Reason.SAFETY: bool(_unsafe(demand, offer, neutral)),
        Reason.CERTIFICATE: not demand.certificates <= offer.certificates,
        Reason.CONDITION: bool(offer.essential & demand.impossible),
        Reason.OWN_CHOICE: demand.family in offer.veto,
    }
    return Reason(sum(reason for reason, holds in found.items() if holds))


def _unsafe(demand: Demand, offer: Offer, neutral: Sequence[int]) -> list[str]:
    indexed = ((code, CAPABILITY_CODES.index(code), level) for code, level in demand.hard.items())
    return [code for code, index, level in indexed if level_or(offer, index, neutral) < level]


def minutes_of(people: People, row: Bytes) -> Bytes:
    """Everybody's minutes to one place, from that place's row of `TravelTimes`."""
    found: Bytes = row[people.mode, people.point]
    return found


def reasons_of(people: People, question: Question, minutes: Bytes) -> Bytes:
    """The reason bits of everybody at once; 0 means the person can be put forward."""
    blocking = people.obstacles & np.uint32(question.word)
    far = (minutes > people.most_minutes) & (minutes != UNKNOWN_MINUTES)
    hard = people.levels[question.hard_items] & LEVEL_MASK
    unsafe = (hard < question.hard_levels[:, np.newaxis]).any(axis=0)
    flags = (
        (Reason.HOURS, people.hours_max < question.hours),
        (Reason.TRAVEL, far),
        (Reason.TIMES, (blocking & np.uint32(TIME_MASK)) != 0),
        (Reason.SAFETY, unsafe),
        (Reason.CERTIFICATE, (blocking & np.uint32(CERTIFICATE_MASK)) != 0),
        (Reason.CONDITION, (people.essential & np.uint32(question.impossible)) != 0),
        (Reason.OWN_CHOICE, (blocking & np.uint32(FAMILY_MASK)) != 0),
    )
    found = np.zeros(len(people), np.uint8)
    for reason, holds in flags:
        found |= holds.astype(np.uint8) * np.uint8(reason)
    return found


def left_out(counts: Sequence[int]) -> dict[str, int]:
    """People per single reason (in order) and then for several, by code; zeroes are left away.

    >>> left_out([0, 9, 0, 0, 0, 0, 0, 2])
    {'reistijd': 9, 'meerdere': 2}
    """
    return {code: count for code, count in zip(COUNTED, counts, strict=True) if count}


def sentence(reason: Reason, demand: Demand, offer: Offer, minutes: int | None = None) -> str:
    """One reason in words about one pair, for the coach; ask for one reason at a time."""
    if reason not in _SENTENCES:
        raise ValueError("Vraag een zin voor één reden tegelijk.")
    return _SENTENCES[reason](demand, offer, minutes)


def _hours(demand: Demand, offer: Offer, _minutes: int | None) -> str:
    return f"De plek vraagt ten minste {in_hours(demand.hours_min)}; deze persoon werkt ten hoogste {in_hours(offer.hours_max)}."


def _travel(_demand: Demand, offer: Offer, minutes: int | None) -> str:
    return f"De reis duurt {minutes} minuten; het eigen maximum is {offer.travel.max_minutes} minuten."


def _times(demand: Demand, offer: Offer, _minutes: int | None) -> str:
    lacking = listed(TIMES[time] for time in TIMES if time in demand.times - offer.times)
    return f"Het werk is ook {lacking}; dan werkt deze persoon niet."


def _safety(demand: Demand, offer: Offer, _minutes: int | None) -> str:
    short = _unsafe(demand, offer, NEUTRAL) or list(demand.hard)
    return f"Voor de veiligheid vraagt de plek meer bij: {listed(capability(code).name for code in short)}."


def _certificate(demand: Demand, offer: Offer, _minutes: int | None) -> str:
    lacking = demand.certificates - offer.certificates
    return f"Nodig en nog niet gehaald: {listed(name for code, name in CERTIFICATES.items() if code in lacking)}."


def _condition(demand: Demand, offer: Offer, _minutes: int | None) -> str:
    names = listed(condition(code).name for code in sorted(offer.essential & demand.impossible))
    return f"Onmisbaar en op deze plek niet mogelijk: {names}."


def _own_choice(demand: Demand, _offer: Offer, _minutes: int | None) -> str:
    return f"Deze persoon kiest niet voor {FAMILIES.get(demand.family or '', 'dit soort werk')}."


_SENTENCES: Final[dict[Reason, Callable[[Demand, Offer, int | None], str]]] = dict(
    zip(REASONS, (_hours, _travel, _times, _safety, _certificate, _condition, _own_choice), strict=True)
)


def way_out(code: str, count: int) -> str:
    """Why a group is left out for this reason alone, and what would change that.

    `code` is a reason's code or `meerdere`, as in the counts of a ranking.

    >>> way_out("reistijd", 9)
    '9 mensen wonen verder weg dan hun maximale reistijd. Met vervoer vanuit de regio zouden zij kunnen.'
    """
    one, more = _WAYS_OUT[code]
    return f"1 persoon {one}" if count == 1 else f"{count} mensen {more}"


_WAYS_OUT: Final[dict[str, tuple[str, str]]] = {
    "uren": (
        "kan minder uren werken dan de plek ten minste vraagt. Met minder uren of een opbouw zou dit kunnen.",
        "kunnen minder uren werken dan de plek ten minste vraagt. Met minder uren of een opbouw zouden zij kunnen.",
    ),
    "reistijd": (
        "woont verder weg dan de eigen maximale reistijd. Met vervoer vanuit de regio zou dit kunnen.",
        "wonen verder weg dan hun maximale reistijd. Met vervoer vanuit de regio zouden zij kunnen.",
    ),
    "werktijden": (
        "werkt niet op alle tijden van deze plek. Met andere werktijden zou dit kunnen.",
        "werken niet op alle tijden van deze plek. Met andere werktijden zouden zij kunnen.",
    ),
    "veiligheid": (
        "kan nog niet wat de plek voor de veiligheid vraagt. Met training zou dit kunnen.",
        "kunnen nog niet wat de plek voor de veiligheid vraagt. Met training zouden zij kunnen.",
    ),
    "certificaat": (
        "heeft een gevraagd certificaat of rijbewijs nog niet. Bekijk of het te halen is.",
        "hebben een gevraagd certificaat of rijbewijs nog niet. Bekijk of het te halen is.",
    ),
    "voorwaarde": (
        "heeft iets nodig wat op deze plek niet kan. Bespreek met de werkgever of er toch een oplossing is.",
        "hebben iets nodig wat op deze plek niet kan. Bespreek met de werkgever of er toch een oplossing is.",
    ),
    "eigen_keuze": (
        "kiest niet voor dit soort werk. Dat blijft een eigen keuze.",
        "kiezen niet voor dit soort werk. Dat blijft een eigen keuze.",
    ),
    SEVERAL: (
        "kan om meer dan één reden niet. Bekijk per persoon wat er zou moeten veranderen.",
        "kunnen om meer dan één reden niet. Bekijk per persoon wat er zou moeten veranderen.",
    ),
}
