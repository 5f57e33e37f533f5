"""Vandaag about faces: who wants to take over, what was answered, and work of colleagues who are gone."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from employers.contacts.queries import promises_owned_by
from employers.faces.models import FaceRequest
from employers.faces.queries import answers_to, requests_for
from employers.handover.queries import busy_for_others, without_owner
from werkbedrijf.dashboards.today.lines import AHEAD_DAYS, NEW_DAYS, Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.texts import count


def asked_of(session: Session, actor: Actor) -> list[Line]:
    """The requests to take over an employer that wait for this person."""
    return [
        Line(
            f"{one.asked_by.name} wil {one.employer.name} overnemen",
            "faces.show",
            {"takeover": str(one.id)},
            button="Geef antwoord",
            who=f"Als vervanger van {one.face.name}: {one.reason}" if _stands_in(actor, one) else one.reason,
            on=one.answer_by,
        )
        for one in session.scalars(requests_for(actor).limit(MOST_LINES))
    ]


def _stands_in(actor: Actor, request: FaceRequest) -> bool:
    return actor.id is not None and actor.id == request.employer.substitute_id


def answered(session: Session, actor: Actor, day: date) -> list[Line]:
    """What this person asked and heard about."""
    return [
        Line(
            f"Overnemen van {one.employer.name}: {one.status.value}",
            "faces.show",
            {"takeover": str(one.id)},
            who=one.word,
            on=one.ended_on,
        )
        for one in session.scalars(answers_to(actor, day - timedelta(days=NEW_DAYS)).limit(MOST_LINES))
    ]


def without_owner_near(session: Session, actor: Actor) -> list[Line]:
    """One line about the work of colleagues who are gone, however much it is."""
    left = without_owner(session, actor)
    if not left:
        return []
    promises = sum(len(one.promises) for one in left)
    told = f" en {count(promises, 'belofte', 'beloftes')}" if promises else ""
    names = sorted({one.holder.name for one in left})
    return [
        Line(
            f"{count(len(left), 'werkgever', 'werkgevers')}{told} van een collega die weg is",
            "handover.orphans",
            button="Kies wie het overneemt",
            who=", ".join(names[:3]),
        )
    ]


def handing_over(session: Session, actor: Actor) -> list[Line]:
    """The hand-overs that this person began for a colleague and did not finish."""
    return [
        Line(
            f"De overdracht namens {one.user.name} is nog niet klaar",
            "covering.show",
            {"user": one.user.reference},
            button="Ga verder",
            on=one.started_on,
        )
        for one in busy_for_others(session, actor)
    ]


def promised(session: Session, actor: Actor, day: date) -> list[Line]:
    """What this person promised employers, for the coming days."""
    ahead = day + timedelta(days=AHEAD_DAYS)
    found = promises_owned_by(session, [actor.id] if actor.id is not None else [])
    return [
        Line(
            f"Beloofd: {one.what}",
            "employers.show",
            {"employer": one.moment.employer.reference},
            who=one.moment.employer.name,
            on=one.due_on,
        )
        for one in found
        if one.due_on is None or one.due_on <= ahead
    ][:MOST_LINES]
