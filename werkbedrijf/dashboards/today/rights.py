"""What people asked about their own data, as lines of Vandaag."""

from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from candidates.naming import NAME, Names
from werkbedrijf.dashboards.today.asking import AT, asked
from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.four_eyes import PendingAct, open_acts
from werkbedrijf.foundation.texts import short_day
from werkbedrijf.rights.models import Correction, reference_of
from werkbedrijf.rights.policy import KIND
from werkbedrijf.rights.queries import open_corrections, untold
from werkbedrijf.rights.terms import announced


def to_confirm(session: Session, actor: Actor) -> list[Line]:
    """Requests to erase, for the coordinator: under the reference alone."""
    if not asked(session, _to_confirm, actor, at=session.info["at"]):
        return []
    waiting = open_acts(KIND, at=session.info["at"]).limit(MOST_LINES)
    return [
        Line(
            f"{pending.subject_reference} laten wissen: kijk mee",
            "rights.erasure",
            {"erasing": pending.reference},
            who=pending.reason,
            on=day_of(pending.asked_at),
        )
        for pending in session.scalars(waiting)
    ]


def _to_confirm(_actor: Actor) -> Select[*tuple[Any, ...]]:
    # Mostly there are none, and then there is nothing to open.
    return open_acts(KIND, at=AT).with_only_columns(PendingAct.id).limit(1)


def said_wrong(session: Session, actor: Actor, names: Names) -> Iterable[Line]:
    """What people said is wrong, and recipients who have not heard of a correction."""
    waiting = names.noted(asked(session, _waiting, actor))
    telling = names.noted(asked(session, _telling, actor))
    answer = (
        Line(
            f"{names.of(row)} zegt dat iets niet klopt: geef antwoord uiterlijk {short_day(row.due_on)}",
            "rights.correction",
            {"correction": reference_of(row.id)},
            button="Geef antwoord",
            on=row.asked_on,
        )
        for row in waiting
    )
    tell = (
        Line(
            f"Vertel wie de gegevens van {names.of(row)} kreeg wat er is verbeterd",
            "rights.correction",
            {"correction": reference_of(row.id)},
            on=row.answered_on,
        )
        for row in telling
    )
    return chain(answer, tell)


def _waiting(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (*NAME, Correction.id, Correction.due_on, Correction.asked_on)
    return open_corrections(actor).with_only_columns(*told).limit(MOST_LINES)


def _telling(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (*NAME, Correction.id, Correction.answered_on)
    return untold(actor).join(Correction.candidate).with_only_columns(*told).limit(MOST_LINES)


def ending(session: Session, actor: Actor, day: date) -> list[Line]:
    """Files of this coach that are erased within the days of notice; what waits for a bezwaar is not erased."""
    return [
        Line(
            f"De gegevens van {near.reference} worden gewist. Zijn ze nog nodig?",
            "rights.show",
            {"candidate": near.reference},
            on=near.ends_on,
        )
        for near in [near for near in announced(session, day, coach_id=actor.id) if not near.held][:MOST_LINES]
    ]
