"""What stands in a column of the copy, in words: choices, codes, bits and kept explanations. Pure but for the shape of tables."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from candidates.numbers.models import Found, Verdict
from candidates.profile.models import Mode
from employers.record.sections import sections
from employers.vacancies.kinds import VacancyKind
from matching.aftercare.closing.models import Learned
from matching.aftercare.plan import MomentKind
from matching.core.catalogue import (
    ANCHORS,
    CAPABILITIES,
    CERTIFICATES,
    FAMILIES,
    TIMES,
    capability,
    certificates_from_bits,
    condition,
    conditions_from_bits,
    families_from_bits,
    levels_from_text,
    times_from_bits,
)
from matching.placements.models import ContractForm
from matching.proposals.shown import MODES
from matching.runs.models import ChoiceKind
from matching.trays.workflow import CardStatus
from werkbedrijf.foundation.db import Base, Exact
from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.foundation.keys.sealed import ENDING
from werkbedrijf.foundation.texts import month_and_year, number, title_of
from werkbedrijf.garantiebanen.counting import LeftOut
from werkbedrijf.rights.explained import explained
from werkbedrijf.rights.models import ErasureGround

# Choices whose page says it with an icon or a sentence around them; here they stand alone.
CHOICES: Mapping[Any, str] = {
    **MODES,
    ChoiceKind.ADDED: "Op de lijst gezet",
    ChoiceKind.REMOVED: "Van de lijst gehaald",
    CardStatus.ASKED: "Gevraagd aan uw jobcoach",
    CardStatus.AGREED: "Uw jobcoach zei ja",
    CardStatus.DECLINED: "Uw jobcoach zei nee",
    CardStatus.GONE: "Niet meer in het kaartenmapje",
    Verdict.OPEN: "Nog niet nagekeken, of er was niets gevonden",
    Verdict.SAME: "Twee inschrijvingen van dezelfde persoon",
    Verdict.OTHER: "Een andere persoon",
    Found.NUMBER: "Het burgerservicenummer",
    Found.BIRTH: "De achternaam en de geboortedatum",
}
ASKED = {"candidate.erasure": "Uw gegevens wissen"}


def in_words(table: str, column: str, value: Any) -> Any:
    """A value as a person reads it: a list of words, a text, or nothing. What cannot be read stands as it is."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    read = READ.get(f"{table}.{column}") or _by_kind(table, column)
    try:
        return read(value) if read else value
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError):
        return value


def choice_in_words(value: Any) -> str:
    """What a choice is called, with a capital."""
    return _capital(CHOICES.get(value) or title_of(value))


def _by_kind(table: str, column: str) -> Callable[[Any], Any] | None:
    columns = Base.metadata.tables[table].c
    if column not in columns or f"{column}{ENDING}" in columns:
        return None
    kind = columns[column].type
    choices = getattr(kind, "enum_class", None)
    if choices is not None:
        return lambda value: choice_in_words(choices(value))
    return (lambda value: number(Decimal(value))) if isinstance(kind, Exact) else None


def _capital(told: str) -> str:
    return f"{told[:1].upper()}{told[1:]}"


def _code(code: str) -> str:
    return _capital(code.replace("_", " "))


def _levels(text: str) -> list[str]:
    known = levels_from_text(text)
    return [f"{item.name}: {_level(known.get(item.code))}" for item in CAPABILITIES]


def _level(level: int | None) -> str:
    return "nog niet gevraagd" if level is None else ANCHORS[level]


def _gemeente(code: str) -> str:
    found = gemeente_by_code(code)
    return found.name if found else code


def _moment(key: str) -> str:
    return MomentKind(key.partition(":")[0]).words


def _conditions(bits: int) -> list[str]:
    return [condition(code).name for code in conditions_from_bits(bits)]


def _details(told: Mapping[str, str]) -> Any:
    return ErasureGround(told["ground"]).words


def _months(fraction: str) -> str:
    exact = Fraction(fraction)
    return number(Decimal(exact.numerator) / exact.denominator, 1)


READ: Mapping[str, Callable[[Any], Any]] = {
    "candidate.gemeente_code": _gemeente,
    "closed_line.gemeente_code": _gemeente,
    "closed_line.sector": _code,
    "closed_line.branch": lambda letter: sections()[letter],
    "closed_line.kind": lambda code: choice_in_words(VacancyKind(code)),
    "closed_line.contract_form": lambda code: choice_in_words(ContractForm(code)),
    "closed_line.left_out": lambda code: LeftOut(code).words,
    "profile.levels": _levels,
    "second_scoring.levels": _levels,
    "second_scoring.own_levels": _levels,
    "level_change.capability": lambda code: capability(code).name,
    "level_change.before": _level,
    "level_change.after": _level,
    "profile.needs": _conditions,
    "profile.essentials": _conditions,
    "profile.certificates": lambda bits: [CERTIFICATES[code] for code in certificates_from_bits(bits)],
    "profile.vetoes": lambda bits: [FAMILIES[code] for code in families_from_bits(bits)],
    "profile.times": lambda bits: [TIMES[code] for code in times_from_bits(bits)],
    "profile.wishes": lambda codes: [FAMILIES.get(code, code) for code in codes],
    "profile.mode": lambda code: choice_in_words(Mode(code)),
    "proposal.explanation": explained,
    "proposal.run_id": lambda run: f"VD-{run:04}",
    "tray_card.explanation": explained,
    "care_visit.moments": lambda keys: [_moment(key) for key in keys],
    "closing_assessment.outcome": lambda rows: [f"{task}: {Learned(level).words}" for task, level in rows],
    "pending_act.kind": lambda code: ASKED.get(code, code),
    "pending_act.details": _details,
    "imported_record.outcome": _code,
    "imported_record.stays": _code,
    "imported_record.source": lambda code: "Een andere organisatie, via VUM" if code == "vum" else code,
    "sroi_claim.block": _code,
    "sroi_claim.bonuses": lambda codes: [_code(code) for code in codes],
    "sroi_claim.bonuses_refused": lambda codes: [_code(code) for code in codes],
    "sroi_claim.counted_months": _months,
    "sroi_month_of_work.month": lambda day: month_and_year(date.fromisoformat(day)),
}
