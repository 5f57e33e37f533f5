"""Kept lists in the copy, laid out to read: what was looked at, when, with which settings, and per place why. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.foundation.texts import long_day


def day_in_words(value: Any) -> str:
    """A day or moment in words; anything else as it is."""
    text = str(value)
    try:
        if len(text) == 10:
            return long_day(date.fromisoformat(text))
        return moment_in_words(text) if "T" in text[:11] else text
    except ValueError:
        return text


def moment_in_words(text: str) -> str:
    """A moment in words, in Dutch time."""
    moment = datetime.fromisoformat(text).astimezone(AMSTERDAM)
    return f"{long_day(moment.date())} om {moment:%H:%M}"


def kept_list(told: Mapping[str, Any], number: int, total: int) -> Markup:
    """One list as it was shown."""
    before = f"{number} van {total}: " if total > 1 else ""
    counted = "bekeken_plekken" in told
    return Markup("").join(
        [
            Markup("<h3>{}{}</h3>").format(before, told["lijst"]),
            _line("Getoond", _when(told)),
            _line("Voor de plek", told.get("plek", "") if not counted else ""),
            _line("Wat paste", _fitting(told)),
            *(_row(row) for row in told.get("rijen", ())),
            _bullets("Plekken die openstonden en pasten", told.get("plekken", ())),
            _bullets("Vragen die het meeste openen", told.get("vragen_die_meer_openen", ())),
            _bullets("Plekken die niet in de lijst stonden, en hoeveel", told.get("niet_in_de_lijst", ())),
            _bullets("Hiermee gemaakt", [f"{term}: {value}" for term, value in told.get("gemaakt_met", {}).items()]),
        ]
    )


def _when(told: Mapping[str, Any]) -> str:
    last = day_in_words(told["laatst_getoond"])
    if "eerst_getoond" not in told:
        return f"voor het laatst op {last}"
    first = moment_in_words(told["eerst_getoond"])
    return first if first.startswith(f"{last} om ") else f"{first}, en zo voor het laatst op {last}"


def _fitting(told: Mapping[str, Any]) -> str:
    if "passende_plekken" not in told:
        return ""
    part = f", vanaf {told['geschikt_vanaf_procent']} % van het werk" if "geschikt_vanaf_procent" in told else ""
    return f"{told['passende_plekken']} van {told.get('bekeken_plekken', 0)} open plekken{part}"


def _row(row: Mapping[str, Any]) -> Markup:
    number = f"{row['nummer']}. " if "nummer" in row else ""
    tasks = [
        f"{task['taak']} ({task['aandeel_procent']} % van het werk): {task['uitleg']}"
        for task in row.get("per_taak", ())
    ]
    ways = [f"Manier {number}: {' '.join(way)}" for number, way in enumerate(row.get("manieren", ()), start=1)]
    return Markup("<section class=place><h4>{}{}</h4>{}</section>").format(
        number,
        row["plek"],
        Markup("").join(
            [
                _line("Past voor", _points(row)),
                _line("Stond", "boven de lijst: de verdeling stelde u voor" if row.get("boven_de_lijst") else ""),
                _line("Dit kon u al", ", ".join(row.get("kan_vandaag", ()))),
                _line("Hierin kon u nog groeien", ", ".join(row.get("groeit_nog_in", ()))),
                _line("Te regelen", ", ".join(row.get("te_regelen", ()))),
                _line("Reis", row.get("reis") or _minutes(row)),
                _line("Open vragen", str(row.get("open_vragen", ""))),
                _bullets("Per taak", tasks),
                _bullets("Wat er in de weg stond", row.get("in_de_weg", ())),
                _bullets("Zo werd het mogelijk", [*row.get("altijd_nodig", ()), *ways]),
                _bullets("Daarnaast stond", row.get("ernaast", ())),
                _line("Zo las uw jobcoach het", row.get("tekst_voor_uw_jobcoach", "")),
                _line("Zo zou een werkgever het lezen", row.get("tekst_voor_de_werkgever", "")),
                _line("Zo kon uw jobcoach het u vertellen", _quoted(row.get("tekst_voor_u", ""))),
            ]
        ),
    )


def _points(row: Mapping[str, Any]) -> str:
    if "past_procent" not in row:
        return ""
    told = f"{row['past_procent']} %: {row.get('punten', 0)} van {row.get('hoogste_punten', 0)} punten"
    low, high = row.get("punten_als_vragen_tegenvallen"), row.get("punten_als_vragen_meevallen")
    if low is None and high is None:
        return told
    return f"{told} (met alle antwoorden {low or row['punten']} tot {high or row['punten']})"


def _minutes(row: Mapping[str, Any]) -> str:
    return f"{row['minuten']} minuten" if "minuten" in row else ""


def _quoted(text: str) -> str:
    return f"“{text}”" if text else ""


def _line(term: str, value: str) -> Markup:
    return Markup("<p><b>{}</b>: {}</p>").format(term, value) if value else Markup("")


def _bullets(term: str, values: Iterable[str] | Sequence[str]) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(value) for value in values)
    return Markup("<p><b>{}</b>:</p><ul>{}</ul>").format(term, items) if items else Markup("")
