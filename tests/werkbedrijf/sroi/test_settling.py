"""Settling what is left: by four eyes where that was asked, never for more than is left, and taken back once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from tests.werkbedrijf.sroi.making import END, TODAY, new_contract, settled, terms
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.four_eyes import OwnRequest
from werkbedrijf.foundation.workflow import NotNow
from werkbedrijf.sroi.claims.booking import books_of
from werkbedrijf.sroi.claims.models import BookEvent
from werkbedrijf.sroi.contracts.actions import amend
from werkbedrijf.sroi.contracts.facts import Amendment
from werkbedrijf.sroi.contracts.models import Change
from werkbedrijf.sroi.ledger import Kind
from werkbedrijf.sroi.settling import actions
from werkbedrijf.sroi.settling.letter import letter_of
from werkbedrijf.sroi.settling.models import How, Settlement
from werkbedrijf.sroi.settling.workflow import SettlementStatus


@pytest.fixture
def two(make):
    return make.actor(Role.COORDINATOR), make.actor(Role.COORDINATOR)


def left(make, contract, on=END):
    return books_of(make.session, [contract.id]).standing(contract.reference, on).left


def test_without_four_eyes_it_is_booked_at_once_with_how_and_on_what_ground(make):
    contract = new_contract(make)
    row = settled(make, contract, on=END, how=How.PENALTY, ground="Artikel 12 van de opdracht")
    assert row.status is SettlementStatus.BOOKED and left(make, contract) == 19_000
    reason = make.session.scalars(select(BookEvent.reason).where(BookEvent.kind == Kind.SETTLEMENT)).one()
    assert reason == "Boete, Artikel 12 van de opdracht: Ingehouden op de laatste factuur"


def test_with_four_eyes_another_coordinator_books_it(make, two):
    first, second = two
    contract = new_contract(make, four_eyes=True)
    row = settled(make, contract, first, on=END)
    assert row.status is SettlementStatus.PROPOSED and left(make, contract) == 20_000
    with pytest.raises(OwnRequest):
        actions.confirm(make.session, first, row, on=END)
    actions.confirm(make.session, second, row, on=END)
    assert row.status is SettlementStatus.BOOKED and left(make, contract) == 19_000
    with pytest.raises(NotNow):
        actions.confirm(make.session, second, row, on=END)
    assert left(make, contract) == 19_000


def test_the_database_itself_refuses_that_one_person_proposes_and_books(make, two):
    first, _ = two
    row = settled(make, new_contract(make, four_eyes=True), first, on=END)
    booked = {"status": SettlementStatus.BOOKED, "decided_on": END, "decided_by_id": first.id}
    for more in ({}, {"decided_by_id": None}):
        with pytest.raises(IntegrityError), make.session.begin_nested():
            make.session.execute(update(Settlement).where(Settlement.id == row.id).values(**booked | more))


def test_a_refused_proposal_changes_nothing_and_makes_room(make, two):
    first, second = two
    contract = new_contract(make, four_eyes=True)
    row = settled(make, contract, first, on=END)
    with pytest.raises(actions.WaitsAlready):
        settled(make, contract, second, on=END)
    with pytest.raises(InputRefused):
        actions.refuse(make.session, second, row, reason=" ", on=END)
    actions.refuse(make.session, second, row, reason="Het bedrag klopt niet", on=END)
    assert row.refused_because == "Het bedrag klopt niet" and left(make, contract) == 20_000
    assert settled(make, contract, second, on=END).status is SettlementStatus.PROPOSED


def test_who_proposed_takes_it_back(make, two):
    row = settled(make, new_contract(make, four_eyes=True), two[0], on=END)
    actions.refuse(make.session, two[0], row, reason="Vergissing", on=END)
    assert row.status is SettlementStatus.REFUSED


def test_what_no_longer_fits_is_not_booked(make, two):
    first, second = two
    contract = new_contract(make, four_eyes=True)
    row = settled(make, contract, first, on=END, amount=Decimal(20_000))
    smaller = Amendment(Change.AMOUNT, terms(total=Decimal(200_000)), "Minder werk")
    amend(make.session, second, contract, smaller, on=END)
    with pytest.raises(actions.FitsNoLonger, match="niet meer dan wat nog open staat"):
        actions.confirm(make.session, second, row, on=END)
    assert left(make, contract) == 10_000 and row.status is SettlementStatus.PROPOSED


def test_a_repair_period_that_was_agreed_meanwhile_comes_first(make, two):
    first, second = two
    contract = new_contract(make, four_eyes=True)
    row = settled(make, contract, first, on=END)
    until = END + timedelta(days=30)
    actions.agree_repair(make.session, second, contract, last_day=until, reason="Nog niet klaar", on=END)
    with pytest.raises(actions.FitsNoLonger, match="hersteltermijn loopt nog"):
        actions.confirm(make.session, second, row, on=END)


def test_taking_back_books_the_opposite_once(make):
    contract, keeper = new_contract(make), make.actor(Role.COORDINATOR)
    row = settled(make, contract, keeper, on=END)
    later = END + timedelta(days=5)
    back = actions.undo(make.session, keeper, row, reason="Dubbel ingehouden", on=later)
    assert left(make, contract, later) == 20_000 and left(make, contract, END) == 19_000
    assert back.undoes is row and back.key == f"{row.key}/teruggedraaid"
    for one in (row, back):
        with pytest.raises(actions.UndoneAlready):
            actions.undo(make.session, keeper, one, reason="Nog eens", on=later)
    assert left(make, contract, later) == 20_000
    letter = letter_of(make.session, contract, later)
    assert [amount for _, _, amount in letter.settled] == [1000, -1000] and letter.standing.settled == 0
    assert "Teruggedraaid (Betaald of ingehouden): Dubbel ingehouden" in letter.settled[1][1]


def test_taking_back_asks_four_eyes_too_and_after_a_refusal_it_can_be_asked_again(make, two):
    first, second = two
    contract = new_contract(make, four_eyes=True)
    row = settled(make, contract, first, on=END)
    actions.confirm(make.session, second, row, on=END)
    back = actions.undo(make.session, first, row, reason="Dubbel", on=END)
    assert back.status is SettlementStatus.PROPOSED and left(make, contract) == 19_000
    with pytest.raises(OwnRequest):
        actions.confirm(make.session, first, back, on=END)
    actions.refuse(make.session, second, back, reason="Toch niet", on=END)
    again = actions.undo(make.session, second, row, reason="Wel dubbel", on=END)
    actions.confirm(make.session, first, again, on=END)
    assert left(make, contract) == 20_000


def test_the_database_refuses_to_take_one_settlement_back_twice(make):
    contract, keeper = new_contract(make), make.actor(Role.COORDINATOR)
    row = settled(make, contract, keeper, on=END)
    actions.undo(make.session, keeper, row, reason="Dubbel", on=END)
    twice = Settlement(
        reference="X-1",
        contract=contract,
        undoes=row,
        amount=row.amount,
        reason="Dubbel",
        status=SettlementStatus.BOOKED,
        proposed_on=END,
        decided_on=END,
    )
    with pytest.raises(IntegrityError), make.session.begin_nested():
        make._add(twice, "sroi_settlement.booked")


@pytest.mark.parametrize("how", [How.PENALTY, How.WAIVED])
def test_a_penalty_and_letting_go_ask_a_ground(make, how):
    contract = new_contract(make)
    with pytest.raises(InputRefused) as refused:
        settled(make, contract, on=END, how=how)
    assert set(refused.value.problems) == {"ground"}
    settled(make, contract, on=END, how=how, ground="Besluit van 3 januari")


def test_two_coordinators_settle_and_the_contractor_reads_it(client, stored):
    one, other = stored.user(Role.COORDINATOR), stored.user(Role.COORDINATOR)
    over = {"starts_on": TODAY - timedelta(days=400), "ends_on": TODAY - timedelta(days=10)}
    contract = new_contract(stored, four_eyes=True, **over)
    page = f"/sroi/opdrachten/{contract.reference}"
    typed = {"settled": "5.000", "how": "boete", "ground": "Artikel 12", "explanation": "Te weinig gedaan"}
    client.sign_in_as(one)
    bad = client.post(f"{page}/afrekenen", typed | {"ground": "", "settled": "90.000"})
    assert bad.status == 422 and "Vul in op grond waarvan" in bad.text and "Te weinig gedaan" in bad.html
    assert "niet meer dan wat nog open staat" in bad.text
    assert "voorgesteld" in client.post(f"{page}/afrekenen", typed).text
    door = f"/sroi/afrekeningen/{contract.reference}-A1"
    assert "Iemand anders beslist hierover" in client.get(door).text
    assert client.post(f"{door}/vastleggen", {}, status=403).status == 403
    client.sign_in_as(other)
    assert "Er wacht een voorstel" in client.get(page).text
    assert "Vastgelegd in de boeken" in client.post(f"{door}/vastleggen", {}).text
    client.sign_in_as(stored.employer_user(contract.contractor))
    for told in (client.get(page), client.get(door), client.get(f"{page}/brief")):
        said = told.text.replace("\xa0", " ")
        assert "Boete, Artikel 12" in said and "5.000,00" in said and "Leg vast" not in said
    client.sign_in_as(stored.employer_user(stored.employer()))
    assert client.get(door, status=404).status == 404
