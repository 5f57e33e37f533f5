"""What we tell about weeks that change. References and a link, never the name of a learner."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from employers.training.models import Mentor
from employers.training.weeks import weeks_in_words
from matching.bookings.errors import Hit
from werkbedrijf.foundation.notices import Topic
from werkbedrijf.foundation.outbox import Message, link
from werkbedrijf.foundation.texts import count, long_day

CLOSING = "Met vriendelijke groet,\nhet werkbedrijf"


def absence_reported(
    session: Session, mentor: Mentor, days: tuple[date, date], hits: Sequence[Hit]
) -> Iterator[Message]:
    """To the face of the employer: a mentor is away, and whose weeks that touches. Nobody when there is no face."""
    face = mentor.employer.account_manager
    if face is None or not face.is_active:
        return
    first, last = days
    away = f"op {long_day(first)}" if first == last else f"van {long_day(first)} tot en met {long_day(last)}"
    touched = count(len({one.booking for one in hits}), "boeking", "boekingen")
    # What it touches comes first: who reads messages once a day sees the first lines.
    what = f"Dit raakt {touched}." if hits else "In die weken is daar niemand geboekt."
    todo = ["Ze blijven staan tot je ze verplaatst of iemand anders ze overneemt:"] if hits else []
    todo += [f"- Boeking {one.reference}: {weeks_in_words(one.weeks)}" for one in hits]
    body = [
        f"Beste {face.name},",
        f"{mentor.employer.name} meldt dat begeleider {mentor.name} er niet is {away}. {what}",
        *todo,
        link(session, f"/begeleiders/{mentor.reference}"),
        CLOSING,
    ]
    subject = f"Begeleider afwezig bij {mentor.employer.name}"
    key = f"begeleider-weg/{mentor.reference}/{first}/{last}/{mentor.version}"
    yield Message(key, face.email, subject, "\n\n".join(body), Topic.PLACES)
