"""The pages of employers, as people use them."""

import re

import pytest
from sqlalchemy import select

from employers.actions import log_contact
from employers.facts import MomentFacts
from employers.models import ContactMoment, Employer
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role

NEW = {
    "name": "Bakkerij De Korenaar B.V.",
    "kvk": "08 12 34 56",
    "sector": "markt",
    "postcode": "7511 AA",
    "place": "Enschede",
    "contact_name": "Kim de Bakker",
    "contact_phone": "053 123 45 67",
    "contact_channel": "telefoon",
}


@pytest.fixture
def region(stored):
    stored.region()
    stored.parameters()


@pytest.fixture
def anna(client, stored, region):
    user = stored.user(name="Anna Bos", organisation=stored.organisation("Gemeente Enschede"))
    client.sign_in_as(user)
    return user


def rows(database_of, kind):
    database_of.session.rollback()
    return database_of.session.scalars(select(kind)).all()


def test_an_account_manager_registers_an_employer_in_one_page(client, stored, anna):
    page = client.post("/werkgevers/nieuw", NEW)

    assert page.h1 == "Bakkerij De Korenaar B.V."
    assert "Je bent het aanspreekpunt" in page.text
    (employer,) = rows(stored, Employer)
    assert (employer.kvk, employer.establishments[0].gemeente_code) == ("08123456", "GM0153")
    assert employer.contacts[0].name == "Kim de Bakker"


def test_what_was_typed_stays_when_something_is_wrong(client, stored, anna):
    page = client.post(
        "/werkgevers/nieuw", NEW | {"kvk": "12", "postcode": "nergens", "contact_phone": "", "note": "Bel na tien uur."}
    )

    assert page.status == 422
    for sentence in ("acht cijfers", "vier cijfers en twee letters", "telefoonnummer of een e-mailadres"):
        assert sentence in page.text
    assert 'value="nergens"' in page.html
    assert "Bel na tien uur." in page.text
    assert "Dit moet nog anders" in page.text
    assert rows(stored, Employer) == []


def test_an_unknown_gemeente_is_asked_for(client, stored, anna):
    assert "Kies de gemeente" in client.post("/werkgevers/nieuw", NEW | {"place": "Glanerbrug"}).text
    assert "kennen we niet" in client.post("/werkgevers/nieuw", NEW | {"gemeente": "Nergenshuizen"}).text
    page = client.post("/werkgevers/nieuw", NEW | {"place": "Glanerbrug", "gemeente": "enschede"})
    assert page.h1 == "Bakkerij De Korenaar B.V."


def test_a_lookalike_is_shown_before_a_second_one_is_made(client, stored, anna):
    known = stored.employer("Bakkerij De Korenaar", kvk="99999999", account_manager=anna)
    told = NEW | {"name": "Bakkerij de Korenar"}

    page = client.post("/werkgevers/nieuw", told)
    assert page.status == 422
    assert "Bakkerij De Korenaar staat al in de regio. Aanspreekpunt: Anna Bos, Gemeente Enschede" in page.text
    assert f"/werkgevers/{known.reference}" in page.links()
    assert "Toch een nieuwe" in page.text
    assert len(rows(stored, Employer)) == 1

    seen = next(node.get("value") for node in page.all("input") if node.get("name") == "toch")
    assert client.post("/werkgevers/nieuw", told | {"toch": seen}).h1 == "Bakkerij de Korenar"
    assert len(rows(stored, Employer)) == 2


def test_another_name_than_was_seen_is_looked_up_again(client, stored, anna):
    stored.employer("Twente Metaal", kvk="99999999")
    page = client.post("/werkgevers/nieuw", NEW | {"name": "Twente Metaal BV", "toch": "bakkerij de korenar"})
    assert "Twente Metaal staat al in de regio" in page.text


def test_a_known_kvk_number_can_only_be_opened(client, stored, anna):
    known = stored.employer("Heel Anders", kvk="08123456")
    page = client.post("/werkgevers/nieuw", NEW)
    assert page.status == 409
    assert "Heel Anders staat al in de regio" in page.text
    assert f"/werkgevers/{known.reference}" in page.links()
    assert "Toch een nieuwe" not in page.text


def test_while_typing_the_region_says_whom_it_knows(client, stored, anna):
    known = stored.employer("Bakkerij De Korenaar", kvk="08123456", account_manager=anna)
    for typed in ("korenaar", "0812", "Bakkerij de Korenar bv"):
        (found,) = client.get(f"/werkgevers/suggest?q={typed}").answer.json
        assert found["value"] == known.reference
        assert found["hint"] == "Aanspreekpunt: Anna Bos, Gemeente Enschede, nog geen contact vastgelegd."
    assert client.get("/werkgevers/suggest?q=x").answer.json == []


def test_gemeenten_of_the_region_come_first(client, anna):
    found = [one["label"] for one in client.get("/werkgevers/gemeenten?q=en").answer.json]
    assert found.index("Enschede") < found.index("Groningen") if "Groningen" in found else found[0] == "Enschede"


def test_the_list_finds_sorts_and_filters_in_its_address(client, stored, anna):
    stored.employer("Bakkerij De Korenaar", kvk="08123456", account_manager=anna)
    stored.employer("Twente Metaal", kvk="99999999")

    assert client.get("/werkgevers").h1 == "2 werkgevers"
    assert client.get("/werkgevers?q=korenar").h1 == "1 werkgever"
    assert client.get("/werkgevers?aanspreekpunt=zonder").text.count("Twente Metaal") == 1
    assert "Twente Metaal" not in client.get("/werkgevers?aanspreekpunt=mijn").text
    assert client.get("/werkgevers?sector=overheid").h1 == "0 werkgevers"
    turned = client.get("/werkgevers?sorteer=naam&richting=af").text
    assert turned.index("Twente Metaal") < turned.index("Bakkerij De Korenaar")
    assert client.get("/werkgevers?sorteer=contact").h1 == "2 werkgevers"
    assert client.get("/werkgevers?sorteer=onzin&sector=onzin&pagina=99").h1 == "2 werkgevers"


def test_long_lists_come_in_pages_of_25(client, stored, anna):
    for number in range(30):
        stored.employer(f"Bedrijf {number:02d}")
    page = client.get("/werkgevers?pagina=2")
    assert page.h1 == "30 werkgevers"
    assert len([link for link in page.links() if link.startswith("/werkgevers/W-")]) == 5


@pytest.mark.parametrize(
    ("typed", "goal"),
    [("K-0042", "/kandidaten/K-0042"), ("p 7", "/plekken/P-0007"), ("w0001", "/werkgevers/W-0001")],
)
def test_a_reference_in_the_search_box_opens_what_it_names(client, anna, typed, goal):
    page = client.get("/werkgevers", query_string={"q": typed}, status=302)
    assert page.answer.headers["Location"] == goal


def test_a_contact_is_logged_in_one_line_and_every_partner_sees_it(client, stored, anna):
    employer = stored.employer("De Zon")
    address = f"/werkgevers/{employer.reference}"
    page = client.post(f"{address}/contact", {"note": "Twee leerwerkplekken toegezegd.", "kind": "telefoon"})
    assert "Twee leerwerkplekken toegezegd." in page.text
    assert "Anna Bos, Gemeente Enschede" in page.text

    client.sign_in_as(stored.user(Role.COACH, organisation=stored.organisation("UWV Oost")))
    assert "Twee leerwerkplekken toegezegd." in client.get(address).text


def test_a_contact_without_words_is_asked_for(client, stored, anna):
    employer = stored.employer("De Zon")
    page = client.post(
        f"/werkgevers/{employer.reference}/contact",
        {"note": " ", "kind": "bezoek", "spoke_with": "Kim", "held_on": "32-13-2026"},
    )
    assert page.status == 422
    assert "Schrijf op wat er is besproken" in page.text
    assert "Vul een datum in" in page.text
    assert 'value="Kim"' in page.html


def test_a_promise_waits_until_it_is_ticked_off(client, stored, anna):
    employer = stored.employer("De Zon")
    facts = MomentFacts("Bezoek gehad", next_step="Offerte sturen", next_step_on=MONDAY)
    moment = log_contact(stored.session, stored.actor_of(anna), employer, facts, on=MONDAY)
    assert "Offerte sturen" in client.get(f"/werkgevers/{employer.reference}").text

    page = client.post(f"/werkgevers/vervolg/{moment.id}").text
    assert "Er staat niets open bij deze werkgever." in page
    # By the clock of the door, which goes on after the day of the example.
    assert re.search(r"Vervolg: Offerte sturen \(Anna Bos, [\w ]+, gedaan vandaag\)", page)
    assert rows(stored, ContactMoment)[0].next_step_done_on is not None


def test_an_employer_without_a_contact_can_be_taken(client, stored, anna):
    employer = stored.employer("De Zon")
    assert "Word aanspreekpunt" in client.get(f"/werkgevers/{employer.reference}").text
    assert "Je bent nu het aanspreekpunt" in client.post(f"/werkgevers/{employer.reference}/aanspreekpunt").text


def test_a_change_on_an_older_version_is_refused(client, stored, anna):
    employer = stored.employer("De Zon", kvk="11111111")
    address = f"/werkgevers/{employer.reference}/wijzigen"
    assert 'value="11111111"' in client.get(address).html
    told = {"name": "De Maan", "kvk": "11111111", "sector": "overheid", "version": "1"}

    assert client.post(address, told).h1 == "De Maan"
    assert client.post(address, told | {"name": "De Zon"}, status=412).status == 412


def test_a_change_to_a_kvk_number_of_another_is_refused_at_the_field(client, stored, anna):
    stored.employer("Hun", kvk="22222222")
    ours = stored.employer("Ons", kvk="11111111")
    page = client.post(
        f"/werkgevers/{ours.reference}/wijzigen",
        {"name": "Ons", "kvk": "22222222", "sector": "markt", "version": "1"},
        status=422,
    )
    assert "Hun staat al in de regio" in page.text


def test_establishments_and_people_are_added(client, stored, anna):
    employer = stored.employer("De Zon")
    address = f"/werkgevers/{employer.reference}"
    client.get(f"{address}/vestigingen/nieuw")
    client.get(f"{address}/contactpersonen/nieuw")
    assert (
        "7551 AB Hengelo"
        in client.post(f"{address}/vestigingen/nieuw", {"postcode": "7551ab", "place": "Hengelo"}).text
    )
    assert "Vul de naam" in client.post(f"{address}/contactpersonen/nieuw", {"contact_channel": "e-mail"}).text
    told = {"contact_name": "Kim", "contact_email": "kim@zon.example", "contact_channel": "e-mail"}
    assert "kim@zon.example" in client.post(f"{address}/contactpersonen/nieuw", told).text


def test_an_employer_sees_itself_without_the_words_of_staff(client, stored, anna):
    employer = stored.employer("De Zon", account_manager=anna, note="Betaalt traag.")
    other = stored.employer("De Maan")
    log_contact(stored.session, stored.actor_of(anna), employer, MomentFacts("Lastig gesprek."), on=MONDAY)
    client.sign_in_as(stored.employer_user(employer))

    page = client.get(f"/werkgevers/{employer.reference}")
    assert "Anna Bos" in page.text
    assert "Betaalt traag" not in page.html
    assert "Lastig gesprek" not in page.html
    client.get(f"/werkgevers/{other.reference}", status=404)
    client.get("/werkgevers", status=403)
    client.post(f"/werkgevers/{employer.reference}/contact", {"note": "x", "kind": "telefoon"}, status=403)


@pytest.mark.parametrize("role", [Role.ALDERMAN, Role.ADMINISTRATOR])
def test_others_find_no_employers(client, stored, region, role):
    employer = stored.employer("De Zon")
    client.sign_in_as(stored.user(role))
    client.get("/werkgevers", status=403)
    client.get(f"/werkgevers/{employer.reference}", status=404)


def test_a_coach_registers_no_employers(client, stored, region):
    client.sign_in_as(stored.user(Role.COACH))
    assert "Vraag een accountmanager" in client.get("/werkgevers/nieuw", status=403).text


@pytest.mark.parametrize("field", ["sector", "contact_channel"])
def test_a_choice_that_is_none_is_refused_at_its_field(anna, client, field):
    page = client.post("/werkgevers/nieuw", {**NEW, field: "marsmannetjes"}, status=422)

    assert page.h1


def test_a_program_reads_per_field_what_was_wrong_with_a_form(client, anna):
    told = {"Accept": "application/json"}
    wrong = NEW | {"kvk": "12", "postcode": "nergens"}

    answer = client.post("/werkgevers/nieuw", wrong, headers=told).answer

    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
    assert answer.json["code"] == "niet_aanvaard"
    assert {"kvk", "postcode"} <= set(answer.json["errors"])
    assert all(sentence for told in answer.json["errors"].values() for sentence in told)
    # A person reads the page itself, with what was typed still there.
    assert 'value="nergens"' in client.post("/werkgevers/nieuw", wrong).html
