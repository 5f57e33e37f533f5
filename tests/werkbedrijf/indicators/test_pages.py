"""What people see of the indicators, take along and enter."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.making import MAKER
from tests.paper import needs_pango
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.spreadsheets.delimited import read_delimited
from werkbedrijf.foundation.tables import to_csv
from werkbedrijf.indicators.actions import ValueFacts, enter
from werkbedrijf.indicators.imports import COLUMNS
from werkbedrijf.indicators.models import Entered, IndicatorCell, IndicatorQuarter, IndicatorValue, Shown

TODAY = date(2026, 11, 27)
GOOD = {
    "kind": "cijfer",
    "gemeente_code": "",
    "period": "2026Q3",
    "as_of": "30-09-2026",
    "value": "53,1",
    "numerator": "",
    "denominator": "",
    "label": "UWV",
    "source": "UWV, rapport van november 2026",
}


def quarter(name="2026Q3", ends_on=date(2026, 9, 30), starts=30):
    def cell(indicator, split, code, value, base, missing=""):
        shown = Shown.MISSING if missing else Shown.HIDDEN if value is None else Shown.VALUE
        return IndicatorCell(
            indicator=indicator,
            split=split,
            code=code,
            shown=shown,
            value=value,
            base=base,
            left_out=0,
            as_of=ends_on,
            missing=missing,
        )

    return IndicatorQuarter(
        name=name,
        ends_on=ends_on,
        smallest=10,
        hours_per_job=Decimal("25.5"),
        hours_full_time=Decimal(36),
        frozen_at=datetime(2026, 10, 1, 4, tzinfo=UTC),
        cells=[
            cell("I03", "regio", "", 40, 40),
            cell("I07", "regio", "", starts, starts),
            cell("I07", "gemeente", "GM0153", starts, starts),
            cell("I07", "gemeente", "GM0164", None, None),
            cell("I08", "grond", "WAJONG", starts, starts),
            cell("I09", "regio", "", 65, 60),
            cell("I10", "regio", "", None, 0, "Er is in deze periode niets om te meten."),
        ],
    )


@pytest.fixture
def filled(stored):
    stored.region()
    stored.parameters()
    for row in (quarter(), quarter("2026Q2", date(2026, 6, 30), 20)):
        stored.session.add(row)
        record(stored.session, MAKER, "indicators.published", row)
    stored.save()
    return stored


@pytest.fixture
def come(client, filled):
    return lambda role: client.sign_in_as(filled.user(role))


def test_an_alderman_reads_nineteen_with_unit_period_and_day(come):
    page = come(Role.ALDERMAN).get("/basisindicatoren")

    assert page.h1 == "Basisindicatoren"
    assert len(re.findall(r"\bI\d\d\. ", page.text)) == 19
    assert "ongeveer 30 plaatsingen" in page.text and "stand 30 sep 2026" in page.text
    assert "Van 20 (2e kwartaal 2026) naar 30 plaatsingen (3e kwartaal 2026)." in page.html
    assert page.html.count("geen cijfer") > 5


def test_an_earlier_quarter_is_told_as_it_was(come):
    page = come(Role.ALDERMAN).get("/basisindicatoren?periode=2026Q2")

    assert "ongeveer 20 plaatsingen" in page.text
    assert "ongeveer 30" not in page.text


def test_before_the_first_quarter_the_page_says_when_it_comes(client, stored):
    stored.region()
    page = client.sign_in_as(stored.user(Role.ALDERMAN)).get("/basisindicatoren")

    assert "nog geen kwartaal vastgezet" in page.text


def test_one_indicator_tells_its_definition_and_every_gemeente(come):
    page = come(Role.ALDERMAN).get("/basisindicatoren/I07")

    assert "plaatsingen met startdatum in periode" in page.text
    assert "niet getoond" in page.text and "ongeveer 30" in page.text
    assert "/plaatsingen" not in " ".join(page.links())


def test_what_is_missing_says_how_it_comes_and_is_no_nought(come):
    client = come(Role.ALDERMAN)

    assert "UWV publiceert dit" in client.get("/basisindicatoren/I19").text
    assert "Toen dit kwartaal werd vastgezet, was dit cijfer er nog niet." in client.get("/basisindicatoren/I17").text


def test_who_may_see_the_records_is_led_to_them(come):
    client = come(Role.ACCOUNT_MANAGER)

    assert "/plaatsingen" in client.get("/basisindicatoren/I07").links()
    assert "/garantiebanen/plaatsingen?op=2026-09-30" in client.get("/basisindicatoren/I03").links()


def test_a_coordinator_reads_no_ground(come):
    assert "Wajong" in come(Role.ALDERMAN).get("/basisindicatoren/I08").text
    assert "Wajong" not in come(Role.COORDINATOR).get("/basisindicatoren/I08").text


@pytest.mark.parametrize("role", [Role.COACH, Role.EMPLOYER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_others_are_told_who_it_is_for(client, filled, role):
    user = filled.employer_user(filled.employer()) if role is Role.EMPLOYER else filled.user(role)

    assert "wethouders" in client.sign_in_as(user).get("/basisindicatoren", status=403).text


def test_a_coordinator_enters_a_figure_and_it_stands_beside_the_own_ones(come, filled):
    client = come(Role.COORDINATOR)
    client.post("/basisindicatoren/I05/invullen", GOOD)
    page = client.get("/basisindicatoren/I05")

    assert "53,1" in page.text and "UWV, rapport van november 2026" in page.text
    assert "3e kwartaal 2026" in page.text
    row = filled.session.query(IndicatorValue).one()
    assert (row.value, row.as_of, row.by_id is None) == (Decimal("53.1"), date(2026, 9, 30), False)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"value": ""}, "een nul is ook een cijfer"),
        ({"value": "veel"}, "Vul een getal in"),
        ({"value": "-3"}, "van 0 tot en met"),
        ({"as_of": "31-12-2199"}, "Deze dag moet nog komen"),
        ({"source": " "}, "waar dit cijfer staat"),
        ({"period": ""}, "over welke periode"),
        ({"numerator": "50", "denominator": "100"}, "is 50 procent"),
        ({"numerator": "50", "denominator": "0"}, "De noemer is meer dan 0"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_is_kept(come, filled, changed, said):
    client = come(Role.COORDINATOR)
    page = client.post("/basisindicatoren/I05/invullen", GOOD | changed, status=422)

    assert said in page.text
    assert filled.session.query(IndicatorValue).count() == 0


def test_a_figure_that_is_worked_out_here_cannot_be_typed(come, filled):
    client = come(Role.COORDINATOR)
    client.post("/basisindicatoren/I07/invullen", GOOD, status=422)
    client.post(
        "/basisindicatoren/I07/invullen",
        GOOD | {"kind": "plan", "period": "2026", "as_of": "31-12-2026", "value": "120"},
    )

    assert "De regio neemt zich 120 plaatsingen voor in 2026" in client.get("/basisindicatoren/I07").text
    assert "Plan 2026: 120 plaatsingen" in client.get("/basisindicatoren").text


def file_with(*rows):
    return {"file": (BytesIO(to_csv([COLUMNS, *rows])), "cijfers.csv")}


def test_a_file_goes_in_whole(come, filled):
    client = come(Role.COORDINATOR)
    good = ("I05", "", "2026Q3", "30-09-2026", "53,1", "", "", "UWV", "UWV, november 2026")
    client.post("/basisindicatoren/inlezen", file_with(good, ("I01", "Enschede", *good[2:])))

    assert {(row.indicator, row.gemeente_code) for row in filled.session.query(IndicatorValue)} == {
        ("I05", ""),
        ("I01", "GM0153"),
    }


def test_a_file_with_one_bad_row_leaves_nothing(come, filled):
    client = come(Role.COORDINATOR)
    good = ("I05", "", "2026Q3", "30-09-2026", "53,1", "", "", "UWV", "UWV, november 2026")
    bad = [("I07", *good[1:]), ("I05", "Groningen", *good[2:]), (*good[:4], "veel", *good[5:])]
    page = client.post("/basisindicatoren/inlezen", file_with(good, *bad), status=422)

    assert all(
        said in page.text for said in ("Rij 3: Dit cijfer volgt", "Groningen hoort niet bij deze regio", "geen getal")
    )
    assert filled.session.query(IndicatorValue).count() == 0


def taken(client, kind, quarter="2026Q3"):
    return client.get(f"/basisindicatoren/bestand/basisindicatoren.{kind}?periode={quarter}").answer.data


def test_every_file_tells_the_same_numbers_and_the_same_again(come):
    client = come(Role.ALDERMAN)
    books = {kind: taken(client, kind) for kind in ("xlsx", "ods", "csv")}
    rows = {
        kind: CalamineWorkbook.from_filelike(BytesIO(books[kind])).get_sheet_by_name("Cijfers").to_python()
        for kind in ("xlsx", "ods")
    }
    start = next(row for row in rows["xlsx"] if row[0] == "I07" and row[2] == "regio" and row[9] == "2026Q3")

    assert (start[5], start[10]) == (30, date(2026, 9, 30))
    assert [[cell or "" for cell in row] for row in rows["ods"]] == [
        [cell or "" for cell in row] for row in rows["xlsx"]
    ]
    assert len(read_delimited(books["csv"])) == len(rows["xlsx"])
    assert all(taken(client, kind) == books[kind] for kind in books)


def test_a_file_of_an_earlier_quarter_is_a_part_of_the_later_one(come):
    """Between two files nothing can be subtracted: what stands in both is the same."""
    client = come(Role.ALDERMAN)
    early, late = (read_delimited(taken(client, "csv", name)) for name in ("2026Q2", "2026Q3"))

    assert [row for row in early if row not in late] == []


def test_what_somebody_typed_is_no_formula_in_a_file(come, filled):
    facts = ValueFacts(
        "I05", Entered.FIGURE, "2026Q3", date(2026, 9, 30), Decimal(53), '=HYPERLINK("http://x")', label="@UWV"
    )
    enter(filled.session, MAKER, facts, on=TODAY)
    csv = taken(come(Role.ALDERMAN), "csv").decode("utf-8-sig")

    assert "'=HYPERLINK" in csv and ";=HYPER" not in csv and "'@UWV" in csv


@needs_pango
def test_the_pdf_is_the_same_twice(come):
    client = come(Role.ACCOUNT_MANAGER)

    assert taken(client, "pdf").startswith(b"%PDF-") and taken(client, "pdf") == taken(client, "pdf")


def test_a_coordinator_takes_no_file(come):
    come(Role.COORDINATOR).get("/basisindicatoren/bestand/basisindicatoren.csv", status=403)
