"""Work divided differently in the invented region: one proposal that the employer saw, and one that is still a concept."""

from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from employers.models import Employer
from matching.carving.actions import discuss, save_carving
from matching.carving.board import Board, board_of, openings
from matching.carving.models import Carving
from matching.core.carving_front import Function, most_hours
from matching.core.words import inside
from werkbedrijf.foundation.actors import Actor


def carve(session: Session, managers: list[Actor], *, show: Employer, today: date, latest: datetime) -> None:
    """Make them through the real acts, as far as there is work to divide."""
    session.info["at"] = min(latest, datetime.combine(today, time(8), UTC))
    faces = {manager.id: manager for manager in managers}
    shown = board_of(session, show, on=today)
    if shown.functions:
        discuss(session, _face(faces, show), _saved(session, faces, shown, today), on=today)
    others = (one.employer for one in openings(session, on=today) if one.employer is not show and one.places > 1)
    other = next(others, None)
    if other is not None:
        _saved(session, faces, board_of(session, other, on=today), today)


def _face(faces: dict[int | None, Actor], employer: Employer) -> Actor:
    return faces[employer.account_manager_id]


def _saved(session: Session, faces: dict[int | None, Actor], board: Board, today: date) -> Carving:
    function = most_hours(board.functions)
    tasks = [board.pieces[index].id for index in function.tasks]
    return save_carving(
        session, _face(faces, board.employer), board.employer, tasks, title=_title(board, function), on=today
    )


def _title(board: Board, function: Function) -> str:
    return f"Hulp bij {inside(board.pieces[function.tasks[0]].name)}"
