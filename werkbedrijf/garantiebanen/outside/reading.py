"""Reading a file with figures of UWV: a row is a figure. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from werkbedrijf.foundation.facts.regions import region_of
from werkbedrijf.garantiebanen.outside.beside import COUNTRY, Beside, Label, Measure, is_period

COLUMNS = ("label", "periode", "gebied", "maat", "waarde", "peildatum", "bron")
LONGEST_SOURCE = 500
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EXAMPLE = "label,periode,gebied,maat,waarde,peildatum,bron\nindicatief,2026Q2,AM05,extra_banen_totaal,1234,2026-10-15,UWV Dashboard Banenafspraak\n"


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not read: its number, the column and why."""

    record: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds."""

    figures: Sequence[Beside]
    refused: Sequence[Refused]


def read_figures(heading: Iterable[str], rows: Iterable[tuple[int, Sequence[str]]], *, today: date) -> Reading:
    """The figures of a table. A row that is not right is refused by itself, with its column and a reason.

    Nothing was published after ``today``: with such a day a figure would stand for the newest for ever.
    """
    names = [name.strip().casefold() for name in heading]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        return Reading((), tuple(Refused("rij 1", name, "Deze kolom ontbreekt.") for name in missing))
    figures: list[Beside] = []
    refused: list[Refused] = []
    seen: set[tuple[str, ...]] = set()
    for number, cells in rows:
        told = dict(zip(names, (cell.strip() for cell in cells), strict=False))
        problems = list(_problems(told, today))
        key = tuple(told.get(name, "") for name in ("label", "periode", "gebied", "maat", "peildatum"))
        if not problems and key in seen:
            problems.append(("maat", "Dit cijfer staat al eerder in het bestand."))
        if problems:
            refused += [Refused(f"rij {number}", field, reason) for field, reason in problems]
            continue
        seen.add(key)
        figures.append(_figure(told))
    return Reading(tuple(figures), tuple(refused))


def _problems(told: dict[str, str], today: date) -> Iterable[tuple[str, str]]:
    labels = {one.value for one in Label}
    if told.get("label") not in labels:
        yield "label", f"Kies uit: {', '.join(sorted(labels))}."
    elif not is_period(Label(told["label"]), told.get("periode", "")):
        yield "periode", "Een indicatief cijfer heeft een kwartaal (2026Q3), een officieel cijfer een jaar (2025)."
    if area_of(told.get("gebied", "")) is None:
        yield "gebied", f"Noem een arbeidsmarktregio bij naam of code, of ‘{COUNTRY}’."
    if told.get("maat") not in {one.value for one in Measure}:
        yield "maat", f"Kies uit: {', '.join(Measure)}."
    value = told.get("waarde", "")
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        yield "waarde", "Vul een heel getal in, zonder punten."
    wrong = _wrong_day(told.get("peildatum", ""), today)
    if wrong:
        yield "peildatum", wrong
    if not told.get("bron") or len(told["bron"]) > LONGEST_SOURCE:
        yield "bron", f"Noem waar het cijfer staat, in ten hoogste {LONGEST_SOURCE} tekens."


def _wrong_day(text: str, today: date) -> str:
    published = _day(text)
    if published is None:
        return "Schrijf de dag waarop UWV dit bekendmaakte als 2026-10-15."
    return "" if published <= today else "Deze dag is nog niet geweest. Vul de dag in waarop UWV dit bekendmaakte."


def _figure(told: dict[str, str]) -> Beside:
    return Beside(
        label=Label(told["label"]),
        period=told["periode"],
        area=area_of(told["gebied"]) or COUNTRY,
        measure=Measure(told["maat"]),
        value=int(told["waarde"]),
        as_of=date.fromisoformat(told["peildatum"]),
        source=told["bron"],
    )


def area_of(text: str) -> str | None:
    """The code of a region by code or name, or the country; None for anything else."""
    if text.casefold() == COUNTRY:
        return COUNTRY
    region = region_of(text)
    return region.code if region else None


def _day(text: str) -> date | None:
    # The library also reads other ways to write a day, such as the number of a week: here there is one.
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
