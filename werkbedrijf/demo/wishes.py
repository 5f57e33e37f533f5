"""The employer who signs in wants one of its places changed, and waits for an answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from employers.vacancies.models import Vacancy
from employers.vacancies.telling import facts_of
from employers.vacancies.wishes.actions import ask_change
from employers.vacancies.workflow import VacancyStatus
from werkbedrijf.foundation.actors import User, actor_for


def want_a_change(session: Session, show: User, places: Sequence[Vacancy], *, today: date) -> None:
    """Ask for one seat more and a few hours more, at the last open place of this employer."""
    desk = actor_for(session, show)
    own = [one for one in places if one.employer_id in desk.employer_ids and one.status == VacancyStatus.OPEN]
    if own:
        now = facts_of(own[-1])
        wanted = replace(now, seats=now.seats + 1, hours_max=now.hours_max + 4)
        ask_change(session, desk, own[-1], wanted, "Liefst iemand die ook op zaterdag kan.", on=today)
