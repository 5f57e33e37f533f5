"""Two files that may be of one person, as lines of Vandaag. Without a name: those come when both partners agreed."""

from sqlalchemy.orm import Session

from candidates.numbers import policy
from candidates.numbers.queries import open_duplicates
from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor


def to_agree(session: Session, actor: Actor) -> list[Line]:
    """What this partner did not agree to yet."""
    return [
        Line(
            f"Dubbele inschrijving {row.reference}: mag de regiocoördinator de namen zien?",
            "duplicates.index",
            button="Geef akkoord",
            on=row.on_day,
        )
        for row in open_duplicates(session, actor)[:MOST_LINES]
        if policy.may_agree(actor, duplicate=row)
        and (row.agreed_by_id if row.candidate.organisation_id == actor.organisation_id else row.other_agreed_by_id)
        is None
    ]


def to_decide(session: Session, actor: Actor) -> list[Line]:
    """What both partners agreed to look at."""
    return [
        Line(
            f"Dubbele inschrijving {row.reference}: één persoon of twee?",
            "duplicates.index",
            button="Beslis",
            on=row.on_day,
        )
        for row in open_duplicates(session, actor)
        if policy.may_decide(actor, duplicate=row)
    ][:MOST_LINES]
