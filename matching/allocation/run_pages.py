"""One run, shown exactly as it was: its lists, what it was made from, and the proof checked again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.policy import may_see_file
from employers.vacancies.models import Vacancy
from matching.allocation.checking import CannotBeChecked, checked_again
from matching.allocation.comparing import figures_of
from matching.allocation.pages import STATUS_KINDS, people
from matching.allocation.people import candidates_behind, places_behind
from matching.allocation.settings import RunSettings
from matching.core.fit import display
from matching.runs.models import AllocationRun, RunStatus
from matching.runs.outcome import Listed, Outcome, PlaceOutcome
from matching.runs.queries import outcome_of
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.listing import Listing, page_of_sequence
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.texts import long_day, number

GONE = "iemand die niet meer in de regio is"


@dataclass(frozen=True, slots=True)
class Entry:
    """One person on a list as a page shows it; the fit only where one place stands alone."""

    title: str
    reference: str | None
    rank: int
    frozen: bool
    added: bool
    fit: int


@dataclass(frozen=True, slots=True)
class PlaceList:
    """The list of one place in a run."""

    reference: str
    vacancy: Vacancy | None
    place: PlaceOutcome
    entries: tuple[Entry, ...]

    @property
    def title(self) -> str:
        """The place, by its title while it exists."""
        return self.vacancy.title if self.vacancy else f"Plek {self.reference}"


def run_page(session: Session, actor: Actor, run: AllocationRun, args: Mapping[str, str]) -> str:
    """A run as it was; with ``?plek=`` the list of one place."""
    if run.status is not RunStatus.DONE:
        return render_template("allocation/not_done.html", run=run, kinds=STATUS_KINDS)
    outcome = outcome_of(run)
    listing = Listing.read(args, sorts=["plek"], default="plek")
    wanted = args.get("plek", "").strip().upper()
    ids = [wanted] if wanted in outcome.places else sorted(outcome.places)
    page = page_of_sequence(ids, listing)
    smallest = whole_number_on(session, Parameter.SMALL_CELL, day_of(session.info["at"]))
    figures = figures_of(outcome)
    return render_template(
        "allocation/run.html",
        run=run,
        figures=figures,
        listed=people(figures.listed, smallest),
        page=page,
        one=wanted in outcome.places,
        unknown=wanted if wanted and wanted not in outcome.places else "",
        lists=_lists(session, actor, outcome, page.rows),
        proof=outcome.certificate,
        choices=outcome.certificate.get("choices", {}),
        settings=settings_in_words(run),
        learned=learned_in_words(run),
    )


def _lists(session: Session, actor: Actor, outcome: Outcome, ids: Sequence[str]) -> Sequence[PlaceList]:
    rows = [row for id_ in ids for row in outcome.lists[id_]]
    known, places = candidates_behind(session, {row.person for row in rows}), places_behind(session, ids)
    return [
        PlaceList(
            reference=id_,
            vacancy=places.get(id_),
            place=outcome.places[id_],
            entries=tuple(_entry(actor, row, known.get(row.person)) for row in outcome.lists[id_]),
        )
        for id_ in ids
    ]


def _entry(actor: Actor, row: Listed, candidate: Candidate | None) -> Entry:
    if candidate is None:
        title = GONE
    else:
        title = candidate.name if may_see_file(actor, candidate=candidate) else candidate.reference
    return Entry(
        title=title,
        reference=candidate.reference if candidate else None,
        rank=row.rank,
        frozen=row.frozen,
        added=row.added,
        fit=display(row.points, row.smax),
    )


def settings_in_words(run: AllocationRun) -> Sequence[tuple[str, str]]:
    """The settings stored with a run, as (term, value)."""
    stored: Mapping[str, Any] = run.settings
    top, _, bottom = str(stored["tau"]).partition("/")
    part = 100 * int(top) // int(bottom or 1)
    bonus = " · ".join(f"{float(step) * 100:g}".replace(".", ",") for step in stored["B"])
    return (
        ("Mensen op een lijst", str(stored["k"])),
        ("Lijsten per mens", str(stored["m"])),
        ("Extra gewicht per voordracht", f"{bonus} punten"),
        ("Geschikt vanaf", f"{part} % van het werk"),
    )


def learned_in_words(run: AllocationRun) -> str:
    """What the learned weights of a run rest on; empty when the fixed ones held."""
    weights = RunSettings.from_dict(run.settings).weights
    if weights is None:
        return ""
    return (
        f"uit {number(weights.outcomes)} uitkomsten, aan sinds {long_day(weights.since)}, "
        f"geldig tot {long_day(weights.until)}"
    )


def check_page(session: Session, run: AllocationRun, secret: str) -> str:
    """The proof of a run, computed again now."""
    problem, found = "", None
    try:
        found = checked_again(run, secret)
    except CannotBeChecked as cannot:
        problem = cannot.sentence
    return render_template(
        "allocation/check.html", run=run, found=found, problem=problem, proof=outcome_of(run).certificate
    )
