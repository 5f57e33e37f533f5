"""The two lists, who can do this work and which places suit this person, and the panel of what is open to somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import render_template
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.policy import may_change_profile
from candidates.queries import candidates_visible_to
from employers.vacancies.models import Vacancy
from matching.core.explanation import ExplainedTask, Grade
from matching.core.ranking import Ranked
from matching.core.wording import TO_ARRANGE
from matching.core.words import inside
from matching.proposals import policy
from matching.proposals.chances import Chances, chances_of
from matching.proposals.errors import AllSeatsHeld, NoProfile
from matching.proposals.marks import Mark, in_force, listed_ids, lists_with, marks_of
from matching.proposals.pages import name_for
from matching.proposals.queries import first_free_among
from matching.proposals.shortlist import Row, Shortlist, candidates_for, month_key, places_for
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.listing import Filter, Listing
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.policy import Verdict, first_no, no, yes
from werkbedrijf.foundation.texts import count
from werkbedrijf.foundation.web import settings


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task of a row: how much of it someone can now, in percent, and in words."""

    name: str
    share: int
    part: int
    growing: int
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row as the page shows it: facts in words first, the number last."""

    row: Row
    title: str
    can: tuple[str, ...]
    grows: tuple[str, ...]
    tasks: tuple[TaskLine, ...]
    arrange: tuple[str, ...]
    ask: int
    interval: str
    travel: str
    propose: Verdict
    sees_proposal: bool
    mark: Mark


# The notice on top of the list says until when.
HELD = no("Alle plekken worden nu vastgehouden.")
GRADES: Mapping[Grade, str] = {
    Grade.CAN: "kan dit",
    Grade.MOSTLY: "kan dit grotendeels",
    Grade.GROWS: "groeit hierin",
    Grade.ASK: "nog vragen",
}


def candidates_page(session: Session, actor: Actor, vacancy: Vacancy, args: Mapping[str, str]) -> str:
    """Who can do this work."""
    on = day_of(session.info["at"])
    filters = [
        Filter("wie", "Wie", [("mijn", "Alleen mijn kandidaten" if actor.is_a(Role.COACH) else "Mijn organisatie")]),
        Filter("deel", "Deel van het werk", [("alles", "Ook wie nog groeit")]),
    ]
    listing = Listing.read(args, sorts=["past"], default="past", filters=filters)
    now = in_force(session)
    try:
        found = candidates_for(
            session,
            vacancy,
            on=on,
            key=month_key(settings().secret_key, on),
            page=listing.page,
            among=_mine(session, actor) if "wie" in listing.filters else None,
            suitable_only="deel" not in listing.filters,
            first=listed_ids(session, now, vacancy),
        )
    except ValueError as problem:
        return render_template("proposals/not_ready.html", vacancy=vacancy, problem=str(problem))
    room = _rooms(session, [vacancy])[vacancy.id]
    shown = found.first if listing.page == 1 else ()
    marks = marks_of(session, actor, now, [*shown, *found.rows])

    def lines(rows: Sequence[Row]) -> list[Line]:
        return [
            _line(
                actor,
                row,
                name_for(actor, row.candidate),
                room,
                marks[row.candidate.id, row.vacancy.id],
                among_people=True,
            )
            for row in rows
        ]

    return render_template(
        "proposals/candidates.html",
        vacancy=vacancy,
        found=found,
        chosen=lines(shown),
        lines=lines(found.rows),
        run=now.run if now else None,
        in_run=now is not None and vacancy.reference in now.outcome.places,
        listing=listing,
        filters=filters,
        room=room,
    )


def places_page(session: Session, actor: Actor, candidate: Candidate, args: Mapping[str, str]) -> str:
    """Which places suit this person."""
    on = day_of(session.info["at"])
    filters = [Filter("deel", "Deel van het werk", [("alles", "Ook waar iemand nog in groeit")])]
    listing = Listing.read(args, sorts=["past"], default="past", filters=filters)
    found: Shortlist | None
    try:
        found = places_for(
            session,
            candidate,
            on=on,
            key=month_key(settings().secret_key, on),
            page=listing.page,
            suitable_only="deel" not in listing.filters,
        )
    except NoProfile:
        found = None
    rows = found.rows if found else ()
    rooms = _rooms(session, [row.vacancy for row in rows])
    now = in_force(session)
    marks = marks_of(session, actor, now, rows)
    return render_template(
        "proposals/places.html",
        candidate=candidate.reference,
        name=name_for(actor, candidate),
        found=found,
        run=now.run if now else None,
        listed=lists_with(session, now, candidate),
        lines=[
            _line(actor, row, row.vacancy.title, rooms[row.vacancy.id], _alone(marks[row.candidate.id, row.vacancy.id]))
            for row in rows
        ],
        listing=listing,
        filters=filters,
    )


def chances_page(session: Session, actor: Actor, candidate: Candidate) -> str:
    """What is open to this person now, and which questions would open more."""
    on = day_of(session.info["at"])
    found: Chances | None
    try:
        found = chances_of(session, candidate, on=on, key=month_key(settings().secret_key, on))
    except NoProfile:
        found = None
    return render_template(
        "proposals/chances.html",
        candidate=candidate.reference,
        name=name_for(actor, candidate),
        found=found,
        may_ask=bool(may_change_profile(actor, candidate=candidate)),
    )


def _alone(mark: Mark) -> Mark:
    """Beside the places of one person: where else this person is listed stands on top of that page, once."""
    return replace(mark, also="")


def _mine(session: Session, actor: Actor) -> set[int]:
    """The own caseload, or for an account manager the own organisation."""
    return set(session.scalars(candidates_visible_to(actor).with_only_columns(Candidate.id)))


def _rooms(session: Session, vacancies: Sequence[Vacancy]) -> Mapping[int, Verdict]:
    """Whether a seat of each place can be held now; the refusal says until when they are held."""
    per_seat = whole_number_on(session, Parameter.PROPOSALS_PER_SEAT, day_of(session.info["at"]))
    until = first_free_among(session, [vacancy.id for vacancy in vacancies])
    return {vacancy.id: _room(vacancy, per_seat, until[vacancy.id]) for vacancy in vacancies}


def _room(vacancy: Vacancy, per_seat: int, until: date | None) -> Verdict:
    if vacancy.held < (vacancy.seats - vacancy.filled) * per_seat:
        return yes
    if vacancy.filled >= vacancy.seats:
        return no("Deze plek is vol. Komt er plaats, dan kun je weer iemand voorstellen.")
    return no(AllSeatsHeld(vacancy, until).sentence)


def _interval(ranked: Ranked) -> str:
    """What the open questions can still make of it, at this one place."""
    if ranked.low_score == ranked.high_score:
        return ""
    asked = count(len(ranked.unknown), "vraag", "vragen")
    return f"Nog {asked} open: kan dit werk voor {ranked.low_score} tot {ranked.high_score} %."


def _line(actor: Actor, row: Row, title: str, room: Verdict, mark: Mark, *, among_people: bool = False) -> Line:
    told = row.shown.explanation
    may = policy.may_propose(actor, vacancy=row.vacancy, candidate=row.candidate)
    open_here = row.open_here
    return Line(
        row=row,
        title=title,
        can=tuple(inside(task.name) for task in told.of_grade(Grade.CAN, Grade.MOSTLY)),
        grows=tuple(inside(task.name) for task in told.of_grade(Grade.GROWS)),
        tasks=tuple(_task_line(task) for task in told.tasks),
        arrange=tuple(one.name for one in told.arrangements if one.state == TO_ARRANGE),
        ask=len(told.ask),
        interval=_interval(row.ranked) if among_people and actor.is_a(Role.COACH) else "",
        travel="reistijd onbekend" if told.minutes is None else f"{told.minutes} minuten {row.shown.travel}",
        propose=first_no(may, yes if room else HELD),
        sees_proposal=open_here is not None and bool(policy.may_see_proposal(actor, proposal=open_here)),
        mark=mark,
    )


def _task_line(task: ExplainedTask) -> TaskLine:
    """What nobody asked yet is only expected: the bar shows it pale, never as something one can."""
    part = 100 if task.of == 0 else 100 * task.points // task.of
    can, growing = (0, part) if task.grade == Grade.ASK else (part, 100 - part)
    return TaskLine(task.name, task.percent, can, growing, GRADES[task.grade])
