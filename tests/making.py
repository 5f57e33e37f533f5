"""Things to test with: one method per noun, plausible without arguments, flushed and never committed by itself.

States beyond the first are reached through the real actions.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from candidates.models import Candidate, Visibility
from candidates.profile.models import Mode, Profile
from candidates.profile.queries import profile_of
from candidates.profile.revision import next_pool_revision
from candidates.registration.models import Ground, Regeling, RegelingPeriod, RegisterEntry
from candidates.scoring.models import SecondScoring
from employers.models import ContactPerson, Employer, Establishment
from employers.vacancies.models import Task, Vacancy, VacancyKind
from employers.vacancies.workflow import VacancyStatus
from matching.allocation.running import run_here
from matching.placements import actions as placements
from matching.placements.facts import PlacementFacts
from matching.placements.models import ContractForm, EndReason, Placement
from matching.placements.workflow import PlacementStatus
from matching.proposals import actions as proposals
from matching.proposals.models import DeclineReason, Proposal
from matching.proposals.shortlist import explained
from matching.proposals.workflow import ProposalStatus
from matching.runs.models import AllocationRun
from tests.making_accounts import AccountMaking
from tests.making_scoring import made_scoring
from werkbedrijf.foundation.actors import Actor, Organisation, OrganisationKind, Role, User, actor_for, speaks_for
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.parameters import Parameter, ParameterValue, missing_shipped_values
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.foundation.region import Region

MONDAY = date(2026, 11, 23)
_ROADS: dict[ProposalStatus, list[Callable[[Session, Actor, Proposal], Any]]] = {
    ProposalStatus.SENT: [],
    ProposalStatus.INVITED: [partial(proposals.invite, on=MONDAY)],
    ProposalStatus.ACCEPTED: [partial(proposals.accept, on=MONDAY)],
    ProposalStatus.PLACED: [
        partial(proposals.accept, on=MONDAY),
        partial(proposals.mark_placed, on=MONDAY),
    ],
    ProposalStatus.DECLINED: [partial(proposals.decline, reason=DeclineReason.HOURS, on=MONDAY)],
    ProposalStatus.WITHDRAWN: [partial(proposals.withdraw, reason="Wil iets anders", on=MONDAY)],
    ProposalStatus.EXPIRED: [partial(proposals.expire, on=MONDAY)],
    ProposalStatus.LAPSED: [
        lambda session, by, row: proposals.lapse_other_proposals(session, by, row.candidate, but=None, on=MONDAY)
    ],
}
MAKER = Actor(id=None, name="Maker", role=Role.SYSTEM)


class Make(AccountMaking):
    """A factory per noun on one session."""

    def __init__(self, session: Session):
        self.session = session
        self._numbers = count(1)

    def save(self) -> None:
        """Commit what was made, for tests that go through a door."""
        if self.session.in_transaction():
            self.session.commit()

    def _add(self, row: Any, act: str) -> Any:
        self.session.add(row)
        record(self.session, MAKER, act, row)
        self.session.flush()
        return row

    def region(self, *, is_demo: bool = False) -> Region:
        row = Region(id=1, code="AM05", name="Werkbedrijf Twente", is_demo=is_demo, started_on=date(2026, 1, 1))
        return self._add(row, "region.made")

    def parameters(self, *, card_shared: int = 1) -> None:
        """What ships, but a card of one person is whole: most tests make few people."""
        for row in missing_shipped_values(self.session):
            if row.name == Parameter.CARD_SHARED:
                row.value = Decimal(card_shared)
            self.session.add(row)
            record(self.session, MAKER, "parameter.made", row)
        # All at once: one by one is most of what a test of a voordracht takes.
        self.session.flush()

    def organisation(
        self, name: str = "", kind: OrganisationKind = OrganisationKind.GEMEENTE, **values: Any
    ) -> Organisation:
        values.setdefault("gemeente_code", "GM0153" if kind == OrganisationKind.GEMEENTE else None)
        return self._add(
            Organisation(name=name or f"Partner {next(self._numbers)}", kind=kind, **values), "organisation.made"
        )

    def user(
        self, role: Role = Role.ACCOUNT_MANAGER, *, organisation: Organisation | None = None, **values: Any
    ) -> User:
        number = next(self._numbers)
        if role != Role.EMPLOYER and organisation is None:
            organisation = self.organisation()
        values.setdefault("name", f"Persoon {number}")
        values.setdefault("email", f"persoon{number}@voorbeeld.example")
        row = User(role=role, organisation=organisation, is_active=True, session_version=1, **values)
        return self._add(row, "user.made")

    def actor(self, role: Role = Role.ACCOUNT_MANAGER, **values: Any) -> Actor:
        return actor_for(self.session, self.user(role, **values))

    def actor_of(self, user: User) -> Actor:
        return actor_for(self.session, user)

    def employer_user(self, *employers: Employer, **values: Any) -> User:
        row = self.user(Role.EMPLOYER, **values)
        for employer in employers:
            self.session.execute(speaks_for.insert().values(user_id=row.id, employer_id=employer.id))
        return row

    def employer(self, name: str = "", **values: Any) -> Employer:
        number = next(self._numbers)
        name = name or f"Bedrijf {number}"
        values.setdefault("kvk", f"{10000000 + number}")
        values.setdefault("search_name", name.lower())
        row = Employer(reference=next_reference(self.session, Kind.EMPLOYER), name=name, registered_on=MONDAY, **values)
        return self._add(row, "employer.made")

    def establishment(self, employer: Employer | None = None, **values: Any) -> Establishment:
        employer = employer or self.employer()
        facts = {"name": employer.name, "postcode": "7511AA", "place": "Enschede", "gemeente_code": "GM0153"} | values
        row = Establishment(reference=next_reference(self.session, Kind.ESTABLISHMENT), employer=employer, **facts)
        return self._add(row, "establishment.made")

    def contact(self, employer: Employer, **values: Any) -> ContactPerson:
        facts = {"name": "Contact Persoon", "email": "contact@voorbeeld.example"} | values
        return self._add(ContactPerson(employer=employer, **facts), "contact.made")

    def vacancy(self, establishment: Establishment | None = None, **values: Any) -> Vacancy:
        establishment = establishment or self.establishment()
        facts: dict[str, Any] = {
            "kind": VacancyKind.GARANTIEBAAN,
            "title": "Orderpicker",
            "family": "logistiek",
            "status": VacancyStatus.OPEN,
            "seats": 1,
            "hours_min": Decimal(16),
            "hours_max": Decimal(32),
            "logged_on": MONDAY,
            "opened_on": MONDAY,
        } | values
        tasks = facts.pop("tasks", None) or [
            Task(position=1, title="Orders verzamelen", share=60, asks={"lopen": [2, 3], "nauwkeurig": [2, 2]}),
            Task(position=2, title="Inpakken", share=40, asks={"handen": [2, 2], "tillen": [1, 1]}),
        ]
        row = Vacancy(
            reference=next_reference(self.session, Kind.VACANCY),
            establishment=establishment,
            employer=establishment.employer,
            tasks=tasks,
            **facts,
        )
        return self._add(row, "vacancy.made")

    def candidate(self, *, coach: User | None = None, shown_since: date | None = MONDAY, **values: Any) -> Candidate:
        coach = coach or self.user(Role.COACH)
        number = next(self._numbers)
        facts: dict[str, Any] = {
            "first_name": "Sam",
            "last_name": f"Voorbeeld{number}",
            "search_name": f"sam voorbeeld{number}",
            "gemeente_code": "GM0153",
            "registered_on": MONDAY,
        } | values
        row = Candidate(
            reference=next_reference(self.session, Kind.CANDIDATE),
            coach=coach,
            organisation=coach.organisation,
            **facts,
        )
        row.visibility = Visibility(candidate_agreed_on=shown_since, coach_agreed_on=shown_since)
        return self._add(row, "candidate.made")

    def profile(self, candidate: Candidate | None = None, *, level: int = 3, **values: Any) -> Profile:
        """A profile with the same level everywhere, so that a test only says what differs."""
        candidate = candidate or self.candidate()
        number = next(self._numbers)
        facts: dict[str, Any] = {
            "pseudonym": f"pseudonym-{number:08d}",
            "levels": str(level) * 32,
            "hours_min": Decimal(12),
            "hours_max": Decimal(32),
            "pc4": "7511",
            "mode": Mode.BICYCLE,
            "max_minutes": 45,
            "available_from": MONDAY,
            "confirmed_on": MONDAY,
            "pool_revision": next_pool_revision(self.session),
        } | values
        return self._add(Profile(candidate=candidate, **facts), "profile.made")

    def proposal(
        self,
        vacancy: Vacancy | None = None,
        candidate: Candidate | None = None,
        *,
        status: ProposalStatus = ProposalStatus.SENT,
        by: Actor | None = None,
        explanation: dict[str, Any] | None = None,
    ) -> Proposal:
        """A voordracht, brought to its status through the real acts."""
        if not self.session.query(ParameterValue).first():
            self.parameters()
        candidate = candidate or self.candidate()
        by = by or self.actor_of(candidate.coach)
        vacancy = vacancy or self.vacancy()
        if explanation is None:
            explanation = self.explanation(vacancy, candidate)
        row = proposals.propose(self.session, by, vacancy, candidate, on=MONDAY, explanation=explanation)
        for step in _ROADS[status]:
            step(self.session, by, row)
        return row

    def run(self, *, on: date = MONDAY) -> AllocationRun:
        """A finished run of the night over everything that was made so far."""
        if not self.session.query(ParameterValue).first():
            self.parameters()
        self.session.flush()
        return run_here(self.session, "only for tests", on=on)

    def explanation(self, vacancy: Vacancy, candidate: Candidate) -> dict[str, Any]:
        """What is shown of this person at this place; makes a profile where there is none."""
        if not profile_of(self.session, candidate):
            self.profile(candidate)
        return explained(self.session, vacancy, candidate, on=MONDAY)

    def scoring(self, candidate: Candidate | None = None, **facts: Any) -> SecondScoring:
        """A second answer, brought to its ``status`` through the real acts; ``levels`` are its answers."""
        if not self.session.query(ParameterValue).first():
            self.parameters()
        candidate = candidate or self.candidate()
        if not profile_of(self.session, candidate):
            self.profile(candidate)
        scorer = facts.pop("scorer", None) or self.user(Role.COACH)
        return made_scoring(self.session, candidate, self.actor_of(scorer), on=MONDAY, **facts)

    def placement(
        self,
        proposal: Proposal | None = None,
        *,
        status: PlacementStatus = PlacementStatus.RUNNING,
        by: Actor | None = None,
        ended_on: date = MONDAY + timedelta(days=1),
        **facts: Any,
    ) -> Placement:
        """A placement from an accepted voordracht, brought to its status through the real acts."""
        proposal = proposal or self.proposal(status=ProposalStatus.ACCEPTED)
        by = by or self.actor_of(proposal.candidate.coach)
        agreed = {
            "formal_employer": proposal.vacancy.employer,
            "workplace": proposal.vacancy.establishment,
            "contract_form": ContractForm.REGULAR,
            "hours_per_week": Decimal(24),
            "starts_on": MONDAY,
        } | facts
        row = placements.plan_placement(self.session, by, proposal, PlacementFacts(**agreed), on=MONDAY)
        if status in {PlacementStatus.RUNNING, PlacementStatus.ENDED}:
            placements.start_placement(self.session, by, row, on=max(MONDAY, row.starts_on))
        if status == PlacementStatus.ENDED:
            reason = EndReason.CONTRACT_END
            placements.end_placement(self.session, by, row, ended_on=ended_on, reason=reason, on=ended_on)
        if status == PlacementStatus.CANCELLED:
            placements.cancel_placement(self.session, by, row, on=MONDAY)
        return row

    def regeling(
        self, candidate: Candidate, regeling: Regeling = Regeling.PARTICIPATIEWET, **values: Any
    ) -> RegelingPeriod:
        facts = {"starts_on": date(2024, 1, 1)} | values
        return self._add(RegelingPeriod(candidate=candidate, regeling=regeling, **facts), "regeling.made")

    def register_entry(self, candidate: Candidate, ground: Ground = Ground.PW_COLLEGE, **values: Any) -> RegisterEntry:
        facts = {"starts_on": date(2024, 1, 1)} | values
        return self._add(RegisterEntry(candidate=candidate, ground=ground, **facts), "register.made")
