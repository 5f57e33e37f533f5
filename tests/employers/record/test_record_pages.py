"""The record of an employer on its page, and the doors where it is corrected."""

import pytest


@pytest.fixture
def firm(client, stored):
    stored.region()
    stored.parameters()
    anna = stored.user(name="Anna", organisation=stored.organisation("Gemeente Enschede"))
    employer = stored.employer("Bakkerij De Korenaar", account_manager=anna)
    stored.contact(employer, name="Noor Voorbeeld")
    stored.establishment(employer)
    stored.session.commit()
    client.sign_in_as(anna)
    return employer


def test_what_is_told_of_an_employer_stands_on_its_page(client, firm):
    typed = {
        "name": firm.name,
        "kvk": firm.kvk,
        "sector": "overheid",
        "sector_from": "1-7-2026",
        "sbi_section": "C",
        "size": "10-49",
        "trade_names": "Korenaar Brood\nBroodhuis",
        "sbb_recognised": "y",
        "sbb_until": "1-7-2028",
    }
    page = client.post(f"/werkgevers/{firm.reference}/wijzigen", typed)

    for words in ("Korenaar Brood, Broodhuis", "Industrie", "10-49 mensen", "Ja, tot en met 1 jul 2028"):
        assert words in page.text


def test_an_employer_that_wants_no_calls_says_so_on_top(client, firm):
    page = client.post(f"/werkgevers/{firm.reference}/niet-bellen", {"reason": "Verbouwing"})

    assert "Niet bellen" in page.text and "Verbouwing. Sinds " in page.text


def test_an_agreement_can_be_written_down_and_changed(client, firm):
    page = client.post(
        f"/werkgevers/{firm.reference}/afspraken/nieuw",
        {
            "kind": "SROI-verplichting",
            "subject": "Vijf procent van de opdracht",
            "contact_id": str(firm.contacts[0].id),
        },
    )
    assert "Vijf procent van de opdracht" in page.text and "SROI-verplichting, Noor Voorbeeld, Anna" in page.text

    page = client.post(f"/werkgevers/{firm.reference}/afspraken/nieuw", {"kind": "anders", "subject": " "})
    assert page.status == 422 and "Schrijf op waar de afspraak over gaat." in page.text


def test_who_left_stands_apart(client, firm):
    page = client.post(f"/werkgevers/contactpersonen/{firm.contacts[0].id}/weg", {})

    assert "Nog geen contactpersonen." in page.text and "weg sinds" in page.text
