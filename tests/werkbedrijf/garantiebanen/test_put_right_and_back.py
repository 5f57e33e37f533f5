"""Corrections of a closed month that come and go again: another branch, leaving the register, work that was entered late.

Each shows beside the month with the act in words; put back, the month agrees with a recount once more.
"""

from datetime import date
from decimal import Decimal

import pytest

from candidates.registration.actions import correct_entry, end_entry
from candidates.registration.models import EntryReason, Ground
from candidates.registration.queries import entries_of
from employers.actions import change_employer
from employers.facts import EmployerFacts
from matching.placements.facts import PlacementFacts
from matching.placements.models import ContractForm
from matching.placements.takenback.actions import take_back
from matching.placements.takenback.models import StartMistake
from matching.placements.taking import take_placement

BEGUN, ON = date(2026, 1, 5), date(2026, 11, 23)
DAYS = 31


def in_branch(session, manager, employer, branch):
    known = {"name": employer.name, "kvk": employer.kvk or "", "sector": employer.sector}
    change_employer(session, manager, employer, EmployerFacts(**known, sbi_section=branch), on=ON)


def corrected(session, manager, entry, **days):
    reason = {"reason": EntryReason.MISTAKE, "on": ON}
    correct_entry(session, manager, entry, Ground.PW_COLLEGE, starts_on=date(2024, 1, 1), **days, **reason)


def late(vacancy, starts_on=date(2026, 9, 1)):
    return PlacementFacts(
        formal_employer=vacancy.establishment.employer,
        workplace=vacancy.establishment,
        contract_form=ContractForm.REGULAR,
        starts_on=starts_on,
        ends_on=None,
        hours_per_week=Decimal(24),
    )


def test_another_branch_and_the_former_one_again(session, manager, placed, close_october):
    row, other = placed(hours="25.5"), placed(hours="12")
    employer = row.workplace.employer
    in_branch(session, manager, employer, "Q")
    closed = close_october()

    in_branch(session, manager, employer, "F")
    assert closed.beside() == {row.reference: 0}
    assert closed.why(row).startswith("Branche: ")
    assert closed.acts(row) == ["gegevens van de werkgever gewijzigd"]
    assert closed.acts(other) == []

    in_branch(session, manager, employer, "Q")
    assert closed.beside() == {}
    assert closed.acts(row) == ["gegevens van de werkgever gewijzigd"] * 2


@pytest.mark.parametrize(("left_on", "fewer"), [(date(2026, 10, 16), 16), (date(2026, 10, 1), 31)])
def test_leaving_the_register_in_a_closed_month_and_back_in(session, manager, placed, close_october, left_on, fewer):
    row, other = placed(hours="25.5"), placed(hours="12")
    closed = close_october()
    entry = session.scalars(entries_of(row.candidate)).one()

    end_entry(session, manager, entry, ends_on=left_on)
    assert closed.beside() == {row.reference: Decimal("-25.5") * fewer}
    assert "De persoon staat dan niet in het doelgroepregister." in closed.why(row)
    assert closed.acts(row) == ["uit het doelgroepregister"]
    assert closed.acts(other) == []

    corrected(session, manager, entry, ends_on=None)
    assert closed.beside() == {}
    assert closed.acts(row) == ["uit het doelgroepregister", "doelgroepregister verbeterd"]


def test_leaving_the_register_after_the_month_is_no_correction(session, manager, placed, close_october):
    row = placed(hours="25.5")
    closed = close_october()

    end_entry(session, manager, session.scalars(entries_of(row.candidate)).one(), ends_on=date(2026, 11, 1))

    assert closed.beside() == {}


@pytest.mark.parametrize(("starts_on", "more"), [(date(2026, 3, 2), DAYS), (date(2026, 10, 20), 12)])
def test_work_that_runs_and_was_entered_late_and_taken_back(
    session, make, manager, placed, close_october, starts_on, more
):
    placed(hours="12")
    closed = close_october()
    candidate, vacancy = make.candidate(), make.vacancy()
    make.register_entry(candidate)

    row = take_placement(session, manager, candidate, vacancy, late(vacancy, starts_on), on=ON)
    assert closed.beside() == {row.reference: Decimal(24) * more}
    assert closed.why(row) == "Stond er bij het sluiten nog niet in."
    assert closed.acts(row) == ["plaatsing ingevoerd", "begin gemeld"]

    take_back(session, manager, row, StartMistake.NEVER, on=ON)
    assert closed.beside() == {}


def test_the_wrong_one_of_two_is_taken_back_and_the_right_one_comes_in(session, make, manager, placed, close_october):
    wrong = placed(hours="24")
    wrong.vacancy.filled = 1
    closed = close_october()
    right = make.candidate()
    make.register_entry(right)

    take_back(session, manager, wrong, StartMistake.OTHER_PERSON, on=ON)
    row = take_placement(session, manager, right, wrong.vacancy, late(wrong.vacancy, BEGUN), on=ON)

    assert closed.beside() == {wrong.reference: Decimal(-24) * DAYS, row.reference: Decimal(24) * DAYS}
    assert sum(closed.beside().values()) == 0
