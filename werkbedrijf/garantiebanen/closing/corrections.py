"""What changed in a month after it was closed: beside the closed figure, never over it. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from werkbedrijf.foundation.texts import count, number
from werkbedrijf.garantiebanen.headings import TITLES, heading
from werkbedrijf.garantiebanen.ledger import By, Ledger, Line, added, key_of

OF_ERASED = "Werk van mensen van wie de gegevens zijn gewist."
COMPARED = (By.GEMEENTE, By.SECTOR, By.KIND, By.FORM, By.BRANCH)


@dataclass(frozen=True, slots=True)
class Correction:
    """One placement that a recount sees otherwise. `before` and `after` are hours a week times days; no reference: of people who were erased."""

    reference: str
    before: Decimal
    after: Decimal
    why: tuple[str, ...]

    @property
    def difference(self) -> Decimal:
        """What a recount tells more, or less when below nothing."""
        return self.after - self.before


def corrections(closed: Ledger, now: Ledger) -> list[Correction]:
    """Every placement of which the count changed, in the order of their references.

    The differences together are the difference between the two totals.
    """
    before, after = _by_reference(closed.lines), _by_reference(now.lines)
    found = []
    for reference in sorted(before.keys() | after.keys()):
        was, is_now = before.get(reference, ()), after.get(reference, ())
        if not reference:
            # Of people who were erased only what counted stays.
            was, is_now = ([line for line in lines if line.reason is None] for lines in (was, is_now))
        if added(was) != added(is_now) or _headings(was, closed) != _headings(is_now, now):
            why = tuple(_why(was, is_now, closed, now)) if reference else (OF_ERASED,)
            found.append(Correction(reference, added(was), added(is_now), why))
    return found


def grounds_differ(closed: Ledger, now: Ledger) -> bool:
    """Whether a recount divides the count otherwise by ground. Whose, and which ground, is not told: it is kept of no line."""
    return closed.parts[By.GROUND] != now.parts[By.GROUND]


def _by_reference(lines: Iterable[Line]) -> dict[str, Sequence[Line]]:
    found: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.stretch.work.reference].append(line)
    return dict(found)


def _counts(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.reason is None]


def _headings(lines: Iterable[Line], ledger: Ledger) -> dict[By, dict[str, Decimal]]:
    found: dict[By, dict[str, Decimal]] = {by: defaultdict(Decimal) for by in COMPARED}
    for line in _counts(lines):
        for by in COMPARED:
            found[by][key_of(line.stretch, by, ledger.rules)] += line.hour_days
    return found


def _why(was: Sequence[Line], is_now: Sequence[Line], closed: Ledger, now: Ledger) -> Iterator[str]:
    if not was:
        yield "Stond er bij het sluiten nog niet in."
    if not is_now:
        yield "Staat er nu niet meer in."
    if not was or not is_now:
        return
    old, new = _counts(was), _counts(is_now)
    if _days(old) != _days(new):
        yield f"Telde {_days_told(old)} mee, nu {_days_told(new)}."
    yield from _reasons(was, is_now)
    if old and new and _hours(old) != _hours(new):
        yield f"Uren per week: {_hours_told(old)}, nu {_hours_told(new)}."
    before, after = _headings(was, closed), _headings(is_now, now)
    yield from (
        f"{TITLES[by]}: {_told(by, before[by])}, nu {_told(by, after[by])}."
        for by in COMPARED
        if old and new and set(before[by]) != set(after[by])
    )


def _reasons(was: Iterable[Line], is_now: Iterable[Line]) -> Iterator[str]:
    before = {line.reason for line in was if line.reason}
    after = {line.reason for line in is_now if line.reason}
    yield from (f"Nieuw: {reason.words}" for reason in sorted(after - before))
    yield from (f"Niet meer zo: {reason.words}" for reason in sorted(before - after))


def _days(lines: Iterable[Line]) -> set[int]:
    return {
        (line.stretch.span.first + timedelta(days=n)).toordinal()
        for line in lines
        for n in range(line.stretch.span.days)
    }


def _days_told(lines: Iterable[Line]) -> str:
    return count(len(_days(lines)), "dag", "dagen")


def _hours(lines: Iterable[Line]) -> list[Decimal]:
    return sorted({line.stretch.work.hours for line in lines if line.stretch.work.hours is not None})


def _hours_told(lines: Iterable[Line]) -> str:
    return " en ".join(number(hours) for hours in _hours(lines))


def _told(by: By, keys: Iterable[str]) -> str:
    return " en ".join(heading(by, key) for key in sorted(keys))
