"""On Vandaag: the belrondes in which this person still has somebody to call."""

from datetime import date

from sqlalchemy.orm import Session

from employers.rounds.progress import Progress
from employers.rounds.queries import progress_in, running_with_calls
from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.foundation.actors import Actor


def lines(session: Session, actor: Actor, day: date) -> list[Line]:
    """One line per belronde, with how many of the own list are left."""
    rounds = session.scalars(running_with_calls(actor)).all()
    parts = progress_in(session, rounds) if rounds else {}
    return [_line(one.title, one.reference, parts[one.id][actor.id or 0], one.made_on) for one in rounds]


def _line(title: str, reference: str, mine: Progress, since: date) -> Line:
    text = f"Belronde {title}: nog {mine.waiting} van {mine.total}"
    return Line(text, "rounds.mine", {"call_round": reference}, button="Ga bellen", on=since)
