"""A belronde to test with: three employers, two colleagues of two partners."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select

from employers.actions import log_contact
from employers.facts import MomentFacts
from employers.rounds.actions import begin_round
from employers.rounds.calling import take_call, write_down
from employers.rounds.facts import Choice, OutcomeFacts, PlaceFacts, RoundFacts
from employers.rounds.models import Outcome, RoundCall
from employers.vacancies.models import VacancyKind
from tests.making import MONDAY


class Setting:
    """Three quiet employers in one region, and whoever may call them."""

    def __init__(self, make, *, employers=3):
        self.make, self.session = make, make.session
        make.parameters()
        self.first, self.second = make.actor(name="Anna Eerst"), make.actor(name="Bram Tweede")
        self.employers = [make.employer(f"Firma {number}") for number in range(employers)]
        for employer in self.employers:
            make.establishment(employer)

    def begin(self, *, choice=None, callers=None, on=MONDAY, title="Logistiek"):
        callers = callers or [self.first]
        facts = RoundFacts(title=title, choice=choice or Choice(), callers=[one.id for one in callers])
        return begin_round(self.session, self.first, facts, on=on)

    def calls(self, call_round):
        query = select(RoundCall).where(RoundCall.round_id == call_round.id).order_by(RoundCall.id)
        return self.session.scalars(query).all()

    def contact(self, employer, *, days_ago=0, by=None, note="Koffie gedronken"):
        day = MONDAY - timedelta(days=days_ago)
        return log_contact(
            self.session, by or self.second, employer, MomentFacts(note=note, held_on=day), on=max(day, MONDAY)
        )

    def write(self, call, outcome=Outcome.SPOKEN, *, by=None, on=MONDAY, take=True, **facts):
        by = by or self.first
        if take:
            take_call(self.session, by, call, on=on)
        told = {"number": call.tries + 1, "note": "Gesproken", "reason": "Geen tijd"} | facts
        if outcome is Outcome.CALL_BACK:
            told.setdefault("call_back_on", on + timedelta(days=7))
        if outcome is Outcome.PLACE:
            told.setdefault("place", place())
        return write_down(self.session, by, call, OutcomeFacts(outcome=outcome, **told), on=on)


def place(**facts):
    told = {"title": "Inpakker", "kind": VacancyKind.GARANTIEBAAN, "hours_min": Decimal(16)} | facts
    return PlaceFacts(**told)
