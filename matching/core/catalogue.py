"""The fixed lists both sides speak in: what people can, what must be arranged, certificates, kinds of work.

The lists are data (`data/*.toml`), their order is part of the stored form: levels are a string with one character per
capability, the other lists are bits. Therefore nothing is ever moved or removed; new entries go at the end.
Source: matching.md 2.1-2.3.
"""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

LOWEST: Final = 0
HIGHEST: Final = 4
UNKNOWN_CHARACTER: Final = "?"


@dataclass(frozen=True, slots=True)
class Capability:
    """One thing a person can do and a task can ask, on a level of 0 to 4."""

    index: int
    code: str
    name: str
    group: str
    hard_possible: bool
    """Whether a place may ask a least level for safety; everything else is soft (2.5)."""
    examples: tuple[str, ...]
    """One sentence per level, 0 to 4."""

    @property
    def group_title(self) -> str:
        """The heading this capability stands under on a page."""
        return GROUPS[self.group]


@dataclass(frozen=True, slots=True)
class Condition:
    """Something to arrange around a person; never a reason for a lower fit (2.3)."""

    index: int
    code: str
    name: str
    by: str
    """Who arranges it: werkgever, werkbedrijf, UWV or gemeente."""
    instrument: str
    lead_time: str
    employer_words: str
    """Part of a sentence after "Wij regelen:" or "U regelt:"."""
    coach_words: str
    """A full sentence in je-form."""


def _load(name: str) -> dict[str, Any]:
    text = resources.files("matching.core").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _capabilities(rows: list[dict[str, Any]]) -> tuple[Capability, ...]:
    return tuple(
        Capability(
            index=index,
            code=row["code"],
            name=row["name"],
            group=row["group"],
            hard_possible=row.get("hard_possible", False),
            examples=tuple(row["examples"]),
        )
        for index, row in enumerate(rows)
    )


def _conditions(rows: list[dict[str, Any]]) -> tuple[Condition, ...]:
    return tuple(
        Condition(
            index=index,
            code=row["code"],
            name=row["name"],
            by=row["by"],
            instrument=row["instrument"],
            lead_time=row["lead_time"],
            employer_words=row["employer"],
            coach_words=row["coach"],
        )
        for index, row in enumerate(rows)
    )


_CAPABILITY_FILE: Final = _load("capabilities")
_KINDS_FILE: Final = _load("kinds")

ANCHORS: Final[tuple[str, ...]] = tuple(_CAPABILITY_FILE["anchors"])
"""What level 0, 1, 2, 3 and 4 mean, the same for every capability."""
GROUPS: Final[Mapping[str, str]] = _CAPABILITY_FILE["groups"]
"""Group code to its Dutch heading, in reading order."""
CAPABILITIES: Final[tuple[Capability, ...]] = _capabilities(_CAPABILITY_FILE["capability"])
CONDITIONS: Final[tuple[Condition, ...]] = _conditions(_load("conditions")["condition"])
CERTIFICATES: Final[Mapping[str, str]] = _KINDS_FILE["certificates"]
FAMILIES: Final[Mapping[str, str]] = _KINDS_FILE["families"]
TIMES: Final[Mapping[str, str]] = {"avond": "in de avond", "nacht": "in de nacht", "weekend": "in het weekend"}

CAPABILITY_CODES: Final = tuple(item.code for item in CAPABILITIES)
CONDITION_CODES: Final = tuple(item.code for item in CONDITIONS)
CERTIFICATE_CODES: Final = tuple(CERTIFICATES)
FAMILY_CODES: Final = tuple(FAMILIES)
TIME_CODES: Final = tuple(TIMES)
HARD_CODES: Final = tuple(item.code for item in CAPABILITIES if item.hard_possible)

_CAPABILITY_BY_CODE: Final = {item.code: item for item in CAPABILITIES}
_CONDITION_BY_CODE: Final = {item.code: item for item in CONDITIONS}


def capability(code: str) -> Capability:
    """The capability with this code; ValueError when there is none.

    >>> capability("veilig").name
    'veilig werken, gevaar zien'
    """
    if code not in _CAPABILITY_BY_CODE:
        raise ValueError(f"Onbekend vermogen '{code}'. Kies uit: {', '.join(CAPABILITY_CODES)}.")
    return _CAPABILITY_BY_CODE[code]


def condition(code: str) -> Condition:
    """The condition with this code; ValueError when there is none."""
    if code not in _CONDITION_BY_CODE:
        raise ValueError(f"Onbekende voorwaarde '{code}'. Kies uit: {', '.join(CONDITION_CODES)}.")
    return _CONDITION_BY_CODE[code]


def levels_to_text(levels: Mapping[str, int | None]) -> str:
    """One character per capability in fixed order: '0' to '4', or '?' for unknown or absent.

    >>> levels_to_text({"instructies": 3, "aandacht_verdelen": 0})[:4]
    '3?0?'
    """
    for code, level in levels.items():
        capability(code)
        check_level(code, level)
    found = (levels.get(code) for code in CAPABILITY_CODES)
    return "".join(UNKNOWN_CHARACTER if level is None else str(level) for level in found)


def levels_from_text(text: str) -> dict[str, int | None]:
    """The other way round; a text from before a capability was added is filled up with unknown.

    >>> levels_from_text("3?0")["aandacht_verdelen"], levels_from_text("3?0")["lezen"]
    (0, None)
    """
    if len(text) > len(CAPABILITIES) or set(text) - set("01234?"):
        raise ValueError(f"Niveaus staan als ten hoogste {len(CAPABILITIES)} tekens 0 tot 4 of '?', niet als '{text}'.")
    padded = text.ljust(len(CAPABILITIES), UNKNOWN_CHARACTER)
    return {
        code: None if char == UNKNOWN_CHARACTER else int(char)
        for code, char in zip(CAPABILITY_CODES, padded, strict=True)
    }


def check_level(code: str, level: int | None, lowest: int = LOWEST) -> None:
    """ValueError when a level is not a whole number from `lowest` to 4 (None is unknown and fine for people)."""
    if level is None:
        return
    if type(level) is not int or not lowest <= level <= HIGHEST:
        raise ValueError(f"Niveau van '{code}' is een heel getal van {lowest} tot {HIGHEST}, niet {level!r}.")


def conditions_to_bits(codes: Iterable[str]) -> int:
    """Conditions as bits, bit 0 = the first of the list.

    >>> conditions_to_bits(["jobcoach", "prikkelarm"])
    5
    """
    return _to_bits(codes, CONDITION_CODES, "voorwaarde")


def conditions_from_bits(bits: int) -> tuple[str, ...]:
    """The condition codes whose bit is on, in fixed order."""
    return _from_bits(bits, CONDITION_CODES, "voorwaarde")


def certificates_to_bits(codes: Iterable[str]) -> int:
    """Certificates as bits."""
    return _to_bits(codes, CERTIFICATE_CODES, "certificaat")


def certificates_from_bits(bits: int) -> tuple[str, ...]:
    """The certificate codes whose bit is on."""
    return _from_bits(bits, CERTIFICATE_CODES, "certificaat")


def families_to_bits(codes: Iterable[str]) -> int:
    """Kinds of work as bits."""
    return _to_bits(codes, FAMILY_CODES, "soort werk")


def families_from_bits(bits: int) -> tuple[str, ...]:
    """The kinds of work whose bit is on."""
    return _from_bits(bits, FAMILY_CODES, "soort werk")


def times_to_bits(codes: Iterable[str]) -> int:
    """Working times (avond, nacht, weekend) as bits."""
    return _to_bits(codes, TIME_CODES, "werktijd")


def times_from_bits(bits: int) -> tuple[str, ...]:
    """The working times whose bit is on."""
    return _from_bits(bits, TIME_CODES, "werktijd")


def check_codes(codes: Iterable[str], known: Collection[str], noun: str) -> None:
    """ValueError naming the first code that is not in the list."""
    for code in codes:
        if code not in known:
            raise ValueError(f"Onbekend: {noun} '{code}'. Kies uit: {', '.join(known)}.")


def _to_bits(codes: Iterable[str], order: tuple[str, ...], noun: str) -> int:
    wanted = tuple(codes)
    check_codes(wanted, order, noun)
    return sum(1 << order.index(code) for code in set(wanted))


def _from_bits(bits: int, order: tuple[str, ...], noun: str) -> tuple[str, ...]:
    if bits < 0 or bits >> len(order):
        raise ValueError(f"Geen {noun} hoort bij de bits {bits}.")
    return tuple(code for index, code in enumerate(order) if bits >> index & 1)
