"""What changes a gesprek. Everybody around it is told, but never who the candidate is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matching.proposals.models import Proposal
from matching.talks import messages
from matching.talks.models import Talk
from matching.talks.queries import talk_for_update, talks_between
from matching.talks.workflow import TALK, TalkStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.texts import moment

MOST_WORDS = 200
LEAST, MOST = 10, 480
TOO_LONG = f"Gebruik ten hoogste {MOST_WORDS} tekens."


@dataclass(frozen=True, slots=True)
class TalkFacts:
    """A day and a time on the clock of this country; ``minutes`` it takes."""

    day: date | None
    clock: time | None
    minutes: int | None
    place: str
    with_whom: str = ""

    def at(self) -> datetime | None:
        """The moment, once both are filled in."""
        return datetime.combine(self.day, self.clock, AMSTERDAM) if self.day and self.clock else None


def plan_talk(
    session: Session, actor: Actor, proposal: Proposal, facts: TalkFacts, *, known: int | None = None
) -> Talk:
    """Plan the gesprek of a voordracht, or move it. ``known`` is the change of it that was looked at; None when there was none.

    Raises InputRefused per field, and with the moment of now when somebody else planned or moved it meanwhile.
    """
    at = _checked(session, facts)
    talk = session.scalars(talk_for_update(proposal)).first()
    _refuse_lost_update(talk, known)
    is_new = talk is None
    if talk is None:
        talk = Talk(
            uid=uuid4().hex, proposal=proposal, candidate_id=proposal.candidate_id, status=TALK.start, sequence=0
        )
    else:
        talk.sequence += 1
        talk.move("move")
    talk.at, talk.minutes = at, facts.minutes or LEAST
    talk.place, talk.with_whom = facts.place.strip(), facts.with_whom.strip()
    talk.changed_at = session.info["at"]
    if is_new:
        _add_only_one(session, talk)
    record(session, actor, "talk.planned" if is_new else "talk.changed", talk)
    for message in messages.planned(session, actor, talk, is_new=is_new):
        tell(session, message)
    return talk


def cancel_talk(session: Session, actor: Actor, talk: Talk) -> None:
    """Call a gesprek off; the voordracht stays as it is."""
    talk.move("cancel")
    talk.sequence += 1
    talk.changed_at = session.info["at"]
    record(session, actor, "talk.cancelled", talk)
    for message in messages.cancelled(session, actor, talk):
        tell(session, message)


def remind_of_talks(session: Session, *, on: date) -> int:
    """Remind everybody of the gesprekken of tomorrow, once per moment; returns how many gesprekken."""
    start = datetime.combine(on + timedelta(days=1), time(), AMSTERDAM)
    due = session.scalars(talks_between(start, start + timedelta(days=1))).all()
    for talk in due:
        for message in messages.reminder(session, talk):
            tell(session, message)
    return len(due)


def _refuse_lost_update(talk: Talk | None, known: int | None) -> None:
    if talk is not None and talk.sequence != known:
        done = f"gepland op {moment(talk.at)}" if talk.status is TalkStatus.PLANNED else "afgezegd"
        raise InputRefused({"day": f"Intussen is het gesprek {done}. Past dit moment toch beter? Bewaar dan nog eens."})


def _add_only_one(session: Session, talk: Talk) -> None:
    try:
        with session.begin_nested():
            session.add(talk)
            session.flush()
    except IntegrityError as twice:
        raise InputRefused({"day": "Iemand anders heeft dit gesprek op dit moment gepland. Kijk nog eens."}) from twice


def _checked(session: Session, facts: TalkFacts) -> datetime:
    at = facts.at()
    problems = {
        "day": "" if facts.day else "Vul een datum in, zoals 23-11-2026.",
        "clock": "" if facts.clock else "Vul een tijd in, zoals 10:30.",
        "minutes": "" if LEAST <= (facts.minutes or 0) <= MOST else f"Vul minuten in, van {LEAST} tot {MOST}.",
        "place": _place_problem(facts.place),
        "with_whom": TOO_LONG if len(facts.with_whom.strip()) > MOST_WORDS else "",
    }
    if at is not None and at <= session.info["at"]:
        problems["day"] = "Dit moment is al voorbij. Kies een later moment."
    found = {name: sentence for name, sentence in problems.items() if sentence}
    if found or at is None:
        raise InputRefused(found)
    return at


def _place_problem(place: str) -> str:
    if not place.strip():
        return "Vul in waar het gesprek is."
    return TOO_LONG if len(place.strip()) > MOST_WORDS else ""
