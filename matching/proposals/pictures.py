"""Pages of lists as plain values, to be kept exactly as they were shown. No name of a person goes in."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.profile.pool import fresh_people
from employers.vacancies.models import Vacancy
from matching.proposals.chances import Chances
from matching.proposals.lines import Line
from matching.proposals.marks import InForce, Mark
from matching.proposals.shortlist import Shortlist, neutral_of
from matching.runs.models import ChoiceKind
from matching.shown.models import ShownKind
from matching.shown.packing import Line as KeptLine
from matching.shown.packing import Picture
from werkbedrijf.foundation.listing import Listing
from werkbedrijf.foundation.parameters import Parameter, rows_on
from werkbedrijf.foundation.versions import version_of

ARITHMETIC: Final = ("matching.core", "matching.proposals", "candidates.profile")
VALUES: Final = (Parameter.SUITABLE_FROM, Parameter.PROPOSALS_PER_SEAT)
"""The values a ranking works with; those of the allocation stand with its run."""


def picture_of_people(
    session: Session,
    vacancy: Vacancy,
    found: Shortlist,
    apart: Sequence[Line],
    lines: Sequence[Line],
    *,
    listing: Listing,
    now: InForce | None,
    on: date,
) -> Picture:
    """Who can do this work."""
    rows = [*(_line(one, apart=True) for one in apart), *(_line(one) for one in lines)]
    return _picture(session, ShownKind.PEOPLE, rows, found, vacancy=vacancy, listing=listing, now=now, on=on)


def picture_of_places(
    session: Session,
    candidate: Candidate,
    found: Shortlist,
    lines: Sequence[Line],
    *,
    listing: Listing,
    now: InForce | None,
    on: date,
) -> Picture:
    """Which places suit this person."""
    rows = [_line(one) for one in lines]
    return _picture(session, ShownKind.PLACES, rows, found, candidate=candidate, listing=listing, now=now, on=on)


def picture_of_chances(session: Session, candidate: Candidate, found: Chances, *, on: date) -> Picture:
    """What is open to this person, and the questions that would open more."""
    settings, revision = settings_of(session, on)
    return Picture(
        kind=ShownKind.CHANCES,
        vacancy_id=None,
        candidate_id=candidate.id,
        lines=(),
        facts={"open_places": found.open_places, "suitable": found.worth.now, "part": found.part},
        settings=settings,
        code_version=version_of(*ARITHMETIC),
        pool_revision=revision,
        others={
            "places": [[place.reference, place.title] for place in found.best],
            "questions": [[one.name, one.does] for one in found.questions],
        },
    )


def settings_of(session: Session, on: date) -> tuple[Mapping[str, Any], int]:
    """What a ranking of this day works with, and the number of the last change in the pool."""
    snapshot = fresh_people(session)
    return _settings(session, neutral_of(snapshot), on), snapshot.revision


def _settings(session: Session, neutral: Sequence[int], on: date) -> Mapping[str, Any]:
    values = rows_on(session, VALUES, on)
    return {
        "values": {name.value: [str(row.value), row.valid_from.isoformat()] for name, row in values.items()},
        "neutral": "".join(map(str, neutral)),
        # The month whose key drew the lots among equals; the key itself is nowhere.
        "lot": f"{on:%Y-%m}",
    }


def _picture(
    session: Session,
    kind: ShownKind,
    rows: Sequence[KeptLine],
    found: Shortlist,
    *,
    vacancy: Vacancy | None = None,
    candidate: Candidate | None = None,
    listing: Listing,
    now: InForce | None,
    on: date,
) -> Picture:
    about = [vacancy.title, place_words(vacancy)] if vacancy else []
    return Picture(
        kind=kind,
        vacancy_id=vacancy.id if vacancy else None,
        candidate_id=candidate.id if candidate else None,
        lines=tuple(rows),
        facts={
            "considered": found.considered,
            "eligible": found.eligible,
            "suitable": found.suitable,
            "listed": found.listed,
            "part": found.part,
            "left_out": [[row.title, row.count, "" if candidate else row.sentence] for row in found.left_out],
            "about": about,
        },
        settings={
            **_settings(session, found.neutral, on),
            "page": found.page,
            "filters": dict(listing.filters),
            "run": now.run.reference if now else None,
        },
        code_version=version_of(*ARITHMETIC),
        pool_revision=found.revision,
        # A title may be changed later, so the one of now is kept.
        others={"titles": [[row.vacancy.title, place_words(row.vacancy)] for row in found.rows]} if candidate else {},
    )


def place_words(vacancy: Vacancy) -> str:
    """Whose place it is, and where."""
    return f"{vacancy.employer.name}, {vacancy.establishment.place}"


def _line(one: Line, *, apart: bool = False) -> KeptLine:
    ranked = one.row.ranked
    return KeptLine(
        candidate_id=one.row.candidate.id,
        vacancy_id=one.row.vacancy.id,
        number=one.row.number,
        apart=apart,
        told={
            "score": one.row.score,
            # Points of most points, and the points when every open question turns out low or high.
            "figures": [ranked.points, ranked.smax, ranked.low, ranked.high],
            "minutes": ranked.minutes,
            "can": list(one.can),
            "grows": list(one.grows),
            "tasks": [[task.name, task.share, task.part, task.growing, task.words] for task in one.tasks],
            "arrange": list(one.arrange),
            "ask": one.ask,
            "travel": one.travel,
        },
        beside=_beside(one.mark, one.interval),
    )


def _beside(mark: Mark, interval: str) -> tuple[str, ...]:
    """What stood beside the row, as the page chose it; a decision without the name of who decided."""
    chosen = ""
    if mark.choice:
        what = "Op de lijst gezet" if mark.choice.kind is ChoiceKind.ADDED else "Van de lijst gehaald"
        chosen = f"{what}: {mark.choice.reason}."
    return tuple(text for text in (mark.on_list, mark.needed or mark.also, chosen, interval) if text)
