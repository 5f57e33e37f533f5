"""What happened to a place, as its lines in the trail tell it: who, when, which act and which fields. Never a value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.vacancies.models import Vacancy
from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.audit import AuditEntry, done_to
from werkbedrijf.foundation.reasons import reasons_of
from werkbedrijf.foundation.texts import in_words

MOST: Final = 200
BY_ITSELF: Final = "vanzelf"
# Each act with its words and an icon of the timeline.
ACTS: Final = {
    "vacancy.logged": ("Vastgelegd als concept", "document"),
    "vacancy.copied": ("Gekopieerd van een andere plek", "document"),
    "vacancy.imported": ("Ingelezen uit een bestand", "document"),
    "vacancy.changed": ("Gewijzigd", "pen"),
    "vacancy.opened": ("Open gezet", "goed"),
    "vacancy.confirmed": ("Bevestigd: klopt nog", "goed"),
    "vacancy.draft_confirmed": ("Concept uit het beroep nagelopen", "goed"),
    "vacancy.asked_again": ("Gevraagd of de plek nog klopt", "vraag"),
    "vacancy.closing_announced": ("Aangekondigd dat de plek gaat sluiten", "bericht"),
    "vacancy.closed": ("Gesloten", "slot"),
    "vacancy.reopened": ("Opnieuw geopend", "goed"),
    "vacancy.lowered": ("Taken van deze plek gehaald", "pen"),
}
FIELDS: Final = {
    "kind": "soort plek",
    "title": "titel",
    "occupation": "beroep",
    "family": "soort werk",
    "description": "omschrijving",
    "establishment_id": "vestiging",
    "establishment": "vestiging",
    "seats": "aantal plekken",
    "hours_min": "minste uren",
    "hours_max": "meeste uren",
    "starts_on": "start",
    "closes_on": "sluitingsdatum",
    "times": "werktijden",
    "certificates": "papieren",
    "hard": "harde eis",
    "hard_reason": "reden van de harde eis",
    "tasks": "taken",
    "conditions": "wat de werkplek biedt",
}
NAMED: Final = frozenset({"vacancy.changed", "vacancy.lowered"})


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history."""

    at: datetime
    text: str
    who: str
    kind: str
    reason: str = ""


def history_of(session: Session, vacancy: Vacancy) -> list[Event]:
    """The life of a place, newest first, at most MOST lines. Looking at it is no part of its life."""
    lines = session.scalars(done_to(vacancy, ACTS).limit(MOST)).all()
    names, said = _names(session, lines), reasons_of(session, [one for one in lines if one.act == "vacancy.closed"])
    return [_event(one, names, said.get(one.reason, "")) for one in lines]


def _names(session: Session, lines: Sequence[AuditEntry]) -> dict[int, str]:
    """Colleagues by name; whoever signed in for the employer as just that."""
    ids = {one.actor_id for one in lines if one.actor_id is not None}
    rows = session.execute(select(User.id, User.name, User.role).where(User.id.in_(ids)))
    return {id_: "de werkgever" if role is Role.EMPLOYER else name for id_, name, role in rows}


def _event(line: AuditEntry, names: dict[int, str], reason: str) -> Event:
    words, kind = ACTS[line.act]
    fields = list(dict.fromkeys(FIELDS[name] for name in line.fields if name in FIELDS)) if line.act in NAMED else []
    who = BY_ITSELF if line.actor_id is None else names.get(line.actor_id, "een collega van vroeger")
    return Event(line.at, f"{words}: {in_words(fields)}" if fields else words, who, kind, reason)
