"""Every line that Vandaag can have, of every role, on some days: as ``today_lines.txt`` says, which is written by ``WRITE_TODAY=1``."""

import os
import re
from datetime import datetime, time, timedelta
from pathlib import Path

from candidates.emergency.actions import open_in_emergency
from candidates.models import CandidateStatus
from employers.faces.actions import answer_request, ask_account
from employers.vacancies.workflow import VacancyStatus
from matching.proposals.workflow import ProposalStatus
from matching.trays.workflow import CardStatus
from tests.conftest import NOW
from tests.house.world import World
from tests.house.world_meeting import tray_of
from tests.making import MONDAY
from werkbedrijf.dashboards.today import today_for
from werkbedrijf.foundation import four_eyes
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.garantiebanen.closing.held import CLOSING

LINES = Path(__file__).with_name("today_lines.txt")
DAYS = (0, 8, 29, 45, 120, 400)
# Numbers that a database counts on, whatever was rolled back.
COUNTED = re.compile(r"(\bD-|^correctie-|^verzoek-|^gebruiker-|^)\d+\b(?!-|\.)")
DAY = timedelta(days=1)


class Busy(World):
    """The world that has one of everything, with what makes each line that is not there yet."""

    def __init__(self, make):
        super().__init__(make)
        self.manager, self.coach = self.people["manager"], self.people["coach"]
        self.firm = self._firm()
        make.employer_user(self.firm.employer)
        self._answers()
        self._with_another_face()
        self._places()
        self._trays()
        self._people()
        self._gone()
        self._at_employers()
        make.session.flush()

    def _answers(self):
        for status in (ProposalStatus.SENT, ProposalStatus.INVITED, ProposalStatus.ACCEPTED, ProposalStatus.DECLINED):
            told = self.make.proposal(
                self.make.vacancy(self.firm), self._mine(f"Kandidaat {status.value}"), status=status
            )
            told.held_until = told.held_until and MONDAY + 9 * DAY
        work = self.make.placement(
            self.make.proposal(self.make.vacancy(self.firm), self._mine("Aan het werk"), status=ProposalStatus.ACCEPTED)
        )
        work.ends_on = MONDAY + 50 * DAY

    def _with_another_face(self):
        """Seen by the manager, for it is about the own people, and nothing to do for anybody but the other face."""
        for status in (ProposalStatus.SENT, ProposalStatus.ACCEPTED, ProposalStatus.DECLINED):
            place = self.make.vacancy(self._firm("manager2"), title="Bij een ander")
            self.make.proposal(place, self._mine(f"Elders {status.value}"), status=status)

    def _mine(self, last_name, **values):
        person = self.make.candidate(coach=self.coach, first_name="Sam", last_name=last_name, **values)
        self.make.profile(person)
        return person

    def _places(self):
        vacancy = self.make.vacancy
        vacancy(self.firm, status=VacancyStatus.DRAFT, logged_by=self.manager)
        employer = self.make.employer_user(self.firm.employer)
        vacancy(self.firm, status=VacancyStatus.DRAFT, logged_by=employer, title="Zelf gemeld")
        vacancy(self.firm, closes_on=MONDAY + 10 * DAY, title="Sluit straks")
        vacancy(self.firm, asked_on=MONDAY, title="Is er nog")
        nobodys = self.make.establishment(self.make.employer(account_manager_id=None))
        vacancy(nobodys, asked_on=MONDAY, logged_by=self.manager, title="Van niemand")

    def _trays(self):
        for status in (CardStatus.ASKED, CardStatus.AGREED):
            tray = tray_of(self.make, self.make.vacancy(self.firm), self._mine(f"Kaart {status.value}"), self.manager)
            card = tray.cards[0]
            card.status = status
            if status is CardStatus.AGREED:
                card.explanation = {"kan": []}
                again = tray_of(self.make, self.make.vacancy(self.firm), card.candidate, self.manager)
                again.cards[0].wanted_at, again.cards[0].code = NOW, "BP 67"

    def _people(self):
        waiting = self._mine("Wil gezien worden")
        waiting.visibility.coach_agreed_on = None
        left = self._mine("Ging weg")
        left.status, left.left_on = CandidateStatus.LEFT, MONDAY
        colleague = self.make.actor(Role.COACH, organisation=self.coach.organisation)
        open_in_emergency(self.make.session, colleague, waiting, reason="De werkgever belde en wilde direct antwoord")

    def _gone(self):
        away = self.make.user(name="Ga Weg", organisation=self.manager.organisation)
        firm = self.make.establishment(self.make.employer("Achterlaat BV", account_manager_id=away.id))
        self._moment(firm.employer, away)
        away.is_active = False

    def _at_employers(self):
        closing = self.make.actor(organisation=self.manager.organisation)
        told = {"reason": "Alles staat erin", "details": {}, "organisation_id": closing.organisation_id}
        four_eyes.ask(self.make.session, closing, CLOSING, Month(), **told)
        firm, told = self._firm("manager2"), {"word": "Wij blijven", "on": MONDAY}
        wish = ask_account(self.make.session, self.make.actor_of(self.manager), firm.employer, "Om de hoek", on=MONDAY)
        answer_request(self.make.session, self.make.actor_of(self.people["manager2"]), wish, agree=False, **told)


class Month:
    """A month to close, as the trail names it."""

    reference = "maand-2026-10"


def told(make, world):
    """Everything on every Vandaag, one line each."""
    for shift in DAYS:
        day = MONDAY + shift * DAY
        make.session.info["at"] = datetime.combine(day, time(9), AMSTERDAM)
        for name, user in sorted(world.people.items()):
            # Whether lines of the log got their seal is another matter than what a day asks of somebody.
            if name == "auditor":
                continue
            found = today_for(make.session, make.actor_of(user), day)
            for block in ("waiting", "ending", "new", "extra"):
                for line in getattr(found, block):
                    to = " ".join([line.endpoint, *(COUNTED.sub(r"\1#", value) for value in line.values.values())])
                    text = COUNTED.sub(r"\1#", line.text)
                    yield f"{shift} {name} {block}: {text} | {line.who} | {line.on or ''} | {line.button} -> {to}"


def test_vandaag_tells_what_it_told(make):
    lines = list(told(make, Busy(make)))
    if os.environ.get("WRITE_TODAY"):
        LINES.write_text("\n".join(lines) + "\n")

    assert lines == LINES.read_text().splitlines()
