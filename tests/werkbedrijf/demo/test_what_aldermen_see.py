"""Whatever an alderman can reach in a demo region counts people in tens, or not at all: read from the pages and files themselves."""

import html
import re
import shutil
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.house.test_published import PUBLISHED
from tests.making import Make
from tests.reading import ReadingClient
from tests.werkbedrijf.demo.crawling import crawl, endpoints_of, plain_pages
from werkbedrijf.app import create_app
from werkbedrijf.demo.building import build
from werkbedrijf.demo.plans import Plan
from werkbedrijf.demo.told_figures import FIGURES
from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.founding import found

NIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)
REGION = Plan("klein", "AM05", "Enschede", participatiewet=60, wajong=34, wsw=16, places=30, seed=5)
PEOPLE = re.compile(
    r"(?<![\d.,-])(\d[\d.]*(?:,\d+)?) (mensen|personen|kandidaten|plaatsingen|voordrachten|garantiebanen)\b"
)
# What others published themselves stands as they published it.
OF_OTHERS = {float(value) for _, _, value, *_ in FIGURES}
TAGS = re.compile(r"<(script|style|template).*?</\1>|<[^>]+>", re.DOTALL)


@pytest.fixture(scope="module")
def pages(sqlite_file, tmp_path_factory):
    """Every page the alderman of the demo reaches, and the app."""
    folder = tmp_path_factory.mktemp("wethouder")
    database = Database(f"sqlite:///{shutil.copy(sqlite_file, folder / 'own.db')}")
    settings = Settings(data_dir=folder, secret_key="only for tests", password_cost="test").prepare()
    found(database, at=NIGHT)
    with database.transaction(at=NIGHT) as session:
        build(session, REGION, settings, today=DAY, told=lambda _done, _total: None)
    app = create_app(settings, database, testing=True)
    with pytest.MonkeyPatch.context() as held:
        held.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
        session = database.session(at=NOW)
        client = ReadingClient(app, Make(session))
        client.sign_in_as(session.scalars(select(User).where(User.role == Role.ALDERMAN)).first())
        reached = crawl(client, [one for one in plain_pages(app) if one != "/uitloggen"])
        session.close()
    kept = {path: told for path, told in reached.items() if path.startswith("/")}
    yield {path: told for path, told in kept.items() if endpoints_of(app, [path]) & PUBLISHED.keys()}, app
    database.close()


def counted(told):
    """Every number that stands before a word for people or their work."""
    text = html.unescape(TAGS.sub(" ", told))
    for number, word in PEOPLE.findall(" ".join(text.split())):
        yield float(number.replace(".", "").replace(",", ".")), word


def test_no_page_of_an_alderman_counts_people_but_in_tens(pages):
    told, _ = pages
    exact = {
        path: {one for one in counted(page) if one[0] % 10 and one[0] not in OF_OTHERS} for path, page in told.items()
    }
    assert {path: bad for path, bad in exact.items() if bad} == {}


def test_the_scan_reads_numbers_and_every_page_that_can_be_reached_by_links(pages):
    told, app = pages
    assert sum(number > 0 for page in told.values() for number, _ in counted(page)) > 10
    assert {"dashboards.alderman", "indicators.index", "papers.region_paper", "staying.index"} <= endpoints_of(
        app, told
    )
