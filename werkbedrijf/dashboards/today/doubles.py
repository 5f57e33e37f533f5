"""Two files that may be of one person, as lines of Vandaag. Without a name: those stand on the page, for who may read them."""

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from candidates.numbers import policy
from candidates.numbers.queries import QueueLine, open_lines, waiting_among
from werkbedrijf.dashboards.today.asking import asked
from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict
from werkbedrijf.foundation.texts import count

_May = Callable[..., Verdict]


def of_partner(session: Session, actor: Actor) -> list[Line]:
    """What this partner did not agree to yet, and what is a matter of its own."""
    rows = _waiting(session, actor)
    agree = _lines(actor, rows, policy.may_agree, "mag de regiocoördinator de namen zien?", "Geef akkoord")
    return [*agree, *_decisions(actor, rows)][:MOST_LINES]


def of_coordinator(session: Session, actor: Actor) -> list[Line]:
    """What both partners agreed to look at, and in one line what nobody was asked about yet."""
    rows = _waiting(session, actor)
    to_ask = sum(bool(policy.may_ask(actor, duplicate=row)) for row in rows)
    told = f"{count(to_ask, 'keer', 'keer')} dezelfde achternaam en geboortedatum bij twee partners"
    asks = [Line(told, "duplicates.index", button="Bekijk of het klopt")] if to_ask else []
    return [*list(_decisions(actor, rows))[:MOST_LINES], *asks]


def _waiting(session: Session, actor: Actor) -> list[QueueLine]:
    return waiting_among(actor, asked(session, open_lines, actor))


def _decisions(actor: Actor, rows: list[QueueLine]) -> Iterator[Line]:
    return _lines(actor, rows, policy.may_decide, "één persoon of twee?", "Beslis")


def _lines(actor: Actor, rows: list[QueueLine], may: _May, words: str, button: str) -> Iterator[Line]:
    for row in rows:
        if may(actor, duplicate=row):
            told = f"Dubbele inschrijving {row.reference}: {words}"
            yield Line(told, "duplicates.index", button=button, on=row.on_day)
