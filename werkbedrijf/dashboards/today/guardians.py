"""Vandaag of those who watch over others' work: organisation administrator, coordinator and auditor."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from candidates.emergency.queries import recent_emergencies
from werkbedrijf.accounts.review import is_due
from werkbedrijf.accounts.role_queries import role_requests
from werkbedrijf.accounts.user_policy import may_decide_role
from werkbedrijf.dashboards.today import clocks, doubles, faces, rights, social
from werkbedrijf.dashboards.today.asking import UNTIL, asked
from werkbedrijf.dashboards.today.lines import AHEAD_DAYS, NEW_DAYS, Line, Today
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.sealing import unsealed_late
from werkbedrijf.foundation.texts import count, short_day
from werkbedrijf.logbook.anchors import last_anchor
from werkbedrijf.logbook.unusual import unusual
from werkbedrijf.objections.models import Objection
from werkbedrijf.objections.queries import to_answer

NO_ANCHOR_FOR = timedelta(days=1)


def org_admin(session: Session, actor: Actor, day: date) -> Today:
    """What waits for the administrator of one organisation."""
    at = session.info["at"]
    waiting = [
        Line(
            "Een rol wacht op uw bevestiging",
            "administration.role_requests_page",
            button="Bekijk het verzoek",
            who=pending.asked_by.name,
            on=day_of(pending.asked_at),
        )
        for pending in role_requests(session, actor)
        if may_decide_role(actor, pending=pending)
    ]
    if is_due(session, actor):
        waiting.append(
            Line("Kijk na of iedereen nog de goede rol heeft", "administration.rights", button="Kijk de rechten na")
        )
    waiting += doubles.of_partner(session, actor)
    waiting += faces.handing_over(session, actor)
    return Today(
        waiting=waiting,
        new=[
            Line(
                f"{access.user.name} gebruikte noodtoegang voor {reference}",
                "emergency.index",
                button="Bekijk waarom",
                who=access.reason,
                on=day_of(access.opened_at),
            )
            for access, reference in session.execute(recent_emergencies(actor, at, days=NEW_DAYS).limit(MOST_LINES))
        ],
        start=[Line("Beheer wie er voor uw organisatie inlogt", "administration.users", button="Naar gebruikers")],
    )


def coordinator(session: Session, actor: Actor, day: date) -> Today:
    """What the partners have to decide together."""
    passed, coming = social.deadlines(session, actor, day)
    due = asked(session, _objections, actor, until=day + timedelta(days=AHEAD_DAYS))
    return Today(
        waiting=[
            *clocks.unanswered(session, actor, day),
            *rights.to_confirm(session, actor),
            *doubles.of_coordinator(session, actor),
            *faces.asked_of(session, actor),
            *faces.handing_over(session, actor),
            *(
                Line(
                    f"Te laat: bezwaar {reference} had op {short_day(due_on)} een antwoord moeten hebben"
                    if due_on < day
                    else f"Beantwoord bezwaar {reference} uiterlijk {short_day(due_on)}",
                    "objections.show",
                    {"objection": reference},
                    button="Naar het bezwaar",
                    on=received_on,
                )
                for reference, due_on, received_on in due
            ),
            *passed,
        ],
        ending=coming,
        start=[Line("Bekijk de bezwaren", "objections.index", button="Naar bezwaren")],
    )


def _objections(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (Objection.reference, Objection.due_on, Objection.received_on)
    return to_answer(actor, UNTIL).with_only_columns(*told).limit(MOST_LINES)


def auditor(session: Session, actor: Actor, day: date) -> Today:
    """What asks for a look of the auditor: the trail itself, and what stood out this week."""
    at = session.info["at"]
    waiting: list[Line] = []
    new: list[Line] = []
    if late := unsealed_late(session, at):
        waiting.append(
            Line(
                f"{count(late, 'regel', 'regels')} van het logboek zonder zegel",
                "trail.chain",
                button="Bekijk de controle",
            )
        )
    anchor = last_anchor(session)
    if anchor is None or at - anchor.at > NO_ANCHOR_FOR:
        waiting.append(
            Line("Het laatste anker van het logboek is ouder dan een dag", "trail.chain", button="Bekijk de controle")
        )
    per_kind = Counter(one.title for one in unusual(session, until=at))
    new += [
        Line(f"{title}: {times} keer deze week", "trail.striking", button="Bekijk wat opviel")
        for title, times in per_kind.items()
    ]
    start = [Line("Zoek wie naar een kandidaat keek", "trail.index", button="Naar het logboek")]
    return Today(waiting=waiting, new=new, start=start)
