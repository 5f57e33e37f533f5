"""The page: what is missing, in numbers that tell of no small group, and a switch that says why not."""

import pytest

from tests.making import MONDAY
from tests.werkbedrijf.learning.learning_rows import DAY, attempt, too_few
from werkbedrijf.foundation.actors import Role
from werkbedrijf.learning.pages import _bin, page_of


@pytest.fixture
def visit(client, stored):
    stored.region()
    stored.parameters()
    people = {role: stored.user(role) for role in (Role.ACCOUNT_MANAGER, Role.ALDERMAN, Role.ADMINISTRATOR, Role.COACH)}

    def come(role=Role.ACCOUNT_MANAGER):
        return client.sign_in_as(people[role])

    return come


def test_before_the_first_attempt_the_page_says_when_it_comes(visit):
    page = visit().get("/leren")
    assert page.h1 == "Leren van uitkomsten"
    assert "Er is nog niet geprobeerd te leren. Dat gebeurt elke maand vanzelf." in page.text


def test_it_says_how_many_outcomes_there_are_and_from_how_many_on(visit, stored):
    too_few(stored.session, outcomes=37, stopped=15)
    page = visit().get("/leren")
    assert (
        "Er zijn nu ongeveer 40 uitkomsten; leren mag vanaf 800. Tot die tijd gelden de vaste gewichten." in page.text
    )
    assert "De regels: 0 van 11 gehaald" in page.text
    assert "Er zijn ongeveer 40 uitkomsten; er ontbreken er nog ongeveer 760." in page.text
    assert "Nog niet te meten." in page.text


def test_small_counts_are_not_told_and_cannot_be_worked_out(visit, stored):
    too_few(stored.session, outcomes=37, stopped=5, left_out=3)
    text = visit().get("/leren").text
    assert "Er zijn nu ongeveer 40 uitkomsten" in text
    assert text.count("Het getal tonen we niet: de groep is te klein.") == 2
    assert "30 plaatsingen" not in text
    assert "5 plaatsingen" not in text
    assert "dat zijn er minder dan 10" in text


def test_fewer_than_ten_outcomes_are_not_counted_aloud(visit, stored):
    too_few(stored.session, outcomes=4, stopped=0)
    text = visit().get("/leren").text
    assert "Er zijn nu minder dan 10 uitkomsten; leren mag vanaf 800." in text
    assert "Er zijn 4" not in text
    assert text.count("Het getal tonen we niet: de groep is te klein.") == 3


def test_one_more_who_stopped_changes_nothing_that_is_told(stored):
    stored.parameters()
    first = too_few(stored.session, outcomes=137, stopped=36)
    then = too_few(stored.session, outcomes=138, stopped=37, on=MONDAY + 30 * DAY)

    before, after = page_of(first, 10), page_of(then, 10)
    assert "Er zijn ongeveer 40 plaatsingen die binnen een half jaar stopten; er ontbreken" in before.rules[1].sentence
    assert (before.outcomes, before.rules) == (after.outcomes, after.rules)


def test_three_rounded_numbers_that_narrow_each_other_are_not_all_told(visit, stored):
    # 40 in all is 35 to 44; 20 and 10 are at most 24 and 14, so each would be placed within four.
    too_few(stored.session, outcomes=37, stopped=14)
    text = visit().get("/leren").text

    assert "Het getal tonen we niet: de groep is te klein." in text
    assert "Er zijn ongeveer 10 plaatsingen die binnen een half jaar stopten" not in text


def test_how_many_stayed_of_few_is_told_as_coarsely_as_elsewhere():
    one = {"many": 30, "expected": 0.504, "came": 0.5}

    assert [_bin({**one, "came": stayed / 30}, 10).words for stayed in (10, 15, 16)] == ["40 of minder", "50", "55"]
    assert _bin({**one, "came": 20 / 30}, 10).words == "60 of meer"
    assert _bin({**one, "came": 21 / 30}, 10).words == "niet getoond"


def test_weights_stand_in_words_and_calibration_as_picture_and_table(visit, stored):
    attempt(stored.session, slope=0.5)
    client = visit(Role.ALDERMAN)
    page = client.get("/leren")
    assert "Er zijn ongeveer 910 uitkomsten, maar nog niet elke regel is gehaald." in page.text
    assert "Hoeveel van het werk iemand kan" in page.text
    assert "40 %" in page.text
    assert "Deze gewichten zijn niet goedgekeurd en worden nergens gebruikt." in page.text
    assert "niet getoond" in page.text
    picture = client.get("/leren/ijking.svg")
    assert picture.answer.content_type.startswith("image/svg+xml")


def test_only_the_administrator_meets_a_button(visit, stored):
    attempt(stored.session)
    assert "Alleen de beheerder zet leren aan of uit" in visit().get("/leren").text
    assert "/leren/aan" not in visit().get("/leren").html
    assert "/leren/aan" in visit(Role.ADMINISTRATOR).get("/leren").html
    visit(Role.COACH).get("/leren", status=403)
    visit().post("/leren/aan", {"reason": "Toch"}, status=403)


def test_switching_on_while_a_rule_fails_is_refused_with_the_reasons(visit, stored):
    attempt(stored.session, shift=0.2)
    page = visit(Role.ADMINISTRATOR).post("/leren/aan", {"reason": "Besluit"}, status=422)
    assert "Leren kan nog niet aan" in page.text
    assert page.text.count("‘Elke groep houdt haar aandeel’ is nog niet gehaald.") == 2


def test_switching_on_without_a_reason_is_refused_at_the_field(visit, stored):
    attempt(stored.session)
    page = visit(Role.ADMINISTRATOR).post("/leren/aan", {"reason": ""}, status=422)
    assert "Schrijf op waarom. De reden blijft in het logboek staan." in page.text


def test_on_and_off_again(visit, stored):
    attempt(stored.session)
    client = visit(Role.ADMINISTRATOR)
    page = client.post("/leren/aan", {"reason": "Besluit van de regio"})
    assert "Leren staat aan vanaf de volgende verdeling." in page.text
    assert "Leren staat aan. Het blijft aan zolang elke regel hieronder gehaald is." in page.text
    assert "gebruikt elke nieuwe verdeling de geleerde gewichten" in page.text
    assert "“Besluit van de regio”" in page.text
    page = client.post("/leren/uit", {"reason": "Eerst navragen"})
    assert "Leren staat uit. De vaste gewichten gelden weer." in page.text


def test_earlier_attempts_stand_below_newest_first(visit, stored):
    too_few(stored.session, on=MONDAY - 60 * DAY)
    attempt(stored.session, on=MONDAY - 30 * DAY)
    rows = [" ".join(row.itertext()) for row in visit().get("/leren").all("tr") if "van 11" in " ".join(row.itertext())]
    assert "goedgekeurd tot" in rows[0]
    assert "niet goedgekeurd" in rows[1]
