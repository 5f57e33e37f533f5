"""The forecast of a contract as each reader reads it, and the ways to close a gap by its own table."""

from datetime import date
from decimal import Decimal

import pytest

from tests.werkbedrijf.sroi.making import END, TODAY, approved, checked, claimed, new_contract
from werkbedrijf.foundation.actors import Role
from werkbedrijf.sroi.blocks import Kind
from werkbedrijf.sroi.claims.placed import propose
from werkbedrijf.sroi.contracts.actions import plan
from werkbedrijf.sroi.forecast.closing import learning, purchases, seat
from werkbedrijf.sroi.forecast.drawing import BOTTOM, TOP, draw
from werkbedrijf.sroi.forecast.outlooks import approval, outlook_of
from werkbedrijf.sroi.forecast.queries import Decided
from werkbedrijf.sroi.forecast.reckoning import Ahead
from werkbedrijf.sroi.tables import shipped, shipped_table
from werkbedrijf.sroi.worth import Effort, worth

FULL = Decimal(36)
NEXT = date(2027, 1, 1)
LATER = date(2027, 7, 1)


@pytest.fixture(autouse=True)
def _shipped_values(request):
    """The outlook reads what a garantiebaan is from the values of the region."""
    for name in ("make", "stored"):
        if name in request.fixturenames:
            request.getfixturevalue(name).parameters()


def door(contract):
    return f"/sroi/opdrachten/{contract.reference}/vooruitblik"


def plain(page):
    return page.text.replace("\xa0", " ")


def of(make, contract, *, on=TODAY, user=None):
    actor = make.actor_of(user) if user else make.actor(Role.COORDINATOR)
    return outlook_of(make.session, actor, contract, on)


def working(make, *, hours=24, until=None, registered=True, **more):
    """A contract of the employer of somebody who stands in the register and works, from October on."""
    placement = make.placement(starts_on=date(2026, 10, 1), hours_per_week=Decimal(hours), ends_on=until)
    if registered:
        make.register_entry(placement.candidate, starts_on=date(2026, 1, 1))
    return new_contract(make, contractor=placement.formal_employer, **more)


def test_without_claims_and_work_it_is_what_the_books_say(make):
    contract = new_contract(make)
    approved(make, claimed(make, contract))
    told = of(make, contract)
    assert (told.end.low, told.end.expected, told.end.high) == (Decimal("16666.67"),) * 3
    assert told.short == Decimal("3333.33") and told.line[0][0] == TODAY
    assert told.line[-1][0] == date(2026, 12, 31)


def test_a_claim_that_waits_counts_with_the_chance_of_this_region(make):
    contract = new_contract(make)
    checked(make, claimed(make, contract))
    told = of(make, contract)
    assert told.chances.approved.mean == Decimal("0.5") and told.end.expected == Decimal("8333.34")
    approved(make, claimed(make, new_contract(make)))
    told = of(make, contract)
    assert (told.decided, told.is_known) == (Decided(1, 1), False)
    assert told.end.expected == Decimal("11111.11") and told.end.low < told.end.expected < told.end.high


def test_every_decision_makes_the_chance_surer():
    assert approval(Decided(0, 0)).sd > approval(Decided(5, 10)).sd > approval(Decided(50, 100)).sd > 0


def test_work_that_runs_brings_at_most_what_the_table_says_and_less_when_people_may_stop(make):
    contract = working(make, ends_on=LATER)
    propose(make.session, make.actor(Role.COORDINATOR), contract, on=TODAY)
    told = of(make, contract)
    # From November to June, eight months: October waits as a claim.
    most = worth(contract.table, Effort("banenafspraak", Decimal(24), date(2026, 11, 1), date(2027, 6, 30))).value
    assert told.working == 1 and told.waits.claims == 1
    brought = told.end.expected - told.line[0][1].expected
    assert 0 < brought < most and told.end.high <= told.waits.amount + most
    assert len(told.line) == 9


def test_a_contract_of_work_that_ends_brings_less_than_one_without_an_end(make):
    sure = of(make, working(make, ends_on=LATER))
    ends = of(make, working(make, ends_on=LATER, until=date(2027, 1, 1)))
    assert ends.end.expected < sure.end.expected


def test_who_is_not_in_the_register_counts_only_by_a_claim(make):
    assert of(make, working(make, registered=False)).working == 0


def test_after_its_end_there_is_nothing_to_forecast(make):
    contract = new_contract(make)
    assert of(make, contract, on=END) is None and of(make, contract, on=date(2026, 12, 31)) is not None


def test_a_contractor_reads_no_amount_of_an_own_worker_that_waits(client, stored):
    contract = new_contract(stored)
    checked(stored, claimed(stored, contract), block="ww")
    user, keeper = stored.employer_user(contract.contractor), stored.user(Role.COORDINATOR)
    assert of(stored, contract, user=user).end.high == 0
    assert of(stored, contract).end.high > 0
    client.sign_in_as(user)
    page = plain(client.get(door(contract)))
    assert "3.333,3" not in page and "6.666,67" not in page and "Zonder bedrag, en dus niet meegeteld: 1" in page
    client.sign_in_as(keeper)
    assert "waarvan € 6.666,67 meetelt" in plain(client.get(door(contract)))


def test_the_page_says_where_it_ends_and_what_closes_the_gap(client, stored):
    contract = new_contract(stored, ends_on=LATER)
    plan(stored.session, stored.actor(Role.COORDINATOR), contract, due_on=NEXT, amount=Decimal(9000), note="", on=TODAY)
    approved(stored, claimed(stored, contract))
    place = stored.vacancy(
        stored.establishment(contract.contractor), title="Magazijn", hours_min=Decimal(24), starts_on=NEXT
    )
    for user in (stored.user(Role.COORDINATOR), stored.employer_user(contract.contractor)):
        client.sign_in_as(user)
        page = plain(client.get(door(contract)))
        assert "€ 16.666,67 uit, € 3.333,33 te weinig" in page and "Tussendoelen: € 9.000,00" in page
        assert place.title in page and "€ 50.000,00 per jaar × 24/36 × 6/12 = € 16.666,67" in page
        assert "koop in voor ten minste € 3.334,00" in page
        assert "kans op goedkeuring is dus niet bekend uit eigen ervaring" in page
        assert "Vooruitblik" in plain(client.get(door(contract).removesuffix("/vooruitblik")))
    assert "Wie kan dit werk?" not in page
    client.sign_in_as(stored.employer_user(stored.employer()))
    assert client.get(door(contract), status=404).status == 404


def test_a_contract_that_is_over_says_so(client, stored):
    contract = new_contract(stored, ends_on=date(2026, 6, 30))
    client.sign_in_as(stored.user(Role.COORDINATOR))
    assert "De opdracht is voorbij" in plain(client.get(door(contract)))


@pytest.mark.parametrize("version", sorted(shipped()))
def test_what_is_needed_closes_the_gap_and_one_less_does_not(version):
    table = shipped_table(version)
    for gap in (Decimal("0.01"), Decimal("4999.99"), Decimal(123_456)):
        one = seat(table, gap, FULL, NEXT, LATER)
        for way in [*([one] if one else []), *learning(table, gap, FULL, NEXT, LATER)]:
            assert way.needed * way.value >= gap > (way.needed - 1) * way.value
        for block, amount in purchases(table, gap):
            found = [worth(table, Effort(block.code, amount=paid)).value for paid in (amount - 1, amount)]
            assert found[0] < gap <= found[1] and amount == amount.to_integral_value()


def test_no_way_uses_a_block_that_tells_of_a_person():
    for table in shipped().values():
        codes = {way.block.code for way in learning(table, Decimal(100), FULL, NEXT, LATER)}
        assert not codes & {"pro_vso_entree"} and all(code.startswith("bbl") for code in codes)
    assert seat(shipped_table("utrecht_b"), Decimal(100), FULL, LATER, LATER) is None


def test_the_drawing_never_passes_twice_what_is_owed():
    line = [(TODAY, Ahead(0, *(Decimal(0),) * 3)), (LATER, Ahead(1, Decimal(900), Decimal(400), Decimal(5000)))]
    told = draw(line, Decimal(500), [(NEXT, Decimal(250))])
    assert told.cut and told.owed == (TOP + BOTTOM) // 2 and len(told.marks) == 1
    assert min(int(point.split(",")[1]) for point in told.band.split()) == TOP
    assert not draw(line, Decimal(5000), []).cut


def test_kinds_without_a_person_wait_with_their_amount_for_a_contractor_too(make):
    contract = new_contract(make)
    claimed(make, contract, kind=Kind.PURCHASE, block="sociale_inkoop", amount=Decimal(1500), hours=None)
    assert of(make, contract, user=make.employer_user(contract.contractor)).end.high == Decimal(1500)
