"""A change told to the coach: what would be different, who can arrange it, and how. Source: matching.md 2.9; words: pages.md 2."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from matching.core.catalogue import CERTIFICATES, TIMES, capability, condition
from matching.core.changes import Change
from matching.core.language import Demand, Offer
from matching.core.words import in_hours, inside, listed

OPENINGS: Final = {
    "uren": ("Met meer uren, of een opbouw van de uren", "Bespreek of de uren stap voor stap omhoog kunnen."),
    "reistijd": ("Met vervoer", "Vraag in de regio wie vervoer kan regelen."),
    "werktijden": (
        "Met andere werktijden",
        "Bespreek welke tijden toch kunnen, of vraag de werkgever om een ander rooster.",
    ),
    "veiligheid": ("Met training in veilig werken", "Zoek samen een training of een leerwerkplek."),
    "certificaat": ("Met één certificaat erbij", "Bekijk of het te halen is, en wie het betaalt."),
    "voorwaarde": ("Als de werkgever iets toch regelt", "Bespreek met de werkgever of er een oplossing is."),
    "niveau": ("Met één stap leren", "Zoek samen een training of een leerwerkplek."),
}
"""Per kind of change that opens places: how it begins a sentence, and what to do."""


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One step in words: `what` would be different, `who` can arrange it, `how` to begin."""

    what: str
    who: str
    how: str


def told(change: Change, demand: Demand, offer: Offer) -> ToldChange:
    """One step of a way, for the pair as it is now."""
    return _TOLD[change.what](change.to, demand, offer)


def _hours(to: Any, _demand: Demand, offer: Offer) -> ToldChange:
    return ToldChange(
        f"{in_hours(to)} per week werken (nu ten hoogste {in_hours(offer.hours_max)})",
        "kandidaat of werkgever",
        "Bespreek een opbouw: minder uren bij de start, en samen een datum voor meer.",
    )


def _travel(to: Any, _demand: Demand, offer: Offer) -> ToldChange:
    return ToldChange(
        f"vervoer voor een reis van {to} minuten (het eigen maximum is {offer.travel.max_minutes})",
        "werkbedrijf",
        "Vraag naar vervoer vanuit de regio, meerijden met een collega, of een elektrische fiets.",
    )


def _times(to: Any, _demand: Demand, _offer: Offer) -> ToldChange:
    times = listed(TIMES[time] for time in TIMES if time in to)
    return ToldChange(
        f"ook {times} werken, of een rooster zonder die tijden",
        "kandidaat of werkgever",
        "Vraag de werkgever of deze tijden echt nodig zijn.",
    )


def _certificate(to: Any, _demand: Demand, _offer: Offer) -> ToldChange:
    return ToldChange(
        f"halen of aanvragen: {CERTIFICATES.get(to, to)}",
        "kandidaat en werkbedrijf",
        "Bekijk of een opleiding of aanvraag kan, en wie die betaalt.",
    )


def _condition(to: Any, _demand: Demand, _offer: Offer) -> ToldChange:
    known = condition(to)
    return ToldChange(
        f"op deze plek toch regelen: {known.name}",
        known.by,
        f"{known.coach_words} Duurt {known.lead_time}." if known.lead_time != "meteen" else known.coach_words,
    )


def _level(to: Any, _demand: Demand, offer: Offer) -> ToldChange:
    code, level = next(iter(to.items()))
    name, now = capability(code).name, offer.level(code)
    if now is None:
        return ToldChange(
            f"{name} op niveau {level} (nog niet gevraagd)",
            "jobcoach",
            "Vraag dit eerst na. Misschien kan deze persoon het al.",
        )
    return ToldChange(
        f"{name} van niveau {now} naar {level}",
        "jobcoach en werkgever",
        f"Oefen dit, bijvoorbeeld op een leerwerkplek. Niveau {level}: {inside(capability(code).examples[level])}",
    )


def _task_off(to: Any, demand: Demand, _offer: Offer) -> ToldChange:
    percent = next((round(100 * task.share) for task in demand.tasks if task.name == to), 0)
    return ToldChange(
        f"de taak ‘{inside(to)}’ ({percent} % van het werk) gaat naar een collega",
        "werkgever",
        "Bespreek met de werkgever of het werk anders verdeeld kan worden.",
    )


_TOLD: Final[dict[str, Callable[[Any, Demand, Offer], ToldChange]]] = {
    "uren": _hours,
    "vervoer": _travel,
    "werktijden": _times,
    "certificaat": _certificate,
    "voorwaarde": _condition,
    "niveau": _level,
    "taak_eraf": _task_off,
}
