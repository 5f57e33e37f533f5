"""A contractor claims, the coordinator checks and approves, and both see the same account: at a desk and on a phone."""

import re

import pytest

from tests.journeys.visiting import PHONE

pytestmark = pytest.mark.browser


def test_a_contractor_claims_on_a_phone_and_reads_no_law(come):
    contractor = come("werkgever", viewport=PHONE)
    contractor.visit("/sroi/opdrachten")
    assert "Uw opdrachten met social return" in contractor.text
    contractor.follow("Onderhoud van parken en bermen")
    assert "Nog te doen" in contractor.text
    contractor.follow("Bijdrage indienen")
    contractor.page.get_by_label("Inkoop bij een sociaal bedrijf").check()
    contractor.choose("Bouwblok", "Inkoop bij een sociaal bedrijf: Inkoop bij sociale bedrijven")
    contractor.fill("Eerste dag", "2020-01-01")
    contractor.fill("Laatste dag", "2020-01-02")
    contractor.fill("Bedrag zonder btw", "1.250,50")
    with contractor.going(422):
        contractor.page.get_by_role("button", name="Dien in").click()

    assert "Dit valt buiten de opdracht" in contractor.text
    assert not re.search("Wajong|Participatiewet|doelgroepregister", contractor.text)


def test_a_contractor_hands_in_a_file_with_a_mistake_and_mends_it(come):
    contractor = come("werkgever")
    contractor.visit("/sroi/opdrachten")
    contractor.follow("Onderhoud van parken en bermen")
    contractor.follow("Uit een bestand")
    heading = "Wat is er gedaan;Bouwblok;Eerste dag;Laatste dag;Bedrag zonder btw\n"
    row = "Inkoop bij een sociaal bedrijf;Inkoop bij sociale bedrijven;{0};{0};{1}\n"

    def choose(content):
        file = {"name": "bijdragen.csv", "mimeType": "text/csv", "buffer": (heading + content).encode()}
        contractor.page.set_input_files("#file", files=[file])
        contractor.page.get_by_role("button", name="Kijk het bestand na").click()
        contractor.page.wait_for_load_state()

    with contractor.going(422):
        choose(row.format("02-01-2020", "1250,50"))
    assert "Dit valt buiten de opdracht" in contractor.text
    contractor.follow("Kies het verbeterde bestand")
    day = contractor.page.evaluate("new Date(Date.now() - 864e5).toISOString().slice(0, 10)")
    choose(row.format(day, "1250,50"))
    assert "€ 1.250,50" in contractor.text.replace("\xa0", " ")
    contractor.press("Dien 1 bijdrage in")
    assert "1 bijdrage is ingediend" in contractor.text


def test_a_contractor_sees_on_a_phone_what_a_clause_asks(come):
    contractor = come("werkgever", viewport=PHONE)
    contractor.visit("/sroi")
    contractor.fill("Opdrachtsom", "400.000")
    contractor.fill("Percentage social return", "5")
    contractor.choose("Waardetabel van de opdracht", "Utrecht, nieuwste tabel")
    contractor.press("Reken de verplichting uit")
    assert "5 % van € 400.000,00 = € 20.000,00" in contractor.text.replace("\xa0", " ")
    assert "4,8 maanden voltijd werk" in contractor.text


def test_both_look_ahead_to_where_a_contract_ends_and_what_closes_the_gap(come):
    keeper, contractor = come("regiocoordinator"), come("werkgever", viewport=PHONE)
    for reader, title in ((contractor, "Onderhoud van parken en bermen"), (keeper, "Schoonmaak van gemeentelijke")):
        reader.visit("/sroi/opdrachten")
        reader.follow(title)
        reader.follow("Vooruitblik: waar komt")
        reader.page.get_by_text("De getallen per maand").click()
        assert "Naar verwachting komt" in reader.text and "Ligt tussen" in reader.text
    assert "Wat telt mee?" in keeper.text


def test_the_contractor_reads_the_days_that_still_count_and_how_the_rest_was_settled(come):
    contractor = come("werkgever", viewport=PHONE)
    contractor.visit("/sroi/opdrachten")
    contractor.follow("Maaien van sportvelden")
    assert "De opdracht is voorbij." in contractor.text and "telt nog mee" in contractor.text
    contractor.follow("Brief met de stand en de sommen")
    said = contractor.text.replace("\xa0", " ")
    assert "De hersteltermijn loopt nog." in said and "€ 2.500,00" in said
    contractor.visit("/sroi/opdrachten")
    contractor.follow("Onderhoud van speelplekken")
    assert "Kwijtgescholden, Besluit van de gemeente" in contractor.text
    contractor.follow("-A2")
    assert "Draai terug" not in contractor.text


def test_the_coordinator_gives_time_and_takes_a_settlement_back(come):
    keeper = come("regiocoordinator")
    keeper.visit("/sroi/opdrachten")
    keeper.follow("Maaien van sportvelden")
    keeper.page.get_by_text("Hersteltermijn afspreken").click()
    keeper.fill("Laatste dag van de hersteltermijn", "2020-01-01")
    keeper.fill("Waarom?", "Er is meer tijd nodig")
    with keeper.going(422):
        keeper.page.get_by_role("button", name="Leg de hersteltermijn vast").click()
    assert "Kies een dag na de laatste dag van de opdracht" in keeper.text
    keeper.visit("/sroi/opdrachten")
    keeper.follow("Onderhoud van speelplekken")
    keeper.follow("-A1")
    keeper.page.get_by_text("Terugdraaien", exact=True).click()
    keeper.fill("Waarom draai je dit terug?", "Dubbel ingehouden")
    keeper.press("Draai terug")

    assert "Teruggedraaid. Het bedrag staat weer open." in keeper.text


def test_the_coordinator_checks_and_approves(come):
    keeper = come("regiocoordinator")
    keeper.visit("/sroi/opdrachten")
    assert "achter: €" in keeper.text.replace("\xa0", " ")
    keeper.follow("Onderhoud van parken en bermen")
    keeper.follow("SR-", within=keeper.page.get_by_role("row", name=re.compile("Maatschappelijke activiteit")))
    keeper.choose("Welk document zag je?", "Verslag of urenlijst")
    keeper.press("Nagekeken")
    keeper.press("Keur goed")

    assert "Goedgekeurd. De bijdrage telt mee." in keeper.text
    assert "€ 100,00 × 12 uur = € 1.200,00" in keeper.text.replace("\xa0", " ")
