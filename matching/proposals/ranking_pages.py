"""The two lists, who can do this work and which places suit this person, and the panel of what is open to somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from flask import render_template
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.policy import may_change_profile
from candidates.queries import candidates_visible_to
from employers.vacancies.models import Vacancy
from matching.proposals.by_hand import by_hand_page
from matching.proposals.chances import Chances, chances_of
from matching.proposals.errors import AllSeatsHeld, NoProfile
from matching.proposals.lines import Line, line_of
from matching.proposals.marks import Mark, in_force, listed_ids, lists_with, marks_of
from matching.proposals.pages import name_for
from matching.proposals.pictures import picture_of_chances, picture_of_people, picture_of_places
from matching.proposals.queries import first_free_among
from matching.proposals.shortlist import Row, Shortlist, candidates_for, month_key, places_for
from matching.shown.doors import kept
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.listing import Filter, Listing
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.policy import Verdict, no, yes
from werkbedrijf.foundation.web import settings


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
            line_of(
                actor,
                row,
                name_for(actor, row.candidate),
                room,
                marks[row.candidate.id, row.vacancy.id],
                among_people=True,
            )
            for row in rows
        ]

    chosen, others = lines(shown), lines(found.rows)
    picture = picture_of_people(session, vacancy, found, chosen, others, listing=listing, now=now, on=on)
    page = partial(
        render_template,
        "proposals/candidates.html",
        vacancy=vacancy,
        found=found,
        chosen=chosen,
        lines=others,
        run=now.run if now else None,
        in_run=now is not None and vacancy.reference in now.outcome.places,
        listing=listing,
        filters=filters,
        room=room,
    )
    return kept(session, actor, picture, page)


def places_page(session: Session, actor: Actor, candidate: Candidate, args: Mapping[str, str]) -> str:
    """Which places suit this person."""
    if candidate.people_only_since is not None:
        return by_hand_page(session, actor, candidate, args)
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
    lines = [
        line_of(actor, row, row.vacancy.title, rooms[row.vacancy.id], _alone(marks[row.candidate.id, row.vacancy.id]))
        for row in rows
    ]
    page = partial(
        render_template,
        "proposals/places.html",
        candidate=candidate.reference,
        name=name_for(actor, candidate),
        found=found,
        run=now.run if now else None,
        listed=lists_with(session, now, candidate),
        lines=lines,
        listing=listing,
        filters=filters,
    )
    if found is None:
        return page()
    picture = picture_of_places(session, candidate, found, lines, listing=listing, now=now, on=on)
    return kept(session, actor, picture, page)


def chances_page(session: Session, actor: Actor, candidate: Candidate) -> str:
    """What is open to this person now, and which questions would open more."""
    if candidate.people_only_since is not None:
        return by_hand_page(session, actor, candidate, {}, part="kansen")
    on = day_of(session.info["at"])
    found: Chances | None
    try:
        found = chances_of(session, candidate, on=on, key=month_key(settings().secret_key, on))
    except NoProfile:
        found = None
    page = partial(
        render_template,
        "proposals/chances.html",
        candidate=candidate.reference,
        name=name_for(actor, candidate),
        found=found,
        may_ask=bool(may_change_profile(actor, candidate=candidate)),
    )
    return page() if found is None else kept(session, actor, picture_of_chances(session, candidate, found, on=on), page)


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
