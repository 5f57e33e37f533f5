"""A row about a place: its columns, and the same thing in the words of the acts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from employers.vacancies.cleaning import MOST_TASKS, NOT_GONE_THROUGH, clean_vacancy, missing_before_opening
from employers.vacancies.facts import ConditionFacts, TaskFacts, VacancyFacts
from employers.vacancies.kinds import VacancyKind
from employers.vacancies.models import ConditionState
from employers.vocabulary.catalogue import Occupation, occupations
from employers.vocabulary.suggest import suggest
from matching.core.catalogue import (
    CERTIFICATES,
    CONDITIONS,
    FAMILIES,
    TIMES,
)
from werkbedrijf.foundation.importing import collected
from werkbedrijf.foundation.spreadsheets.columns import Column, Layout, Problem, Record
from werkbedrijf.foundation.spreadsheets.parsing import (
    choice,
    codes,
    day,
    decimal,
    number_text,
    pieces,
    text,
    whole,
    yes_no,
)

SURE = 0.9
"""From this strength on a typed occupation is taken for the one it resembles most."""
NOT_YET = (
    "Taken en eisen komen nog uit onze lijst van beroepen. Laat ‘Openen’ leeg: iemand loopt ze na en zet de plek open."
)
_TASK = re.compile(r"(.+?)[:=]?\s*(\d{1,3})\s*%?")


def occupation(cell: str) -> Occupation:
    """An occupation of the vocabulary by its code, its title or a synonym, loosely typed."""
    known = occupations().get(cell.strip())
    if known:
        return known
    found = suggest(cell, 3)
    if found and found[0].strength >= SURE:
        return found[0].occupation
    hint = f" Bedoel je: {', '.join(one.occupation.title for one in found)}?" if found else ""
    raise ValueError(
        f"‘{cell[:40]}’ staat niet in de woordenlijst van beroepen.{hint} Of laat de cel leeg en vul ‘Soort werk’ in."
    )


def tasks(cell: str) -> tuple[tuple[str, int], ...]:
    """Tasks with their share: ``Orders verzamelen 60; Inpakken 40``."""
    found = []
    for part in pieces(text(cell)):
        match = _TASK.fullmatch(part)
        if match is None:
            raise ValueError(
                f"Bij de taak ‘{part[:40]}’ ontbreekt het deel van de uren. Schrijf: Orders verzamelen 60; Inpakken 40."
            )
        found.append((match[1].strip(), int(match[2])))
    if len(found) > MOST_TASKS:
        raise ValueError(f"Een plek heeft ten hoogste {MOST_TASKS} taken. Voeg kleine taken samen.")
    if sum(share for _, share in found) != 100:
        raise ValueError(f"De taken zijn samen {sum(share for _, share in found)} %. Maak er 100 % van.")
    return tuple(found)


SPOKEN = {
    "vacature": VacancyKind.VACANCY,
    "beschut": VacancyKind.BESCHUT,
    "proef": VacancyKind.PROEFPLAATSING,
    "werkervaringsplaats": VacancyKind.WERKERVARINGSPLEK,
    "wep": VacancyKind.WERKERVARINGSPLEK,
    "stage": VacancyKind.LEERWERKPLEK,
    "detacheren": VacancyKind.DETACHERING,
}
"""What people write for a kind of place, besides its own name."""
_CONDITIONS = {one.code: one.name for one in CONDITIONS}

LAYOUT = Layout(
    (
        Column("reference", "Kenmerk", number_text, help="Ons kenmerk, zoals P-0042. Alleen om een bekende plek te wijzigen."),
        Column("employer", "Werkgever", required=True, example="90000001", aliases=("kvk", "kvk-nummer", "werkgever kvk"), help="KvK-nummer, ons kenmerk (W-0042) of de precieze naam. De werkgever moet er al zijn."),
        Column("postcode", "Postcode", number_text, example="7511 GA", aliases=("postcode vestiging",), help="Alleen nodig als de werkgever meer vestigingen heeft."),
        Column("title", "Titel", required=True, example="Orderpicker in het magazijn", aliases=("functie", "naam", "functietitel")),
        Column("kind", "Soort plek", choice(VacancyKind, SPOKEN), required=True, example="garantiebaan", aliases=("soort", "type")),
        Column("occupation", "Beroep", occupation, example="Orderpicker", help="Een beroep uit de woordenlijst. Daaruit komen de taken als je die leeg laat."),
        Column("family", "Soort werk", codes(FAMILIES, "soort werk"), help="Nodig als het beroep leeg is."),
        Column("seats", "Aantal plekken", whole, example="2", aliases=("plekken", "aantal"), help="Leeg betekent 1."),
        Column("hours_min", "Uren minimaal", decimal, required=True, example="16", aliases=("uren min", "uren van"), help="Uren per week."),
        Column("hours_max", "Uren maximaal", decimal, example="32", aliases=("uren max", "uren tot"), help="Uren per week. Leeg betekent: gelijk aan minimaal."),
        Column("tasks", "Taken", tasks, example="Orders verzamelen 60; Inpakken 40", help="Elke taak met het deel van de uren in procent, samen 100. Leeg betekent: de taken van het beroep."),
        Column("description", "Omschrijving", aliases=("toelichting",)),
        Column("present", "Voorwaarden aanwezig", codes(_CONDITIONS, "voorwaarde"), example="vast_rooster; vaste_locatie", aliases=("voorwaarden",), help="Wat er op de werkplek al is."),
        Column("times", "Werktijden", codes(TIMES, "werktijd"), example="avond", help="Alleen buiten kantoortijd: avond, nacht, weekend."),
        Column("certificates", "Certificaten", codes(CERTIFICATES, "certificaat"), help="Wat echt nodig is, zoals rijbewijs_b."),
        Column("starts_on", "Start", day, example="01-02-2027", aliases=("startdatum", "begindatum")),
        Column("closes_on", "Sluit", day, example="31-03-2027", aliases=("sluitingsdatum", "reageren tot")),
        Column("open", "Openen", yes_no, example="nee", help="ja opent de plek meteen. Dat kan alleen als iemand taken en eisen uit het beroep heeft nagelopen. Leeg of nee: een concept dat alleen collega’s zien."),
    )
)  # fmt: skip


def told_by(record: Record, now: VacancyFacts | None = None) -> VacancyFacts:
    """The row in the words of the acts; an empty cell leaves what is there ``now`` as it is."""
    get = record.get
    facts = now or VacancyFacts(get("kind"), get("title"), get("hours_min"), get("hours_min"))
    hours_max = get("hours_max") or max(get("hours_min"), now.hours_max if now else get("hours_min"))
    facts = replace(facts, kind=get("kind"), title=get("title"), hours_min=get("hours_min"), hours_max=hours_max)
    told: dict[str, Any] = {
        name: get(name)
        for name in ("seats", "description", "times", "certificates", "starts_on", "closes_on")
        if record.has(name)
    }
    chosen: Occupation | None = get("occupation")
    if chosen:
        told |= {"occupation": chosen.code, "family": chosen.family}
    elif record.has("family"):
        told["family"] = get("family")[0]
    if record.has("tasks") or (chosen and not facts.tasks):
        told["tasks"] = _tasks(get("tasks"), chosen or occupations().get(facts.occupation))
        # What the vocabulary says stays a draft until somebody went through it.
        told["drafted_from"] = chosen.code if chosen else facts.drafted_from
    if record.has("present"):
        told["conditions"] = _conditions(get("present"), facts.conditions)
    elif chosen and now is None:
        told["conditions"] = _conditions(chosen.conditions_often_present, ())
        told["drafted_from"] = chosen.code
    return replace(facts, **told)


def problems_of(record: Record, facts: VacancyFacts, on: date, *, stands_open: bool = False) -> list[Problem]:
    """What the acts would refuse; ``stands_open`` is a known place that is open and not a draft itself."""
    problems = collected(LAYOUT, {}, lambda: clean_vacancy(facts))
    if facts.closes_on and record.has("closes_on") and facts.closes_on < on:
        problems.append(Problem("Sluit", "De sluitingsdatum is al voorbij. Kies een latere datum of laat de cel leeg."))
    if record.get("open"):
        missing = missing_before_opening(facts.tasks, facts.family, facts.drafted_from)
        problems += [Problem("Openen", NOT_YET if name == "gone_through" else said) for name, said in missing.items()]
    elif stands_open and facts.drafted_from:
        problems.append(Problem("Taken", NOT_GONE_THROUGH))
    return problems


def _tasks(told: Sequence[tuple[str, int]] | None, chosen: Occupation | None) -> tuple[TaskFacts, ...]:
    """Tasks as told, with what the vocabulary says that a task of that name asks; untold, those of the occupation."""
    usual = {one.title.casefold(): one for one in chosen.tasks} if chosen else {}
    if not told:
        return tuple(TaskFacts(one.title, one.share, dict(one.asks), one.separable) for one in usual.values())
    made = []
    for title, share in told:
        known = usual.get(title.casefold())
        made.append(TaskFacts(title, share, dict(known.asks) if known else {}, known.separable if known else True))
    return tuple(made)


def _conditions(present: Sequence[str], now: Sequence[ConditionFacts]) -> tuple[ConditionFacts, ...]:
    kept = {one.code: one for one in now} | {code: ConditionFacts(code, ConditionState.PRESENT) for code in present}
    return tuple(kept[code] for code in sorted(kept))
