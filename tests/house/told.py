"""Everybody around one voordracht, and the things there are in every state, to ask every policy about."""

from dataclasses import replace
from types import SimpleNamespace

from candidates.models import CandidateStatus
from candidates.numbers.models import Verdict as Decided
from candidates.scoring.workflow import ScoringStatus
from employers.faces.workflow import RequestStatus
from employers.questions.workflow import QuestionStatus
from employers.rounds.workflow import CallStatus, RoundStatus
from employers.vacancies.models import VacancyKind
from employers.vacancies.wishes.workflow import WishStatus
from employers.vacancies.workflow import VacancyStatus
from matching.carving.workflow import CarvingStatus
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from matching.runs.models import RunKind, RunStatus
from matching.talks.workflow import TalkStatus
from matching.trays.actions import make_tray
from matching.trays.workflow import CardStatus, TrayStatus
from tests.conftest import NOW
from tests.house.told_care import in_care
from tests.house.told_employers import Thing, at_employers
from tests.house.told_rare import rarely
from tests.house.told_sroi import promised_by
from tests.making import MONDAY
from tests.matching.carving.firm import Firm
from werkbedrijf.accounts.user_policy import ROLE_KIND
from werkbedrijf.foundation.actors import Role
from werkbedrijf.imports.models import BatchState
from werkbedrijf.objections.workflow import ObjectionStatus
from werkbedrijf.rights.policy import KIND as ERASURE


class Around:
    """The cast of one voordracht at one employer."""

    def __init__(self, make):
        self.make = make
        self.home, self.away = make.organisation("Thuis"), make.organisation("Elders")
        users = {
            "the coach": make.user(Role.COACH, organisation=self.home, name="Coach Thuis"),
            "the substitute": make.user(Role.COACH, organisation=self.home),
            "a coach at home": make.user(Role.COACH, organisation=self.home),
            "a coach elsewhere": make.user(Role.COACH, organisation=self.away),
            "the manager at home": make.user(organisation=self.home, name="Manager Thuis"),
            "the face of the employer": make.user(organisation=self.away, name="Gezicht Elders"),
            "another manager": make.user(),
            "the alderman": make.user(Role.ALDERMAN, organisation=self.home),
            "the administrator": make.user(Role.ADMINISTRATOR, organisation=self.home),
            "the org admin at home": make.user(Role.ORG_ADMIN, organisation=self.home),
            "the org admin elsewhere": make.user(Role.ORG_ADMIN, organisation=self.away),
            "the coordinator": make.user(Role.COORDINATOR, organisation=self.home, name="Coördinator Thuis"),
            "the auditor": make.user(Role.AUDITOR, organisation=self.home),
        }
        self.employer = make.employer(account_manager=users["the face of the employer"])
        self.bare = make.employer(account_manager=None)
        self.vacancy = make.vacancy(make.establishment(self.employer), seats=3)
        self.candidate = make.candidate(coach=users["the coach"], substitute=users["the substitute"])
        self.empty = make.vacancy(self.vacancy.establishment, status=VacancyStatus.DRAFT, family="")
        make.profile(self.candidate)
        self.tray = make_tray(
            make.session, make.actor_of(users["the manager at home"]), self.vacancy, [self.candidate], on=MONDAY
        )
        self.proposal = make.proposal(self.vacancy, self.candidate, status=ProposalStatus.ACCEPTED)
        self.placement = make.placement(self.proposal)
        self.scoring = make.scoring(self.candidate, scorer=users["a coach elsewhere"], status=ScoringStatus.BUSY)
        users["the employer"] = make.employer_user(self.employer)
        users["another employer"] = make.employer_user(make.employer())
        users["the employer without an address"] = make.employer_user(self.bare)
        self.firm = Firm(make)
        self.carving, self.source = self.firm.save(), self.firm.first
        users["the employer of the carving"] = make.employer_user(self.firm.employer)
        self.users = users
        self.people = {name: make.actor_of(user) for name, user in users.items()}
        opened = frozenset({self.candidate.id})
        for name in ("a coach at home", "a coach elsewhere"):
            self.people[f"{name} who broke the glass"] = replace(self.people[name], opened_ids=opened)
        self.left = make.user(organisation=self.away)
        self.faceless = make.employer(account_manager=self.left)

    def things(self):
        """By the names that policies ask for."""
        rare = rarely(self)
        return {asked: [*often, *rare.get(asked, [])] for asked, often in self._often().items()}

    def _often(self):
        one = SimpleNamespace
        candidate, vacancy, users = self.candidate, self.vacancy, self.users
        people = [
            Thing(state.value, {"candidate": candidate}, ((candidate, "status", state),)) for state in CandidateStatus
        ]
        places = [
            Thing(
                f"{state.value}, {filled} of 3",
                {"vacancy": vacancy},
                ((vacancy, "status", state), (vacancy, "filled", filled)),
            )
            for state in VacancyStatus
            for filled in (0, 3)
        ]
        logged = {"employer": self.employer, "organisation_id": self.home.id}
        at_home = users["the manager at home"].id
        rounds = one(organisation_id=self.home.id, made_by=users["the manager at home"], status=RoundStatus.RUNNING)
        waits = one(call_round=rounds, caller_id=at_home, caller=users["the manager at home"], claimed_by_id=None)
        waits.status = CallStatus.WAITING
        asked = one(owner=users["the coordinator"], candidate=candidate, extended_on=None)
        run = one(asked_by_id=users["another manager"].id)
        batch = one(organisation_id=self.home.id)
        request = {"kind": ROLE_KIND, "organisation_id": self.home.id, "asked_by_id": users["the administrator"].id}
        request |= {"subject_reference": f"gebruiker-{users['the org admin at home'].id}", "decision": None}
        told_double = {"candidate": candidate, "partner_ids": (self.home.id, None), "both_agreed": False}
        told_double |= {"verdict": Decided.OPEN, "within": False, "is_told": True}
        doubles = {
            "suggested": {"is_told": False},
            "open": {},
            "agreed": {"both_agreed": True},
            "decided": {"both_agreed": True, "verdict": Decided.SAME},
            "of one partner": {"within": True},
            "of one partner, decided": {"within": True, "verdict": Decided.SAME},
        }
        pendings = {
            "of a role": {},
            "of a role, asked by the org admin": {"asked_by_id": users["the org admin at home"].id},
            "of a role, done": {"decision": "ja"},
            "of a role elsewhere": {"organisation_id": self.away.id},
            "of something else": {"kind": "iets anders"},
        }
        return {
            ("candidate",): people,
            ("vacancy",): [
                *places,
                Thing("open, someone waits for an answer", {"vacancy": vacancy}, ((vacancy, "held", 1),)),
                Thing("concept, nothing filled in", {"vacancy": self.empty}),
                Thing(
                    "closed, nothing filled in",
                    {"vacancy": self.empty},
                    ((self.empty, "status", VacancyStatus.CLOSED),),
                ),
            ],
            ("place",): [
                Thing(kind.value, {"place": vacancy}, ((vacancy, "kind", kind),))
                for kind in (VacancyKind.LEERWERKPLEK, VacancyKind.GARANTIEBAAN)
            ],
            ("training",): [Thing("of the employer", {"training": one(vacancy=vacancy)})],
            ("wish",): [
                Thing(f"{state.value}, of the employer", {"wish": one(vacancy=vacancy, status=state)})
                for state in (WishStatus.ASKED, WishStatus.DECLINED)
            ],
            ("mentor",): [
                Thing(state, {"mentor": one(employer=self.employer, stopped_on=stopped)})
                for state, stopped in (("guides", None), ("stopped", MONDAY))
            ],
            ("booking",): [Thing("of home, at the employer", {"booking": one(candidate=candidate, vacancy=vacancy)})],
            ("vacancy", "candidate"): [
                Thing(f"{place.state}; {person.state}", place.given | person.given, place.changes + person.changes)
                for place in places
                for person in people
            ],
            ("candidate", "vacancy"): [Thing("of home, at the employer", {"candidate": candidate, "vacancy": vacancy})],
            ("employer",): [
                Thing("with a face and an address", {"employer": self.employer}),
                Thing("with neither", {"employer": self.bare}),
                Thing("with a face who left", {"employer": self.faceless}, ((self.left, "is_active", False),)),
            ],
            **at_employers(self.employer, self.bare),
            ("moment",): [
                Thing(f"with the employer, {state}", {"moment": one(**(logged | {"shared": shared}))})
                for state, shared in (("for everybody", True), ("for home", False))
            ],
            ("takeover",): [
                Thing(
                    state.value,
                    {
                        "takeover": one(
                            employer=self.employer,
                            status=state,
                            face=self.employer.account_manager,
                            asked_by_id=users["another manager"].id,
                        )
                    },
                )
                for state in RequestStatus
            ],
            ("user", "employer"): [
                Thing("of who is here", {"user": users["the manager at home"], "employer": self.employer}),
                Thing(
                    "of who left", {"user": self.left, "employer": self.employer}, ((self.left, "is_active", False),)
                ),
            ],
            ("proposal",): _each(self.proposal, "proposal", ProposalStatus),
            ("placement",): _each(self.placement, "placement", PlacementStatus),
            ("interruption",): [
                Thing(
                    state.value, {"interruption": one(placement=self.placement)}, ((self.placement, "status", state),)
                )
                for state in PlacementStatus
            ],
            ("support",): [
                Thing(one_thing.state, {"support": one(placement=self.placement)}, one_thing.changes)
                for one_thing in _each(self.placement, "placement", PlacementStatus)
            ],
            **in_care(self.placement, one, users, PlacementStatus),
            ("scoring",): _each(self.scoring, "scoring", ScoringStatus),
            ("talk",): _each(one(proposal=self.proposal, status=TalkStatus.PLANNED), "talk", TalkStatus),
            ("tray",): _each(self.tray, "tray", TrayStatus),
            ("card",): [
                *_each(self.tray.cards[0], "card", CardStatus),
                Thing(
                    "akkoord, the employer wants more",
                    {"card": self.tray.cards[0]},
                    (
                        (self.tray.cards[0], "status", CardStatus.AGREED),
                        (self.tray.cards[0], "wanted_at", NOW),
                        (self.tray.cards[0], "explanation", {}),
                    ),
                ),
            ],
            ("carving",): _each(self.carving, "carving", CarvingStatus),
            ("carving", "source"): self._sources(),
            ("question",): [
                Thing(
                    f"{state.value}, asked by {who}",
                    {"question": one(employer_id=self.employer.id, asked_by_id=users[who].id, status=state)},
                )
                for state in QuestionStatus
                for who in ("the employer", "the manager at home")
            ],
            ("objection",): [
                *_each(asked, "objection", ObjectionStatus),
                Thing(
                    "extended",
                    {"objection": asked},
                    ((asked, "status", ObjectionStatus.TAKEN_UP), (asked, "extended_on", "then")),
                ),
            ],
            ("call_round",): _each(rounds, "call_round", RoundStatus),
            ("call",): [
                *_each(waits, "call", CallStatus),
                Thing("te_bellen, the manager at home calls", {"call": waits}, ((waits, "claimed_by_id", at_home),)),
                Thing(
                    "te_bellen, of a round that stopped", {"call": waits}, ((rounds, "status", RoundStatus.STOPPED),)
                ),
            ],
            ("month",): [Thing("of the count", {"month": one(first=MONDAY)})],
            ("figure",): [Thing("of UWV", {"figure": one(area="landelijk")})],
            **promised_by(self.employer, one, users),
            ("value_table",): [Thing("of any commissioner", {"value_table": one(name="a table")})],
            ("notice",): [Thing("to the coach", {"notice": one(user_id=users["the coach"].id)})],
            ("run",): [
                Thing(f"{kind.value}, {state.value}", {"run": run}, ((run, "kind", kind), (run, "status", state)))
                for kind in RunKind
                for state in RunStatus
            ],
            ("scenario",): [Thing("of another manager", {"scenario": run})],
            ("batch",): _each(batch, "batch", BatchState, field="state"),
            ("saved",): [
                Thing(state, {"saved": one(organisation_id=self.home.id, state=state, goes_back=goes)})
                for state, goes in ((BatchState.DRAFT, False), (BatchState.SAVED, False), (BatchState.SAVED, True))
            ],
            ("shown",): [
                Thing("of a person", {"shown": one(candidate=candidate)}),
                Thing("of a place", {"shown": one(candidate=None)}),
            ],
            ("user",): [Thing(name, {"user": user}) for name, user in users.items()],
            ("pending",): [Thing(state, {"pending": one(**(request | facts))}) for state, facts in pendings.items()],
            ("erasing",): [
                Thing("an erasure", {"erasing": one(kind=ERASURE)}),
                Thing("something else", {"erasing": one(kind=ROLE_KIND)}),
            ],
            ("correction",): [Thing("of the person", {"correction": one(candidate=candidate)})],
            ("duplicate",): [
                Thing(state, {"duplicate": one(**(told_double | facts))}) for state, facts in doubles.items()
            ],
        }

    def _sources(self):
        given = {"carving": self.carving, "source": self.source}
        placed = (self.carving, "status", CarvingStatus.PLACED)
        mine = [task for task in self.carving.tasks if task.source_id == self.source.id]
        return [
            Thing("before the new place", given),
            Thing("placed", given, (placed,)),
            Thing("another place", given | {"source": self.vacancy}, (placed,)),
            Thing("placed, for two", given, (placed, (self.source, "seats", 2))),
            Thing("placed, someone put forward", given, (placed, (self.source, "held", 1))),
            Thing("placed, someone works there", given, (placed, (self.source, "filled", 1))),
            Thing("placed, closed", given, (placed, (self.source, "status", VacancyStatus.CLOSED))),
            Thing("placed, taken off", given, (placed, *((task, "lowered_on", "then") for task in mine))),
        ]


def _each(thing, name, states, field="status"):
    return [Thing(state.value, {name: thing}, ((thing, field, state),)) for state in states]
