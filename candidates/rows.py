"""A row about a candidate: its columns, and the same thing in the words of the acts.

No column asks about health; a file that has one is refused as a whole before a row is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from candidates.facts import CandidateFacts
from candidates.numbers.actions import tidy_bsn
from candidates.numbers.errors import FIELD, NotANumber
from candidates.profile.facts import ProfileFacts
from candidates.profile.models import Mode
from candidates.registration.models import Ground, Regeling
from matching.core.catalogue import CAPABILITIES, CERTIFICATES, CONDITIONS, FAMILIES, HIGHEST, LOWEST, TIMES
from werkbedrijf.foundation.facts.regions import Gemeente
from werkbedrijf.foundation.importing import certain_gemeente, collected
from werkbedrijf.foundation.spreadsheets.columns import Column, Layout, Problem, Record
from werkbedrijf.foundation.spreadsheets.parsing import choice, codes, day, decimal, gemeente, number_text, text, whole

LEVEL = "niveau_"


def pc4(cell: str) -> str:
    """The four digits of a postcode; letters may follow and are not kept."""
    digits, letters = cell[:4], cell[4:].strip()
    if not (digits.isascii() and digits.isdecimal() and digits[0] != "0"):
        raise ValueError("Een postcode begint met vier cijfers, zoals 7511.")
    if letters and not (len(letters) == 2 and letters.isascii() and letters.isalpha()):
        raise ValueError("Een postcode heeft vier cijfers, of vier cijfers en twee letters.")
    return digits


def level(cell: str) -> int | None:
    """0 to 4, or a question mark for not yet known."""
    if cell == "?":
        return None
    if cell.isascii() and cell.isdecimal() and LOWEST <= int(cell[:3]) <= HIGHEST:
        return int(cell)
    raise ValueError(f"Een niveau is {LOWEST} tot en met {HIGHEST}, of ? als het nog niet bekend is.")


def number(cell: str) -> str:
    """Nine digits that pass the elfproef; the sentence of a refusal does not repeat them."""
    try:
        return tidy_bsn(cell)
    except NotANumber as problem:
        raise ValueError(problem.problems[FIELD]) from None


_CONDITIONS = {one.code: one.name for one in CONDITIONS}
_MODES = {
    "lopend": Mode.WALK,
    "te voet": Mode.WALK,
    "openbaar vervoer": Mode.TRANSIT,
    "trein": Mode.TRANSIT,
    "bus": Mode.TRANSIT,
}

_PERSON = (
    Column("reference", "Kenmerk", number_text, help="Ons kenmerk, zoals K-0042. Alleen om een bekende kandidaat te wijzigen."),
    Column("first_name", "Voornaam", text, required=True, example="Sam", aliases=("roepnaam",)),
    Column("last_name", "Achternaam", text, required=True, example="Voorbeeld", aliases=("naam",), help="Met tussenvoegsel."),
    Column("born_on", "Geboortedatum", day, example="01-02-1999", help="Aan naam en geboortedatum samen herkennen we iemand."),
    Column("email", "E-mailadres", number_text, example="sam@voorbeeld.example", aliases=("email", "e-mail", "mail")),
    Column("phone", "Telefoon", number_text, example="06 00 00 00 00", aliases=("telefoonnummer", "mobiel")),
    Column("gemeente", "Gemeente", gemeente, example="Enschede", aliases=("woongemeente",), help="Naam of code. Mag leeg als de plaats bij de postcode net zo heet."),
    Column("coach", "Jobcoach", number_text, help="E-mailadres van een jobcoach van jouw organisatie. Leeg betekent: de jobcoach die je bij het importeren kiest."),
)  # fmt: skip
_PROFILE = (
    Column("pc4", "Postcode", pc4, example="7511", help="Vier cijfers; letters bewaren we niet."),
    Column("hours_min", "Uren minimaal", decimal, example="12", aliases=("uren min", "uren van"), help="Uren per week."),
    Column("hours_max", "Uren maximaal", decimal, example="24", aliases=("uren max", "uren tot"), help="Uren per week. Leeg betekent: gelijk aan minimaal."),
    Column("mode", "Vervoer", choice(Mode, _MODES), example="fiets", aliases=("vervoermiddel", "reist met")),
    Column("max_minutes", "Reistijd", whole, example="30", aliases=("reistijd in minuten", "maximale reistijd"), help="Ten hoogste zoveel minuten, enkele reis."),
    Column("available_from", "Beschikbaar vanaf", day, example="01-01-2027", aliases=("beschikbaar",), help="Leeg betekent: vanaf vandaag."),
    Column("times", "Werktijden", codes(TIMES, "werktijd"), help="Wat ook kan buiten kantoortijd: avond, nacht, weekend."),
    Column("certificates", "Certificaten", codes(CERTIFICATES, "certificaat"), example="vca"),
    Column("needs", "Voorwaarden", codes(_CONDITIONS, "voorwaarde"), example="vast_rooster; jobcoach", help="Wat er op het werk geregeld moet zijn."),
    Column("essentials", "Onmisbaar", codes(_CONDITIONS, "voorwaarde"), example="jobcoach", help="Het deel van de voorwaarden zonder welke het werk niet kan."),
    Column("wishes", "Wensen", codes(FAMILIES, "soort werk"), example="logistiek; groen", help="Ten hoogste drie soorten werk, op volgorde."),
    Column("vetoes", "Wil niet", codes(FAMILIES, "soort werk")),
)  # fmt: skip
_LEVELS = tuple(
    Column(f"{LEVEL}{one.code}", f"Niveau {one.code}", level, help=f"{one.name.capitalize()}: 0 tot en met 4, of ?.", aliases=(one.code, one.name))
    for one in CAPABILITIES
)  # fmt: skip
_REGISTRATION = (
    Column("regeling", "Regeling", choice(Regeling, {"pw": Regeling.PARTICIPATIEWET, "p-wet": Regeling.PARTICIPATIEWET}), help="participatiewet, wajong of wsw. Alleen om te tellen."),
    Column("regeling_from", "Regeling vanaf", day),
    Column("ground", "Grond doelgroepregister", choice(Ground), aliases=("grond",), help="Zoals PW_COLLEGE of PRAKTIJKROUTE. Alleen om te tellen."),
    Column("ground_from", "Grond vanaf", day),
)  # fmt: skip

NUMBER = Column(
    "bsn",
    "Burgerservicenummer",
    number,
    aliases=("bsn", "bsn-nummer"),
    help="Negen cijfers. Alleen voor partners die het nummer mogen gebruiken.",
)

LAYOUT = Layout((*_PERSON, *_PROFILE, *_REGISTRATION, *_LEVELS))
WITH_NUMBER = Layout((*_PERSON, NUMBER, *_PROFILE, *_REGISTRATION, *_LEVELS))
"""The columns of a partner that may use the burgerservicenummer."""
_PROFILE_NAMES = tuple(column.name for column in (*_PROFILE, *_LEVELS))
_FIELDS = {"gemeente_code": "gemeente"}


@dataclass(frozen=True, slots=True)
class Told:
    """A row in the words of the acts. ``profile`` is None when the row says nothing of a profile."""

    person: CandidateFacts
    profile: ProfileFacts | None
    regeling: tuple[Regeling, date] | None = None
    ground: tuple[Ground, date] | None = None
    bsn: str = field(default="", repr=False)


def told_by(
    record: Record, on: date, person: CandidateFacts | None, profile: ProfileFacts | None, otherwise: Gemeente | None
) -> Told | Problem:
    """The row in the words of the acts; an empty cell leaves what is known already as it is.

    Without a gemeente in the row it follows from the postcode where that is certain, or it is ``otherwise``.
    """
    get = record.get
    told = {name: get(name) for name in ("first_name", "last_name", "born_on", "email", "phone") if record.has(name)}
    where = get("gemeente") or (None if person else certain_gemeente(get("pc4", "")) or otherwise)
    if where:
        told["gemeente_code"] = where.code
    elif person is None:
        return Problem("Gemeente", "De gemeente blijkt niet uit de postcode. Vul de gemeente in.")
    facts = replace(person, **told) if person else CandidateFacts(**told)
    made = _profile(record, on, profile)
    if isinstance(made, Problem):
        return made
    return Told(facts, made, _dated(record, "regeling"), _dated(record, "ground"), get("bsn", ""))


def problems_of(record: Record, told: Told, on: date) -> list[Problem]:
    """What the acts would refuse."""
    profile = told.profile
    checks = [lambda: told.person.checked(on=on)]
    problems = collected(LAYOUT, _FIELDS, *checks)
    if profile:
        problems += collected(LAYOUT, {"levels": "Niveau"}, profile.checked)
    for name, said in (("regeling", "een regeling"), ("ground", "een grond")):
        if record.has(name) != record.has(f"{name}_from"):
            title = LAYOUT.title(f"{name}_from" if record.has(name) else name)
            problems.append(Problem(title, f"Vul bij {said} ook in vanaf wanneer, of laat beide cellen leeg."))
    return problems


def _profile(record: Record, on: date, now: ProfileFacts | None) -> ProfileFacts | Problem | None:
    if not record.has(*_PROFILE_NAMES):
        return None
    told = _profile_values(record)
    if now is not None:
        return replace(now, **(told | {"levels": {**now.levels, **told["levels"]}}))
    if "hours_min" in told:
        told.setdefault("hours_max", told["hours_min"])
    told.setdefault("available_from", on)
    for name in ("hours_min", "pc4", "mode", "max_minutes"):
        if name not in told:
            if record.has("pc4") and not record.has(*(one for one in _PROFILE_NAMES if one != "pc4")):
                return None  # a postcode alone says where someone lives, not yet what work fits
            words = (
                "Voor een profiel zijn uren, postcode, vervoer en reistijd nodig. Vul deze cel in, of laat alles leeg."
            )
            return Problem(LAYOUT.title(name), words)
    return ProfileFacts(**told)


def _profile_values(record: Record) -> dict[str, Any]:
    plain = ("pc4", "hours_min", "hours_max", "mode", "max_minutes", "available_from", "wishes")
    sets = ("times", "certificates", "needs", "essentials", "vetoes")
    told: dict[str, Any] = {name: record.get(name) for name in plain if record.has(name)}
    told |= {name: frozenset(record.get(name)) for name in sets if record.has(name)}
    if "essentials" in told:
        told["needs"] = told.get("needs", frozenset()) | told["essentials"]
    told["levels"] = _levels(record.values)
    return told


def _levels(values: Mapping[str, int | Decimal | None]) -> dict[str, Any]:
    return {name.removeprefix(LEVEL): value for name, value in values.items() if name.startswith(LEVEL)}


def _dated(record: Record, name: str) -> Any:
    return (record.get(name), record.get(f"{name}_from")) if record.has(name) and record.has(f"{name}_from") else None
