"""A model beside the service: random acts of own and foreign people through the doors, and the same in a few lines of Python.

``python -m tests.proofs.stateful --sequences 500 --steps 50 --engine postgresql``. Whatever the model says may happen must
happen, whatever it says may not must change nothing, and after every step the counts must be those of the model.
"""

import argparse
import itertools
import re
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from candidates.models import Candidate
from employers.vacancies.models import Vacancy
from matching.placements.models import Placement
from matching.proposals.models import Proposal
from tests.conftest import NOW
from tests.making import MONDAY, Make
from tests.proofs.contest import NUMBERS, WHY, cookie_of
from tests.proofs.model import OPEN, Model
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.region import Region
from werkbedrijf.integrity.rules import RULES, broken

DAY = MONDAY.isoformat()
PEOPLE, PLACES = 2, 2
people, places = st.integers(0, PEOPLE - 1), st.integers(0, PLACES - 1)
VERSION = re.compile(r'name="based_on" value="([^"]+)"')
own = st.sampled_from((True, True, True, False))


def machine(app, database: Database):  # noqa: C901  # the rules of one machine belong in one class
    """The machine over one service; every sequence gets people and places of its own."""

    class Sequence(RuleBasedStateMachine):
        @initialize()
        def begin(self):
            session = database.session(at=NOW)
            make = Make(session)
            # Names and addresses that no earlier sequence used.
            make._numbers = itertools.count(next(NUMBERS))
            if session.get(Region, 1) is None:
                make.region()
                make.parameters()
            home = make.organisation()
            self.roles = {}
            coach, foreign = make.user(Role.COACH, organisation=home), make.user(Role.COACH)
            manager = make.user(Role.ACCOUNT_MANAGER, organisation=home)
            site = make.establishment(make.employer(account_manager_id=manager.id))
            speaker, stranger = make.employer_user(site.employer), make.employer_user(make.employer())
            self.agreed = {
                "formal_employer": site.employer.name,
                "formal_employer_reference": site.employer.reference,
                "workplace": site.reference,
            }
            self.places = [make.vacancy(site, seats=1 + n) for n in range(PLACES)]
            self.people = [make.profile(make.candidate(coach=coach)).candidate for _ in range(PEOPLE)]
            for name, user in (
                ("coach", coach),
                ("foreign coach", foreign),
                ("manager", manager),
                ("employer", speaker),
                ("stranger", stranger),
            ):
                self.roles[name] = cookie_of(app, make, user)
            session.commit()
            self.where = [one.reference for one in self.places]
            self.who = [one.reference for one in self.people]
            self.ids = [one.id for one in self.people], [one.id for one in self.places]
            session.close()
            self.model = Model(seats=[1 + n for n in range(PLACES)])
            self.refs: dict[tuple[int, int], str] = {}
            self.plans: dict[int, str] = {}

        def send(self, role: str, path: str, **form: str) -> int:
            cookie, token = self.roles[role]
            browser = app.test_client()
            for name, value in cookie.items():
                browser.set_cookie(name, value)
            answer = browser.post(path, data={"csrf_token": token, **form})
            assert answer.status_code < 500, f"{path}: {answer.status_code}"
            self.location = answer.location or ""
            return answer.status_code

        def version(self, role: str, page: str) -> dict[str, str]:
            """What the forms on a page say of the version; nothing when this person does not see the page."""
            browser = app.test_client()
            for name, value in self.roles[role][0].items():
                browser.set_cookie(name, value)
            told = VERSION.search(browser.get(page).text)
            return {"based_on": told[1]} if told else {}

        def went(self, status: int, allowed: bool, what: str):
            assert (status in {302, 303}) == allowed, f"{what}: {status}, the model says {'yes' if allowed else 'no'}"

        @rule(who=people, place=places, mine=own)
        def propose(self, who, place, mine):
            allowed = mine and self.model.may_propose(who, place)
            status = self.send(
                "coach" if mine else "foreign coach",
                f"/plekken/{self.where[place]}/voordrachten",
                candidate=self.who[who],
                **WHY,
            )
            self.went(status, allowed, "propose")
            if allowed:
                self.model.proposals[who, place] = "verstuurd"
                self.refs[who, place] = self.location.rpartition("/")[2]

        def answer(self, who, place, role, act, wanted, after, **form):
            reference = self.refs.get((who, place))
            if reference is None:
                return
            allowed = role in {"employer", "coach", "manager"} and self.model.proposals[who, place] in wanted
            status = self.send(role, f"/voordrachten/{reference}/{act}", **form)
            self.went(status, allowed, act)
            if allowed:
                self.model.proposals[who, place] = after

        @rule(who=people, place=places, mine=own)
        def invite(self, who, place, mine):
            self.answer(who, place, "employer" if mine else "stranger", "uitnodigen", {"verstuurd"}, "uitgenodigd")

        @rule(who=people, place=places, mine=own)
        def accept(self, who, place, mine):
            before = self.model.proposals.get((who, place))
            self.answer(
                who, place, "employer" if mine else "stranger", "aannemen", {"verstuurd", "uitgenodigd"}, "aangenomen"
            )
            if before != "aangenomen" and self.model.proposals.get((who, place)) == "aangenomen":
                for pair, state in self.model.proposals.items():
                    if pair[0] == who and pair[1] != place and state in OPEN:
                        self.model.proposals[pair] = "vervallen"

        @rule(who=people, place=places, mine=own)
        def decline(self, who, place, mine):
            self.answer(
                who,
                place,
                "employer" if mine else "stranger",
                "afwijzen",
                {"verstuurd", "uitgenodigd"},
                "afgewezen",
                reason="uren",
                note="",
            )

        @rule(who=people, place=places, mine=own)
        def withdraw(self, who, place, mine):
            self.answer(
                who,
                place,
                "coach" if mine else "foreign coach",
                "intrekken",
                {*OPEN},
                "ingetrokken",
                reason="Wil iets anders.",
            )

        @rule(who=people, mine=own)
        def pause_or_resume(self, who, mine):
            step = "resume" if who in self.model.paused else "pause"
            status = self.send("coach" if mine else "foreign coach", f"/kandidaten/{self.who[who]}/status", stap=step)
            self.went(status, mine, step)
            if mine:
                self.model.paused ^= {who}

        @rule(who=people, place=places, mine=own)
        def plan(self, who, place, mine):
            reference = self.refs.get((who, place))
            if reference is None or who in self.model.used:
                return
            allowed = mine and self.model.proposals[who, place] == "aangenomen"
            status = self.send(
                "manager" if mine else "stranger",
                f"/plaatsingen/nieuw/{reference}",
                contract_form="regulier",
                hours_per_week="24",
                starts_on=DAY,
                ends_on="",
                **self.agreed,
            )
            self.went(status, allowed, "plan")
            if allowed:
                self.model.proposals[who, place] = "geplaatst"
                self.model.placements[who], self.model.at[who] = "gepland", place
                self.plans[who] = self.location.rpartition("/")[2]

        @rule(who=people, mine=own)
        def start(self, who, mine):
            self._work(who, mine, "start", {"gepland"}, "loopt", started_on=DAY)

        @rule(who=people, mine=own)
        def cancel(self, who, mine):
            self._work(who, mine, "annuleren", {"gepland"}, "geannuleerd")

        @rule(who=people, mine=own)
        def end(self, who, mine):
            if self._work(who, mine, "einde", {"loopt"}, "beeindigd", ended_on=DAY, reason="ander_werk"):
                # The days that were worked cannot be worked again elsewhere: no second placement today.
                self.model.used.add(who)

        def _work(self, who, mine, act, wanted, after, **form):
            reference = self.plans.get(who)
            if reference is None:
                return False
            allowed = mine and self.model.placements[who] in wanted
            person, page = "manager" if mine else "stranger", f"/plaatsingen/{reference}"
            status = self.send(person, f"{page}/{act}", **self.version(person, page), **form)
            self.went(status, allowed, act)
            if allowed:
                self.model.placements[who] = after
            return allowed

        @invariant()
        def the_database_says_the_same(self):
            if not hasattr(self, "model"):
                return
            with database.reading(at=NOW) as session:
                for place, key in enumerate(self.ids[1]):
                    row = session.get_one(Vacancy, key)
                    assert (row.held, row.filled) == (self.model.held(place), self.model.filled(place))
                known = {reference: pair for pair, reference in self.refs.items()}
                mine = select(Proposal.reference, Proposal.status).where(Proposal.reference.in_(known))
                for reference, status in session.execute(mine):
                    assert status.value == self.model.proposals[known[reference]]
                works = select(Placement.reference, Placement.status).where(
                    Placement.reference.in_(self.plans.values())
                )
                told = {self.plans[who]: state for who, state in self.model.placements.items()}
                assert {reference: status.value for reference, status in session.execute(works)} == told
                states = session.scalars(
                    select(Candidate.status).where(Candidate.id.in_(self.ids[0])).order_by(Candidate.id)
                )
                assert [one.value == "pauze" for one in states] == [who in self.model.paused for who in range(PEOPLE)]

        def teardown(self):
            with database.reading(at=NOW) as session:
                assert {one.name: found for one in RULES if (found := broken(session, one))} == {}

    return Sequence


def prove(app, database: Database, sequences: int, steps: int) -> None:
    """Run so many sequences of so many steps; raises at the first disagreement, shortened by hypothesis."""
    how = settings(
        max_examples=sequences,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    with patch("werkbedrijf.foundation.clock.now", lambda: NOW):
        run_state_machine_as_test(machine(app, database), settings=how)


def main() -> int:
    from tests.proofs.processes import database_for
    from werkbedrijf.app import create_app

    parser = argparse.ArgumentParser()
    parser.add_argument("--sequences", type=int, default=60)
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], action="append")
    told = parser.parse_args()
    for engine in told.engine or ["sqlite", "postgresql"]:
        began = time.monotonic()
        with (
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
            database_for(engine, Path(folder)) as made,
        ):
            prove(create_app(made[0], made[1], testing=True), made[1], told.sequences, told.steps)
        print(
            f"{engine}: {told.sequences} sequences of {told.steps} steps, 0 disagreements, {time.monotonic() - began:.0f} s"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
