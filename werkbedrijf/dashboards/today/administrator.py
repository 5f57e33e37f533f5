"""Vandaag of the administrator: what does not run by itself. No content of candidates is here."""

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matching.instruments.figures import running_out
from matching.instruments.values import all_figures
from werkbedrijf.accounts.role_queries import role_requests
from werkbedrijf.accounts.user_policy import may_decide_role
from werkbedrijf.dashboards.today.lines import Line, Today
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.notes import BACKUP, noted
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.parameters import DEFINITIONS, Parameter, rows_on
from werkbedrijf.foundation.texts import count, short_day

# One night may be missed by a restart; two in a row are a reason to look.
LATE_BACKUP = timedelta(hours=26)


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
    waiting += _figure_lines(session, day)
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
    waiting += _backup_lines(session)
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
    waiting.extend(
        Line(
            "Een rol wacht op bevestiging door een tweede persoon",
            "administration.role_requests_page",
            button="Bekijk het verzoek",
            who=pending.asked_by.name,
            on=day_of(pending.asked_at),
        )
        for pending in role_requests(session, actor)
        if may_decide_role(actor, pending=pending)
    )
    return Today(
        waiting=waiting,
        new=new,
        start=[Line("Beheer gebruikers en rollen", "administration.users", button="Naar gebruikers")],
    )


def _figure_lines(session: Session, day: date) -> list[Line]:
    """A minimum wage that is not known yet for a half year that begins: without it nobody can work out what a job costs."""
    return [
        Line(
            f"Vul in: {DEFINITIONS[parameter].title} vanaf {short_day(begins)}",
            "administration.parameter",
            {"parameter": parameter.value},
            button="Naar deze waarde",
        )
        for parameter, begins in running_out(day, all_figures(session))
    ]


def _backup_lines(session: Session) -> list[Line]:
    """A night without a backup, or one that could not be read back."""
    last = noted(session, BACKUP)
    if last is None:
        return []
    if last.value.get("problem"):
        text = f"De back-up van vannacht is niet gelukt: {last.value['problem']}"
    elif session.info["at"] - last.at > LATE_BACKUP:
        text = "De laatste nachtelijke back-up is van meer dan een dag geleden"
    else:
        return []
    return [Line(text, "administration.timetable", button="Bekijk de dienstregeling", on=day_of(last.at))]
