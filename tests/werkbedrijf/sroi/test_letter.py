"""The letter: the sums of the books on a day, the same every time, and nothing of a person."""

from datetime import date, timedelta
from decimal import Decimal

from tests.paper import needs_pango
from tests.werkbedrijf.sroi.making import END, TODAY, approved, claimed, new_contract, settled
from werkbedrijf.foundation.actors import Role
from werkbedrijf.sroi.settling.letter import letter_of


def partly_settled(make):
    contract = new_contract(make, on=date(2026, 1, 1))
    approved(make, claimed(make, contract))
    settled(make, contract, make.actor(Role.COORDINATOR), amount=Decimal(3000), on=END)
    return contract


def test_it_says_what_is_short_and_what_was_settled_by_a_day(make):
    contract = partly_settled(make)
    before, after = (letter_of(make.session, contract, day) for day in (END - timedelta(days=1), END))
    assert (before.short, before.settled, before.is_over) == (Decimal("3333.33"), [], False)
    assert after.is_over and [amount for _, _, amount in after.settled] == [3000]
    assert after.standing.left == Decimal("333.33")


def test_a_contractor_reads_the_sums_and_nothing_of_a_person(client, stored):
    contract = new_contract(stored)
    approved(stored, claimed(stored, contract))
    for user in (stored.employer_user(contract.contractor), stored.user(Role.COORDINATOR)):
        client.sign_in_as(user)
        page = client.get(f"/sroi/opdrachten/{contract.reference}/brief").text.replace("\xa0", " ")
        assert "€ 20.000,00 beloofd − € 16.666,67 gedaan = € 3.333,33" in page
        assert "P-104" not in page and "doelgroepregister" not in page and "50.000" not in page
    client.sign_in_as(stored.employer_user(stored.employer()))
    assert client.get(f"/sroi/opdrachten/{contract.reference}/brief", status=404).status == 404


def test_of_a_day_before_anything_was_agreed_it_does_not_say_that_something_was_promised(client, stored):
    contract = new_contract(stored)
    client.sign_in_as(stored.user(Role.COORDINATOR))
    first = min(one.agreed_on for one in contract.agreements)
    page = client.get(f"/sroi/opdrachten/{contract.reference}/brief?op={first - timedelta(days=1)}").text
    assert "Op deze dag was er nog geen afspraak over social return vastgelegd." in page
    assert "U beloofde" not in page and "U heeft gedaan wat u beloofde" not in page


def test_a_contractor_chooses_among_quarters_so_no_letter_tells_one_worker(client, stored):
    contract = new_contract(stored, on=date(2026, 1, 1))
    approved(stored, claimed(stored, contract))
    door = f"/sroi/opdrachten/{contract.reference}/brief?op={TODAY - timedelta(days=3)}"
    for user, said in (
        (stored.employer_user(contract.contractor), "30 september 2026"),
        (stored.user(Role.COORDINATOR), "20 november 2026"),
    ):
        client.sign_in_as(user)
        page = client.get(door).text.replace("\xa0", " ")
        assert said in page


@needs_pango
def test_one_day_is_one_file(client, stored):
    contract = new_contract(stored)
    client.sign_in_as(stored.user(Role.COORDINATOR))
    door = f"/sroi/opdrachten/{contract.reference}/brief/pdf?op={TODAY}"
    first, second = (client.flask.get(door).data for _ in range(2))
    assert first == second and first.startswith(b"%PDF")
