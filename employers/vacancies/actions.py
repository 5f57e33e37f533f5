"""What changes a place."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from employers.models import Establishment
from employers.vacancies.cleaning import clean_vacancy, missing_before_opening
from employers.vacancies.errors import StillProposed
from employers.vacancies.facts import TaskFacts, VacancyFacts
from employers.vacancies.models import ClosedWhy, Task, Vacancy, WorkplaceCondition
from employers.vacancies.telling import facts_of, without_dates
from employers.vacancies.workflow import VACANCY, VacancyStatus
from matching.core.catalogue import certificates_to_bits, times_to_bits
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.reasons import keep_reason
from werkbedrijf.foundation.references import Kind, next_reference


def log_vacancy(
    session: Session, actor: Actor, establishment: Establishment, facts: VacancyFacts, *, on: date
) -> Vacancy:
    """Write down work on offer, as a concept that only staff see. Raises InputRefused per field."""
    clean = clean_vacancy(facts)
    _refuse_closed(establishment)
    vacancy = Vacancy(
        reference=next_reference(session, Kind.VACANCY),
        establishment=establishment,
        employer=establishment.employer,
        status=VACANCY.start,
        logged_by_id=actor.id,
        logged_on=on,
        round=0,
    )
    _say(vacancy, clean)
    session.add(vacancy)
    record(session, actor, "vacancy.logged", vacancy)
    return vacancy


def change_vacancy(
    session: Session,
    actor: Actor,
    vacancy: Vacancy,
    facts: VacancyFacts,
    *,
    on: date,
    establishment: Establishment | None = None,
) -> None:
    """Say something else of a place; voordrachten that are out stay as they were explained.

    Raises InputRefused per field, also when there would be fewer seats than are taken, or when an open place would no
    longer be complete.
    """
    clean = clean_vacancy(facts)
    _lock(session, vacancy)
    _refuse_fewer_than_taken(session, vacancy, clean.seats, on)
    if vacancy.status is not VacancyStatus.DRAFT:
        # One that stood open with its mark already may keep it; a new draft comes in only when somebody went through it.
        _refuse_incomplete(clean.tasks, clean.family, "" if vacancy.drafted_from else clean.drafted_from)
    if establishment is not None and establishment is not vacancy.establishment:
        _refuse_closed(establishment)
        _move(vacancy, establishment)
    _say(vacancy, clean)
    _follow_seats(vacancy)
    _is_true(vacancy, on)
    reason = "met open voordrachten" if vacancy.held else ""
    record(session, actor, "vacancy.changed", vacancy, fields=["tasks", "conditions"], reason=reason)
    # A new version, also when only tasks or conditions differ: those who look at an older one must hear of it.
    flag_modified(vacancy, "hard")


def open_vacancy(session: Session, actor: Actor, vacancy: Vacancy, *, on: date) -> None:
    """From now on candidates can be proposed. Raises InputRefused when something is still missing, NotNow otherwise."""
    status = VACANCY.after("open", vacancy.status)
    _refuse_incomplete(vacancy.tasks, vacancy.family, vacancy.drafted_from)
    _refuse_past_closing(vacancy, on)
    vacancy.status, vacancy.opened_on = status, on
    _is_true(vacancy, on)
    record(session, actor, "vacancy.opened", vacancy)


def confirm_vacancy(session: Session, actor: Actor, vacancy: Vacancy, *, on: date) -> None:
    """Somebody who knows says that an open place is still true: from today it counts as such. Raises NotNow otherwise."""
    _lock(session, vacancy)
    VACANCY.after("confirm", vacancy.status)
    _is_true(vacancy, on)
    record(session, actor, "vacancy.confirmed", vacancy)


def ask_again(session: Session, actor: Actor, vacancy: Vacancy, *, on: date) -> None:
    """Write down that we asked in this round whether the place is still true."""
    vacancy.asked_on = on
    record(session, actor, "vacancy.asked_again", vacancy)


def announce_closing(session: Session, actor: Actor, vacancy: Vacancy) -> None:
    """Write down that this closing date was announced."""
    vacancy.told_closing = vacancy.closes_on
    record(session, actor, "vacancy.closing_announced", vacancy)


def confirm_draft(session: Session, actor: Actor, vacancy: Vacancy, *, on: date) -> None:
    """Somebody went through what came from an occupation; from now on it is the work of this place. Twice changes nothing."""
    if vacancy.drafted_from:
        vacancy.drafted_from = ""
        record(session, actor, "vacancy.draft_confirmed", vacancy)


def copy_vacancy(session: Session, actor: Actor, vacancy: Vacancy, *, on: date) -> Vacancy:
    """The same work once more, as a concept: all but the dates, the state and the seats that are taken."""
    copy = log_vacancy(session, actor, vacancy.establishment, without_dates(facts_of(vacancy)), on=on)
    copy.copied_from, copy.drafted_from = vacancy.reference, vacancy.drafted_from
    record(session, actor, "vacancy.copied", copy)
    return copy


def close_vacancy(
    session: Session,
    actor: Actor,
    vacancy: Vacancy,
    *,
    on: date,
    reason: str,
    why: ClosedWhy = ClosedWhy.BY_HAND,
) -> None:
    """No new voordrachten any more; running placements go on. Raises StillProposed while voordrachten wait.

    ``why`` says that it closed by itself.
    """
    _lock(session, vacancy)
    status = VACANCY.after("close", vacancy.status)
    if vacancy.held:
        raise StillProposed(vacancy.held)
    if not reason.strip():
        raise InputRefused({"reason": "Schrijf op waarom de plek sluit."})
    vacancy.status, vacancy.closed_on, vacancy.closed_why = status, on, why
    record(session, actor, "vacancy.closed", vacancy, reason=keep_reason(session, reason))


def reopen_vacancy(
    session: Session, actor: Actor, vacancy: Vacancy, *, on: date, closes_on: date | None = None
) -> None:
    """Open a closed place again until ``closes_on``; None for no date. Raises InputRefused for a day that has passed."""
    _lock(session, vacancy)
    status = VACANCY.after("reopen", vacancy.status)
    _refuse_incomplete(vacancy.tasks, vacancy.family, vacancy.drafted_from)
    if closes_on and closes_on < on:
        raise InputRefused({"closes_on": "Deze dag is al voorbij. Kies een latere dag, of laat de datum leeg."})
    vacancy.status, vacancy.closes_on, vacancy.closed_why = status, closes_on, ClosedWhy.BY_HAND
    vacancy.closed_on, vacancy.opened_on = None, vacancy.opened_on or on
    _is_true(vacancy, on)
    _follow_seats(vacancy)
    record(session, actor, "vacancy.reopened", vacancy)


def _is_true(vacancy: Vacancy, on: date) -> None:
    """A new round begins: what was asked or announced in the one before no longer holds."""
    vacancy.round += 1
    vacancy.confirmed_on, vacancy.asked_on = on, None


def _say(vacancy: Vacancy, facts: VacancyFacts) -> None:
    for name in (
        "kind",
        "title",
        "occupation",
        "family",
        "description",
        "seats",
        "hours_min",
        "hours_max",
        "starts_on",
        "closes_on",
        "hard_reason",
    ):
        setattr(vacancy, name, getattr(facts, name))
    vacancy.times = times_to_bits(facts.times)
    vacancy.certificates = certificates_to_bits(facts.certificates)
    vacancy.hard = dict(facts.hard)
    vacancy.drafted_from = facts.drafted_from
    _say_tasks(vacancy, facts)
    _say_conditions(vacancy, facts)


def _refuse_closed(establishment: Establishment) -> None:
    if establishment.closed_on is not None:
        raise InputRefused({"establishment": "Deze vestiging is gesloten. Kies een andere, of open haar weer."})


def _move(vacancy: Vacancy, establishment: Establishment) -> None:
    if establishment.employer_id != vacancy.employer_id:
        raise InputRefused({"establishment": "Deze vestiging is van een andere werkgever."})
    vacancy.establishment = establishment


def _say_tasks(vacancy: Vacancy, facts: VacancyFacts) -> None:
    """Tasks keep their rows by position, so that a change never meets the unique position of an old one."""
    del vacancy.tasks[len(facts.tasks) :]
    for position, told in enumerate(facts.tasks, start=1):
        if position > len(vacancy.tasks):
            vacancy.tasks.append(Task(position=position))
        task = vacancy.tasks[position - 1]
        task.title, task.share, task.separable = told.title, told.share, told.separable
        task.position = position
        task.asks = {code: [level, importance] for code, (level, importance) in told.asks.items()}


def _say_conditions(vacancy: Vacancy, facts: VacancyFacts) -> None:
    told = {one.code: one for one in facts.conditions}
    kept = {one.code: one for one in vacancy.conditions}
    vacancy.conditions = [kept.get(code) or WorkplaceCondition(code=code) for code in sorted(told)]
    for condition in vacancy.conditions:
        condition.state, condition.reason = told[condition.code].state, told[condition.code].reason


def _lock(session: Session, vacancy: Vacancy) -> None:
    """See the newest numbers and keep others from changing them until this act is saved."""
    session.flush()
    seats = [Vacancy.id, Vacancy.filled, Vacancy.held, Vacancy.status]
    session.execute(select(*seats).where(Vacancy.id == vacancy.id).with_for_update())
    session.refresh(vacancy, ["filled", "held", "status"])


def _follow_seats(vacancy: Vacancy) -> None:
    if vacancy.status is VacancyStatus.OPEN and vacancy.filled >= vacancy.seats:
        vacancy.status = VACANCY.after("fill", vacancy.status)
    elif vacancy.status is VacancyStatus.FULL and vacancy.filled < vacancy.seats:
        vacancy.status = VACANCY.after("free", vacancy.status)


def _refuse_fewer_than_taken(session: Session, vacancy: Vacancy, seats: int, on: date) -> None:
    if seats >= vacancy.seats:
        return
    per_seat = whole_number_on(session, Parameter.PROPOSALS_PER_SEAT, on) if vacancy.held else 1
    if seats < vacancy.filled or vacancy.held > (seats - vacancy.filled) * per_seat:
        raise InputRefused(
            {
                "seats": f"Er zijn al {vacancy.filled} plekken vervuld en {vacancy.held} vastgehouden voor een voordracht. "
                "Kies een hoger aantal, of beëindig eerst een voordracht."
            }
        )


def _refuse_incomplete(tasks: Sequence[TaskFacts | Task], family: str, drafted_from: str) -> None:
    problems = missing_before_opening(tasks, family, drafted_from)
    if problems:
        raise InputRefused(problems)


def _refuse_past_closing(vacancy: Vacancy, on: date) -> None:
    if vacancy.closes_on and vacancy.closes_on < on:
        raise InputRefused({"closes_on": "De sluitingsdatum is al voorbij. Kies een latere datum of laat hem leeg."})
