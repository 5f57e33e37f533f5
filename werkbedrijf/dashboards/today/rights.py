"""What people asked about their own data, as lines of Vandaag."""

from datetime import date

from sqlalchemy.orm import Session

from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.four_eyes import open_acts
from werkbedrijf.foundation.texts import short_day
from werkbedrijf.rights.policy import KIND
from werkbedrijf.rights.queries import open_corrections, untold
from werkbedrijf.rights.terms import announced


def to_confirm(session: Session) -> list[Line]:
    """Requests to erase, for the coordinator: under the reference alone."""
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


def asked(session: Session, actor: Actor) -> list[Line]:
    """What people said is wrong, and recipients who have not heard of a correction."""
    waiting = session.scalars(open_corrections(actor).limit(MOST_LINES))
    telling = session.scalars(untold(actor).limit(MOST_LINES))
    return [
        *(
            Line(
                f"{row.candidate.name} zegt dat iets niet klopt: geef antwoord uiterlijk {short_day(row.due_on)}",
                "rights.correction",
                {"correction": row.reference},
                button="Geef antwoord",
                on=row.asked_on,
            )
            for row in waiting
        ),
        *(
            Line(
                f"Vertel wie de gegevens van {row.candidate.name} kreeg wat er is verbeterd",
                "rights.correction",
                {"correction": row.reference},
                on=row.answered_on,
            )
            for row in telling
        ),
    ]


def ending(session: Session, actor: Actor, day: date) -> list[Line]:
    """Files of this coach that are erased within the days of notice."""
    return [
        Line(
            f"De gegevens van {near.reference} worden gewist. Zijn ze nog nodig?",
            "rights.show",
            {"candidate": near.reference},
            on=near.ends_on,
        )
        for near in announced(session, day, coach_id=actor.id)[:MOST_LINES]
    ]
