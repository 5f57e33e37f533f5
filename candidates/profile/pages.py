"""What pages tell of a profile: the levels in their groups, best first, and the rest in words. No name is in here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from candidates.profile.models import LevelChange, Mode, Profile
from candidates.profile.queries import latest_changes
from matching.core.catalogue import (
    CAPABILITIES,
    CERTIFICATES,
    FAMILIES,
    GROUPS,
    TIMES,
    certificates_from_bits,
    condition,
    conditions_from_bits,
    families_from_bits,
    levels_from_text,
    times_from_bits,
)
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.texts import short_day

TRAVELS = {Mode.WALK: "lopend", Mode.BICYCLE: "met de fiets", Mode.TRANSIT: "met het ov", Mode.CAR: "met de auto"}


@dataclass(frozen=True, slots=True)
class Item:
    """One capability as it stands: ``example`` says what the level looks like, ``change`` what it was before."""

    code: str
    name: str
    level: int | None
    example: str
    change: str


@dataclass(frozen=True, slots=True)
class Group:
    """Capabilities under one heading, best first, unknown ones last."""

    code: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """A profile in words, fit for every colleague in the region."""

    groups: tuple[Group, ...]
    known: int
    hours_min: Decimal
    hours_max: Decimal
    travel: str
    times: list[str]
    certificates: list[str]
    wishes: list[str]
    vetoes: list[str]
    needs: list[str]
    essentials: list[str]
    available_from: date
    confirmed_on: date
    total: int = field(default=len(CAPABILITIES))

    @property
    def is_complete(self) -> bool:
        """Whether every question has an answer."""
        return self.known == self.total


def profile_page(session: Session, profile: Profile) -> ProfilePage:
    """Gather what a page tells of this profile."""
    levels = levels_from_text(profile.levels)
    changes = latest_changes(session, profile)
    needs, essentials = conditions_from_bits(profile.needs), conditions_from_bits(profile.essentials)
    return ProfilePage(
        groups=tuple(_group(code, title, levels, changes) for code, title in GROUPS.items()),
        known=sum(level is not None for level in levels.values()),
        hours_min=profile.hours_min,
        hours_max=profile.hours_max,
        travel=f"{TRAVELS[profile.mode]}, ten hoogste {profile.max_minutes} minuten",
        times=[TIMES[code] for code in times_from_bits(profile.times)],
        certificates=[CERTIFICATES[code] for code in certificates_from_bits(profile.certificates)],
        wishes=[FAMILIES[code] for code in profile.wishes if code in FAMILIES],
        vetoes=[FAMILIES[code] for code in families_from_bits(profile.vetoes)],
        needs=[condition(code).name for code in needs if code not in essentials],
        essentials=[condition(code).name for code in essentials],
        available_from=profile.available_from,
        confirmed_on=profile.confirmed_on,
    )


def _group(code: str, title: str, levels: Mapping[str, int | None], changes: Mapping[str, LevelChange]) -> Group:
    items = [
        _item(item.code, item.name, item.examples, levels[item.code], changes.get(item.code))
        for item in CAPABILITIES
        if item.group == code
    ]
    # Sorting is stable: equal levels keep the order of the list.
    best_first = sorted(items, key=lambda item: -1 if item.level is None else item.level, reverse=True)
    return Group(code, title, tuple(best_first))


def _item(code: str, name: str, examples: tuple[str, ...], level: int | None, change: LevelChange | None) -> Item:
    return Item(
        code=code,
        name=name[:1].upper() + name[1:],
        level=level,
        example="" if level is None else examples[level],
        change="" if change is None else _change(change),
    )


def _change(change: LevelChange) -> str:
    before, after = ("onbekend" if level is None else str(level) for level in (change.before, change.after))
    return f"{short_day(day_of(change.at))}: {before} → {after}"
