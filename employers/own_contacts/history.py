"""Who changed what of a contact person, as the trail tells it: never an old value, which nobody needs to call somebody."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.models import ContactPerson
from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.audit import AuditEntry, done_to
from werkbedrijf.foundation.texts import in_words, moment

MOST: Final = 20
ACTS: Final = {
    "contact_person.added": ("Toegevoegd", "plus"),
    "contact_person.changed": ("Gewijzigd", "pen"),
    "contact_person.left": ("Werkt hier niet meer", "slot"),
    "contact_person.resumed": ("Is er weer", "goed"),
}
FIELDS: Final = {
    "name": "naam",
    "function": "functie",
    "phone": "telefoon",
    "email": "e-mail",
    "channel": "liefst bereikbaar via",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a timeline."""

    text: str
    who: str
    when: str
    kind: str


def changes_of(session: Session, contact: ContactPerson) -> list[Change]:
    """What happened to what is known of somebody, newest first."""
    lines = session.scalars(done_to(contact, ACTS).limit(MOST)).all()
    ids = {one.actor_id for one in lines if one.actor_id is not None}
    people = {row.id: row for row in session.execute(select(User.id, User.name, User.role).where(User.id.in_(ids)))}
    return [_change(one, people.get(one.actor_id or 0)) for one in lines]


def _change(line: AuditEntry, by: Any) -> Change:
    words, kind = ACTS[line.act]
    fields = [word for name, word in FIELDS.items() if name in line.fields and line.act == "contact_person.changed"]
    who = by.name if by is not None else "vanzelf"
    return Change(
        f"{words}: {in_words(fields)}" if fields else words,
        f"{who}, bij de werkgever" if by is not None and by.role is Role.EMPLOYER else who,
        moment(line.at),
        kind,
    )
