"""A repair period: what is done after the end of a contract still counts, until a day that was agreed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.werkbedrijf.sroi.making import END, TODAY, approved, claimed, new_contract, settled, terms
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.sroi.blocks import Kind
from werkbedrijf.sroi.claims import actions as claims
from werkbedrijf.sroi.claims.facts import Told
from werkbedrijf.sroi.claims.models import Evidence
from werkbedrijf.sroi.claims.placed import propose, propose_all
from werkbedrijf.sroi.contracts.actions import amend
from werkbedrijf.sroi.contracts.facts import Amendment
from werkbedrijf.sroi.contracts.models import Change
from werkbedrijf.sroi.contracts.standing import progress_of
from werkbedrijf.sroi.settling.actions import agree_repair
from werkbedrijf.sroi.settling.letter import letter_of

LAST, REPAIRED = date(2026, 12, 31), date(2027, 2, 28)
OVER = date(2027, 1, 15)


def repaired(make, contract, last_day=REPAIRED, on=TODAY):
    keeper = make.actor(Role.COORDINATOR)
    return agree_repair(make.session, keeper, contract, last_day=last_day, reason="Nog niet klaar", on=on)


def bought(make, contract, on, amount=2000):
    """Something bought on one day, approved that day."""
    keeper = make.actor(Role.COORDINATOR)
    told = Told(Kind.PURCHASE, on, on, block="sociale_inkoop", amount=Decimal(amount), note="Lunches")
    row = claims.claim(make.session, keeper, contract, told, on=on)
    claims.check(make.session, keeper, row, evidence=Evidence.INVOICE, seen_on=on, on=on)
    claims.approve(make.session, keeper, row, on=on)
    return row


def test_what_is_done_after_the_end_counts_until_the_day_that_was_agreed(make):
    contract = new_contract(make)
    with pytest.raises(InputRefused, match="buiten de opdracht"):
        bought(make, contract, OVER)
    repaired(make, contract)
    assert contract.ends_on == END and contract.last_day_that_counts == REPAIRED
    assert bought(make, contract, REPAIRED).value == 2000
    with pytest.raises(InputRefused, match="28-02-2027"):
        bought(make, contract, REPAIRED + timedelta(days=1))


def test_a_placement_in_the_repair_period_is_found_by_itself_and_not_after_it(make):
    placement = make.placement(starts_on=date(2027, 1, 4))
    make.register_entry(placement.candidate, starts_on=date(2026, 1, 1))
    contract = new_contract(make, contractor=placement.formal_employer)
    keeper, later = make.actor(Role.COORDINATOR), date(2027, 5, 20)
    assert propose(make.session, keeper, contract, on=later) == []
    repaired(make, contract)
    # Long after the end of the contract, and lately by its repair period.
    assert propose_all(make.session, on=later) == 1
    (row,) = propose(make.session, keeper, contract, on=later) or [make.session.query(claims.Claim).one()]
    assert (row.starts_on, row.last_day) == (date(2027, 1, 4), REPAIRED)


def test_it_is_settled_only_after_the_repair_period(make):
    contract, keeper = new_contract(make), make.actor(Role.COORDINATOR)
    repaired(make, contract)
    with pytest.raises(InputRefused, match="De hersteltermijn loopt nog tot en met 28-02-2027"):
        settled(make, contract, keeper, amount=Decimal(1), on=REPAIRED)
    settled(make, contract, keeper, amount=Decimal(1), on=REPAIRED + timedelta(days=1))


def test_it_is_moved_and_taken_back_by_new_rows_and_lapses_in_a_longer_contract(make):
    contract = new_contract(make)
    first = repaired(make, contract)
    repaired(make, contract, date(2027, 3, 31))
    assert first.last_day == REPAIRED and contract.last_day_that_counts == date(2027, 3, 31)
    with pytest.raises(InputRefused, match="al afgesproken"):
        repaired(make, contract, date(2027, 3, 31))
    repaired(make, contract, LAST)
    assert not contract.has_repair and contract.counts_until == END and len(contract.repairs) == 3
    with pytest.raises(InputRefused, match="na de laatste dag"):
        repaired(make, contract, LAST)
    repaired(make, contract)
    longer = Amendment(Change.EXTENSION, terms(ends_on=date(2028, 1, 1)), "Langer")
    amend(make.session, make.actor(Role.COORDINATOR), contract, longer, on=TODAY)
    assert not contract.has_repair and contract.counts_until == date(2028, 1, 1)


@pytest.mark.parametrize(
    ("field", "more"),
    [("last_day", {"last_day": LAST}), ("last_day", {"last_day": TODAY}), ("reason", {"reason": "  "})],
)
def test_a_repair_period_without_a_later_day_or_a_reason_is_refused(make, field, more):
    contract, keeper = new_contract(make), make.actor(Role.COORDINATOR)
    with pytest.raises(InputRefused) as refused:
        agree_repair(
            make.session, keeper, contract, **{"last_day": REPAIRED, "reason": "Nog niet klaar"} | more, on=TODAY
        )
    assert set(refused.value.problems) == {field} and contract.repairs == []


def test_with_nothing_left_there_is_nothing_to_repair(make):
    contract = new_contract(make)
    bought(make, contract, TODAY, 20_000)
    with pytest.raises(InputRefused, match="niets meer open"):
        repaired(make, contract)


def test_what_is_short_at_the_end_stays_on_top_of_the_board_in_the_repair_period(make):
    contract = new_contract(make)
    repaired(make, contract)
    assert [
        progress_of(make.session, make.actor(Role.COORDINATOR), [contract], day)[0].behind for day in (LAST, END)
    ] == [0, 20_000]


def test_the_letter_says_what_was_short_at_the_end_and_what_came_after(make):
    contract = new_contract(make, on=date(2026, 1, 1))
    approved(make, claimed(make, contract))
    repaired(make, contract)
    bought(make, contract, OVER)
    before, during, after = (
        letter_of(make.session, contract, day) for day in (LAST, OVER, REPAIRED + timedelta(days=1))
    )
    assert not before.has_ended and during.has_ended and not during.is_over and after.is_over
    assert (during.short_at_end, during.repaired, during.short) == (Decimal("3333.33"), 2000, Decimal("1333.33"))
    # What is agreed later does not stand in the letter of an earlier day.
    assert letter_of(make.session, contract, TODAY - timedelta(days=1)).repair_last_day is None


def test_what_was_done_before_the_end_and_approved_later_was_not_short(make):
    contract = new_contract(make, on=date(2026, 1, 1))
    repaired(make, contract)
    keeper = make.actor(Role.COORDINATOR)
    told = Told(Kind.PURCHASE, LAST, LAST, block="sociale_inkoop", amount=Decimal(2000), note="Lunches")
    row = claims.claim(make.session, keeper, contract, told, on=OVER)
    claims.check(make.session, keeper, row, evidence=Evidence.INVOICE, seen_on=OVER, on=OVER)
    claims.approve(make.session, keeper, row, on=OVER)
    letter = letter_of(make.session, contract, OVER)
    assert (letter.done_at_end, letter.short_at_end, letter.repaired) == (2000, 18_000, 0)
    claims.undo(make.session, keeper, row, reason="Toch niet", on=OVER)
    assert letter_of(make.session, contract, OVER).short_at_end == 20_000


def test_the_letter_does_not_tell_apart_what_one_worker_brought_in_the_repair_period(make):
    contract = new_contract(make, ends_on=date(2026, 7, 1), on=date(2026, 1, 1))
    agree_repair(
        make.session,
        make.actor(Role.COORDINATOR),
        contract,
        last_day=TODAY,
        reason="Nog niet klaar",
        on=date(2026, 6, 1),
    )
    approved(make, claimed(make, contract))
    assert letter_of(make.session, contract, TODAY).done_at_end == Decimal("16666.67")
    days = {"starts_on": date(2026, 8, 1), "last_day": date(2026, 8, 31), "worker": "P-105"}
    approved(make, claimed(make, contract, **days))
    letter = letter_of(make.session, contract, TODAY)
    assert letter.done_at_end is None and (letter.short_at_end, letter.repaired) == (0, 0)
    assert letter.standing.done > 16_667


def test_the_coordinator_agrees_it_on_the_page_and_the_contractor_reads_it(client, stored):
    contract = new_contract(stored)
    door = f"/sroi/opdrachten/{contract.reference}"
    client.sign_in_as(stored.user(Role.COORDINATOR))
    bad = client.post(f"{door}/hersteltermijn", {"last_day": "2026-12-31", "reason": "De werving liep uit"})
    assert bad.status == 422 and "Kies een dag na de laatste dag" in bad.text and "De werving liep uit" in bad.html
    page = client.post(f"{door}/hersteltermijn", {"last_day": "2027-02-28", "reason": "Werving duurde langer"})
    assert "De hersteltermijn is vastgelegd" in page.text
    client.sign_in_as(stored.employer_user(contract.contractor))
    page = client.get(door)
    assert "t/m 28 feb 2027" in page.text.replace("\xa0", " ")
    assert "Werving duurde langer" in page.text and "Hersteltermijn afspreken" not in page.text
    assert "telt mee tot en met zondag 28 februari 2027" in client.get(f"{door}/brief").text.replace("\xa0", " ")
    assert "Einde van de hersteltermijn" in client.get("/sroi/termijnen").text
