"""The page *Wat kost het, wat helpt?* as an employer, an account manager and a jobcoach read it."""

import re
from datetime import date
from decimal import Decimal

import pytest
import time_machine

from candidates.registration.models import Ground
from matching.instruments.calculation import Work, wage_cost
from matching.instruments.figures import Known, figures_on, shipped
from matching.instruments.grounds import CODES, GROUND_WORDS
from matching.instruments.package import package_of
from matching.instruments.picture import Plan, deadlines, year_of
from tests.conftest import NOW as NOW_AT
from tests.paper import needs_pango
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.parameters import Parameter

PATH = "/wat-kost-het"
LAWS = ("articipatiewet", "Wajong", "Wsw", "doelgroepregister", "WIA_EXPERIMENT")


@pytest.fixture
def monday():
    """The figures of a day hold on that day, whenever this test is run."""
    with time_machine.travel(NOW_AT, tick=False):
        yield


@pytest.fixture
def come(monday, client, stored):
    stored.region()
    stored.parameters()

    def as_(role):
        user = stored.employer_user(stored.employer()) if role is Role.EMPLOYER else stored.user(role)
        return client.sign_in_as(user)

    return as_


def readable(html):
    """A page without its drawn tokens, in which any three letters may stand."""
    return re.sub(r'value="[\w.-]{30,}"', "", html)


def plan(**changed):
    facts = {"hours": Decimal(36), "loonwaarde": 60, "months": 12} | changed
    return Plan(Work(**facts), date(2026, 12, 7), Decimal(15), Decimal("23.5"))


def on(day):
    return figures_on(day, shipped())


NOW = on(date(2026, 12, 7))


def test_an_employer_sees_an_example_at_once_and_in_polite_words(come):
    page = come(Role.EMPLOYER).get(PATH)

    assert page.h1 == "Wat kost het, wat helpt?"
    assert "Een voorbeeld" in page.text
    assert "Het pakket is hetzelfde, wie er ook komt werken." in page.text
    assert "Kost u" in page.text


def test_the_amounts_are_those_of_the_law_with_the_article_beside_them(come):
    page = come(Role.EMPLOYER).get(f"{PATH}?uren=36&uurloon=15&loonwaarde=60&maanden=12&start=2026-12-07&lasten=23,5")

    assert "De uitkomst" in page.text
    for words in (
        "€ 1.009,58",
        "€ 237,26",
        "€ 1.246,84",
        "€ 3.121,09",
        "€ 1.890,72",
        "Pw art. 10d lid 4",
        "Wtl art. 2.10-2.13",
    ):
        assert words in page.text.replace("\xa0", " "), words


@pytest.mark.parametrize("code", CODES)
def test_a_ground_in_the_address_changes_nothing_for_an_employer(come, code):
    client = come(Role.EMPLOYER)
    without, with_ground = client.get(f"{PATH}?uren=24"), client.get(f"{PATH}?uren=24&grond={code}")

    assert without.text == with_ground.text
    assert [law for law in LAWS if law in readable(with_ground.html)] == []
    assert "Grond in het register" not in with_ground.text


def test_an_account_manager_chooses_no_ground_either(come):
    page = come(Role.ACCOUNT_MANAGER).get(f"{PATH}?grond=WAJONG")

    assert "Grond in het register" not in page.text
    assert "Loondispensatie" not in page.text


def test_a_jobcoach_may_choose_a_ground_and_sees_what_goes_with_it(come):
    page = come(Role.COACH).get(f"{PATH}?uren=24&loonwaarde=60&grond=WAJONG")

    assert "Wat bij deze grond hoort" in page.text
    assert "Wajong art. 2:20 en 3:63" in page.text
    assert "Minder loon en lasten" in page.text
    assert "Vraag loonkostensubsidie aan" not in page.text


@pytest.mark.parametrize("role", [Role.ALDERMAN, Role.ADMINISTRATOR, Role.COORDINATOR, Role.AUDITOR])
def test_others_are_told_for_whom_it_is(come, role):
    assert "is voor werkgevers, accountmanagers en jobcoaches" in come(role).get(PATH, status=403).text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("uren=veel", "Vul een getal in, zoals 25,5."),
        ("uren=0", "Vul een getal in van 0,5 tot en met 60."),
        ("uurloon=14", "Het minimumloon is € 14,99 per uur"),
        ("loonwaarde=120", "van 0 tot en met 100"),
        ("maanden=0", "van 1 tot en met 60"),
        ("start=ooit", "Vul een datum in"),
        ("start=2025-12-31", "Kies een dag vanaf 1-1-2026"),
        ("uren=1e400", "Vul een getal in"),
        ("loonwaarde=60,5", "Vul een heel getal in."),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_stays(come, query, words):
    page = come(Role.EMPLOYER).get(f"{PATH}?{query}", status=422)

    assert words in page.text
    assert f'value="{query.partition("=")[2]}"' in page.html
    assert "De uitkomst" not in page.text


@pytest.mark.parametrize(
    "query",
    ["start=2199-12-31", "uren=60&maanden=60&loonwaarde=0", "iets=anders", "uren=24&uren=8"],
)
def test_whatever_stands_in_the_address_the_page_opens(come, query):
    assert "De uitkomst" in come(Role.COACH).get(f"{PATH}?{query}").text


def test_a_year_whose_figures_are_not_known_says_so(come):
    page = come(Role.EMPLOYER).get(f"{PATH}?start=2027-02-01")

    assert "voorlopig" in page.text
    assert "gerekend met die van 23 nov 2026" in page.text


def test_nothing_is_worked_out_without_a_minimum_wage(monday, client, stored):
    stored.region()
    page = client.sign_in_as(stored.user(Role.COACH)).get(
        f"{PATH}?uren=24&uurloon=15&loonwaarde=60&maanden=12&start=2026-12-01&lasten=20"
    )

    assert "Dit kunnen wij nog niet uitrekenen" in page.text
    assert "€" not in page.text.partition("Zo is gerekend")[0].partition("Reken uit")[2]


def test_a_month_of_a_next_year_is_early_until_its_figures_are_known():
    months = year_of(plan(), on, NOW).months

    assert [month.early for month in months] == [False] + [True] * 11


def test_the_columns_of_a_year_add_up():
    year = year_of(plan(forfait=True), on, NOW)

    assert year.total("wage") - year.total("back") == year.total("net") == sum(month.net for month in year.months)
    assert sum(one.many for one in year.stretches) == 12
    assert [one.words for one in year.stretches][:2] == ["december 2026", "januari tot en met mei 2027"]


def test_a_wage_rises_along_where_the_minimum_wage_passes_it():
    rows = shipped()
    rows[Parameter.WML_HOUR] = [*rows[Parameter.WML_HOUR], Known(Decimal("15.30"), date(2027, 1, 1), "proef")]
    rows[Parameter.WML_MONTH] = [*rows[Parameter.WML_MONTH], Known(Decimal("2386.80"), date(2027, 1, 1), "proef")]
    first, second, *_ = year_of(plan(), lambda day: figures_on(day, rows), NOW).months

    assert (first.wage, second.wage) == (
        wage_cost(NOW, Decimal(36), Decimal(15), Decimal("23.5")),
        wage_cost(NOW, Decimal(36), Decimal("15.30"), Decimal("23.5")),
    )


def test_a_wage_that_rose_along_stays_there_when_the_next_minimum_wage_is_not_known():
    first = date(2026, 6, 1)
    june, *later = year_of(Plan(plan().work, first, Decimal("14.90"), Decimal("23.5")), on, on(first)).months

    assert [month.early for month in later] == [False] * 6 + [True] * 5
    assert june.wage == wage_cost(NOW, Decimal(36), Decimal("14.90"), Decimal("23.5"))
    assert {month.wage for month in later} == {wage_cost(NOW, Decimal(36), Decimal("14.99"), Decimal("23.5"))}


def test_a_wage_is_held_against_the_minimum_wage_of_the_first_day_and_then_of_each_month(come):
    client = come(Role.EMPLOYER)
    page = client.get(f"{PATH}?uren=36&uurloon=14,71&maanden=12&start=2026-02-02&lasten=20")

    # 36 x 52 / 12 hours x 14.71, and from July 14.99; 8 percent and then 20 percent on top.
    assert "€ 2.974,01" in page.text and "€ 3.030,62" in page.text
    assert "In juli 2026 komt het minimumloon boven dit uurloon." in page.text
    assert "komt het minimumloon boven" not in client.get(f"{PATH}?uurloon=15&start=2026-02-02").text
    client.get(f"{PATH}?uurloon=14,71&start=2026-07-01", status=422)


def test_a_picture_is_a_year_at_most():
    assert len(year_of(plan(months=60), on, NOW).months) == 12


def test_the_days_that_matter_are_in_order_and_each_has_its_article():
    found = deadlines(plan(forfait=True), NOW)

    assert [one.day for one in found] == sorted(one.day for one in found)
    assert all(one.article for one in found)
    days = {one.article: one.day for one in found}
    assert days["Participatiewet art. 10d lid 5"] == days["Participatiewet art. 10d lid 2"] == date(2027, 6, 7)
    assert days["BW art. 7:668"] == date(2027, 12, 6)
    assert days["Participatiewet art. 10d lid 7"] == date(2027, 1, 1)
    assert days["Wtl art. 4.1 lid 4"] == date(2027, 1, 31)


def test_the_package_has_the_words_of_no_group():
    text = " ".join(f"{row.name} {row.sentence} {row.article}" for row in package_of(NOW, plan()))

    assert [law for law in LAWS if law in text] == []


def test_the_grounds_have_the_same_words_as_where_people_are_registered():
    assert {code: GROUND_WORDS[code] for code in CODES} == {ground.value: ground.words for ground in Ground}


def test_the_wage_asked_is_that_of_the_age_and_a_birthday_is_mentioned(come):
    client = come(Role.EMPLOYER)

    assert "voor iemand van 18 jaar." in client.get(f"{PATH}?leeftijd=18&uurloon=7,50").text
    assert "Na een verjaardag geldt een hoger minimumloon" in client.get(f"{PATH}?leeftijd=18").text
    refused = client.get(f"{PATH}?leeftijd=18&uurloon=7,49", status=422)
    assert "Het minimumloon is € 7,50 per uur, voor iemand van 18 jaar." in refused.text
    client.get(f"{PATH}?leeftijd=12", status=422)


@needs_pango
def test_the_outcome_can_be_kept_as_a_pdf_that_is_the_same_each_time(come):
    client = come(Role.EMPLOYER)
    page = client.get(f"{PATH}?uren=24&leeftijd=19")
    (link,) = [one for one in page.links() if one.startswith(f"{PATH}/pdf")]
    first, again, other = (client.flask.get(one) for one in (link, link, f"{PATH}/pdf?uren=12"))

    assert "leeftijd=19" in link
    assert first.mimetype == "application/pdf"
    assert first.data.startswith(b"%PDF-")
    assert first.data == again.data
    assert first.data != other.data


def test_a_pdf_of_what_cannot_be_worked_out_goes_back_to_the_form_that_says_why(come):
    answer = come(Role.EMPLOYER).flask.get(f"{PATH}/pdf?uren=900&_external=1")

    assert answer.status_code in {302, 303}
    assert answer.location.endswith("/wat-kost-het?uren=900&_external=1")
