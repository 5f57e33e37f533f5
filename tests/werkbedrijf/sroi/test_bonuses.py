"""Bonuses and loonkostensubsidie in a claim, the same sum as the calculator, and what a contractor cannot work back."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from types import MappingProxyType

import pytest
from python_calamine import CalamineWorkbook

from tests.werkbedrijf.sroi.making import START, TODAY, approved, checked, claimed, new_contract
from tests.werkbedrijf.sroi.own_tables import as_file, brought_in
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.sroi.blocks import Kind, choices_for
from werkbedrijf.sroi.claims import actions
from werkbedrijf.sroi.claims.booking import books_of
from werkbedrijf.sroi.contracts.exporting import AccountFile, account_file
from werkbedrijf.sroi.tables import Rounding, shipped_table
from werkbedrijf.sroi.worth import Effort, worth

HALF = date(2026, 6, 30)


def by_hand(table, block, *bonuses, hours="24", end=HALF, **more):
    """What ``sroi value`` tells."""
    return worth(shipped_table(table), Effort(block, Decimal(hours), START, end, bonuses=bonuses, **more)).value


def test_a_claimed_bonus_is_worth_what_the_calculator_says(make):
    contract = new_contract(make)
    row = approved(make, claimed(make, contract, bonuses=("bonus_vast",)), bonuses=["bonus_vast"])
    assert row.value == by_hand("utrecht_b", "banenafspraak", "bonus_vast") == Decimal("20000.00")
    assert books_of(make.session).standing(contract.reference, TODAY).done == row.value
    assert "Vast contract (bonus)" in row.sums[1]


def test_a_bonus_of_which_nobody_saw_the_document_falls_away_and_is_named(make):
    row = checked(
        make, claimed(make, new_contract(make), bonuses=("bonus_vast", "bonus_50plus")), bonuses=["bonus_vast"]
    )
    assert (row.bonuses, row.bonuses_refused) == (["bonus_vast"], ["bonus_50plus"])
    assert row.value == by_hand("utrecht_b", "banenafspraak", "bonus_vast")


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("kiest de regiocoördinator", {"bonuses": ("bonus_statushouder_taal",)}),
        ("geen bonus ‘ww’", {"bonuses": ("ww",)}),
        ("geen bonus ‘onzin’", {"bonuses": ("onzin",)}),
        ("hoort bij een medewerker", {"bonuses": ("bonus_vast",), "kind": Kind.ACTIVITY, "worker": ""}),
    ],
)
def test_a_bonus_that_cannot_be_is_refused_at_its_field(make, said, more):
    with pytest.raises(InputRefused) as refused:
        claimed(make, new_contract(make), **more)
    assert said in refused.value.problems["bonuses"]


def test_costs_of_training_count_as_a_bonus_when_the_invoice_was_seen(make):
    contract = new_contract(make, table="haaglanden_zhc")
    row = claimed(make, contract, bonuses=("bonus_opleiding",))
    with pytest.raises(InputRefused) as refused:
        checked(make, row, bonuses=["bonus_opleiding"])
    assert set(refused.value.problems) == {"costs"}
    make.session.refresh(row)
    checked(make, row, bonuses=["bonus_opleiding"], costs=Decimal(750))
    assert row.value == Decimal("17416.67") and row.amount == 750


def test_with_loonkostensubsidie_somebody_counts_as_long_as_it_runs(make):
    contract = new_contract(make, table="haaglanden_zhc", starts_on=date(2023, 7, 1))
    days = {"starts_on": date(2023, 7, 1), "last_day": date(2026, 6, 30)}
    three_years = {"block": "participatiewet", "seen_hours": Decimal(24)}
    row = checked(make, claimed(make, contract, with_lks=True, **days), with_lks=True, **three_years)
    assert row.value == Decimal("80000.00") and row.with_lks
    other = checked(make, claimed(make, contract, worker="P-7", with_lks=True, **days), with_lks=False, **three_years)
    assert other.value == Decimal("53333.33") and not other.with_lks
    with pytest.raises(InputRefused) as refused:
        claimed(make, new_contract(make), with_lks=True)
    assert "maakt loonkostensubsidie geen verschil" in refused.value.problems["with_lks"]


@pytest.fixture
def once(make):
    """A table of the region in which a permanent contract counts once, whole, and sums are in whole euro."""
    table = shipped_table("utrecht_b")
    bonus = replace(table.blocks["bonus_vast"], pro_rata=False)
    blocks = MappingProxyType({**table.blocks, "bonus_vast": bonus})
    own = replace(table, version="eens", blocks=blocks, rounding=Rounding.EURO)
    assert brought_in(make, as_file(own), on=TODAY).refused == ()
    return own


def test_a_bonus_that_counts_once_is_given_once_per_worker(make, once):
    contract = new_contract(make, table="eens")
    first = claimed(make, contract, last_day=date(2026, 3, 31), bonuses=("bonus_vast",))
    checked(make, first, bonuses=["bonus_vast"])
    assert first.value == Decimal("18333.00") and "één keer" in first.sums[1]
    later = {"starts_on": date(2026, 4, 1), "last_day": HALF, "bonuses": ("bonus_vast",)}
    with pytest.raises(InputRefused) as refused:
        claimed(make, contract, **later)
    assert first.reference in refused.value.problems["bonuses"]
    assert claimed(make, contract, worker="P-8", **later).bonuses == ["bonus_vast"]


def test_of_blocks_that_are_worth_the_same_nobody_keeps_which_it_was(make):
    labels = dict(choices_for(shipped_table("utrecht_b"), Kind.PLACEMENT))
    assert labels["participatiewet"] == "Participatiewet, of WIA of WAO" and "wia_wao" not in labels
    row = checked(make, claimed(make, new_contract(make)), block="wia_wao")
    assert row.block == "participatiewet" and row.sums[0].startswith("Participatiewet, of WIA of WAO: ")


def test_a_contractor_reads_of_workers_only_what_they_bring_together(client, stored):
    contract = new_contract(stored)
    one = approved(stored, claimed(stored, contract), block="ww")
    other = approved(stored, claimed(stored, contract, worker="P-7"), block="participatiewet")
    bought = claimed(stored, contract, kind=Kind.PURCHASE, block="sociale_inkoop", amount=Decimal(1500), hours=None)
    client.sign_in_as(stored.employer_user(contract.contractor))
    doors = [
        f"/sroi/opdrachten/{contract.reference}",
        *(f"/sroi/bijdragen/{row.reference}" for row in (one, other, bought)),
    ]
    pages = " ".join(client.get(door).text for door in doors).replace("\xa0", " ")
    assert "6.666,67" not in pages and "13.333,33" not in pages
    assert "€ 20.000,00" in pages and "€ 1.500,00" in pages and "medewerkers, samen" in pages
    before = client.get(f"{doors[0]}?op=2026-05-20").text
    assert "31 maart 2026" in before
    client.sign_in_as(stored.user(Role.COORDINATOR))
    assert "6.666,67" in client.get(doors[0]).text


def test_of_one_worker_that_waits_a_contractor_reads_no_amount_in_any_sum(client, stored):
    contract = new_contract(stored)
    checked(stored, claimed(stored, contract), block="ww")
    claimed(stored, contract, kind=Kind.PURCHASE, block="sociale_inkoop", amount=Decimal(1500), hours=None)
    doors = [
        "/sroi/opdrachten",
        f"/sroi/opdrachten/{contract.reference}",
        f"/sroi/opdrachten/{contract.reference}/brief",
    ]

    def read(user):
        client.sign_in_as(user)
        return [client.get(door).html.replace("\xa0", " ").replace("&nbsp;", " ") for door in doors]

    user = stored.employer_user(contract.contractor)
    file = account_file(stored.session, stored.actor_of(user), contract, AccountFile.CSV, TODAY).decode("utf-8-sig")
    boards = [*read(user), file]
    # 6.666,67 is the worth by the block, 8.166,67 with the purchase; 33 and 40 are its shares of what is promised.
    told = ["6.666,67", "6666,67", "6666.67", "8.166,67", "33 %", "40 %", 'width="40%"', 'width="33%"']
    assert not [one for one in told for page in boards if one in page]
    assert "2 bijdragen wachten op een besluit: € 1.500,00" in boards[1] and "Nog niet in een bedrag: 1." in boards[1]
    assert "na het besluit" in boards[1] and "na het besluit" in file
    kept = read(stored.user(Role.COORDINATOR))
    assert "8.166,67" in kept[1] and 'width="40%"' in kept[0] and "Nog niet in een bedrag" not in kept[1]


def test_a_checked_bonus_is_typed_on_the_page(client, stored):
    row = claimed(stored, new_contract(stored), bonuses=("bonus_vast",))
    client.sign_in_as(stored.user(Role.COORDINATOR))
    door = f"/sroi/bijdragen/{row.reference}"
    assert "Vast contract: een arbeidsovereenkomst zonder einddatum" in client.get(door).text
    seen = {"evidence": "verklaring_doelgroepregister", "seen_on": "2026-11-20", "block": "banenafspraak"}
    page = client.post(f"{door}/nakijken", seen | {"seen_hours": "24", "bonuses": ["bonus_vast"]})
    assert "€ 20.000,00" in page.text.replace("\xa0", " ")


def test_nothing_is_put_on_top_of_nothing(make):
    contract = new_contract(make, table="haaglanden_zhc", starts_on=date(2024, 1, 1))
    whole = {"starts_on": date(2024, 1, 1), "last_day": date(2024, 12, 31)}
    approved(make, claimed(make, contract, **whole), block="ww")
    again = claimed(make, contract, starts_on=date(2025, 1, 1), last_day=date(2025, 6, 30))
    approved(make, again, block="ww", bonuses=["bonus_opleiding"], costs=Decimal(900))
    assert again.value == 0
    actions.undo(make.session, make.actor(Role.COORDINATOR), again, reason="Telt niet", on=TODAY)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "ods"])
def test_an_account_taken_along_tells_no_more_than_the_page(client, stored, kind):
    contract = new_contract(stored)
    approved(stored, claimed(stored, contract), block="ww")
    bought = claimed(stored, contract, kind=Kind.PURCHASE, block="sociale_inkoop", amount=Decimal(1500), hours=None)
    door = f"/sroi/opdrachten/{contract.reference}/bestand/rekening.{kind}"
    client.sign_in_as(stored.employer_user(contract.contractor))
    answer = client.get(door).answer
    assert f"social-return-{contract.reference}.{kind}" in answer.headers["Content-Disposition"]
    if kind == "csv":
        text = answer.data.decode("utf-8-sig")
        assert bought.reference in text and "in het totaal" in text and "6666" not in text
    if kind == "xlsx":
        book = CalamineWorkbook.from_filelike(BytesIO(answer.data))
        rows = book.get_sheet_by_name("Bijdragen").to_python()
        row = next(one for one in rows if one[0] == bought.reference)
        assert row[7] == 1500 and row[2] == START
    client.sign_in_as(stored.employer_user(stored.employer()))
    client.get(door, status=404)
