"""Seats of a place: held by a voordracht, filled by a placement, and freed again.

Each step is one conditional UPDATE whose row count is the answer, so two doors at the same moment can never hold or
fill the same seat, on either database. The status follows in the same statement. The caller names the place in the
record of its own act (``record(session, actor, "proposal.sent", proposal, vacancy)``).
"""

from sqlalchemy import ColumnElement, case, update
from sqlalchemy.orm import Session

from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VACANCY, VacancyStatus
from werkbedrijf.foundation.rows import rows_reached

CHANGED_HERE = ["seats", "filled", "held", "status"]


def hold_seat(session: Session, vacancy: Vacancy, *, per_seat: int) -> bool:
    """Hold a seat for a voordracht; False when the place is not open or every free seat is held.

    ``per_seat`` is how many voordrachten one free seat may have at a time (Parameter.PROPOSALS_PER_SEAT).
    """
    return _step(
        session,
        vacancy,
        Vacancy.status == VacancyStatus.OPEN,
        Vacancy.held < (Vacancy.seats - Vacancy.filled) * per_seat,
        held=Vacancy.held + 1,
    )


def release_seat(session: Session, vacancy: Vacancy) -> bool:
    """A voordracht ended without a placement; False when nothing was held."""
    return _step(session, vacancy, Vacancy.held > 0, held=Vacancy.held - 1)


def fill_held_seat(session: Session, vacancy: Vacancy) -> bool:
    """A voordracht became a placement; the last seat makes an open place full. False when nothing is held or free."""
    return _step(
        session,
        vacancy,
        Vacancy.held > 0,
        Vacancy.filled < Vacancy.seats,
        held=Vacancy.held - 1,
        filled=Vacancy.filled + 1,
        status=_full_when(Vacancy.filled + 1 >= Vacancy.seats),
    )


def refill_seat(session: Session, vacancy: Vacancy) -> bool:
    """Somebody works here without a voordracht for it; the last seat makes an open place full. False when none is free."""
    return _step(
        session,
        vacancy,
        Vacancy.filled < Vacancy.seats,
        filled=Vacancy.filled + 1,
        status=_full_when(Vacancy.filled + 1 >= Vacancy.seats),
    )


def vacate_seat(session: Session, vacancy: Vacancy) -> bool:
    """A placement ended or never started; a full place opens again. False when nothing was filled."""
    return _step(
        session,
        vacancy,
        Vacancy.filled > 0,
        filled=Vacancy.filled - 1,
        status=case(
            (Vacancy.status == VacancyStatus.FULL, VACANCY.after("free", VacancyStatus.FULL).value),
            else_=Vacancy.status,
        ),
    )


def _full_when(no_seat_left: ColumnElement[bool]) -> ColumnElement[VacancyStatus]:
    full = VACANCY.after("fill", VacancyStatus.OPEN)
    return case(((Vacancy.status == VacancyStatus.OPEN) & no_seat_left, full.value), else_=Vacancy.status)


def _step(session: Session, vacancy: Vacancy, *when: ColumnElement[bool], **values: object) -> bool:
    session.flush()
    step = update(Vacancy).where(Vacancy.id == vacancy.id, *when).values(**values)
    done = rows_reached(session, step.execution_options(synchronize_session=False))
    session.refresh(vacancy, CHANGED_HERE)
    return done == 1
