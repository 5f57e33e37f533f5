"""Changes at a leerwerkplek or a mentor that can leave bookings without room: shown first, then done by an explicit choice."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.training import actions as training
from employers.training.facts import MentorFacts, clean_learners
from employers.training.models import Mentor, TrainingPlace
from employers.training.weeks import monday_of
from matching.bookings.actions import cover, hold_mentors
from matching.bookings.clashes import Clash, clashes_at
from matching.bookings.errors import Hit, Touches
from matching.bookings.fitting import Why
from matching.bookings.loading import loaded
from matching.bookings.messages import absence_reported
from matching.bookings.models import Booking, MentorWeek, PlaceWeek
from matching.bookings.queries import places_with
from matching.proposals.locking import lock_places
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import tell


@dataclass(frozen=True, slots=True)
class Choice:
    """What happens to bookings that a change leaves without room: they stay and are told on Vandaag, or somebody takes over."""

    stays: bool = False
    cover: Mentor | None = None


def change_capacity(
    session: Session,
    actor: Actor,
    place: TrainingPlace,
    learners: int | None,
    *,
    from_day: date,
    choice: Choice,
    on: date,
) -> None:
    """Another number of learners a week, from the week of a day on. Raises Touches when bookings no longer fit."""
    number = clean_learners(learners)
    if not monday_of(on) <= monday_of(from_day) <= on + training.FAR:
        raise InputRefused({"from_day": "Kies een dag vanaf deze week, ten hoogste twee jaar vooruit."})
    if choice.cover is not None:
        raise InputRefused({"cover": "Een andere begeleider maakt de plek niet groter. Kies iets anders."})

    def act() -> None:
        training.set_capacity(session, place, monday_of(from_day), number)
        record(session, actor, "training.capacity_changed", place, fields=["capacities"])

    _do(session, actor, [place], act, choice, on=on)


def change_mentor(
    session: Session,
    actor: Actor,
    mentor: Mentor,
    facts: MentorFacts,
    places: Sequence[TrainingPlace],
    *,
    choice: Choice,
    on: date,
) -> None:
    """Another name, maximum or places of a mentor. Raises Touches when bookings no longer fit, InputRefused per field."""

    def act() -> None:
        training.say_mentor(session, mentor, facts, places)
        record(session, actor, "mentor.changed", mentor, fields=["links"])

    _do(session, actor, [*places_with(session, mentor.id), *places], act, choice, on=on, mentor=mentor)


def add_absence(
    session: Session, actor: Actor, mentor: Mentor, first_day: date, last_day: date, *, choice: Choice, on: date
) -> None:
    """A mentor is away. Raises Touches when bookings fall in those weeks, InputRefused per field."""

    def act() -> None:
        training.say_absence(mentor, first_day, last_day, on=on)
        record(session, actor, "mentor.absent", mentor, fields=["absences"])

    _do(session, actor, places_with(session, mentor.id), act, choice, on=on, mentor=mentor)


def report_absence(
    session: Session, actor: Actor, mentor: Mentor, first_day: date, last_day: date, *, on: date
) -> None:
    """The employer itself says that a mentor is away. Who is booked stays, and the face of the employer hears of it.

    Raises InputRefused per field.
    """

    def act() -> None:
        training.say_absence(mentor, first_day, last_day, on=on)
        record(session, actor, "mentor.reported_absent", mentor, fields=["absences"])

    places = places_with(session, mentor.id)
    hits = _do(session, actor, places, act, Choice(stays=True), on=on, mentor=mentor)
    for message in absence_reported(session, mentor, (first_day, last_day), hits):
        tell(session, message)


def stop_mentor(session: Session, actor: Actor, mentor: Mentor, stopped_on: date, *, choice: Choice, on: date) -> None:
    """A mentor guides nobody from a day on. Raises Touches when bookings go on after it, InputRefused for a day long ago."""
    if not monday_of(on) <= stopped_on <= on + training.FAR:
        raise InputRefused({"stops_after": "Kies een dag vanaf deze week, ten hoogste twee jaar vooruit."})

    def act() -> None:
        mentor.stopped_on = stopped_on
        record(session, actor, "mentor.stopped", mentor)

    _do(session, actor, places_with(session, mentor.id), act, choice, on=on, mentor=mentor)


def _do(
    session: Session,
    actor: Actor,
    places: Iterable[TrainingPlace],
    act: Callable[[], None],
    choice: Choice,
    *,
    on: date,
    mentor: Mentor | None = None,
) -> list[Hit]:
    """Do it while everything it touches is held; what no longer fits because of it needs a choice, and is given back."""
    rows = list({place.id: place for place in places}.values())
    lock_places(session, [place.vacancy_id for place in rows])
    hold_mentors(session, {one.id for one in (mentor, choice.cover) if one is not None})
    before = {(one.booking.id, one.why, week) for one in clashes_at(session, rows, on=on) for week in one.weeks}
    act()
    session.flush()
    clashes = clashes_at(session, rows, on=on)
    hits = _hits(clashes, before)
    if hits and choice.cover is not None:
        _hand_over(session, actor, rows, hits, choice.cover, on=on)
    elif hits and not choice.stays:
        raise Touches(hits)
    _let_ceilings_follow(session, rows, mentor, on=on)
    return hits


def _hits(clashes: Iterable[Clash], before: set[tuple[int, Why, date]]) -> list[Hit]:
    """The bookings that did fit before."""
    found = []
    for one in clashes:
        new = tuple(week for week in one.weeks if (one.booking.id, one.why, week) not in before)
        if new:
            found.append(Hit(one.booking.id, one.booking.reference, new))
    return found


def _hand_over(
    session: Session, actor: Actor, places: Sequence[TrainingPlace], hits: Sequence[Hit], mentor: Mentor, *, on: date
) -> None:
    at = {place.vacancy_id: place for place in places}
    for hit in hits:
        booking = session.get_one(Booking, hit.booking)
        cover(session, at[booking.vacancy_id], booking, hit.weeks, mentor, on=on)
        record(session, actor, "booking.handed_over", booking, fields=["weeks"])


def _let_ceilings_follow(session: Session, places: Sequence[TrainingPlace], mentor: Mentor | None, *, on: date) -> None:
    """The counters hold what is possible now, and never less than what stays booked by choice."""
    rows = {one.place.vacancy_id: one for one in loaded(session, places, on=on)}
    from_week = monday_of(on)
    ahead = select(PlaceWeek).where(PlaceWeek.vacancy_id.in_(rows), PlaceWeek.week >= from_week)
    for counter in session.scalars(ahead.order_by(PlaceWeek.id).with_for_update()):
        counter.ceiling = max(counter.booked, rows[counter.vacancy_id].weeks.capacity(counter.week))
    if mentor is None:
        return
    who = next((one for row in rows.values() for one in row.weeks.mentors if one.number == mentor.id), None)
    guided = select(MentorWeek).where(MentorWeek.mentor_id == mentor.id, MentorWeek.week >= from_week)
    for guide in session.scalars(guided.order_by(MentorWeek.id).with_for_update()):
        guide.ceiling = max(guide.booked, who.room(guide.week) if who else 0)
