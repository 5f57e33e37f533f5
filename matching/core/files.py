"""People, places, travel and settings from text, so that anybody can hand the engine a region without a database.

Strict on purpose: an unknown key is refused with its file, line and name, for a key that is ignored is a promise not kept.
A `regeling` is refused like any other; the engine has no place for it. The shapes stand in FILES.md beside this file.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeVar

from matching.core.allocation import Rules
from matching.core.language import Ask, ConditionState, Demand, Offer, Task, Travel, TravelMode, WorkTime
from matching.core.names import Names
from matching.core.pairs import MOST_SLOTS
from matching.core.values import flag, hours, levels, listing, mapping, number, one_of, text, texts, whole

T = TypeVar("T")

PERSON_KEYS: Final = (
    *("id", "levels", "need", "essential", "hours", "pc4", "travel", "times", "certificates", "veto", "wishes"),
    "history",
)
PLACE_KEYS: Final = (
    *("id", "positions", "hours", "pc4", "times", "certificates", "family", "conditions", "hard", "tasks"),
)
TASK_KEYS: Final = ("name", "share", "separable", "demands")
TRAVEL_KEYS: Final = ("mode", "max_minutes")
SETTING_KEYS: Final = ("k", "m", "B", "tau", "key")
TABLE_KEYS: Final = ("from", "to", "mode", "minutes")


class FileRefused(ValueError):
    """Something in a file cannot be taken; the sentence names file, line and what to do."""

    def __init__(self, name: str, line: int, problem: str) -> None:
        super().__init__(f"{name}, regel {line}: {problem}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Settings:
    """What a region decides: the rules of the lists, tau, and the key of the lots."""

    rules: Rules = field(default_factory=Rules)
    tau: Fraction = Fraction(4, 5)
    key: str = ""


@dataclass(frozen=True, slots=True)
class Journey:
    """A known travel time, one way: from a home to a place, both four-digit postcodes."""

    home: str
    work: str
    mode: TravelMode
    minutes: int


def read_places(text_: str, name: str) -> tuple[list[Demand], Names]:
    """Places, one JSON object a line, and the names that occur in them."""
    records = list(_records(text_, name))
    names = _held(
        name,
        1,
        lambda: Names.of(
            (c for _, r in records for c in _loose(r.get("certificates"))),
            (f for _, r in records for f in _loose([r.get("family")])),
        ),
    )
    return _unique([(line, _held(name, line, _place, r, names)) for line, r in records], name), names


def read_people(text_: str, name: str, names: Names) -> list[Offer]:
    """People, one JSON object a line; what no place asks or offers is left away."""
    return _unique([(line, _held(name, line, _person, r, names)) for line, r in _records(text_, name)], name)


def read_settings(text_: str, name: str) -> Settings:
    """The settings, one JSON object; what is absent keeps its default."""
    given = _held(name, 1, _parsed, text_)
    for key in given:
        if key not in SETTING_KEYS:
            line = next((n for n, row in enumerate(text_.splitlines(), 1) if f'"{key}"' in row), 1)
            raise FileRefused(name, line, _unknown(key, SETTING_KEYS))
    return _held(name, 1, _settings, given)


def read_journeys(text_: str, name: str) -> list[Journey]:
    """The travel table: CSV with the columns from, to, mode and minutes."""
    rows = csv.reader(text_.splitlines())
    head = next(rows, [])
    for key in head:
        if key not in TABLE_KEYS:
            raise FileRefused(name, 1, _unknown(key, TABLE_KEYS))
    if sorted(head) != sorted(TABLE_KEYS):
        raise FileRefused(name, 1, f"de kolommen zijn {', '.join(TABLE_KEYS)}, niet {', '.join(head) or 'leeg'}.")
    return [_held(name, rows.line_num, _journey, head, row) for row in rows if row]


def _journey(head: list[str], row: list[str]) -> Journey:
    if len(row) != len(head):
        raise ValueError(f"deze regel heeft {len(row)} velden en de kop {len(head)}.")
    found = dict(zip(head, row, strict=True))
    minutes = found["minutes"]
    if not (minutes.isascii() and minutes.isdigit()):
        raise ValueError(f"minuten zijn een geheel getal, niet '{minutes}'.")
    return Journey(found["from"], found["to"], one_of(TravelMode, found["mode"], "mode"), int(minutes))


def _settings(given: dict[str, Any]) -> Settings:
    plain = Rules()
    bonus = given.get("B")
    rules = Rules(
        k=whole(given.get("k", plain.k), "k"),
        m=whole(given.get("m", plain.m), "m"),
        bonus=plain.bonus if bonus is None else tuple(number(part, "B") for part in listing(bonus, "B")),
    )
    tau = Fraction(number(given.get("tau", Decimal("0.80")), "tau"))
    if not 0 <= tau <= 1:
        raise ValueError("tau ligt tussen 0 en 1.")
    key = text(given.get("key", ""), "key")
    if len(key.encode()) > 64:
        raise ValueError("key is ten hoogste 64 bytes lang.")
    return Settings(rules, tau, key)


def _person(record: dict[str, Any], names: Names) -> Offer:
    _known(record, PERSON_KEYS, ("id", "levels", "hours", "travel"))
    travel = mapping(record["travel"], "travel")
    _known(travel, TRAVEL_KEYS, TRAVEL_KEYS)
    least, most = hours(record["hours"])
    wishes = texts(record.get("wishes"), "wishes")
    return Offer(
        id=text(record["id"], "id"),
        levels=levels(record["levels"], "levels"),
        hours_min=least,
        hours_max=most,
        travel=Travel(one_of(TravelMode, travel["mode"], "mode"), whole(travel["max_minutes"], "max_minutes")),
        pc4=_pc4(record),
        need=frozenset(texts(record.get("need"), "need")),
        essential=frozenset(texts(record.get("essential"), "essential")),
        times=_times(record),
        certificates=_of(names.certificates, texts(record.get("certificates"), "certificates")),
        veto=_of(names.families, texts(record.get("veto"), "veto")),
        wishes=tuple(names.families.get(wish, wish) for wish in wishes),
        history=whole(record.get("history", 0), "history"),
    )


def _place(record: dict[str, Any], names: Names) -> Demand:
    _known(record, PLACE_KEYS, ("id", "hours", "tasks"))
    least, most = hours(record["hours"])
    family = record.get("family")
    return Demand(
        id=text(record["id"], "id"),
        hours_min=least,
        hours_max=most,
        tasks=tuple(_task(mapping(task, "tasks")) for task in listing(record["tasks"], "tasks")),
        positions=min(whole(record.get("positions", 1), "positions"), MOST_SLOTS + 1),
        pc4=_pc4(record),
        family=None if family is None else names.families[text(family, "family")],
        times=_times(record),
        certificates=_of(names.certificates, texts(record.get("certificates"), "certificates")),
        conditions={
            c: one_of(ConditionState, s, "conditions")
            for c, s in mapping(record.get("conditions", {}), "conditions").items()
        },
        hard={c: whole(level, "hard") for c, level in mapping(record.get("hard", {}), "hard").items()},
    )


def _task(record: dict[str, Any]) -> Task:
    _known(record, TASK_KEYS, ("name", "share", "demands"))
    demands = mapping(record["demands"], "demands")
    return Task(
        name=text(record["name"], "name"),
        share=number(record["share"], "share"),
        demands={code: _ask(asked) for code, asked in demands.items()},
        separable=flag(record.get("separable", True), "separable"),
    )


def _ask(asked: Any) -> Ask:
    found = [whole(part, "demands") for part in listing(asked, "demands")]
    if len(found) != 2:
        raise ValueError("'demands' geeft per vermogen [niveau, belang].")
    return Ask(*found)


def _times(record: Mapping[str, Any]) -> frozenset[WorkTime]:
    return frozenset(one_of(WorkTime, time, "times") for time in texts(record.get("times"), "times"))


def _pc4(record: Mapping[str, Any]) -> str | None:
    given = record.get("pc4")
    return None if given is None else text(given, "pc4")


def _of(codes: Mapping[str, str], names: Iterable[str]) -> frozenset[str]:
    return frozenset(codes[name] for name in names if name in codes)


def _loose(given: Any) -> list[str]:
    """The texts in something not checked yet."""
    return [part for part in given if isinstance(part, str)] if isinstance(given, list) else []


def _known(record: Mapping[str, Any], keys: tuple[str, ...], needed: tuple[str, ...]) -> None:
    for key in record:
        if key not in keys:
            raise ValueError(_unknown(key, keys))
    for key in needed:
        if key not in record:
            raise ValueError(f"'{key}' ontbreekt.")


def _unknown(key: str, keys: tuple[str, ...]) -> str:
    why = " De regeling van iemand telt nergens mee." if key == "regeling" else ""
    return f"onbekende sleutel '{key}'.{why} Haal hem weg; bekend zijn {', '.join(keys)}."


def _records(text_: str, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, row in enumerate(text_.split("\n"), 1):
        if row.strip():
            yield line, _held(name, line, _parsed, row)


def _parsed(row: str) -> dict[str, Any]:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        twice = [key for number_, (key, _) in enumerate(pairs) if key in dict(pairs[:number_])]
        if twice:
            raise ValueError(f"de sleutel '{twice[0]}' staat er twee keer.")
        return dict(pairs)

    def never(constant: str) -> None:
        raise ValueError(f"{constant} is geen getal.")

    try:
        found = json.loads(row, object_pairs_hook=once, parse_float=Decimal, parse_constant=never)
    except json.JSONDecodeError as problem:
        raise ValueError(f"dit is geen JSON (teken {problem.colno}).") from problem
    return mapping(found, "de regel")


def _held(name: str, line: int, make: Callable[..., T], *given: Any) -> T:
    """Make something of one line; a refusal gets its file and line."""
    try:
        return make(*given)
    except FileRefused:
        raise
    except (ValueError, KeyError, RecursionError) as problem:
        raise FileRefused(
            name, line, str(problem.args[0]) if problem.args else "dit kan niet worden gelezen."
        ) from problem


_Named = TypeVar("_Named", Offer, Demand)


def _unique(found: list[tuple[int, _Named]], name: str) -> list[_Named]:
    seen: dict[str, int] = {}
    for line, one in found:
        if one.id in seen:
            raise FileRefused(name, line, f"het id '{one.id}' staat ook op regel {seen[one.id]}.")
        seen[one.id] = line
    return [one for _, one in found]
