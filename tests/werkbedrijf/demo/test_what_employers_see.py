"""Whatever an employer can reach in a demo region says nothing that identifies a candidate, but what was agreed with that person.

Everybody of the region is planted with values that stand nowhere else; then every link is followed, with a sign-in and
without, and every file, feed, notice and mail is read.
"""

import re
import shutil
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from candidates.registration.models import Ground, Regeling, RegelingPeriod, RegisterEntry
from employers.models import Employer
from matching.aftercare.closing.actions import sign_assessment, write_assessment
from matching.aftercare.closing.models import Answer, Learned
from matching.placements.actions import plan_placement, start_placement
from matching.placements.facts import PlacementFacts
from matching.placements.models import ContractForm
from matching.proposals.actions import accept, propose
from matching.proposals.shortlist import candidates_for, explained
from matching.trays.actions import agree_card, make_tray, share_tray
from matching.trays.errors import NothingToTell
from matching.trays.models import MOST_CARDS
from tests.conftest import NOW
from tests.house.world_learning import a_training_place, wish_of
from tests.making import Make
from tests.reading import ReadingClient
from tests.werkbedrijf.demo import planting
from tests.werkbedrijf.demo.crawling import crawl, doors_that_open, endpoints_of, plain_pages
from tests.werkbedrijf.demo.planting import FIELDS, Trace, traces_in
from werkbedrijf.agenda.actions import new_link
from werkbedrijf.app import create_app
from werkbedrijf.demo.building import build
from werkbedrijf.demo.plans import Plan
from werkbedrijf.foundation.actors import Role, User, actor_for
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.notices import Notice
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.founding import found

NIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)
REGION = Plan("klein", "AM05", "Enschede", participatiewet=36, wajong=20, wsw=10, places=20, seed=5)
TABLE = Path(__file__).parents[2] / "house" / "routes.txt"
# It changes the cookie, so that a crawl would go on as somebody else.
LEAVING = ("/uitloggen",)
# What an employer can open and no link on these pages leads to, each with why nobody of the region is in it.
ASIDE = {
    "accounts.external_back": "the way in by another service; only sends on",
    "accounts.external_start": "the way in by another service; only sends on",
    "accounts.first_sign_in": "the first password of an account, before anybody is signed in",
    "accounts.link_external": "the own account",
    "training.about": "only sends on",
    "watching.ready": "a word for machines",
}
# Drawn anew for every page or every moment.
FRESH = re.compile(
    r'name="(csrf_token|idempotency_key|based_on)" value="[^"]*"|nonce-[\w-]+|ETag: \S+|X-Request-ID: \S+|Set-Cookie: .*|Content-Length: \d+'
)


def free_people(session, vacancy, many):
    """Who fits this place, agreed to be shown, and was not put forward anywhere."""
    session.flush()
    rows = candidates_for(session, vacancy, on=DAY, key=b"lot", limit=60, suitable_only=True).rows
    shown = [row for row in rows if row.candidate.visibility.is_shown(DAY) and not row.open_here]
    return [row.candidate for row in shown if not row.open_elsewhere][:many]


def learn_and_sign(session, learner, placement):
    """What was learned: a version that was signed, and a next one that is still a draft."""
    coach = actor_for(session, learner.coach)
    start_placement(session, coach, placement, on=DAY)
    outcome = [("Dozen vullen", Learned.ALONE)]
    first = write_assessment(session, coach, placement, outcome, "Werkt rustig door", on=DAY)
    sign_assessment(session, coach, first, Answer.AGREED, "Ik wil verder", on=DAY)
    write_assessment(session, coach, placement, outcome, "Helpt nu ook anderen", on=DAY)


def learn_and_show(session):
    """Somebody who learns at the employer with a sign-in, and cards behind a link for a place of its own."""
    make = Make(session)
    user = session.scalars(select(User).where(User.role == Role.EMPLOYER)).one()
    (employer,) = session.scalars(select(Employer).where(Employer.id.in_(actor_for(session, user).employer_ids)))
    manager = actor_for(session, employer.account_manager)
    firm = employer.establishments[0]
    vacancy, guide = a_training_place(make, firm)
    facts = PlacementFacts(
        formal_employer=employer,
        workplace=firm,
        contract_form=ContractForm.NONE,
        hours_per_week=vacancy.hours_min,
        starts_on=DAY,
        ends_on=DAY + timedelta(weeks=4),
        mentor=guide,
    )
    (learner,) = free_people(session, vacancy, 1)
    told = propose(
        session,
        actor_for(session, learner.coach),
        vacancy,
        learner,
        on=DAY,
        explanation=explained(session, vacancy, learner, on=DAY),
    )
    accept(session, manager, told, on=DAY)
    learn_and_sign(session, learner, plan_placement(session, manager, told, facts, on=DAY))

    place = make.vacancy(firm, title="Inpakker")
    wish_of(make, place, user)
    tray = make_tray(session, manager, place, free_people(session, place, MOST_CARDS), on=DAY)
    for card in tray.cards:
        with suppress(NothingToTell), session.begin_nested():
            agree_card(session, actor_for(session, card.candidate.coach), card, on=DAY)
    return share_tray(session, manager, tray, on=DAY), tray.reference, new_link(session, actor_for(session, user))


class Region:
    """The planted region as it is served, and the employer of its demo sign-in."""

    def __init__(self, database, app, secrets, lawful, told):
        self.database, self.app, self.secrets, self.lawful = database, app, secrets, lawful
        self.link, self.tray, self.feed = told

    def traces(self, told):
        return traces_in(told, self.secrets)

    def unlawful(self, told):
        return traces_in(told, self.secrets) - self.lawful

    def crawled(self, user, *more):
        """Every page this person reaches (None: who does not sign in), from all that need no thing in their address."""
        session = self.database.session(at=NOW)
        client = ReadingClient(self.app, Make(session))
        if user is not None:
            client.sign_in_as(user)
        pages = crawl(client, [one for one in (*plain_pages(self.app), *more) if one not in LEAVING])
        session.close()
        return client, pages


@pytest.fixture(scope="module", autouse=True)
def paper():
    """A PDF is read as the page it is drawn from: in its bytes letters are drawings, and places on the sheet look like numbers."""
    with pytest.MonkeyPatch.context() as read:
        with suppress(OSError):
            read.setattr(
                "weasyprint.HTML", lambda *, string, **_: SimpleNamespace(write_pdf=lambda **_: string.encode())
            )
        yield


@pytest.fixture(scope="module")
def region(sqlite_file, tmp_path_factory):
    folder = tmp_path_factory.mktemp("gezien")
    database = Database(f"sqlite:///{shutil.copy(sqlite_file, folder / 'own.db')}")
    settings = Settings(data_dir=folder, secret_key="only for tests", password_cost="test").prepare()
    found(database, at=NIGHT)
    with pytest.MonkeyPatch.context() as planted:
        planting.plant(planted)
        with database.transaction(at=NIGHT) as session:
            build(session, REGION, settings, today=DAY, told=lambda _done, _total: None)
            told = learn_and_show(session)
            secrets = planting.finish(session, DAY)
    with database.reading(at=NOW) as session:
        user = session.scalars(select(User).where(User.role == Role.EMPLOYER)).one()
        employer = session.scalars(select(Employer).where(Employer.id.in_(actor_for(session, user).employer_ids))).one()
        lawful = planting.lawful(session, employer)
    yield Region(database, create_app(settings, database, testing=True), secrets, lawful, told)
    database.close()


def user_of(region):
    with region.database.reading(at=NOW) as session:
        return session.scalars(select(User).where(User.role == Role.EMPLOYER)).one()


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


@pytest.fixture(scope="module")
def seen(region):
    """Every page of the employer with a sign-in, read once."""
    with pytest.MonkeyPatch.context() as held:
        held.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
        return region.crawled(user_of(region), f"/kaarten-voor-u/{region.tray}")


def test_no_page_of_an_employer_says_who_anybody_is_but_who_was_introduced(region, seen):
    _, pages = seen
    leaks = {path: found for path, told in pages.items() if (found := region.unlawful(told))}
    assert leaks == {}
    # And the scan is not blind: somebody was introduced here, by name, and is on a page.
    known = {trace for told in pages.values() for trace in traces_in(told, region.secrets)}
    assert {"first_name", "last_name", "coach"} <= {trace.field for trace in known}


def test_every_door_an_employer_can_open_was_opened(region, seen):
    _, pages = seen
    opened = endpoints_of(region.app, [path.partition(" ")[2] or path for path in pages])
    assert doors_that_open(TABLE.read_text(), "employer") - opened - set(ASIDE) == set()


def test_no_page_without_a_sign_in_says_who_anybody_is(region):
    client, pages = region.crawled(
        None, f"/kaarten/{region.link}", f"/agenda/{region.feed}.ics", f"/kaarten/{'x' * 43}"
    )
    code = re.search(r'name="kaart" value="([^"]+)"', opened := client.post(f"/kaarten/{region.link}").html)
    pages |= {"cards": opened, "more": client.post(f"/kaarten/{region.link}/meer", {"kaart": code[1]}).html}
    assert "Kan vandaag" in pages["cards"] and code[1] in pages["more"]
    # The feed of an employer is a secret address; whoever has it is that employer. Of everybody else: nobody at all.
    assert {path: found for path, told in pages.items() if (found := traces_in(told, region.secrets))} == {}


def test_the_cards_of_an_employer_who_is_signed_in_say_nothing_more(region, seen):
    client, _ = seen
    cards = client.post(f"/kaarten-voor-u/{region.tray}").html
    assert "Kan vandaag" in cards and traces_in(cards, region.secrets) == set()


def test_no_mail_and_no_notice_to_an_employer_says_who_anybody_is(region):
    with region.database.reading(at=NOW) as session:
        people = session.scalars(select(User).where(User.role == Role.EMPLOYER)).all()
        mails = session.scalars(
            select(OutboxMessage).where(OutboxMessage.to_address.in_([one.email for one in people]))
        ).all()
        notices = session.scalars(select(Notice).where(Notice.user_id.in_([one.id for one in people]))).all()
        told = [f"{one.subject}\n{one.body}" for one in mails] + [f"{one.subject}\n{one.text}" for one in notices]
    assert mails and notices
    assert [found for one in told if (found := traces_in(one, region.secrets))] == []


def test_every_page_is_the_same_whatever_regeling_anybody_comes_under(region, seen):
    _, before = seen
    laws, grounds = list(Regeling), list(Ground)
    with region.database.engine.begin() as connection:
        for table, column, kinds in ((RegelingPeriod, "regeling", laws), (RegisterEntry, "ground", grounds)):
            for row in connection.execute(select(table.id, getattr(table, column))).all():
                other = kinds[(kinds.index(row[1]) + 1) % len(kinds)]
                connection.execute(table.__table__.update().where(table.id == row[0]).values({column: other}))
    _, after = region.crawled(user_of(region), f"/kaarten-voor-u/{region.tray}")

    def steady(told):
        return FRESH.sub("", told)

    apart = {
        path for path in before.keys() | after.keys() if steady(before.get(path, "")) != steady(after.get(path, ""))
    }
    # The own account and trail grow with every sign-in and every look.
    own = ("/account", "/logboek/mijn-handelingen", "/favicon.ico")
    assert {path for path in apart if not path.startswith(own)} == set()


def test_one_page_that_says_a_name_too_much_is_found(region, monkeypatch):
    from matching.placements import pages

    monkeypatch.setattr(pages, "person_for", lambda _actor, placement: placement.candidate.name)
    _, told = region.crawled(user_of(region))
    found = {trace.field for page in told.values() for trace in region.unlawful(page)}
    assert found == {"first_name", "last_name"}


SAID = {
    "first_name": "<b>Zqvvoor5042</b>",
    "last_name": "mw. ZQVACHTER5042, Enschede",
    "email": "mailto:zqvpost5042@kandidaat.example",
    "note": "&quot;zqvnotitie5042&quot;",
    "coach": "Zqvcoach5042",
    "coach_email": "zqvbegeleider5042@partner.example",
    "reference": "/kandidaten/K-5042",
    "phone": "+31 6-90 50 42 77 of 06 90 5042 77",
    "bsn": "999.99.5042",
    "gemeente": "inwoner van Terschelling",
    "organisation": "Zqvpartner 3",
    "born_on": "14 maart 1921",
    "uuid": "0f" * 16,
    "pseudonym": "een-pseudoniem",
}


@pytest.mark.parametrize("field", FIELDS)
def test_each_planted_value_is_found_as_people_write_it(field):
    secrets = {"0f" * 16: Trace(5042, "uuid"), "een-pseudoniem": Trace(5042, "pseudonym")}
    assert {one.field for one in traces_in(f"<p>Zie {SAID[field]}.</p>", secrets)} == {field}


@pytest.mark.parametrize("day", ["1921-03-14", "14-03-1921", "14 mrt 1921", "14-3-21"])
def test_a_day_of_birth_is_found_however_it_is_written(day):
    assert traces_in(f"geboren {day}", {}) == {Trace(None, "born_on")}
