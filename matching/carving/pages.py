"""What the pages of this room need to know, gathered for their templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask import render_template, url_for
from sqlalchemy.orm import Session

from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.carving import policy, words
from matching.carving.board import Board, Chosen, Opening, board_of, openings
from matching.carving.drafting import is_still_there
from matching.carving.forms import Form, ProposalForm, forms_of
from matching.carving.models import CarvedTask, Carving
from matching.carving.queries import carvings_at, carvings_visible_to, running_carvings
from matching.carving.workflow import CarvingStatus
from matching.core.carving import Piece, contract_hours
from matching.core.carving_cover import cover
from matching.core.carving_front import fewest_sources, most_hours, most_people
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.listing import Listing, page_of, page_of_sequence
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.policy import Verdict

S = CarvingStatus
STATUS_KINDS = {
    S.DRAFT: "rustig",
    S.DISCUSSED: "informatie",
    S.AGREED: "goed",
    S.DECLINED: "rustig",
    S.PLACED: "goed",
}
MOST_RUNNING = 25
MOST_TOGETHER = 3
ACTS = ("discuss", "agree", "decline", "place")


@dataclass(frozen=True, slots=True)
class Card:
    """A proposed function as a card: what it is best at, its tasks, and the address that ticks them."""

    title: str
    why: str
    tasks: tuple[str, ...]
    hours: Decimal
    people: str
    sources: int
    url: str


@dataclass(frozen=True, slots=True)
class Several:
    """Functions that can exist beside each other, each as (tasks, hours, address), and whom they reach together."""

    functions: tuple[tuple[tuple[str, ...], Decimal, str], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """An employer in the list of the region."""

    opening: Opening
    people: str
    people_longest: str


def index_page(session: Session, actor: Actor, args: Mapping[str, str]) -> str:
    """Where dividing work differently would open work; for an employer its own proposals."""
    listing = Listing.read(args, sorts=["mensen"], default="mensen")
    if actor.is_a(Role.EMPLOYER):
        page = page_of(session, carvings_visible_to(actor), listing)
        return render_template("carving/index_own.html", page=page, kinds=STATUS_KINDS)
    on = day_of(session.info["at"])
    smallest = _smallest(session, on)
    found = openings(session, on=on)
    # Among small numbers the order may tell nothing either.
    found.sort(key=lambda one: -words.ordered(one.best.people, smallest=smallest))
    rows = [Row(one, *(words.people(f.people, smallest=smallest) for f in (one.best, one.longest))) for one in found]
    return render_template(
        "carving/index.html",
        page=page_of_sequence(rows, listing),
        running=session.scalars(running_carvings(actor).limit(MOST_RUNNING)).all(),
        kinds=STATUS_KINDS,
        day=on,
    )


def workbench_page(session: Session, actor: Actor, employer: Employer, wanted: Sequence[str]) -> str:
    """The tasks of an employer, what a choice of them would do, and three functions to begin with."""
    on = day_of(session.info["at"])
    board, smallest = board_of(session, employer, on=on), _smallest(session, on)
    chosen = board.chosen(board.indices(wanted))
    return render_template(
        "carving/workbench.html",
        employer=employer,
        places=_places(board, chosen),
        chosen=chosen,
        outcome=words.sentence(chosen.people, smallest=smallest),
        propose_url=_propose_url(board, chosen),
        cards=_cards(board, smallest),
        several=_several(board, smallest),
        split=any(group.split for group in board.groups),
        may_carve=policy.may_carve(actor, employer=employer),
        carvings=session.scalars(carvings_at(actor, employer).limit(MOST_RUNNING)).all(),
        kinds=STATUS_KINDS,
        day=on,
    )


def _smallest(session: Session, on: date) -> int:
    return whole_number_on(session, Parameter.SMALL_CELL, on)


def _places(board: Board, chosen: Chosen) -> list[tuple[Vacancy, list[tuple[Piece, bool]]]]:
    ticked = set(chosen.tasks)
    rows: dict[str, list[tuple[Piece, bool]]] = {reference: [] for reference in board.places}
    for index, piece in enumerate(board.pieces):
        rows[piece.source].append((piece, index in ticked))
    return [(board.places[reference], tasks) for reference, tasks in rows.items()]


def _propose_url(board: Board, chosen: Chosen) -> str:
    tasks = [board.pieces[index].id for index in chosen.tasks]
    return url_for("carving.propose", employer=board.employer.reference, taak=tasks)


def _cards(board: Board, smallest: int) -> list[Card]:
    """One card per aim; aims that lead to the same tasks share a card."""
    if not board.functions:
        return []
    best = [choose(board.functions) for choose in (most_people, most_hours, fewest_sources)]
    titles: dict[tuple[int, ...], list[str]] = {}
    for function, (title, _) in zip(best, words.CARDS, strict=True):
        titles.setdefault(function.tasks, []).append(title)
    why = dict(words.CARDS)
    return [
        Card(
            title=" en ".join([named[0], *(title.lower() for title in named[1:])]),
            why=" ".join(why[title] for title in named),
            tasks=tuple(board.pieces[index].name for index in tasks),
            hours=board.chosen(tasks).hours,
            people=words.people(board.chosen(tasks).people, smallest=smallest),
            sources=len(board.chosen(tasks).remains),
            url=_ticked_url(board, tasks),
        )
        for tasks, named in titles.items()
    ]


def _ticked_url(board: Board, tasks: Sequence[int]) -> str:
    ids = [board.pieces[index].id for index in tasks]
    return url_for("carving.workbench", employer=board.employer.reference, taak=ids)


def _several(board: Board, smallest: int) -> Several | None:
    """Functions side by side; only whom they reach together is told, for a difference of two could tell of few."""
    found = cover(board.bench, MOST_TOGETHER)
    if len(found.functions) < 2:
        return None
    return Several(
        tuple(
            (
                tuple(board.pieces[index].name for index in one.tasks),
                contract_hours(one.effort),
                _ticked_url(board, one.tasks),
            )
            for one in found.functions
        ),
        words.together(found.people, smallest=smallest),
    )


def propose_page(session: Session, employer: Employer, wanted: Sequence[str], form: ProposalForm) -> str:
    """Give a choice of tasks a name and keep it as a proposal."""
    on = day_of(session.info["at"])
    board = board_of(session, employer, on=on)
    chosen = board.chosen(board.indices(wanted))
    return render_template(
        "carving/propose.html",
        employer=employer,
        form=form,
        chosen=chosen,
        pieces=[board.pieces[index] for index in chosen.tasks],
        outcome=words.sentence(chosen.people, smallest=_smallest(session, on)),
        back=_ticked_url(board, chosen.tasks),
    )


@dataclass(frozen=True, slots=True)
class Touched:
    """A place that tasks were taken from: how much stays, whether the tasks are off already, and who may take them off."""

    place: Vacancy
    tasks: tuple[CarvedTask, ...]
    stays: int
    lowered: bool
    may_lower: Verdict


def show_page(session: Session, actor: Actor, carving: Carving, **typed: Form) -> str:
    """One proposal, for staff or for the employer."""
    own = actor.is_a(Role.EMPLOYER)
    smallest = _smallest(session, day_of(session.info["at"]))
    return render_template(
        "carving/show_own.html" if own else "carving/show.html",
        carving=carving,
        people=words.people(carving.people, smallest=smallest),
        touched=_touched(actor, carving),
        forms=forms_of(**typed),
        may={name: getattr(policy, f"may_{name}")(actor, carving=carving) for name in ACTS},
        may_carve=policy.may_carve(actor, employer=carving.employer),
        kinds=STATUS_KINDS,
    )


def _touched(actor: Actor, carving: Carving) -> list[Touched]:
    by_place: dict[int, list[CarvedTask]] = {}
    for task in carving.tasks:
        by_place.setdefault(task.source_id, []).append(task)
    return [
        Touched(
            place=tasks[0].source,
            tasks=tuple(tasks),
            stays=100 - sum(task.share for task in tasks),
            lowered=all(task.lowered_on or not is_still_there(task) for task in tasks),
            may_lower=policy.may_lower(actor, carving=carving, source=tasks[0].source),
        )
        for tasks in by_place.values()
    ]
