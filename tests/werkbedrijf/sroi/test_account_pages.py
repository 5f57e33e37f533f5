"""The account of social return as the coordinator and a contractor use it."""

from datetime import date
from decimal import Decimal

import pytest

from tests.werkbedrijf.sroi.making import TODAY, approved, claimed, new_contract
from werkbedrijf.foundation.actors import Role
from werkbedrijf.sroi.claims.booking import books_of
from werkbedrijf.sroi.claims.placed import propose
from werkbedrijf.sroi.contracts.actions import plan
from werkbedrijf.sroi.contracts.standing import standings

LIST = "/sroi/opdrachten"


@pytest.fixture
def keeper(client, stored):
    return client.sign_in_as(stored.user(Role.COORDINATOR))


def plain(page):
    return page.text.replace("\xa0", " ")


def test_what_is_behind_its_plan_stands_on_top(stored, keeper):
    by = stored.actor(Role.COORDINATOR)
    late, well = new_contract(stored, title="Straten maken"), new_contract(stored, title="Schoonmaken")
    plan(stored.session, by, late, due_on=date(2026, 6, 30), amount=Decimal(9000), note="", on=TODAY)
    page = plain(keeper.get(LIST))
    assert page.index(late.title) < page.index(well.title) and "achter: € 9.000,00" in page
    assert "1 opdracht loopt achter" in page


def test_a_coordinator_registers_a_contract_and_reads_what_is_owed(stored, keeper):
    firm, gemeente = stored.employer(name="Bouwers BV"), stored.organisation(name="Gemeente Voorbeeld")
    typed = {
        "organisation": gemeente.reference,
        "contractor": firm.name,
        "contractor_reference": firm.reference,
        "title": "Groen onderhouden",
        "cpv": "77310000",
        "table_version": "utrecht_b",
        "starts_on": "2026-01-01",
        "last_day": "2026-12-31",
        "total": "400.000",
        "percentage": "5",
        "basis": "opdrachtsom",
        "wages": "",
        "rung": "",
        "option_until": "",
        "option_extra": "",
    }
    bad = keeper.post(f"{LIST}/nieuw", typed | {"total": "veel", "contractor": "Niemand"})
    assert bad.status == 422 and "Vul een bedrag in" in bad.text and "Niemand" in bad.html
    page = keeper.post(f"{LIST}/nieuw", typed)
    assert "5 % van € 400.000,00 = € 20.000,00" in plain(page) and "Nog te doen" in page.text


def test_a_contractor_claims_and_the_coordinator_decides(client, stored):
    contract = new_contract(stored)
    reference, user, keeper = (
        contract.reference,
        stored.employer_user(contract.contractor),
        stored.user(Role.COORDINATOR),
    )
    client.sign_in_as(user)
    typed = {
        "kind": "plaatsing",
        "block": "",
        "starts_on": "2026-01-01",
        "last_day": "2026-06-30",
        "hours": "24",
        "worker": "P-104",
        "amount": "",
        "days": "",
        "note": "",
    }
    bad = client.post(f"{LIST}/{reference}/bijdrage", typed | {"last_day": "2027-06-30", "hours": "-4"})
    assert bad.status == 422 and "buiten de opdracht" in bad.text and "Uren zijn meer dan 0" in bad.text
    page = client.post(f"{LIST}/{reference}/bijdrage", typed)
    assert page.h1 == "Bijdrage SR-0001" and "Nakijken" not in page.text
    client.sign_in_as(keeper)
    door = "/sroi/bijdragen/SR-0001"
    seen = {"evidence": "verklaring_doelgroepregister", "seen_on": "2026-11-20", "block": "banenafspraak"}
    page = client.post(f"{door}/nakijken", seen | {"seen_hours": "24"})
    assert "24/36 × 6/12 = € 16.666,67" in plain(page)
    client.post(f"{door}/goedkeuren", {})
    assert "€ 3.333,33" in plain(client.get(f"{LIST}/{reference}"))
    client.sign_in_as(user)
    page = plain(client.get(door))
    assert "telt mee in het totaal" in page and "doelgroepregister" not in page.lower()
    assert "16.666,67" not in page and "50.000" not in page


def test_a_contractor_never_reads_who_it_is_or_under_which_law(client, stored):
    placement = stored.placement(starts_on=date(2026, 10, 1))
    stored.register_entry(placement.candidate, starts_on=date(2026, 1, 1))
    contract = new_contract(stored, contractor=placement.formal_employer)
    (row,) = propose(stored.session, stored.actor(Role.COORDINATOR), contract, on=TODAY)
    told = [placement.candidate.reference, placement.reference, placement.candidate.name]
    doors = [LIST, f"{LIST}/{contract.reference}", f"/sroi/bijdragen/{row.reference}"]
    secret = ["Ingeschreven in doelgroepregister", "banenafspraak", "50.000,00 per jaar"]
    for role, hidden in ((contract.contractor, told + secret), (None, told)):
        client.sign_in_as(stored.employer_user(role) if role else stored.user(Role.COORDINATOR))
        for door in doors:
            page = client.get(door)
            assert page.status == 200 and not [one for one in hidden if one in page.html.replace("\xa0", " ")]


def test_somebody_elses_contract_does_not_exist(client, stored):
    contract = new_contract(stored)
    row = claimed(stored, contract)
    doors = [
        f"{LIST}/{contract.reference}",
        f"{LIST}/{contract.reference}/bijdrage",
        f"/sroi/bijdragen/{row.reference}",
    ]
    for user in (stored.employer_user(stored.employer()), stored.user(Role.ACCOUNT_MANAGER)):
        client.sign_in_as(user)
        assert [client.get(door, status=404).status for door in doors] == [404, 404, 404]


def test_the_sums_of_the_list_are_those_of_the_books(make):
    contracts = [new_contract(make), new_contract(make, total=Decimal(90_000))]
    approved(make, claimed(make, contracts[0]))
    told, books = standings(make.session, [one.id for one in contracts], TODAY), books_of(make.session)
    assert [told[one.id] for one in contracts] == [books.standing(one.reference, TODAY) for one in contracts]


def test_a_change_based_on_an_older_agreement_is_refused(stored, keeper):
    contract = new_contract(stored)
    typed = {
        "kind": "bedrag",
        "last_day": "2026-12-31",
        "total": "500.000",
        "percentage": "5",
        "basis": "opdrachtsom",
        "wages": "",
        "rung": "",
        "reason": "Meer werk",
        "based_on_row": str(contract.now.id),
    }
    door = f"{LIST}/{contract.reference}/wijzigen"
    assert "€ 5.000,00" in plain(keeper.post(door, typed))
    again = keeper.post(door, typed)
    assert again.status == 422 and "intussen" in again.text
