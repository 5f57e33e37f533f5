"""Which facts of two employers stay, per field: those of one, of the other, or of both. Pure but for the rows it reads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from employers.models import Employer
from employers.record.sections import sections
from werkbedrijf.foundation.texts import short_day

KEPT: Final = "blijft"
OTHER: Final = "ander"
BOTH: Final = "beide"


@dataclass(frozen=True, slots=True)
class Choosable:
    """Facts that are chosen together: the columns, what a person calls them, and how they read."""

    name: str
    title: str
    columns: tuple[str, ...]
    told: Callable[[Employer], str]
    both: bool = False


def _sbb(employer: Employer) -> str:
    if not employer.sbb_recognised:
        return ""
    until = f"tot en met {short_day(employer.sbb_until)}" if employer.sbb_until else "zonder einddatum"
    return ", ".join(part for part in ("Erkend", until, employer.sbb_number) if part)


def _no_calls(employer: Employer) -> str:
    if employer.no_calls_since is None:
        return ""
    until = f", tot en met {short_day(employer.no_calls_until)}" if employer.no_calls_until else ""
    return f"{employer.no_calls_reason} (sinds {short_day(employer.no_calls_since)}{until})"


CHOOSABLE: Final[tuple[Choosable, ...]] = (
    Choosable("name", "Naam", ("name", "search_name"), lambda one: one.name),
    Choosable("kvk", "KvK-nummer", ("kvk",), lambda one: one.kvk or ""),
    Choosable("sector", "Sector", ("sector",), lambda one: one.sector.value.capitalize()),
    Choosable("sbi_section", "Branche", ("sbi_section",), lambda one: sections().get(one.sbi_section or "", "")),
    Choosable("size", "Grootte", ("size",), lambda one: f"{one.size.value} mensen" if one.size else ""),
    Choosable("sbb", "Erkend leerbedrijf (SBB)", ("sbb_recognised", "sbb_until", "sbb_number"), _sbb),
    Choosable("no_calls", "Niet bellen", ("no_calls_since", "no_calls_until", "no_calls_reason"), _no_calls),
    Choosable("website", "Website", ("website",), lambda one: one.website),
    Choosable(
        "face",
        "Aanspreekpunt",
        ("account_manager_id", "substitute_id"),
        lambda one: one.account_manager.name if one.account_manager else "",
    ),
    Choosable("note", "Notitie", ("note",), lambda one: one.note, both=True),
)

OWN: Final = {"id", "reference", "version", "merged_into_id", "registered_on"}
"""Columns of an employer that are not chosen: they stay its own. The day it became known is the earliest of the two."""


def differing(kept: Employer, gone: Employer) -> list[Choosable]:
    """What has to be chosen: where both say something, and not the same."""
    return [one for one in CHOOSABLE if one.told(kept) and one.told(gone) and one.told(kept) != one.told(gone)]


def usual(kept: Employer, gone: Employer) -> dict[str, str]:
    """The choice a person starts from: what the kept one says, what the other says where it says nothing, both of a note."""
    found = {}
    for one in CHOOSABLE:
        mine, theirs = one.told(kept), one.told(gone)
        found[one.name] = OTHER if theirs and not mine else BOTH if one.both and theirs and theirs != mine else KEPT
    return found


def chosen_values(kept: Employer, gone: Employer, choices: Mapping[str, str]) -> dict[str, Any]:
    """The values of the kept employer once these choices are made; what is not among them follows ``usual``."""
    made = usual(kept, gone) | {name: choice for name, choice in choices.items() if choice in (KEPT, OTHER, BOTH)}
    values: dict[str, Any] = {}
    for one in CHOOSABLE:
        choice = made[one.name]
        if choice == BOTH and one.both:
            texts: Sequence[str] = [text for text in (one.told(kept), one.told(gone)) if text]
            values[one.columns[0]] = "\n\n".join(dict.fromkeys(texts))
        elif choice == OTHER:
            values |= {column: getattr(gone, column) for column in one.columns}
    first: date = min(kept.registered_on, gone.registered_on)
    return values | {"registered_on": first}
