"""One of everything, belonging to the first of each role: for tests that open every door."""

from datetime import date

from candidates.scoring.workflow import ScoringStatus
from matching.carving import actions as carving
from matching.placements.actions import plan_placement
from matching.placements.facts import PlacementFacts
from matching.placements.models import ContractForm
from matching.proposals.actions import accept, propose
from matching.proposals.shortlist import explained
from tests.making import MONDAY
from werkbedrijf.foundation.actors import OrganisationKind, Role
from werkbedrijf.scenarios.actions import ask as ask_what_if
from werkbedrijf.scenarios.asked import Asked


class World:
    """One of everything, belonging to the first of each role."""

    def __init__(self, make):
        self.make = make
        make.region(is_demo=True)
        make.parameters()
        home = make.organisation("Gemeente Thuis")
        away = make.organisation("UWV Elders", OrganisationKind.UWV)
        self.people = {
            "manager": make.user(Role.ACCOUNT_MANAGER, organisation=home),
            "manager2": make.user(Role.ACCOUNT_MANAGER, organisation=away),
            "coach": make.user(Role.COACH, organisation=home),
            "coach2": make.user(Role.COACH, organisation=away),
            "alderman": make.user(Role.ALDERMAN, organisation=home),
            "administrator": make.user(Role.ADMINISTRATOR, organisation=home),
            "org_admin": make.user(Role.ORG_ADMIN, organisation=home),
            "org_admin2": make.user(Role.ORG_ADMIN, organisation=away),
            "coordinator": make.user(Role.COORDINATOR, organisation=home),
            "auditor": make.user(Role.AUDITOR, organisation=away),
        }
        firm, other = self._firm(), self._firm()
        self.people |= {"employer": make.employer_user(firm.employer), "employer2": make.employer_user(other.employer)}
        vacancy = make.vacancy(firm, seats=4)
        self.secret = self._candidate()
        proposal = self._propose(vacancy, self.secret)
        placement = self._placed(vacancy, self._candidate())
        carved = self._carved(firm.employer, vacancy)
        run = make.run()
        scenario = self._what_if(run)
        scoring = make.scoring(self.secret, status=ScoringStatus.BUSY, scorer=self.people["coach2"])
        make.session_token(self.people["coach"])
        self.refs = {
            "device": "1",
            "employer": firm.employer.reference,
            "vacancy": vacancy.reference,
            "candidate": self.secret.reference,
            "proposal": proposal.reference,
            "placement": placement.reference,
            "carving": carved.reference,
            "scenario": scenario.reference,
            "source": vacancy.reference,
            "run": run.reference,
            "scoring": scoring.reference,
            "user": self.people["coach2"].reference,
            "organisation": home.reference,
            "parameter": "dagen_vasthouden",
            "job": "berichten",
            "moment": "1",
            "number": "1",
            "token": "geen-echt-token",
            "name": "jobcoach",
            "code": "lezen",
            "step": "denken",
            "kind": "candidates",
            "batch": "1",
            "filename": "css/theme.css",
        }

    def _what_if(self, run):
        """A what-if of the first account manager, waiting to be made."""
        manager = self.make.actor_of(self.people["manager"])
        return ask_what_if(self.make.session, manager, run, Asked(k=3), title="")

    def _firm(self):
        employer = self.make.employer(account_manager_id=self.people["manager"].id)
        self.make.contact(employer)
        return self.make.establishment(employer)

    def _candidate(self):
        candidate = self.make.candidate(
            coach=self.people["coach"],
            first_name="Zwijgzaam",
            last_name="Geheimnaam",
            born_on=date(1991, 12, 31),
            phone="06 1199 8877",
            email="zwijgzaam@voorbeeld.example",
            gemeente_code="GM0141",
        )
        self.make.profile(candidate, level=4)
        self.make.regeling(candidate)
        self.make.register_entry(candidate)
        return candidate

    def _carved(self, employer, vacancy):
        session, manager = self.make.session, self.make.actor_of(self.people["manager"])
        tasks = [f"{vacancy.reference}-2"]
        made = carving.save_carving(session, manager, employer, tasks, title="Inpakhulp", on=MONDAY)
        carving.discuss(session, manager, made, on=MONDAY)
        return made

    def _propose(self, vacancy, candidate):
        session, coach = self.make.session, self.make.actor_of(self.people["coach"])
        shown = explained(session, vacancy, candidate, on=MONDAY)
        return propose(session, coach, vacancy, candidate, on=MONDAY, explanation=shown)

    def _placed(self, vacancy, candidate):
        session, manager = self.make.session, self.make.actor_of(self.people["manager"])
        proposal = self._propose(vacancy, candidate)
        accept(session, manager, proposal, on=MONDAY)
        facts = PlacementFacts(
            formal_employer=vacancy.employer,
            workplace=vacancy.establishment,
            contract_form=ContractForm.REGULAR,
            hours_per_week=vacancy.hours_min,
            starts_on=MONDAY,
        )
        return plan_placement(session, manager, proposal, facts, on=MONDAY)


def doors(app):
    """(endpoint, method, rule) of every route."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, rule
