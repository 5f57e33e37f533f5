"""Vandaag about faces: who wants to take over, what was answered, and work of colleagues who are gone."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session, aliased

from employers.contacts.promises import open_in
from employers.contacts.queries import kept_by
from employers.faces.models import FaceRequest
from employers.faces.queries import answers_to, requests_for
from employers.handover.models import HandOver
from employers.handover.queries import begun_for_others, left_behind
from employers.models import Employer
from werkbedrijf.dashboards.today.asking import SINCE, asked
from werkbedrijf.dashboards.today.lines import AHEAD_DAYS, NEW_DAYS, Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.texts import count


def asked_of(session: Session, actor: Actor) -> list[Line]:
    """The requests to take over an employer that wait for this person."""
    return [
        Line(
            f"{asked_by} wil {employer} overnemen",
            "faces.show",
            {"takeover": str(number)},
            button="Geef antwoord",
            # Who stands in hears for whom.
            who=f"Als vervanger van {face}: {reason}" if actor.id is not None and actor.id == substitute else reason,
            on=answer_by,
        )
        for number, asked_by, employer, face, substitute, reason, answer_by in asked(session, _asked_of, actor)
    ]


def _asked_of(actor: Actor) -> Select[*tuple[Any, ...]]:
    asker, face = aliased(User), aliased(User)
    told = (FaceRequest.id, asker.name, Employer.name, face.name, Employer.substitute_id)
    found = requests_for(actor).join(asker, asker.id == FaceRequest.asked_by_id)
    named = found.join(face, face.id == FaceRequest.face_id)
    return named.with_only_columns(*told, FaceRequest.reason, FaceRequest.answer_by).limit(MOST_LINES)


def answered(session: Session, actor: Actor, day: date) -> list[Line]:
    """What this person asked and heard about."""
    return [
        Line(
            f"Overnemen van {employer}: {status.value}",
            "faces.show",
            {"takeover": str(number)},
            who=word,
            on=ended_on,
        )
        for number, employer, status, word, ended_on in asked(
            session, _answered, actor, since=day - timedelta(days=NEW_DAYS)
        )
    ]


def _answered(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (FaceRequest.id, Employer.name, FaceRequest.status, FaceRequest.word, FaceRequest.ended_on)
    return answers_to(actor, SINCE).join(FaceRequest.employer).with_only_columns(*told).limit(MOST_LINES)


def without_owner_near(session: Session, actor: Actor) -> list[Line]:
    """One line about the work of colleagues who are gone, however much it is."""
    left = left_behind(session, actor)
    if not left.bundles:
        return []
    told = f" en {count(left.promises, 'belofte', 'beloftes')}" if left.promises else ""
    return [
        Line(
            f"{count(left.bundles, 'werkgever', 'werkgevers')}{told} van een collega die weg is",
            "handover.orphans",
            button="Kies wie het overneemt",
            who=", ".join(left.names[:3]),
        )
    ]


def handing_over(session: Session, actor: Actor) -> list[Line]:
    """The hand-overs that this person began for a colleague and did not finish."""
    return [
        Line(
            f"De overdracht namens {name} is nog niet klaar",
            "covering.show",
            {"user": f"gebruiker-{user}"},
            button="Ga verder",
            on=started_on,
        )
        for user, name, started_on in asked(session, _handing_over, actor)
    ]


def _handing_over(actor: Actor) -> Select[*tuple[Any, ...]]:
    return begun_for_others(actor).join(HandOver.user).with_only_columns(User.id, User.name, HandOver.started_on)


def promised(session: Session, actor: Actor, day: date) -> list[Line]:
    """What this person promised employers, for the coming days."""
    ahead = day + timedelta(days=AHEAD_DAYS)
    rows = {row.id: row for row in asked(session, kept_by, actor)}
    return [
        Line(
            f"Beloofd: {one.what}",
            "employers.show",
            {"employer": rows[one.moment.id].employer_reference},
            who=rows[one.moment.id].employer_name,
            on=one.due_on,
        )
        for one in open_in(rows.values())
        if one.owner_id == actor.id and (one.due_on is None or one.due_on <= ahead)
    ][:MOST_LINES]
