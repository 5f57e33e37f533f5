"""Vandaag of the administrator: what does not run by itself. No content of candidates is here."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from werkbedrijf.dashboards.today.lines import Line, Today
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.parameters import DEFINITIONS, Parameter, rows_on
from werkbedrijf.foundation.texts import count


def today(session: Session, actor: Actor, day: date) -> Today:
    """What waits for the administrator."""
    known = rows_on(session, tuple(Parameter), day)
    waiting = [
        Line(
            f"Stel een waarde in: {DEFINITIONS[parameter].title}",
            "administration.parameters",
            button="Naar instellingen",
        )
        for parameter in Parameter
        if parameter not in known
    ]
    stuck = session.scalar(
        select(func.count())
        .select_from(OutboxMessage)
        .where(OutboxMessage.sent_at.is_(None), OutboxMessage.last_problem != "")
    )
    if stuck:
        waiting.append(
            Line(
                f"{count(stuck, 'bericht is', 'berichten zijn')} niet verstuurd",
                "administration.timetable",
                button="Bekijk de dienstregeling",
            )
        )
    invited = session.scalar(select(func.count()).select_from(User).where(User.is_active, User.password_hash.is_(None)))
    new = []
    if invited:
        new.append(
            Line(
                f"{count(invited, 'gebruiker heeft', 'gebruikers hebben')} nog geen wachtwoord gekozen",
                "administration.users",
                button="Naar gebruikers",
            )
        )
    return Today(
        waiting=waiting,
        new=new,
        start=[Line("Beheer gebruikers en rollen", "administration.users", button="Naar gebruikers")],
    )
