"""One of everything, belonging to the first of each role: for tests that open every door."""

from datetime import date

from sqlalchemy import func, select

from candidates.numbers.models import DuplicateCheck, Verdict
from candidates.scoring.workflow import ScoringStatus
from employers.questions.actions import ask as ask_question
from matching.carving import actions as carving
from matching.placements.actions import plan_placement
from matching.placements.facts import PlacementFacts
from matching.placements.models import ContractForm
from matching.proposals.actions import accept, propose
from matching.proposals.shortlist import explained
from matching.shown.actions import keep
from matching.shown.models import ShownKind
from matching.shown.packing import Line, Picture
from tests.conftest import NOW
from tests.house.employer_world import employer_refs
from tests.house.world_care import care_of_somebody
from tests.house.world_count import published
from tests.house.world_employers import AtEmployers
from tests.house.world_learning import a_training_place, learner_of, wish_of
from tests.house.world_meeting import help_with, lies_still, talk_of, tray_of
from tests.house.world_sroi import promised_by
from tests.making import MONDAY
from werkbedrijf.foundation import clock, four_eyes
from werkbedrijf.foundation.actors import OrganisationKind, Role
from werkbedrijf.foundation.notes import TIMETABLE_LIVES, note
from werkbedrijf.foundation.notices import Notice
from werkbedrijf.foundation.outbox import Message, tell
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.foundation.sign_in_services import SignInService
from werkbedrijf.imports.actions import carry_out, take_file
from werkbedrijf.imports.models import ImportBatch, ImportKind
from werkbedrijf.imports.planning import plan
from werkbedrijf.objections.actions import object_to
from werkbedrijf.objections.models import Speaker, Subject
from werkbedrijf.rights.actions import ask_correction, ask_erasure
from werkbedrijf.rights.models import ErasureGround
from werkbedrijf.scenarios.actions import ask as ask_what_if
from werkbedrijf.scenarios.asked import Asked

# Who may be known by name to nobody outside the own partner: words that stand nowhere else in the service.
SECRET = {
    "first_name": "Zwijgzaam",
    "last_name": "Geheimnaam",
    "born_on": date(1991, 12, 31),
    "phone": "06 1199 8877",
    "email": "zwijgzaam@voorbeeld.example",
    "gemeente_code": "GM0141",
}
NEIGHBOUR = {
    "first_name": "Verborgen",
    "last_name": "Buurschap",
    "born_on": date(1987, 10, 29),
    "phone": "06 2288 7766",
    "email": "verborgen@voorbeeld.example",
    "gemeente_code": "GM0141",
}

# A sign-in service that is configured and never answers: a door of this machine behind which nobody lives.
SERVICES = {"proef": SignInService(issuer="http://127.0.0.1:9", client_id="proef", client_secret="proef")}


class World(AtEmployers):
    """One of everything, belonging to the first of each role (``refs``), and one of everything of the second (``foreign``)."""

    def __init__(self, make):
        self.make = make
        make.region(is_demo=True)
        make.parameters()
        note(make.session, TIMETABLE_LIVES).at = clock.now()
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
        firm, other = self._firm(), self._firm("manager2")
        self.people |= {"employer": make.employer_user(firm.employer), "employer2": make.employer_user(other.employer)}
        self.secret = self._candidate("coach", SECRET)
        self.neighbour = self._candidate("coach2", NEIGHBOUR)
        # The night divides the whole region at once.
        self.run = make.run()
        self.refs = self._things("", home, firm, self.secret)
        self.foreign = self._things("2", away, other, self.neighbour)

    def _things(self, side, organisation, firm, secret):
        """One of everything of one partner and one employer; ``side`` ends the names of its people."""
        make, people = self.make, self.people
        vacancy = make.vacancy(firm, seats=4)
        # Before anybody is put forward there: a kaartenmapje is for who is not.
        tray = tray_of(make, vacancy, secret, people[f"manager{side}"])
        proposal = self._propose(vacancy, secret, people[f"coach{side}"])
        placed = self._candidate(f"coach{side}", NEIGHBOUR if side else SECRET)
        training, guide = a_training_place(make, firm)
        placement = self._placed(vacancy, placed, people[f"manager{side}"])
        talk = talk_of(make, placement.proposal, people[f"manager{side}"])
        carved = self._carved(firm.employer, vacancy)
        scenario = self._what_if(self.run, people[f"manager{side}"])
        scoring = make.scoring(secret, status=ScoringStatus.BUSY, scorer=people["coach" if side else "coach2"])
        batch = self._batch(people[f"manager{side}"], organisation)
        make.session_token(people[f"coach{side}"])
        asker = make.actor_of(people["administrator"])
        details = {"role": "jobcoach", "organisation": organisation.id, "invited": False}
        pending = four_eyes.ask(
            *(make.session, asker, "user.role", people[f"manager{side}"]),
            reason="Werkt nu als jobcoach",
            details=details,
            organisation_id=organisation.id,
        )
        shown = self._shown(vacancy, secret, people[f"coach{side}"])
        by_manager = make.actor_of(people[f"manager{side}"])
        call = self._called(firm.employer, people[f"manager{side}"])
        wrong = ask_correction(make.session, by_manager, secret, what="De uren kloppen niet", on=MONDAY)
        make.session.flush()
        return {
            "pending": pending.reference,
            "device": "2" if side else "1",
            "passkey": str(make.passkey(people[f"coach{side}"]).id),
            "identity": str(make.identity(people[f"coach{side}"]).id),
            "service": "proef",
            "correction": wrong.reference,
            "erasing": ask_erasure(make.session, by_manager, secret, ground=ErasureGround.REQUEST).reference,
            "employer": firm.employer.reference,
            "place": training.reference,
            "training": training.reference,
            "mentor": guide.reference,
            "booking": learner_of(self, training, guide, side, NEIGHBOUR if side else SECRET).reference,
            **promised_by(make, firm.employer, people[f"employer{side}"]),
            **care_of_somebody(self, firm, side, NEIGHBOUR if side else SECRET),
            **employer_refs(make, firm.employer, people[f"manager{side}"]),
            "establishment": firm.reference,
            "vacancy": vacancy.reference,
            "wish": wish_of(make, vacancy, people[f"employer{side}"]).vacancy.reference,
            "candidate": secret.reference,
            "proposal": proposal.reference,
            "placement": placement.reference,
            "carving": carved.reference,
            "scenario": scenario.reference,
            "call_round": call.call_round.reference,
            "call": str(call.id),
            "source": vacancy.reference,
            "run": self.run.reference,
            "scoring": scoring.reference,
            "shown": f"L-{shown}",
            "talk": talk.reference,
            "support": help_with(make, placement, people[f"manager{side}"]).reference,
            "interruption": lies_still(make, placement, people[f"manager{side}"]).reference,
            "tray": tray.reference,
            "card": tray.cards[0].reference,
            "duplicate": self._duplicate(secret).reference,
            "paper": "modelkaart",
            "region_paper": "kwartaalbericht",
            "indicator": "I05",
            "file_kind": "csv",
            "value_table": "utrecht_b",
            "month": "2026-10",
            "figure": published(make).reference,
            "objection": self._objection(secret, people[f"coach{side}"], f"L-{shown}").reference,
            "question": ask_question(make.session, by_manager, firm.employer, "Wat kost vervoer?", on=MONDAY).reference,
            "notice": str(self._notice(people[f"coach{side}"])),
            "user": people[f"coach{side}"].reference,
            "organisation": organisation.reference,
            "parameter": "dagen_vasthouden",
            "job": "berichten",
            "takeover": str(self._takeover(firm.employer, people["manager" if side else "manager2"]).id),
            "moment": str(self._moment(firm.employer, people[f"manager{side}"]).id),
            "number": "1",
            "token": "geen-echt-token",
            "name": "jobcoach",
            "code": "lezen",
            "step": "denken",
            "kind": "candidates",
            "batch": batch.reference,
            "saved": self._saved(people[f"manager{side}"]).reference,
            "filename": "css/theme.css",
        }

    def _duplicate(self, person):
        """Somebody whom a third partner knows too."""
        other = self.make.candidate()
        row = DuplicateCheck(candidate=person, other=other, at=NOW, on_day=MONDAY, verdict=Verdict.OPEN)
        return self.make._add(row, "duplicatecheck.made")

    def _batch(self, by, organisation):
        batch = ImportBatch(
            reference=next_reference(self.make.session, Kind.IMPORT),
            kind=ImportKind.CANDIDATES,
            file_name="mensen.csv",
            content=b"",
            uploaded_by_id=by.id,
            organisation_id=organisation.id,
            uploaded_at=NOW,
            counts={},
            preview=[],
            chosen=[],
            ignored=[],
        )
        return self.make._add(batch, "import.made")

    def _saved(self, by):
        """A file with one employer that was saved."""
        session, actor = self.make.session, self.make.actor_of(by)
        content = f"Naam\nGeimporteerde Firma {by.id}\n".encode()
        made = plan(session, actor, ImportKind.EMPLOYERS, content, on=MONDAY)
        batch = take_file(session, actor, made, file_name="werkgevers.csv", content=b"")
        carry_out(session, actor, made, on=MONDAY, batch=batch, chosen=made.doubtful)
        return batch

    def _notice(self, user):
        """The newest thing that this person was told."""
        tell(self.make.session, Message(f"proef-{user.id}", user.email, "Nieuws", "Er is nieuws.\n"))
        return self.make.session.scalar(select(func.max(Notice.id)).where(Notice.user_id == user.id))

    def _objection(self, secret, coach, about):
        """A bezwaar that the coach registered for the own candidate."""
        told = {
            "subject": Subject.RANKING,
            "speaker": Speaker.PERSON,
            "ground": "Ik sta te laag",
            "about": about,
            "received_on": MONDAY,
        }
        return object_to(self.make.session, self.make.actor_of(coach), secret, on=MONDAY, **told)

    def _shown(self, vacancy, secret, coach):
        """A list that the coach looked at."""
        told = {"score": 90, "figures": [9, 10, 9, 9], "minutes": 5, "can": [], "grows": [], "tasks": [], "arrange": []}
        line = Line(secret.id, vacancy.id, 1, told | {"ask": 0, "travel": "5 minuten lopend"})
        facts = {"considered": 2, "suitable": 1, "left_out": [], "about": [vacancy.title, "hier"]}
        settings = {"values": {}, "neutral": "", "lot": "2026-11"}
        picture = Picture(ShownKind.PEOPLE, vacancy.id, None, (line,), facts, settings, "1")
        return keep(self.make.session, self.make.actor_of(coach), picture)

    def _what_if(self, run, manager):
        """A what-if of an account manager, waiting to be made."""
        return ask_what_if(self.make.session, self.make.actor_of(manager), run, Asked(k=3), title="")

    def _firm(self, manager="manager"):
        employer = self.make.employer(account_manager_id=self.people[manager].id)
        self.make.contact(employer)
        return self.make.establishment(employer)

    def _candidate(self, coach, facts):
        candidate = self.make.candidate(coach=self.people[coach], **facts)
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

    def _propose(self, vacancy, candidate, coach):
        session, coach = self.make.session, self.make.actor_of(coach)
        shown = explained(session, vacancy, candidate, on=MONDAY)
        return propose(session, coach, vacancy, candidate, on=MONDAY, explanation=shown)

    def _placed(self, vacancy, candidate, manager, **facts):
        session, manager = self.make.session, self.make.actor_of(manager)
        proposal = self._propose(vacancy, candidate, candidate.coach)
        accept(session, manager, proposal, on=MONDAY)
        agreed = {
            "formal_employer": vacancy.employer,
            "workplace": vacancy.establishment,
            "contract_form": ContractForm.REGULAR,
            "hours_per_week": vacancy.hours_min,
            "starts_on": MONDAY,
        }
        return plan_placement(session, manager, proposal, PlacementFacts(**agreed | facts), on=MONDAY)


def doors(app):
    """(endpoint, method, rule) of every route."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, rule
