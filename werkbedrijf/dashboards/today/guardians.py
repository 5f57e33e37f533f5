"""Vandaag of those who watch over others' work: organisation administrator, coordinator and auditor."""

from datetime import date

from sqlalchemy.orm import Session

from werkbedrijf.dashboards.today.lines import Today
from werkbedrijf.foundation.actors import Actor


def org_admin(session: Session, actor: Actor, day: date) -> Today:
    """What waits for the administrator of one organisation."""
    return Today()


def coordinator(session: Session, actor: Actor, day: date) -> Today:
    """What the partners have to decide together."""
    return Today()


def auditor(session: Session, actor: Actor, day: date) -> Today:
    """What asks for a look of the auditor."""
    return Today()
