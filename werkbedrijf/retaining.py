"""The terms of keeping, rule by rule over every room; the timetable runs them at night, ``werkbedrijf retention run`` by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import click
from sqlalchemy.orm import Session

from matching.allocation.actions import forget_inputs
from werkbedrijf.accounts.sessions import forget_old_sessions
from werkbedrijf.accounts.tries import forget_old_tries
from werkbedrijf.commanding import data_dir_option, json_option, open_database, settings_for, show, spoken
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.idempotency import forget_old_keys
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.periods import months_back
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.imports.jobs import forget_files
from werkbedrijf.logbook.jobs import forget_log_before
from werkbedrijf.rights.retention import Ended, empty_messages, erase_ended, old_mails
from werkbedrijf.rights.rules import RULES
from werkbedrijf.rights.terms import announced
from werkbedrijf.timetable.actions import forget_old_runs

# One rule within a transaction: how many records went.
Act = Callable[[Session, datetime], int]

ACTS: dict[str, Act] = {
    "post": lambda session, at: empty_messages(session, at=at),
    "import": lambda session, at: forget_files(session, on=day_of(at)),
    "sessie": lambda session, at: forget_old_sessions(session, at=at),
    "inlogpoging": lambda session, at: forget_old_tries(session, at=at),
    "sleutel": lambda session, at: forget_old_keys(session, at=at),
    "verdeling": lambda session, at: forget_inputs(session, on=day_of(at)),
    "dienstregeling": lambda session, at: forget_old_runs(session, at=at),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What every rule did, or would do; ``announced`` counts files that end within the days of notice, ``held`` those that
    ended and stay because a bezwaar waits for a decision.
    """

    counts: dict[str, int]
    announced: int
    held: int

    def told(self, *, at: datetime, dry: bool) -> dict[str, Any]:
        """As plain values."""
        return {
            "on": day_of(at).isoformat(),
            "dry_run": dry,
            "rules": [
                {"rule": rule, "title": RULES[rule].title, "count": count} for rule, count in self.counts.items()
            ],
            "announced": self.announced,
            "held_by_objection": self.held,
        }


def run_retention(database: Database, settings: Settings, *, at: datetime, dry: bool = False) -> Outcome:
    """Do what every rule asks at this moment; with ``dry`` only count. Safe to do twice, and to be stopped halfway."""
    counts = {}
    with database.reading(at=at) as session:
        near = announced(session, day_of(at))
        days = whole_number_on(session, Parameter.KEEP_MESSAGE_DAYS, day_of(at))
        years = whole_number_on(session, Parameter.KEEP_LOG_YEARS, day_of(at))
    due = [ending for ending in near if ending.ends_on <= day_of(at)]
    held = sum(ending.held for ending in due)
    ended = Ended(len(due) - held, held) if dry else erase_ended(database, settings, at=at)
    counts["kandidaat"] = ended.erased
    for rule, act in ACTS.items():
        with database.transaction(at=at, keep=not dry) as session:
            counts[rule] = act(session, at)
    if not dry:
        # Whole closed months go at once, so a dry run cannot count them.
        counts["log"] = forget_log_before(database, settings, months_back(day_of(at), 12 * years), at=at)
    mails = old_mails(settings.mail_folder, before=at - timedelta(days=days))
    counts["post"] += len(mails)
    if not dry:
        for path in mails:
            path.unlink(missing_ok=True)
    return Outcome(counts, announced=len(near) - len(due), held=ended.held)


@click.group()
def retention() -> None:
    """Bewaartermijnen: wat vanzelf weggaat, en wanneer."""


@retention.command()
@data_dir_option
@json_option
@click.option("--dry-run", "dry", is_flag=True, help="Tel alleen; er gaat niets weg.")
@spoken
def run(data_dir: Any, as_json: bool, dry: bool) -> None:
    """Voer de bewaartermijnen nu uit."""
    settings = settings_for(data_dir)
    database = open_database(settings)
    at = clock.now()
    try:
        outcome = run_retention(database, settings, at=at, dry=dry)
    finally:
        database.close()
    told = outcome.told(at=at, dry=dry)
    lines = [f"  {rule['title']}: {rule['count']}" for rule in told["rules"]]
    head = "Dit zou weggaan:" if dry else "Weggegaan:"
    lines.append(f"Aangekondigd: {outcome.announced}.")
    if outcome.held:
        # What stays although its term is over is no mistake; whoever operates the service reads why.
        whose = "de gegevens van 1 kandidaat" if outcome.held == 1 else f"de gegevens van {outcome.held} kandidaten"
        lines.append(f"Nog niet weg: {whose}. Daarover staat een bezwaar open; eerst komt het antwoord.")
    show(told, as_json=as_json, lines=[head, *lines])
