"""What changes a proposal to divide work differently."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from employers.cleaning import LONGEST_NAME, LONGEST_NOTE, one_line
from employers.models import Employer
from employers.vacancies.actions import change_vacancy, log_vacancy
from employers.vacancies.models import Vacancy
from matching.carving.board import Board, board_of
from matching.carving.drafting import is_still_there, lowered_place, new_place
from matching.carving.errors import SourceChanged, StillToLower
from matching.carving.models import CarvedTask, Carving
from matching.carving.queries import still_to_lower
from matching.carving.workflow import CARVING
from matching.core.carving import contract_hours
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.references import Kind, next_reference


def save_carving(
    session: Session, actor: Actor, employer: Employer, tasks: Sequence[str], *, title: str, on: date
) -> Carving:
    """Keep a choice of tasks as a proposal, with how many waiting people could do it today.

    ``tasks`` are ids as in ``Piece.id``. Raises InputRefused for tasks that are not there or cannot be a function.
    """
    board = board_of(session, employer, on=on)
    chosen = board.chosen(board.indices(tasks))
    _refuse(board, tasks, chosen.refused, title)
    first = board.places[board.pieces[chosen.tasks[0]].source]
    carving = Carving(
        reference=next_reference(session, Kind.CARVING),
        employer=employer,
        establishment=first.establishment,
        title=one_line(title),
        hours=contract_hours(chosen.effort),
        people=chosen.people,
        status=CARVING.start,
        made_by_id=actor.id,
        made_on=on,
        tasks=[_carved(board, index, position) for position, index in enumerate(chosen.tasks, start=1)],
    )
    session.add(carving)
    record(session, actor, "carving.saved", carving)
    return carving


def _carved(board: Board, index: int, position: int) -> CarvedTask:
    piece, task = board.pieces[index], board.task(index)
    return CarvedTask(
        position=position,
        source=board.places[piece.source],
        title=task.title,
        share=task.share,
        effort=piece.effort,
        asks=dict(task.asks),
    )


def _refuse(board: Board, tasks: Sequence[str], refused: str, title: str) -> None:
    problems = {}
    if len(board.indices(tasks)) < len(set(tasks)):
        problems["tasks"] = "Een van de taken is er niet meer. Kies opnieuw."
    elif refused:
        problems["tasks"] = refused
    if not one_line(title):
        problems["title"] = "Geef de nieuwe functie een naam."
    elif len(one_line(title)) > LONGEST_NAME:
        problems["title"] = f"Een naam heeft ten hoogste {LONGEST_NAME} tekens."
    if problems:
        raise InputRefused(problems)


def discuss(session: Session, actor: Actor, carving: Carving, *, on: date) -> None:
    """The proposal was laid before the employer, who sees it from now on."""
    _hold(session, carving)
    carving.move("discuss")
    carving.discussed_on = on
    record(session, actor, "carving.discussed", carving)


def agree(session: Session, actor: Actor, carving: Carving, *, by: str, agreed_on: date | None, on: date) -> None:
    """Note who of the employer said yes, and when. Raises InputRefused per field."""
    _hold(session, carving)
    problems = {}
    if not one_line(by):
        problems["by"] = "Vul in wie van de werkgever akkoord gaf."
    elif len(one_line(by)) > LONGEST_NAME:
        problems["by"] = f"Een naam heeft ten hoogste {LONGEST_NAME} tekens."
    if agreed_on is None:
        problems["agreed_on"] = "Vul in op welke dag."
    elif not carving.made_on <= agreed_on <= on:
        problems["agreed_on"] = "Kies een dag tussen het maken van het voorstel en vandaag."
    if problems:
        raise InputRefused(problems)
    carving.move("agree")
    carving.answered_by, carving.answered_on = one_line(by), agreed_on
    record(session, actor, "carving.agreed", carving)


def decline(session: Session, actor: Actor, carving: Carving, *, reason: str, on: date) -> None:
    """It will not happen; the reason teaches the next proposal."""
    _hold(session, carving)
    if not reason.strip():
        raise InputRefused({"reason": "Schrijf op waarom het niet doorgaat."})
    if len(reason.strip()) > LONGEST_NOTE:
        raise InputRefused({"reason": f"Een reden heeft ten hoogste {LONGEST_NOTE} tekens."})
    carving.move("decline")
    carving.decline_reason, carving.answered_on = reason.strip(), on
    record(session, actor, "carving.declined", carving)


def make_place(session: Session, actor: Actor, carving: Carving, *, on: date) -> Vacancy:
    """Log the agreed function as a place, as a concept that a person looks over before it opens.

    Raises SourceChanged when a task is not there any more, StillToLower when another new place took from the same one.
    """
    _hold(session, carving)
    status = CARVING.after("place", carving.status)
    for task in carving.tasks:
        if not is_still_there(task):
            raise SourceChanged.before_placing(task.source.title)
    # A place for several people can give the same task more than once; a task that somebody took off by hand is gone.
    still = (task for task in session.scalars(still_to_lower(carving)) if task.source.seats == 1)
    other = next(filter(is_still_there, still), None)
    if other is not None:
        raise StillToLower(other.source.title, other.carving.reference)
    place = log_vacancy(session, actor, carving.establishment, new_place(carving), on=on)
    carving.vacancy, carving.status = place, status
    record(session, actor, "carving.place_made", carving)
    return place


def lower_source(session: Session, actor: Actor, carving: Carving, source: Vacancy, *, on: date) -> None:
    """Take the tasks that went to the new place off this one, with their hours. Raises SourceChanged."""
    _hold(session, carving)
    taken = [task for task in carving.tasks if task.source_id == source.id and task.lowered_on is None]
    change_vacancy(session, actor, source, lowered_place(source, taken), on=on)
    for task in taken:
        task.lowered_on = on
    record(session, actor, "carving.lowered", carving, fields=["tasks"])


def _hold(session: Session, carving: Carving) -> None:
    """See the newest state and keep others from changing it until this act is saved."""
    session.flush()
    session.refresh(carving, ["status", "vacancy_id"], with_for_update=True)
