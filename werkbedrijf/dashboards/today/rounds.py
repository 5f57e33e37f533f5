"""On Vandaag: the belrondes in which this person still has somebody to call."""

from datetime import date

from sqlalchemy.orm import Session

from employers.rounds.queries import left_to_call
from werkbedrijf.dashboards.today.asking import asked
from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.foundation.actors import Actor


def lines(session: Session, actor: Actor, day: date) -> list[Line]:
    """One line per belronde, with how many of the own list are left."""
    return [
        Line(
            f"Belronde {title}: nog {waiting} van {total}",
            "rounds.mine",
            {"call_round": reference},
            button="Ga bellen",
            on=made_on,
        )
        for reference, title, made_on, waiting, total in asked(session, left_to_call, actor)
    ]
