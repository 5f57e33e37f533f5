"""Lines of both logs as a file for the auditor (security.md section 3: nobody else takes them out)."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from wtforms import RadioField

from werkbedrijf.administration.trail.queries import OPEN_KINDS, midnight, names_of_actors
from werkbedrijf.administration.trail.words import act_in_words
from werkbedrijf.foundation.actors import Organisation
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.fields import Asked, DayField, choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.reasons import reasons_of
from werkbedrijf.foundation.tables import Cell, to_csv
from werkbedrijf.foundation.texts import number
from werkbedrijf.logbook.exporting import export_otlp

TRAIL, PROCESSING = "logboek", "verwerkingen"
MOST = {TRAIL: 10_000, PROCESSING: 100_000}
"""So many lines go through the page; more is for the command, which needs no browser that waits."""
COLUMNS = (
    *(
        "Volgnummer",
        "Wanneer (UTC)",
        "Gebruiker",
        "Naam",
        "Rol",
        "Organisatie",
        "Handeling",
        "Code",
        "Soort",
        "Kenmerk",
    ),
    *("Gewijzigde velden", "Reden", "Waarvoor", "Uitkomst", "Herkomst", "Spoor", "Zegel"),
)


class TakeOutForm(StrictForm):
    """Which log, and which days."""

    class Meta:
        locales = ["nl"]

    kind = RadioField(
        "Wat wilt u meenemen?",
        [Asked()],
        choices=choices_of(
            [
                (TRAIL, "Het logboek: wie deed of bekeek wat (CSV, te openen in een rekenblad)"),
                (PROCESSING, "De verwerkingen: van wie gegevens zijn gebruikt (OTLP/JSON, voor een ander systeem)"),
            ]
        ),
        default=TRAIL,
    )
    since = DayField("Vanaf", [Asked()])
    until = DayField("Tot en met", [Asked()])

    def says_days(self) -> bool:
        """Whether the days can be read and stand in order; otherwise a sentence is at the field."""
        since, until = self.since.data, self.until.data
        if since and until and until < since:
            self.until.errors = ["De laatste dag ligt voor de eerste. Draai ze om."]
        return not self.errors


def too_many(kind: str) -> str:
    """What to do when the days hold more than the page hands over."""
    otherwise = ", of vraag de beheerder van de machine om de opdracht werkbedrijf audit processing"
    return (
        f"In deze dagen staan meer dan {number(MOST[kind])} regels. "
        f"Kies minder dagen{otherwise if kind == PROCESSING else ''}."
    )


def number_of_lines(session: Session, since: date, until: date, most: int) -> int:
    """How many lines of the trail these days have, counted no further than one beyond ``most``."""
    asked = select(AuditEntry.id).where(AuditEntry.at >= midnight(since), AuditEntry.at < _after(until)).limit(most + 1)
    return session.scalar(select(func.count()).select_from(asked.subquery())) or 0


def trail_csv(session: Session, since: date, until: date) -> bytes:
    """The lines of the trail of these days, oldest first, as a table in which no text can act as a formula."""
    asked = select(AuditEntry).where(AuditEntry.at >= midnight(since), AuditEntry.at < _after(until))
    entries = session.scalars(asked.order_by(AuditEntry.id)).all()
    return to_csv([COLUMNS, *_rows(session, entries)])


def processing_json(database: Database, since: date, until: date) -> bytes:
    """The lines of the processing log of these days as OTLP/JSON."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "verwerkingen.json"
        export_otlp(database, path, since=since, until=until + timedelta(days=1))
        return path.read_bytes()


def _after(until: date) -> datetime:
    return midnight(until + timedelta(days=1))


def _rows(session: Session, entries: Sequence[AuditEntry]) -> Iterator[tuple[Cell, ...]]:
    names, reasons = names_of_actors(session, entries), reasons_of(session, entries)
    partners = {key: name for key, name in session.execute(select(Organisation.id, Organisation.name))}
    for one in entries:
        yield (
            one.seq,
            one.at.isoformat(timespec="seconds"),
            f"gebruiker-{one.actor_id}" if one.actor_id is not None else "",
            names.get(one.actor_id or 0, ""),
            one.actor_role,
            partners.get(one.organisation_id or 0, ""),
            act_in_words(one.act),
            one.act,
            one.subject_kind,
            one.subject_reference,
            ", ".join(one.fields),
            # As on the page: what was typed or told about people stays with them.
            reasons[one.reason] if one.reason and one.subject_kind in OPEN_KINDS else "",
            one.purpose,
            one.result.value,
            one.origin,
            one.trace_id,
            one.mac,
        )
