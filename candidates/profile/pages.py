"""What pages tell of a profile: the levels in their groups, best first, and the rest in words. No name is in here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from flask import render_template
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.profile.models import LevelChange, Mode, Profile
from candidates.profile.neutral import levels_of, neutral_months
from candidates.profile.queries import history_of, latest_changes, profile_of
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
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.listing import Listing, page_of
from werkbedrijf.foundation.texts import month_and_year

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
        name=_upper(name),
        level=level,
        example="" if level is None else examples[level],
        change="" if change is None else _change(change),
    )


def _change(change: LevelChange) -> str:
    """As a quiet line.

    >>> from datetime import UTC, datetime
    >>> at = datetime(2026, 5, 4, tzinfo=UTC)
    >>> _change(LevelChange(before=2, after=3, at=at, because="na dubbel beoordelen"))
    'mei 2026: 2 naar 3 (na dubbel beoordelen)'
    """
    before, after = step_words(change)
    by = f", door {change.by.name}" if change.by else ""
    because = f" ({change.because})" if change.because else ""
    return f"{month_and_year(day_of(change.at))}: {before} naar {after}{by}{because}"


def step_words(change: LevelChange) -> tuple[str, str]:
    """The level before and after, as words."""
    before, after = ("onbekend" if level is None else str(level) for level in (change.before, change.after))
    return before, after


@dataclass(frozen=True, slots=True)
class Past:
    """One change of a level, for the page with all of them."""

    at: datetime
    name: str
    before: int | None
    after: int | None
    by: str
    because: str


def history_page(session: Session, candidate: Candidate, args: Mapping[str, str], *, whole_file: bool) -> str:
    """Every level that changed, with who and when."""
    profile = profile_of(session, candidate)
    if profile is None:
        raise NotFound
    listing = Listing.read(args, sorts=["nieuw"], default="nieuw")
    page = page_of(session, history_of(profile), listing)
    names = {item.code: item.name for item in CAPABILITIES}
    rows = [
        Past(
            at=row.at,
            name=_upper(names.get(row.capability, row.capability)),
            before=row.before,
            after=row.after,
            by=row.by.name if row.by else "bij het inlezen",
            because=row.because,
        )
        for row in page.rows
    ]
    return render_template(
        "profile/history.html", candidate=candidate.reference, page=page, rows=rows, whole_file=whole_file
    )


def neutral_page(session: Session, args: Mapping[str, str]) -> str:
    """What stands for what nobody asked yet, this month or an earlier one."""
    months = session.scalars(neutral_months()).all()
    wanted = args.get("maand", "")
    row = next((one for one in months if one.reference == wanted), months[0] if months else None)
    levels = levels_of(row) if row else {}
    groups = [
        (title, [(_upper(item.name), levels[item.code]) for item in CAPABILITIES if item.group == code])
        for code, title in (GROUPS.items() if row else ())
    ]
    return render_template("profile/neutral.html", months=months, shown=row, groups=groups)


def _upper(name: str) -> str:
    return name[:1].upper() + name[1:]
