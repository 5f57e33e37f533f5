"""The quarter report and the marktbewerkingsplan: from published figures, the same at every print, and without anybody in it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from click.testing import CliRunner

from tests.making import MAKER, Make
from tests.paper import needs_pango
from werkbedrijf.cli import werkbedrijf
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.indicators.actions import ValueFacts, enter
from werkbedrijf.indicators.models import Entered, IndicatorCell, IndicatorQuarter, Shown
from werkbedrijf.migrations import upgrade
from werkbedrijf.papers.gathering import NothingPublished, material_on
from werkbedrijf.papers.regional import PAPERS
from werkbedrijf.papers.typeset import written

Q3 = date(2026, 9, 30)
DAY = date(2026, 10, 20)
NEVER = ("articipatiewet", "Wajong", "Wsw", "cliënt", "beperking", "doelgroeper", "afstand tot", "indicatie ")
BOTH = pytest.mark.parametrize("name", list(PAPERS))


def told(make):
    """A quarter as it was published, an employer with an open place and one that had places before."""
    make.region()
    make.parameters()
    cells = [
        ("I03", "regio", "", 40, 40),
        ("I02", "regio", "", 30, 40),
        ("I07", "regio", "", 20, 20),
        ("REGISTER", "regio", "", 60, 60),
        ("REGISTER", "gemeente", "GM0153", 60, 60),
        ("REGISTER", "gemeente", "GM0164", None, None),
        ("KUNNEN", "kunnen", "samenwerken", 30, 30),
        ("KUNNEN", "kunnen", "lezen", None, None),
        ("WERK", "branche", "F", None, None),
        ("PLEKKEN", "branche", "F", 3, None),
        ("WERKGEVERS", "branche", "F", 1, None),
    ]
    row = IndicatorQuarter(
        name="2026Q3",
        ends_on=Q3,
        smallest=10,
        hours_per_job=Decimal("25.5"),
        hours_full_time=Decimal(36),
        frozen_at=datetime(2026, 10, 1, tzinfo=UTC),
        cells=[
            IndicatorCell(
                indicator=indicator,
                split=split,
                code=code,
                shown=Shown.HIDDEN if value is None else Shown.VALUE,
                value=None if value is None else Decimal(value),
                base=base,
                left_out=0,
                as_of=Q3,
            )
            for indicator, split, code, value, base in cells
        ],
    )
    make.session.add(row)
    record(make.session, MAKER, "indicators.published", row)
    here = make.establishment(make.employer("Bouwbedrijf Open", sbi_section="F"))
    make.vacancy(here, logged_on=date(2026, 5, 1), opened_on=date(2026, 5, 1))
    before = make.establishment(make.employer("Bouwbedrijf Eerder", sbi_section="F"))
    make.vacancy(before, logged_on=date(2025, 5, 1), opened_on=date(2025, 5, 1), closed_on=date(2026, 1, 1))
    make.session.flush()


def paper_of(session, name, *, with_firms=True, day=DAY):
    return PAPERS[name](material_on(session, day, with_firms=with_firms))


@BOTH
def test_it_tells_who_what_they_can_and_where_work_is(session, make, name):
    told(make)
    text = paper_of(session, name).to_markdown()

    assert "| Enschede | ongeveer 60 |" in text and "| Hengelo | niet getoond |" in text
    assert "| Samenwerken | ongeveer 30 |" in text and "Lezen" not in text
    assert "| Bouw | niet getoond | 3 | 1 |" in text
    assert "plaatsingen met startdatum in periode" in text


@BOTH
def test_people_are_never_told_by_a_limitation_or_a_law(session, make, name):
    told(make)
    text = paper_of(session, name).to_markdown()
    said_of_people = text.partition("## Wat de cijfers betekenen")[0]

    assert [word for word in NEVER if word in said_of_people] == []


def test_firms_stand_in_the_plan_of_who_may_read_them(session, make):
    told(make)
    known, unknown = (paper_of(session, "marktbewerkingsplan", with_firms=may).to_markdown() for may in (True, False))

    assert "| Bouwbedrijf Open | Bouw | Enschede | Heeft open plekken |" in known
    assert "| Bouwbedrijf Eerder | Bouw | Enschede | Had eerder plekken |" in known
    assert "Bouwbedrijf" not in unknown
    assert "Bouwbedrijf" not in paper_of(session, "kwartaalbericht").to_markdown()


def test_results_stand_beside_the_plan_and_a_later_plan_does_not_change_an_earlier_paper(session, make):
    told(make)
    before = paper_of(session, "kwartaalbericht").to_markdown()
    plan = ValueFacts("I07", Entered.PLAN, "2026", date(2026, 12, 31), Decimal(120), "Uitvoeringsplan 2026")
    enter(session, MAKER, plan, on=date(2026, 11, 1))

    assert "nog geen plan" in before and paper_of(session, "kwartaalbericht").to_markdown() == before
    later = paper_of(session, "kwartaalbericht", day=date(2026, 11, 2)).to_markdown()
    assert (
        "| Plaatsingen in periode | 120 plaatsingen (2026) | ongeveer 20 of meer tot en met het 3e kwartaal 2026 |"
        in later
    )


@BOTH
@needs_pango
def test_two_prints_of_one_day_are_the_same_bytes(session, make, name):
    told(make)
    for ending in (".pdf", ".html", ".md"):
        prints = []
        for _ in range(2):
            session.expire_all()
            material = material_on(session, DAY, with_firms=True)
            prints.append(written(PAPERS[name](material), material.overview, None, ending))
        assert prints[0] == prints[1] and len(prints[0]) > 1000


def test_before_the_first_quarter_it_is_said(session, make):
    make.region()
    with pytest.raises(NothingPublished, match="nog geen kwartaal"):
        material_on(session, DAY, with_firms=False)


@pytest.fixture
def folder(tmp_path):
    settings = Settings(data_dir=tmp_path / "data").prepare()
    database = Database(settings.database)
    upgrade(database)
    with database.transaction(at=datetime(2026, 11, 1, tzinfo=UTC)) as session:
        told(Make(session))
    database.close()
    return tmp_path


def typed(folder, *words):
    return CliRunner().invoke(werkbedrijf, ["papers", *words, "--data-dir", str(folder / "data")])


def test_the_command_writes_one_file(folder):
    for which, title in (("quarter", "Kwartaalbericht"), ("marktbewerkingsplan", "Marktbewerkingsplan")):
        out = folder / f"{which}.html"
        assert typed(folder, which, "--on", "2026-10-20", "--out", str(out)).exit_code == 0
        assert title in out.read_text(encoding="utf-8") and "<style>" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("quarter", "--on", "2026-10-20", "--out", "stuk.docx"), ".pdf"),
        (("quarter", "--on", "morgen", "--out", "stuk.md"), "geen dag"),
        (("--on", "2026-10-20", "--out", "map"), "--on hoort bij"),
    ],
)
def test_what_cannot_be_is_a_sentence(folder, words, said):
    answer = typed(folder, *words)

    assert answer.exit_code == 2 and said in answer.stderr


def test_on_its_page_an_alderman_reads_it_and_a_coach_does_not(client, stored):
    told(stored)
    page = client.sign_in_as(stored.user(Role.ALDERMAN)).get("/stukken/kwartaalbericht?op=2026-10-20")

    assert page.h1 == "Kwartaalbericht, 3e kwartaal 2026"
    assert "Bouwbedrijf" not in client.get("/stukken/marktbewerkingsplan?op=2026-10-20").text
    assert "nog geen kwartaal vastgezet" in client.get("/stukken/kwartaalbericht?op=2026-01-01").text
    client.sign_in_as(stored.user(Role.COACH)).get("/stukken/kwartaalbericht", status=403)
    assert (
        "Bouwbedrijf Open"
        in client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER)).get("/stukken/marktbewerkingsplan?op=2026-10-20").text
    )
