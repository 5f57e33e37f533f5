"""A contractor hands in contributions by a file, on the pages."""

import re
from io import BytesIO

import pytest
from sqlalchemy import func, select

from tests.werkbedrijf.sroi.making import claimed, new_contract
from tests.werkbedrijf.sroi.test_uploads import BUY, HEADING, WORK
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.tables import to_csv
from werkbedrijf.sroi.claims.models import Claim


@pytest.fixture
def contract(stored):
    return new_contract(stored)


@pytest.fixture
def base(contract):
    return f"/sroi/opdrachten/{contract.reference}/bestand"


@pytest.fixture
def contractor(client, stored, contract):
    return client.sign_in_as(stored.employer_user(contract.contractor))


def handed_in(client, base, *lines):
    return client.post(base, {"file": (BytesIO(to_csv([HEADING, *lines])), "bijdragen.csv")})


def rows_on(page):
    return re.search(r'name="rows"[^>]*value="([^"]+)"', page.html)[1]


def claims(stored):
    return stored.session.scalar(select(func.count()).select_from(Claim))


def test_a_contractor_looks_first_and_then_claims_every_row(stored, contractor, base):
    page = handed_in(contractor, base, BUY, WORK)
    assert page.status == 200 and "Klopt dit?" in page.text and "€ 1.250,00" in page.text.replace("\xa0", " ")
    assert "volgt bij het nakijken" in page.text and claims(stored) == 0
    after = contractor.post(f"{base}/indienen", {"rows": rows_on(page)})
    assert "2 bijdragen zijn ingediend" in after.text and claims(stored) == 2
    acts = stored.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id.desc()).limit(3)).all()
    assert acts == ["sroi_contract.uploaded", "sroi_claim.claimed", "sroi_claim.claimed"]


def test_a_wrong_row_is_told_and_nothing_can_be_claimed(stored, contractor, base):
    page = handed_in(contractor, base, BUY, [*WORK[:4], "-4", *WORK[5:]])
    assert page.status == 422 and "Dit bestand klopt nog niet" in page.text and "Onder nul kan niet" in page.text
    assert 'name="rows"' not in page.html and claims(stored) == 0


def test_sent_twice_it_is_claimed_once(stored, contractor, base):
    page = handed_in(contractor, base, BUY)
    contractor.post(f"{base}/indienen", {"rows": rows_on(page)})
    again = contractor.post(f"{base}/indienen", {"rows": rows_on(page)})
    assert "al ingediend op" in again.text and claims(stored) == 1
    third = handed_in(contractor, base, BUY)
    assert third.status == 422 and "al ingediend op" in third.text


def test_rows_that_were_shown_for_another_contract_are_not_taken(stored, contractor, contract, base):
    other = new_contract(stored, contractor=contract.contractor)
    page = handed_in(contractor, base, BUY)
    told = contractor.post(f"/sroi/opdrachten/{other.reference}/bestand/indienen", {"rows": rows_on(page)})
    assert "Kies het bestand nog een keer" in told.text and claims(stored) == 0


def test_what_was_claimed_meanwhile_shows_the_rows_again(stored, contractor, contract, base):
    page = handed_in(contractor, base, WORK)
    typed = dict(kind="plaatsing", block="", starts_on="2026-01-01", last_day="2026-06-30", hours="24")
    typed |= {"worker": "P-104", "amount": "", "days": "", "note": ""}
    contractor.post(f"/sroi/opdrachten/{contract.reference}/bijdrage", typed)
    told = contractor.post(f"{base}/indienen", {"rows": rows_on(page)})
    assert told.status == 422 and "intussen iets veranderd" in told.text and "al ingediend, in" in told.text
    assert claims(stored) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "leeg"),
        (to_csv([["Naam", "BSN"], ["Jan", "1"]]), "Zulke gegevens mogen hier niet in"),
        (to_csv([["Dag"], ["1"]]), "Deze kolom ontbreekt"),
        (to_csv([HEADING]), "nog niets"),
        (b"PK\x03\x04 geen werkmap", "probeer het"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(stored, contractor, base, content, said):
    page = contractor.post(base, {"file": (BytesIO(content), "bijdragen.csv")})
    assert page.status == 422 and said in page.text and claims(stored) == 0


def test_the_example_is_a_file_that_can_be_handed_in(stored, contractor, base):
    content = contractor.get(f"{base}/voorbeeld.csv").answer.data
    page = contractor.post(base, {"file": (BytesIO(content), "voorbeeld.csv")})
    assert page.status == 200 and "Klopt dit?" in page.text
    assert contractor.get(f"{base}/voorbeeld.xlsx").answer.data[:2] == b"PK"
    contractor.get(f"{base}/voorbeeld.ods", status=404)


def test_the_list_of_contracts_is_taken_along_without_what_waits_in_euro(client, stored, contract):
    other = new_contract(stored, title="Van een ander")
    claimed(stored, contract)
    client.sign_in_as(stored.employer_user(contract.contractor))
    told = client.get("/sroi/opdrachten/alle.csv").answer.text
    assert contract.reference in told and other.reference not in told
    assert told.splitlines()[0].endswith("Bijdragen die wachten") and told.splitlines()[1].endswith(";1")
    client.sign_in_as(stored.user(Role.COORDINATOR))
    assert other.reference in client.get("/sroi/opdrachten/alle.csv").answer.text
    assert client.get("/sroi/opdrachten/alle.xlsx").answer.data[:2] == b"PK"


def test_nobody_else_hands_in_a_file(client, stored, contract, base):
    for user in (stored.employer_user(stored.employer()), stored.user(Role.COACH), stored.user(Role.ALDERMAN)):
        client.sign_in_as(user)
        client.get(base, status=404)
        assert handed_in(client, base, BUY).status == 404
    assert claims(stored) == 0
