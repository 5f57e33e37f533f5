"""What someone can, needs and wants, in words of the fixed lists, checked before it is kept (matching.md 2.1)."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from candidates.profile.models import Mode, Profile
from candidates.words import problem_with
from matching.core.catalogue import (
    CERTIFICATE_CODES,
    CONDITION_CODES,
    FAMILY_CODES,
    TIME_CODES,
    capability,
    certificates_from_bits,
    check_codes,
    check_level,
    conditions_from_bits,
    families_from_bits,
    levels_from_text,
    times_from_bits,
)
from matching.core.language import MOST_HOURS, MOST_MINUTES, MOST_WISHES
from werkbedrijf.foundation.errors import InputRefused

LONGEST_NOTE = 300
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """A whole profile as it is told to us. Codes are those of the core's catalogue.

    ``levels``: 0 to 4 per capability, None or absent is unknown. Hours are per week, ``max_minutes`` one way, ``pc4`` four
    digits. ``essentials`` are the needs without which the work is impossible. ``vetoes`` and ``wishes`` are kinds of work,
    ``wishes`` at most three and in order. ``build_up`` is the one free text: how the hours grow.
    """

    hours_min: Decimal
    hours_max: Decimal
    pc4: str
    mode: Mode
    max_minutes: int
    available_from: date
    levels: Mapping[str, int | None] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    essentials: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    certificates: frozenset[str] = frozenset()
    vetoes: frozenset[str] = frozenset()
    wishes: tuple[str, ...] = ()
    build_up: str = ""

    def checked(self) -> "ProfileFacts":
        """The same facts, tidied up; raises InputRefused with a sentence per field that cannot stay."""
        tidy = replace(self, pc4=self.pc4.strip(), build_up=" ".join(self.build_up.split()), mode=Mode(self.mode))
        problems = dict(tidy.problems())
        if problems:
            raise InputRefused(problems)
        return tidy

    def problems(self) -> Iterator[tuple[str, str]]:
        """Field and sentence for whatever cannot stay."""
        yield from self._hours_problems()
        yield from self._travel_problems()
        yield from self._choice_problems()
        if len(self.build_up) > LONGEST_NOTE:
            yield "build_up", f"Dit is te lang. Gebruik ten hoogste {LONGEST_NOTE} tekens."
        elif sentence := problem_with(self.build_up):
            yield "build_up", sentence

    def _hours_problems(self) -> Iterator[tuple[str, str]]:
        if not 0 < self.hours_min <= MOST_HOURS:
            yield "hours_min", f"Vul meer dan 0 en ten hoogste {MOST_HOURS} uur per week in."
        elif not self.hours_min <= self.hours_max <= MOST_HOURS:
            yield "hours_max", f"Het hoogste aantal uren is ten minste het laagste, en ten hoogste {MOST_HOURS}."
        elif any(hours % _CENT for hours in (self.hours_min, self.hours_max)):
            yield "hours_min", "Gebruik ten hoogste twee cijfers achter de komma."

    def _travel_problems(self) -> Iterator[tuple[str, str]]:
        if not re.fullmatch(r"[1-9][0-9]{3}", self.pc4):
            yield "pc4", "Vul de vier cijfers van de postcode in, zoals 7511."
        if not 0 < self.max_minutes <= MOST_MINUTES:
            yield "max_minutes", f"Vul een reistijd in van 1 tot {MOST_MINUTES} minuten."

    def _choice_problems(self) -> Iterator[tuple[str, str]]:
        yield from _unknown("needs", self.needs, CONDITION_CODES, "voorwaarde")
        yield from _unknown("times", self.times, TIME_CODES, "werktijd")
        yield from _unknown("certificates", self.certificates, CERTIFICATE_CODES, "certificaat")
        yield from _unknown("vetoes", self.vetoes, FAMILY_CODES, "soort werk")
        yield from _unknown("wishes", self.wishes, FAMILY_CODES, "soort werk")
        if not self.essentials <= self.needs:
            yield "essentials", "Wat onmisbaar is, moet ook geregeld worden. Kies het bij beide."
        if len(set(self.wishes)) != len(self.wishes) or len(self.wishes) > MOST_WISHES:
            yield "wishes", f"Kies ten hoogste {MOST_WISHES} verschillende wensen."
        if self.vetoes.intersection(self.wishes):
            yield "vetoes", "Hetzelfde werk staat bij de wensen en bij wat iemand niet wil. Kies één van beide."
        yield from _level_problems(self.levels)


def facts_of(profile: Profile) -> ProfileFacts:
    """The facts as they stand now, to change some of them (``dataclasses.replace``)."""
    return ProfileFacts(
        hours_min=profile.hours_min,
        hours_max=profile.hours_max,
        pc4=profile.pc4,
        mode=profile.mode,
        max_minutes=profile.max_minutes,
        available_from=profile.available_from,
        levels=levels_from_text(profile.levels),
        needs=frozenset(conditions_from_bits(profile.needs)),
        essentials=frozenset(conditions_from_bits(profile.essentials)),
        times=frozenset(times_from_bits(profile.times)),
        certificates=frozenset(certificates_from_bits(profile.certificates)),
        vetoes=frozenset(families_from_bits(profile.vetoes)),
        wishes=tuple(profile.wishes),
        build_up=profile.build_up,
    )


def _unknown(field_name: str, codes: Collection[str], known: Collection[str], noun: str) -> Iterator[tuple[str, str]]:
    try:
        check_codes(sorted(codes), known, noun)
    except ValueError as problem:
        yield field_name, str(problem)


def _level_problems(levels: Mapping[str, int | None]) -> Iterator[tuple[str, str]]:
    for code, level in levels.items():
        try:
            capability(code)
            check_level(code, level)
        except ValueError as problem:
            yield "levels", str(problem)
