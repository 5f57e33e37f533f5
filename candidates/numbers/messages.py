"""What is told when somebody meets many numbers of other partners. No number, no name of a candidate."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from candidates.numbers.models import DuplicateCheck
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.outbox import Message, link, tell
from werkbedrijf.foundation.parameters import Parameter, whole_number_on

TOLD = (Role.ADMINISTRATOR, Role.AUDITOR)


def tell_of_many_hits(session: Session, actor: Actor, *, on: date) -> None:
    """To administrators and auditors, once a day per person who reaches the number of hits."""
    hits = select(func.count()).where(
        DuplicateCheck.by_id == actor.id, DuplicateCheck.on_day == on, DuplicateCheck.other_id.is_not(None)
    )
    many = whole_number_on(session, Parameter.NUMBER_HITS, on)
    if (session.scalar(hits) or 0) < many:
        return
    body = "\n\n".join(
        (
            (
                f"Gebruiker-{actor.id} van {actor.organisation_name} vulde vandaag {many} keer een nummer in dat ook bij een "
                "andere partner bekend is."
            ),
            "Dat kan kloppen, bijvoorbeeld na een verhuizing van een groep. Het kan ook iemand zijn die nummers probeert.",
            "Kijk in het logboek wat deze gebruiker vandaag deed, en vraag ernaar.",
            link(session, "/logboek"),
            "Met vriendelijke groet,\nhet werkbedrijf",
        )
    )
    people = select(User).where(User.role.in_(TOLD), User.is_active).order_by(User.id)
    for user in session.scalars(people):
        key = f"nummers-{actor.id}-{on.isoformat()}-{user.id}"
        tell(session, Message(key, user.email, "Veel nummers die al bekend waren", f"Beste {user.name},\n\n{body}\n"))
