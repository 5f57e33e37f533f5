"""What people do with contracts in the invented year of ``social_year``: one act a time, chosen by lot."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select

from employers.models import Employer
from tests.werkbedrijf.sroi.making import new_contract
from werkbedrijf.foundation.actors import User
from werkbedrijf.sroi.contracts import actions
from werkbedrijf.sroi.contracts.facts import Amendment, Terms
from werkbedrijf.sroi.contracts.models import Change, Contract
from werkbedrijf.sroi.deadlines.actions import choose_terms
from werkbedrijf.sroi.deadlines.queries import TERMS
from werkbedrijf.sroi.reports.actions import take_step
from werkbedrijf.sroi.reports.queries import last_steps
from werkbedrijf.sroi.reports.steps import NEXT, Step
from werkbedrijf.sroi.settling.actions import agree_repair


class People:
    """Who lives in the region: ``keepers`` and ``users`` act, on contracts of ``firms``; each act says whether it did something."""

    def acts(self):
        once = (self.begin, self.withdraw, self.move, self.choose)
        return (*once, self.agree, self.agree, self.repair, self.repair, self.report, self.report)

    def begin(self, session, make, day):
        firm = session.get_one(Employer, self.chance.choice(self.firms))
        keeper = make.actor_of(session.get_one(User, self.keepers[0]))
        ends_on = day + timedelta(days=self.chance.randrange(40, 250))
        new_contract(make, contractor=firm, actor=keeper, starts_on=day, ends_on=ends_on, on=day)
        return True

    def some(self, session, make, day):
        contracts = session.scalars(select(Contract).order_by(Contract.id)).all()
        running = [one for one in contracts if one.ends_on > day + timedelta(days=3)]
        return (self.chance.choice(running) if running else None), make.actor_of(session.get_one(User, self.keepers[0]))

    def agree(self, session, make, day):
        one, by = self.some(session, make, day)
        if one is None:
            return False
        due = day + timedelta(days=self.chance.randrange(1, (one.last_day - day).days + 1))
        actions.plan(session, by, one, due_on=due, amount=Decimal(100), note="", on=day)
        return True

    def report(self, session, make, day):
        one, by = self.some(session, make, day)
        if one is None:
            return False
        known = {row.due_on: row.step for row in last_steps(session, one.id)}
        due = self.chance.choice(
            [*known, day + timedelta(days=self.chance.randrange(1, (one.last_day - day).days + 1))]
        )
        steps = [step for step in NEXT[known.get(due)] if step is not Step.AGREED or due < one.ends_on]
        if not steps:
            return False
        take_step(session, by, one, due_on=due, step=self.chance.choice(steps), on=day)
        return True

    def withdraw(self, session, make, day):
        one, by = self.some(session, make, day)
        planned = [row.due_on for row in one.plan if row.due_on < one.ends_on] if one else []
        if not planned:
            return False
        due = self.chance.choice(planned)
        actions.plan(session, by, one, due_on=due, amount=Decimal(0), note="", on=day)
        return True

    def move(self, session, make, day):
        one, by = self.some(session, make, day)
        if one is None:
            return False
        ends_on = max(day + timedelta(days=2), one.ends_on + timedelta(days=self.chance.choice((-20, 30, 90))))
        terms = Terms(Decimal(400_000), Decimal(5), ends_on)
        actions.amend(session, by, one, Amendment(Change.OTHER, terms, "Anders afgesproken"), on=day)
        return True

    def repair(self, session, make, day):
        """Time to put right what is short: agreed before the end and after it, moved, and taken back."""
        contracts = session.scalars(select(Contract).order_by(Contract.id)).all()
        lately = [one for one in contracts if day - timedelta(days=40) < one.counts_until < day + timedelta(days=60)]
        if not lately:
            return False
        one, by = self.chance.choice(lately), make.actor_of(session.get_one(User, self.keepers[0]))
        back = one.has_repair and self.chance.random() < 0.3
        last_day = one.last_day if back else max(one.last_day, day) + timedelta(days=self.chance.randrange(1, 50))
        if last_day == one.last_day_that_counts:
            return False
        agree_repair(session, by, one, last_day=last_day, reason="Nog niet klaar", on=day)
        return True

    def choose(self, session, make, day):
        user = session.get_one(User, self.chance.choice([*self.keepers, *self.users.values()]))
        chosen = self.chance.sample(TERMS, k=self.chance.randrange(3))
        choose_terms(session, make.actor_of(user), chosen)
        return True
