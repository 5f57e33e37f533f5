"""The monthly attempt to learn: read, learn and judge outside any transaction, then keep. Safe to run twice a day."""

import hashlib
import hmac
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matching.proposals.shortlist import month_key
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.db import Database
from werkbedrijf.learning.actions import keep_attempt
from werkbedrijf.learning.judging import Examined, Outcomes, Region, examined
from werkbedrijf.learning.models import LearningAttempt
from werkbedrijf.learning.queries import attempt_on
from werkbedrijf.learning.reading import outcomes_of, region_of


def try_to_learn(database: Database, secret: str, *, at: datetime) -> int:
    """One attempt for this day; returns how many were made."""
    on = day_of(at)
    with database.reading(at=at) as session:
        if attempt_on(session, on) is not None:
            return 0
        outcomes, left_out, region = _read(session, secret, on)
    found = _examined(outcomes, region, secret, on)
    try:
        with database.transaction(at=at) as session:
            keep_attempt(session, TIMETABLE, found, left_out, on=on)
    except IntegrityError:
        return 0  # somebody else was first
    return 1


def try_here(session: Session, secret: str, *, on: date) -> LearningAttempt:
    """The attempt of a day within one session, for who makes a whole region at once."""
    outcomes, left_out, region = _read(session, secret, on)
    return keep_attempt(session, TIMETABLE, _examined(outcomes, region, secret, on), left_out, on=on)


def _read(session: Session, secret: str, on: date) -> tuple[Outcomes, int, Region]:
    outcomes, left_out = outcomes_of(session, on)
    return outcomes, left_out, region_of(session, on, month_key(secret, on))


def _examined(outcomes: Outcomes, region: Region, secret: str, on: date) -> Examined:
    return examined(outcomes, region, seed=seed_of(secret, on), hash_key=month_key(secret, on))


def seed_of(secret: str, on: date) -> int:
    """The seed of the invented regions and draws of this month; nobody chooses it and nobody can foresee the next."""
    drawn = hmac.new(secret.encode(), f"leren|{on:%Y-%m}".encode(), hashlib.sha256).digest()
    return int.from_bytes(drawn[:4], "big")
