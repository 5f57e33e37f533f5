"""Everything a person can put right after a month was closed stands beside it, with the act, and the month itself stays.

Through the acts that people have. Taken back, nothing is left of it.
"""

from datetime import date
from decimal import Decimal

import pytest

from matching.placements.actions import change_hours, change_terms, end_placement
from matching.placements.endings.actions import correct_end, undo_end
from matching.placements.endings.models import EndMistake
from matching.placements.facts import PlacementFacts
from matching.placements.interruptions.actions import end_interruption, note_interruption, withdraw_interruption
from matching.placements.interruptions.models import PauseReason
from matching.placements.models import ContractForm, EndReason
from matching.placements.reasons import TermsReason
from matching.placements.taking import take_placement
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.garantiebanen.counting import LeftOut
from werkbedrijf.garantiebanen.queries import ledger_in

OCTOBER, BEGUN, ON = date(2026, 10, 1), date(2026, 1, 5), date(2026, 11, 23)
DAYS = 31
BEFORE = {
    "status": PlacementStatus.ENDED,
    "starts_on": date(2025, 12, 1),
    "ended_on": date(2026, 11, 10),
    "end_reason": EndReason.OTHER,
}
"""As rows can stand in a file of before the doors refused it: over, and across work that runs."""


def seated(session, row):
    row.vacancy.filled = 1
    session.flush()
    return row


def test_hours_of_a_closed_month_put_right_and_put_back(session, manager, placed, close_october):
    row, other = placed(hours="25.5"), placed(hours="12")
    closed = close_october()

    wrong = TermsReason.MISTAKE
    change_terms(session, manager, row, hours=Decimal(30), from_on=BEGUN, on=ON, reason=wrong)

    assert closed.beside() == {row.reference: Decimal("4.5") * DAYS}
    assert (closed.why(row), closed.acts(row)) == ("Uren per week: 25,5, nu 30.", ["uren gewijzigd"])
    assert closed.acts(other) == []

    change_terms(session, manager, row, hours=Decimal("25.5"), from_on=BEGUN, on=ON, reason=wrong)
    assert closed.beside() == {}


def test_hours_from_halfway_the_month_count_from_that_day(session, manager, placed, close_october):
    row = placed(hours="20")
    closed = close_october()

    change_hours(session, manager, row, Decimal(24), from_on=date(2026, 10, 22), on=ON)

    assert closed.beside() == {row.reference: Decimal(4) * 10}
    assert closed.why(row) == "Uren per week: 20, nu 20 en 24."


def test_an_end_that_was_forgotten_and_taken_back(session, manager, placed, close_october):
    row = seated(session, placed(hours="25.5"))
    closed = close_october()

    end_placement(session, manager, row, ended_on=date(2026, 10, 11), reason=EndReason.BY_PERSON, on=ON)
    assert closed.beside() == {row.reference: Decimal("-25.5") * 21}
    correct_end(
        *(session, manager, row),
        ended_on=date(2026, 10, 21),
        reason=EndReason.BY_PERSON,
        because=EndMistake.MISTAKE,
        on=ON,
    )
    assert closed.beside() == {row.reference: Decimal("-25.5") * 11}
    undo_end(session, manager, row, because=EndMistake.GOES_ON, on=ON)
    assert closed.beside() == {}
    assert closed.acts(row) == ["einde gemeld", "einde verbeterd", "einde teruggedraaid"]


def test_weeks_without_wage_that_were_forgotten_and_withdrawn(session, manager, placed, close_october):
    row = placed(hours="25.5")
    closed = close_october()

    days = {"starts_on": date(2026, 10, 5), "ends_on": None, "on": ON}
    pause = note_interruption(session, manager, row, PauseReason.LEAVE, wage_continues=False, **days)
    assert closed.beside() == {row.reference: Decimal("-25.5") * 27}
    end_interruption(session, manager, pause, ends_on=date(2026, 10, 12), on=ON)
    assert closed.beside() == {row.reference: Decimal("-25.5") * 7}
    withdraw_interruption(session, manager, pause, on=ON)
    assert closed.beside() == {}
    told = ["onderbreking gemeld", "einde van een onderbreking gemeld", "onderbreking ingetrokken"]
    assert closed.acts(row) == told


def test_work_that_was_never_written_down_comes_beside_it(session, make, manager, placed, close_october):
    placed(hours="12")
    closed = close_october()

    candidate = make.candidate()
    make.register_entry(candidate)
    vacancy = make.vacancy()
    late = PlacementFacts(
        formal_employer=vacancy.establishment.employer,
        workplace=vacancy.establishment,
        contract_form=ContractForm.REGULAR,
        starts_on=date(2026, 9, 1),
        ends_on=None,
        hours_per_week=Decimal(24),
    )
    ended = {"ended_on": date(2026, 10, 15), "reason": EndReason.BY_EMPLOYER, "on": ON}
    row = take_placement(session, manager, candidate, vacancy, late, **ended)

    assert closed.beside() == {row.reference: Decimal(24) * 14}
    assert closed.acts(row) == ["plaatsing ingevoerd"]


def test_the_same_work_a_second_time_is_refused_and_counts_once_where_it_stands_twice(
    session, manager, placed, close_october
):
    row = placed(hours="24")
    again = placed(hours="24", registered=False, **BEFORE)
    again.candidate, again.workplace, again.vacancy = row.candidate, row.workplace, row.vacancy
    closed = close_october()
    assert closed.told[0].persons == 1
    assert closed.told[0].jobs == Decimal("0.94")
    assert closed.told[2] == {LeftOut.DOUBLE: 1}

    twice = PlacementFacts(
        formal_employer=row.formal_employer,
        workplace=row.workplace,
        contract_form=ContractForm.REGULAR,
        starts_on=date(2026, 10, 1),
        ends_on=None,
        hours_per_week=Decimal(24),
    )
    with pytest.raises(InputRefused, match=again.reference):
        take_placement(session, manager, row.candidate, row.vacancy, twice, on=ON)

    # The double is said to be over before the month: what counts does not change, so there is nothing to correct.
    mistake = {"reason": EndReason.OTHER, "because": EndMistake.MISTAKE, "on": ON}
    correct_end(session, manager, again, ended_on=BEGUN, **mistake)
    assert closed.beside() == {}
    assert ledger_in(session, OCTOBER).left_out == {}
