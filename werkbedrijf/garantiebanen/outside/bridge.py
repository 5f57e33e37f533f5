"""The walk from our figure to that of UWV: named reasons, with an amount where it is known. Pure.

Only what certainly belongs between the two is taken off (the baseline). Of every other reason it is not known how UWV counted
these very placements, so its amount says how much it can explain at most and is not taken off; what nobody knows stays unknown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from werkbedrijf.garantiebanen.outside.beside import Beside, difference


@dataclass(frozen=True, slots=True)
class Ours:
    """What our own count tells of the month, in jobs of 25.5 hours; None where the reader may not see it or nobody knows."""

    jobs: Decimal | None
    baseline: Decimal | None = None
    baseline_source: str = ""
    outside_region: Decimal | None = None
    no_ground: Decimal | None = None
    not_started: Decimal | None = None
    without_hours: int | None = None
    last_day: Decimal | None = None
    hired: Decimal | None = None
    corrected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why the figures differ. `amount` in jobs is what it can explain at most; None is unknown."""

    title: str
    words: str
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Bridge:
    """Ours, what is certainly between (`taken_off`), what should then stand there, theirs, and what is left to explain."""

    ours: Decimal | None
    taken_off: Decimal | None
    comparable: Decimal | None
    theirs: Beside
    left: Decimal | None
    reasons: Sequence[Reason]


def bridge(ours: Ours, theirs: Beside) -> Bridge:
    """Walk from our figure to theirs.

    >>> from datetime import date
    >>> from werkbedrijf.garantiebanen.outside.beside import Label, Measure
    >>> theirs = Beside(Label.INDICATIVE, "2026Q3", "AM05", Measure.EXTRA, 1_400, date(2026, 11, 1), "UWV")
    >>> bridge(Ours(jobs=Decimal(2000), baseline=Decimal(700)), theirs).left
    Decimal('100')
    """
    taken_off = ours.baseline if theirs.measure.of_extra_jobs else Decimal(0)
    comparable = None if ours.jobs is None or taken_off is None else ours.jobs - taken_off
    left = None if comparable is None else difference(comparable, theirs)
    return Bridge(ours.jobs, taken_off, comparable, theirs, left, tuple(_reasons(ours, theirs)))


def _reasons(ours: Ours, theirs: Beside) -> Iterator[Reason]:
    yield Reason(
        "Werk dat wij niet kennen",
        "UWV telt iedereen in het doelgroepregister die loon krijgt, ook wie zonder ons werk vond. Hoeveel banen dat zijn, weten wij niet.",
    )
    yield Reason(
        "Geen grond bij ons vastgelegd",
        "Deze plaatsingen tellen bij ons niet mee, want bij ons staat de persoon op die dagen niet in het doelgroepregister. Staat die er bij UWV wel in, dan telt UWV ze.",
        ours.no_ground,
    )
    yield Reason(
        "Begin niet gemeld",
        "De startdatum is geweest, maar niemand meldde dat het werk begon. Is er loon betaald, dan telt UWV het wel.",
        ours.not_started,
    )
    many = "1 plaatsing" if ours.without_hours == 1 else f"{ours.without_hours} plaatsingen"
    without = f" Het gaat om {many}." if ours.without_hours else ""
    yield Reason(
        "Uren ontbreken",
        f"Zonder uren kunnen wij een plaatsing niet tellen; hoeveel banen het zijn, weten wij niet.{without}",
    )
    yield Reason(
        "Werk buiten de regio",
        "Wij tellen een plaatsing waar het werk is, ook buiten de regio. In welke regio UWV dit werk telt, staat niet bij het cijfer.",
        ours.outside_region,
    )
    yield Reason(
        "Afspraak en loonaangifte",
        "Wij tellen de afgesproken uren. UWV telt verloonde uren uit de loonaangifte. Meeruren en uren zonder loon maken verschil. Hoeveel, weten wij niet.",
    )
    day = None if ours.last_day is None or ours.jobs is None else abs(ours.last_day - ours.jobs)
    yield Reason(
        "Maand en dag",
        "Wij leggen het gemiddelde van de maand ernaast. Wie de stand van de laatste dag neemt, komt zoveel anders uit.",
        day,
    )
    if ours.corrected:
        yield Reason(
            "Correcties na het sluiten",
            "De maand is gesloten met het cijfer hierboven. Tellen wij haar nu opnieuw, dan komen wij zoveel anders uit.",
            abs(ours.corrected),
        )
    yield Reason(
        "Inleen",
        "Uitzendwerk en detachering tellen wij bij de werkgever waar het werk is. UWV toont ze in het kwartaal apart. Voor alle banen samen maakt dat geen verschil, voor markt en overheid wel.",
        ours.hired,
    )
    if theirs.measure.of_extra_jobs:
        yield Reason(
            "Nulmeting aangepast",
            "De landelijke nulmeting is later aangepast toen groepen erbij kwamen. Of het cijfer van onze regio dan klopt, weten wij niet.",
        )
