"""A list asks the database as often for a full page as for a few rows."""

import re
import shutil
from collections import Counter
from contextlib import contextmanager

import pytest
from sqlalchemy import event, select

from candidates.profile.models import Profile
from employers.actions import log_contact
from employers.facts import MomentFacts
from employers.rounds.models import CallRound, RoundCall
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from matching.runs.models import RunKind
from tests.conftest import NOW
from tests.making import MONDAY, Make
from tests.matching.advice.runs import outcome, stored_run
from tests.reading import ReadingClient
from werkbedrijf.app import create_app
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.outbox import Message, tell
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.scenarios.actions import ask as ask_what_if
from werkbedrijf.scenarios.asked import Asked

# Firms; each has six places and five people, so that one firm fills a list with about five rows and fifty fill the page.
FEW, MANY = 1, 50
# Of a ranking three are for keeping it as it was seen.
MOST = 34
# Vandaag is what everybody opens first, and asks for no more than this.
AT_MOST = {
    ("manager", "/vandaag"): 29,
    ("coach", "/vandaag"): 26,
    ("employer", "/vandaag"): 20,
    ("alderman", "/vandaag"): 8,
}
# Writing down who was shown costs the same on every page that shows somebody; tests/house/test_looking.py holds it.
LOOKING = re.compile(
    r"BEGIN IMMEDIATE|SELECT audit_head|UPDATE audit_head|INSERT INTO audit_entry|SELECT candidate\.id, candidate\.uuid FROM"
)
LISTED = re.compile(r"IN \(\?(?:, \?)*\)")
# (who, address); ``{…}`` is filled in from the world.
LISTS = (
    ("manager", "/vandaag"),
    ("manager", "/werkgevers"),
    ("manager", "/werkgevers?q=bedrijf"),
    ("manager", "/werkgevers/suggest?q=bedrijf"),
    ("manager", "/werkgevers/{employer}"),
    ("manager", "/belrondes"),
    ("manager", "/belrondes/nieuw"),
    ("manager", "/belrondes/{call_round}"),
    ("manager", "/belrondes/{call_round}/mijn-lijst"),
    ("manager", "/werk-anders-verdelen"),
    ("manager", "/werkgevers/{employer}/werk-anders-verdelen"),
    ("employer", "/werk-anders-verdelen"),
    ("manager", "/plekken"),
    ("manager", "/kandidaten"),
    ("manager", "/kandidaten?q=sam"),
    ("manager", "/kandidaten/regio"),
    ("manager", "/zoek?q=bedrijf"),
    ("manager", "/zoek?q=sam"),
    ("manager", "/zoek?q=orderpicker"),
    ("manager", "/plekken/{vacancy}/kandidaten"),
    ("manager", "/kandidaten/{candidate}/plekken"),
    ("manager", "/plekken/{vacancy}/eerdere-lijsten"),
    ("coach", "/lijsten/L-1"),
    ("coach", "/voordrachten/anders-gekozen"),
    ("manager", "/verdeling"),
    ("manager", "/verdeling/eerder"),
    ("coach", "/verdeling/{run}"),
    ("manager", "/voordrachten"),
    ("manager", "/plaatsingen"),
    ("manager", "/garantiebanen/plaatsingen"),
    ("manager", "/garantiebanen/plaatsingen?maand=2026-11"),
    ("manager", "/garantiebanen/maanden"),
    ("manager", "/garantiebanen/maanden/2026-11"),
    ("administrator", "/garantiebanen/uwv"),
    ("manager", "/wethouder"),
    ("manager", "/basisindicatoren"),
    ("manager", "/basisindicatoren/I07"),
    ("manager", "/leren"),
    ("manager", "/waar-werven"),
    ("manager", "/wat-als"),
    ("manager", "/wat-als/nieuw"),
    ("manager", "/import"),
    ("coach", "/vandaag"),
    ("coach", "/kandidaten"),
    ("coach", "/plekken/{vacancy}/kandidaten"),
    ("coach", "/plekken/{vacancy}/kandidaten?wie=mijn&deel=alles"),
    ("coach", "/kandidaten/{candidate}/plekken"),
    ("coach", "/kandidaten/{candidate}/mogelijk"),
    ("coach", "/plekken/{vacancy}/kandidaten/{candidate}"),
    ("coach", "/eerlijk"),
    ("coach", "/eerlijk/wachten"),
    ("coach", "/voordrachten/{proposal}/uitleg"),
    ("coach", "/voordrachten"),
    ("coach", "/voordrachten/{proposal}"),
    ("coach", "/plaatsingen"),
    ("employer", "/vandaag"),
    ("employer", "/plekken"),
    ("employer", "/voordrachten"),
    ("employer", "/voordrachten/{proposal}"),
    ("employer", "/plaatsingen"),
    ("alderman", "/vandaag"),
    ("alderman", "/wethouder"),
    ("alderman", "/eerlijk/regio"),
    ("administrator", "/vandaag"),
    ("administrator", "/beheer/gebruikers"),
    ("administrator", "/beheer/organisaties"),
    ("administrator", "/beheer/instellingen"),
    ("employer", "/wat-kost-het"),
    ("coach", "/wat-kost-het?uren=24&grond=WAJONG"),
    ("administrator", "/beheer/berichten"),
    ("administrator", "/beheer/dienstregeling"),
    ("auditor", "/vandaag"),
    ("auditor", "/logboek"),
    ("auditor", "/logboek/opvallend"),
    ("manager", "/logboek/mijn-handelingen"),
)


class World:
    """A region with so many of everything, every row with people and places of its own."""

    def __init__(self, make, number):
        self.make, self.turn = make, False
        make.region()
        make.parameters()
        home = make.organisation("Gemeente Thuis")
        manager, coach = make.user(organisation=home), make.user(Role.COACH, organisation=home)
        self.people = {
            "manager": manager,
            "coach": coach,
            "alderman": make.user(Role.ALDERMAN, organisation=home),
            "administrator": make.user(Role.ADMINISTRATOR, organisation=home),
            "auditor": make.user(Role.AUDITOR, organisation=home),
        }
        firms = [self._firm(manager, day) for day in range(number)]
        self.people["employer"] = make.employer_user(*(firm.employer for firm in firms))
        for firm in firms:
            self._row(firm, home)
        self._runs(manager, number)
        waiting = make.vacancy(firms[0], seats=4)
        person = self._person(home)
        proposal = make.proposal(waiting, person)
        self.refs = {
            "employer": firms[0].employer.reference,
            "call_round": self._called(firms, manager).reference,
            "vacancy": waiting.reference,
            "candidate": person.reference,
            "proposal": proposal.reference,
            "run": make.run().reference,
        }

    def _called(self, firms, manager):
        """A belronde in which everybody waits on one list."""
        told = {"title": "Belronde", "most_tries": 3, "made_by": manager, "organisation_id": manager.organisation_id}
        begun = self.make._add(CallRound(reference="BR-0001", made_on=MONDAY, **told), "round.made")
        for position, firm in enumerate(firms, start=1):
            mine = {"call_round": begun, "employer": firm.employer, "caller": manager, "position": position}
            self.make._add(RoundCall(place=firm.place, **mine), "call.made")
        return begun

    def _runs(self, manager, number):
        """An allocation in which everybody waits, and as many what-ifs on it as there are firms."""
        make = self.make
        everybody = dict.fromkeys(make.session.scalars(select(Profile.pseudonym)), 0)
        base = stored_run(make, outcome(everybody), kind=RunKind.ON_REQUEST)
        for _ in range(number):
            ask_what_if(make.session, make.actor_of(manager), base, Asked(k=3), title="")

    def _firm(self, manager, number):
        make = self.make
        employer = make.employer(
            f"Bedrijf {number}", account_manager_id=make.user(organisation=manager.organisation).id
        )
        employer.account_manager_id = manager.id if number % 2 else employer.account_manager_id
        make.contact(employer)
        by = make.actor(organisation=manager.organisation)
        facts = MomentFacts(note="Gebeld", next_step="Terugbellen", next_step_on=MONDAY)
        log_contact(make.session, by, employer, facts, on=MONDAY)
        return make.establishment(employer, name=employer.name)

    def _person(self, home):
        make = self.make
        two = [self.people["coach"], make.user(Role.COACH, organisation=home)]
        self.turn = not self.turn
        coach, substitute = two if self.turn else reversed(two)
        candidate = make.candidate(coach=coach, substitute=substitute)
        make.profile(candidate)
        make.register_entry(candidate)
        return candidate

    def _row(self, firm, home):
        """A place with a voordracht of each kind, and a placement."""
        make = self.make
        make.vacancy(firm)
        for status in (ProposalStatus.SENT, ProposalStatus.INVITED, ProposalStatus.ACCEPTED, ProposalStatus.DECLINED):
            make.proposal(make.vacancy(firm), self._person(home), status=status)
        accepted = make.proposal(make.vacancy(firm), self._person(home), status=ProposalStatus.ACCEPTED)
        make.placement(accepted, status=PlacementStatus.RUNNING, ends_on=MONDAY.replace(month=12))
        make.organisation()
        told = Message(key=f"post {firm.id}", to_address="a@voorbeeld.example", subject="Nieuws", body="Nieuws.")
        tell(make.session, told)


def service_of(number, sqlite_file, folder):
    database = Database(f"sqlite:///{shutil.copy(sqlite_file, folder / 'own.db')}")
    app = create_app(
        Settings(data_dir=folder, secret_key="only for tests", password_cost="test").prepare(), database, testing=True
    )
    session = database.session(at=NOW)
    world = World(Make(session), number)
    session.commit()
    # A list that was looked at is kept, as the first one.
    coach = ReadingClient(app, world.make).sign_in_as(world.people["coach"])
    coach.get(f"/plekken/{world.refs['vacancy']}/kandidaten")
    return app, database, world


@pytest.fixture(scope="module")
def services(sqlite_file, tmp_path_factory):
    made = {
        number: service_of(number, sqlite_file, tmp_path_factory.mktemp(f"budget{number}")) for number in (FEW, MANY)
    }
    yield made
    for _app, database, world in made.values():
        world.make.session.close()
        database.close()


def listed(asked):
    """How often each statement was asked, shortened to what it asks of which table."""
    return "\n".join(f"{times} x {text[:50]} … {text[text.find(' FROM ') :][:190]}" for text, times in asked.items())


@contextmanager
def counted(database):
    """What was asked of the database, and how often."""
    asked = Counter()

    def note(_connection, _cursor, statement, *_rest):
        if not LOOKING.match(statement):
            asked[LISTED.sub("IN (?)", " ".join(statement.split()))] += 1

    event.listen(database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(database.engine, "before_cursor_execute", note)


def asked_for(service, person, address):
    app, database, world = service
    client = ReadingClient(app, world.make).sign_in_as(world.people[person])
    url = address.format(**world.refs)
    client.get(url)
    with counted(database) as asked:
        client.get(url)
    return asked


@pytest.mark.parametrize(("person", "address"), LISTS, ids=lambda value: value)
def test_a_list_asks_as_often_for_many_rows_as_for_a_few(services, person, address):
    few, many = (asked_for(services[number], person, address) for number in (FEW, MANY))

    more = {statement: (few[statement], times) for statement, times in many.items() if times > few[statement]}
    assert many.total() <= few.total() + 2, more
    assert many.total() <= AT_MOST.get((person, address), MOST), listed(many)
