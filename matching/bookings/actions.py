"""What changes a booking: booked, moved, ended early, cancelled. Every week of it is counted at the place and at the mentor.

The place is locked first and then the mentors; the counters with their constraint are the arbiter on either database.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.training.models import Mentor, TrainingPlace
from employers.training.queries import training_of
from employers.training.weeks import monday_of, weeks_in_words, weeks_of
from matching.bookings.counters import TOO_FULL, counters, free, one_more, take
from matching.bookings.errors import BookedAlready, DoesNotFit, JustBooked
from matching.bookings.fitting import Refusal, Taken, Wanted, Why, next_free, other_mentors, refusals_of
from matching.bookings.loading import Loaded, load_one, weeks_of_mentor
from matching.bookings.models import Booking, BookingStatus, MentorWeek
from matching.bookings.words import sentence_of, way_out
from matching.proposals.locking import lock_places
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.constraints import refused_as
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.foundation.workflow import NotNow

NO_END = "Op deze leerwerkplek boek je weken. Vul een laatste dag in."
LONGEST_WEEKS = 104


def hold_mentors(session: Session, numbers: Iterable[int]) -> None:
    """Hold these mentors until the transaction ends and see them as they are now; places come first."""
    rows = select(Mentor).where(Mentor.id.in_(set(numbers))).order_by(Mentor.id).with_for_update(key_share=True)
    session.scalars(rows.execution_options(populate_existing=True)).all()


def book(
    session: Session,
    actor: Actor,
    place: TrainingPlace,
    candidate: Candidate,
    mentor: Mentor | None,
    *,
    placement_id: int,
    starts_on: date,
    ends_on: date | None,
    on: date,
    begun: bool = False,
) -> Booking:
    """Book a learner at a leerwerkplek for the weeks of a placement. ``ends_on`` is the first day after.

    Who has ``begun`` before the place had weeks does not start with a group any more.

    Raises DoesNotFit with the reason and the first day from which it does, InputRefused for facts that cannot stay,
    BookedAlready for a placement that has its weeks.
    """
    if mentor is None:
        raise InputRefused({"mentor": "Kies wie deze leerling begeleidt."})
    _check_period(starts_on, ends_on)
    assert ends_on is not None  # noqa: S101  # checked just now
    _hold(session, place, mentor.id)
    loaded = load_one(session, place, on=on)
    if begun:
        loaded = replace(loaded, weeks=replace(loaded.weeks, starts={}))
    _refuse(loaded, Wanted(starts_on, ends_on, mentor.id))
    booking = Booking(
        reference=next_reference(session, Kind.BOOKING),
        placement_id=placement_id,
        candidate=candidate,
        vacancy=place.vacancy,
        mentor=mentor,
        starts_on=starts_on,
        ends_on=ends_on,
        status=BookingStatus.BOOKED,
        booked_on=on,
    )
    with refused_as(session, {"uq_booking_placement_id": BookedAlready()}):
        session.add(booking)
    take(session, place, booking, dict.fromkeys(weeks_of(starts_on, ends_on), mentor.id), on=on)
    record(session, actor, "booking.made", booking)
    return booking


def move(
    session: Session,
    actor: Actor,
    booking: Booking,
    *,
    mentor: Mentor,
    starts_on: date,
    ends_on: date | None,
    on: date,
    field: str = "starts_on",
) -> None:
    """Other weeks or another mentor; weeks that are over stay as they were. Refusals as with booking."""
    _refuse_unless_booked(booking)
    _check_period(starts_on, ends_on, field=field)
    assert ends_on is not None  # noqa: S101  # checked just now
    place = _place_of(session, booking)
    _hold(session, place, mentor.id, *(week.mentor_id for week in booking.weeks))
    session.refresh(booking)
    _refuse_unless_booked(booking)
    new_start, kept = starts_on != booking.starts_on, _kept(booking, mentor, on, starts_on, ends_on)
    free(session, booking, [week for week in booking.weeks if week.week not in kept])
    booking.starts_on, booking.ends_on, booking.mentor = starts_on, ends_on, mentor
    wanted = [week for week in weeks_of(starts_on, ends_on) if week not in kept]
    if wanted or new_start:
        _refuse_moved(session, place, booking, kept, on=on, field=field, new_start=new_start)
        take(session, place, booking, dict.fromkeys(wanted, mentor.id), on=on)
    record(session, actor, "booking.moved", booking)


def end_early(session: Session, actor: Actor, booking: Booking, ends_on: date, *, on: date) -> None:
    """The learning stopped earlier; ``ends_on`` is the first day without it. The weeks from then on come free.

    Raises InputRefused for a day outside the booking.
    """
    _refuse_unless_booked(booking)
    if not booking.starts_on < ends_on <= booking.ends_on:
        raise InputRefused(
            {"last_day": "Kies een dag binnen de geboekte weken. Is iemand nooit begonnen? Annuleer dan."}
        )
    _hold(session, _place_of(session, booking), *(week.mentor_id for week in booking.weeks))
    session.refresh(booking)
    _refuse_unless_booked(booking)
    left = set(weeks_of(booking.starts_on, ends_on))
    free(session, booking, [week for week in booking.weeks if week.week not in left])
    booking.ends_on, booking.status = ends_on, BookingStatus.ENDED
    record(session, actor, "booking.ended", booking)


def cancel(session: Session, actor: Actor, booking: Booking) -> None:
    """It will not happen: every week comes free."""
    _refuse_unless_booked(booking)
    _hold(session, _place_of(session, booking), *(week.mentor_id for week in booking.weeks))
    session.refresh(booking)
    _refuse_unless_booked(booking)
    free(session, booking, list(booking.weeks))
    booking.status = BookingStatus.CANCELLED
    record(session, actor, "booking.cancelled", booking)


def cover(
    session: Session, place: TrainingPlace, booking: Booking, weeks: Iterable[date], mentor: Mentor, *, on: date
) -> None:
    """Another mentor guides this learner in some weeks; the caller holds place and mentors, and records.

    Raises InputRefused when that mentor has no room.
    """
    wanted = sorted(set(weeks))
    who = weeks_of_mentor(mentor)
    with_mentor = counters(session, MentorWeek, {(mentor.id, week) for week in wanted})
    full = [week for week in wanted if with_mentor[mentor.id, week].booked >= who.room(week)]
    if full or place.id not in {link.training_place_id for link in mentor.links}:
        when = f" in {weeks_in_words(full)}" if full else " op deze leerwerkplek"
        raise InputRefused({"cover": f"{mentor.name} kan dit niet overnemen{when}. Kies iemand anders."})
    moved = [week for week in booking.weeks if week.week in set(wanted)]
    old = counters(session, MentorWeek, {(week.mentor_id, week.week) for week in moved})
    with refused_as(session, dict.fromkeys(TOO_FULL, JustBooked())):
        for week in moved:
            old[week.mentor_id, week.week].booked = MentorWeek.booked - 1
            one_more(MentorWeek, with_mentor[mentor.id, week.week], who.room(week.week))
            week.mentor_id = mentor.id
    session.refresh(booking, ["weeks"])


def forget_weeks(session: Session, actor: Actor, candidate: Candidate) -> None:
    """The weeks of a person come free before the rows go: for erasing."""
    for booking in session.scalars(select(Booking).where(Booking.candidate_id == candidate.id).order_by(Booking.id)):
        _hold(session, _place_of(session, booking), *(week.mentor_id for week in booking.weeks))
        free(session, booking, list(booking.weeks))
        record(session, actor, "booking.erased", booking)


def _check_period(starts_on: date, ends_on: date | None, *, field: str = "starts_on") -> None:
    if ends_on is None:
        raise InputRefused({"ends_on": NO_END})
    if ends_on <= starts_on:
        raise InputRefused({"ends_on": "De laatste dag ligt op of na de eerste dag."})
    if len(weeks_of(starts_on, ends_on)) > LONGEST_WEEKS:
        raise InputRefused({"ends_on": f"Je boekt ten hoogste {LONGEST_WEEKS} weken in één keer. Kijk het jaar na."})


def _hold(session: Session, place: TrainingPlace, *mentors: int) -> None:
    lock_places(session, [place.vacancy_id])
    hold_mentors(session, mentors)


def _refuse_unless_booked(booking: Booking) -> None:
    if booking.status != BookingStatus.BOOKED:
        raise NotNow("Deze boeking is al voorbij of geannuleerd. Er valt niets meer te verplaatsen.")


def _place_of(session: Session, booking: Booking) -> TrainingPlace:
    place = training_of(session, booking.vacancy)
    assert place is not None  # noqa: S101  # what was set up never goes away
    return place


def _refuse(loaded: Loaded, wanted: Wanted) -> None:
    refusals = refusals_of(loaded.weeks, loaded.taken, wanted)
    if refusals:
        raise _told(loaded, wanted, refusals, "starts_on")


def _told(loaded: Loaded, wanted: Wanted, refusals: Sequence[Refusal], field: str) -> DoesNotFit:
    """The refusal with its reasons, and the way out."""
    weeks, taken = loaded.weeks, loaded.taken
    told = [sentence_of(one, weeks, weeks.mentor(wanted.mentor), wanted.starts_on) for one in refusals]
    first = next_free(weeks, taken, wanted)
    told.append(way_out(first, other_mentors(weeks, taken, wanted)))
    return DoesNotFit(field, " ".join(told), refusals, first)


def _kept(booking: Booking, mentor: Mentor, on: date, starts_on: date, ends_on: date) -> dict[date, int]:
    """Weeks that stay as they are, with who guides: those that are over, and all that fall in both periods of one mentor."""
    inside, same = set(weeks_of(starts_on, ends_on)), mentor.id == booking.mentor_id
    return {
        week.week: week.mentor_id
        for week in booking.weeks
        if week.week in inside and (same or week.week < monday_of(on))
    }


def _refuse_moved(
    session: Session,
    place: TrainingPlace,
    booking: Booking,
    kept: Mapping[date, int],
    *,
    on: date,
    field: str,
    new_start: bool,
) -> None:
    """Only what is new has to fit; the learner never stands in the own way."""
    session.flush()
    loaded = load_one(session, place, on=on)
    taken = _without(loaded.taken, booking, kept)
    wanted = Wanted(booking.starts_on, booking.ends_on, booking.mentor.id)
    refusals = [
        replace(one, weeks=tuple(week for week in one.weeks if week not in kept))
        for one in refusals_of(loaded.weeks, taken, wanted)
        if new_start or one.why not in {Why.NOT_A_START, Why.GROUP_FULL}
    ]
    about_weeks = {Why.RECOGNITION_ENDS, Why.MENTOR_AWAY, Why.MENTOR_FULL, Why.FULL}
    refusals = [one for one in refusals if one.weeks or one.why not in about_weeks]
    if refusals:
        raise _told(replace(loaded, taken=taken), wanted, refusals, field)


def _without(taken: Taken, booking: Booking, kept: Mapping[date, int]) -> Taken:
    """What others have taken."""
    at_place, mentors, started = dict(taken.place), dict(taken.mentors), dict(taken.started)
    for week, mentor in kept.items():
        at_place[week] -= 1
        if (mentor, week) in mentors:
            mentors[mentor, week] -= 1
    started[booking.starts_on] -= 1
    return Taken(at_place, mentors, started)
