"""What the pages of bookings need to know, gathered for their templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.forms import Form
from employers.training import policy
from employers.training.forms import values_of
from employers.training.models import Mentor, TrainingPlace
from employers.training.queries import mentors_of, training_places_visible_to
from employers.training.weeks import monday_of, week_number, weeks_in_words
from employers.vacancies.models import Vacancy
from matching.bookings import calendar, forms
from matching.bookings.clashes import clashes_at
from matching.bookings.errors import Hit
from matching.bookings.fitting import first_free_week
from matching.bookings.loading import Loaded, loaded, weeks_of_mentor
from matching.bookings.models import Booking, BookingStatus, MentorWeek
from matching.bookings.queries import bookings_at, bookings_visible_to, places_with
from matching.proposals.pages import name_for
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of


@dataclass(frozen=True, slots=True)
class Row:
    """A place in the calendar."""

    place: TrainingPlace
    cells: list[calendar.Cell]
    first_free: str
    until: date | None
    mentors: list[tuple[str, str, list[calendar.Cell]]]


def span(weeks: Sequence[calendar.Week]) -> str:
    """From the first to the last week, in words."""
    return f"{weeks[0].words} tot en met {weeks[-1].words}"


def row_of(one: Loaded, weeks: Sequence[calendar.Week], today: date, *, with_mentors: bool) -> Row:
    """A place as it stands in the calendar."""
    free = first_free_week(one.weeks, one.taken, monday_of(today))
    known = {link.mentor_id: link.mentor.reference for link in one.place.links}
    mentors = [
        (mentor.name, known[mentor.number], calendar.mentor_cells(mentor, one.taken.mentors, weeks))
        for mentor in one.weeks.mentors
        if mentor.last_day is None or mentor.last_day >= weeks[0].monday
    ]
    return Row(
        one.place,
        calendar.place_cells(one, weeks),
        week_number(free) if free else "",
        one.weeks.recognised_until,
        mentors if with_mentors else [],
    )


def place_page(
    session: Session,
    actor: Actor,
    place: TrainingPlace,
    *,
    hits: Sequence[Hit] = (),
    **typed: Form,
) -> str:
    """One leerwerkplek: what is taught, its weeks, who learns there, and what can be changed."""
    today = day_of(session.info["at"])
    one = loaded(session, [place], on=today)[0]
    weeks = calendar.columns(monday_of(today))
    bookings = bookings_at(session, actor, place.vacancy, today)
    capacity = typed.get("capacity") or forms.CapacityForm(formdata=None, data={"from_day": today})
    capacity_form = capacity
    assert isinstance(capacity_form, forms.ChoosingForm)  # noqa: S101  # made just now
    capacity_form.offer_cover([])
    group = typed.get("group") or forms.GroupForm(formdata=None)
    return render_template(
        "bookings/place.html",
        place=place,
        row=row_of(one, weeks, today, with_mentors=True),
        weeks=weeks,
        span=span(weeks),
        lines=[(booking, person_for(actor, booking), guides_told(booking)) for booking in bookings],
        clashes=_told(session, actor, [place], today),
        may_keep=policy.may_keep_training(actor, training=place),
        capacity=capacity_form,
        group=group,
        hits=_seen(session, actor, hits),
        own=not actor.is_staff,
        recognised=one.weeks.recognised,
        day=today,
    )


def person_for(actor: Actor, booking: Booking) -> str:
    """How this person may call the learner: as of a placement, an employer by the name only if that was agreed."""
    if not actor.is_a(Role.EMPLOYER):
        return name_for(actor, booking.candidate)
    agreed = booking.status == BookingStatus.BOOKED and booking.candidate.visibility.shares_name
    return booking.candidate.name if agreed else f"Leerling {booking.reference}"


def guides_told(booking: Booking) -> str:
    """The mentor, and who else guides in which weeks."""
    others: dict[str, list[date]] = {}
    for week in booking.weeks:
        if week.mentor_id != booking.mentor_id:
            others.setdefault(week.mentor.name, []).append(week.week)
    covered = "; ".join(f"{weeks_in_words(weeks)}: {name}" for name, weeks in others.items())
    return f"{booking.mentor.name} ({covered})" if covered else booking.mentor.name


def _told(session: Session, actor: Actor, places: Sequence[TrainingPlace], today: date) -> list[tuple[str, str]]:
    """What does not fit any more: which booking, and in which weeks."""
    return [(one.booking.reference, weeks_in_words(one.weeks)) for one in clashes_at(session, places, on=today)]


def _seen(session: Session, actor: Actor, hits: Sequence[Hit]) -> list[tuple[str, str]]:
    """The bookings that a change would touch, by name where this person has the file."""
    rows = bookings_visible_to(actor).where(Booking.id.in_({hit.booking for hit in hits}))
    known = {row.id: row for row in session.scalars(rows)} if hits else {}
    return [
        (person_for(actor, known[hit.booking]) if hit.booking in known else hit.reference, weeks_in_words(hit.weeks))
        for hit in hits
    ]


def mentor_page(
    session: Session,
    actor: Actor,
    mentor: Mentor,
    *,
    hits: Sequence[Hit] = (),
    report: forms.ReportAbsenceForm | None = None,
    **typed: forms.ChoosingForm,
) -> str:
    """One mentor: weeks, absences and what can be changed."""
    today = day_of(session.info["at"])
    weeks = calendar.columns(monday_of(today))
    counted = select(MentorWeek.week, MentorWeek.booked).where(MentorWeek.mentor_id == mentor.id)
    taken = {(mentor.id, row.week): row.booked for row in session.execute(counted)}
    colleagues = colleagues_of(session, mentor)
    made = {
        "change": typed.get("change") or change_form(session, actor, mentor, empty=True),
        "absence": typed.get("absence") or forms.AbsenceForm(formdata=None),
        "stop": typed.get("stop") or forms.StopForm(formdata=None),
    }
    for form in made.values():
        form.offer_cover(colleagues)
    return render_template(
        "bookings/mentor.html",
        mentor=mentor,
        cells=calendar.mentor_cells(weeks_of_mentor(mentor), taken, weeks),
        weeks=weeks,
        span=span(weeks),
        places=places_with(session, mentor.id),
        absences=[one for one in mentor.absences if one.last_day >= today],
        may_keep=policy.may_keep_mentor(actor, mentor=mentor),
        may_report=policy.may_report_absence(actor, mentor=mentor),
        may_drop=policy.may_drop_absence(actor, mentor=mentor),
        report=report or forms.ReportAbsenceForm(formdata=None),
        forms=made,
        hits=_seen(session, actor, hits),
        own=not actor.is_staff,
        day=today,
    )


def colleagues_of(session: Session, mentor: Mentor) -> list[Mentor]:
    """Who else guides at this employer."""
    return [one for one in mentors_of(session, mentor.employer) if one.id != mentor.id and one.stopped_on is None]


def change_form(session: Session, actor: Actor, mentor: Mentor, *, empty: bool) -> forms.ChangeMentorForm:
    """The form of a mentor with the leerwerkplekken of the employer."""
    form = forms.ChangeMentorForm(formdata=None, data=values_of(mentor)) if empty else forms.ChangeMentorForm()
    form.offer(places_of(session, actor, mentor))
    return form


def places_of(session: Session, actor: Actor, mentor: Mentor) -> list[TrainingPlace]:
    """The leerwerkplekken of the mentor's employer."""
    return list(
        session.scalars(training_places_visible_to(actor).where(Vacancy.employer_id == mentor.employer_id)).unique()
    )
