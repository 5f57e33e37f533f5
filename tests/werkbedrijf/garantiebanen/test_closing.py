"""Closing a month: it stays as it was, what changes later stands beside it, and nobody closes alone where two must look."""

from datetime import date
from decimal import Decimal

import pytest

from candidates.registration.models import Ground
from tests.making import MAKER
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.four_eyes import OwnRequest
from werkbedrijf.foundation.parameters import Parameter, ParameterValue
from werkbedrijf.garantiebanen.closing.actions import ClosedAlready, NotEnded, close, close_or_ask, confirm, decline
from werkbedrijf.garantiebanen.closing.corrections import corrections
from werkbedrijf.garantiebanen.closing.held import closed_month, kept_ledger, ledger_of_closed, waiting
from werkbedrijf.garantiebanen.closing.queries import months_until
from werkbedrijf.garantiebanen.closing.since_queries import acts_since
from werkbedrijf.garantiebanen.counting import LeftOut
from werkbedrijf.garantiebanen.ledger import By, figures
from werkbedrijf.garantiebanen.queries import ledger_in
from werkbedrijf.rights.erasing import erase_anyway
from werkbedrijf.rights.models import ErasureGround

OCTOBER = date(2026, 10, 1)
ON = date(2026, 11, 23)


@pytest.fixture
def alone(make):
    """A demo: one pair of eyes is enough."""
    make.region(is_demo=True)
    make.parameters()
    return make.actor(Role.ACCOUNT_MANAGER)


def closed(session, actor):
    month = close_or_ask(session, actor, OCTOBER, reason="", on=ON)
    session.flush()
    session.expire_all()
    return month


def change_hours(session, row, hours):
    row.terms[0].hours_per_week = Decimal(hours)
    record(session, MAKER, "placement.hours_changed", row)
    session.flush()


def test_a_closed_month_tells_what_was_counted_in_total_and_by_everything(session, alone, placed):
    placed(hours="25.5")
    placed(hours="12", registered=False)
    now = ledger_in(session, OCTOBER)

    kept = ledger_of_closed(session, closed(session, alone))

    assert (kept.total, kept.parts, kept.left_out) == (now.total, now.parts, now.left_out)
    assert kept.total.persons == 1
    assert kept.left_out == {LeftOut.NOT_REGISTERED: 1}


def test_closing_freezes_whatever_is_done_afterwards(session, make, alone, placed):
    row = placed(hours="25.5")
    month = closed(session, alone)
    before = ledger_of_closed(session, month)

    change_hours(session, row, "36")
    placed(hours="20")

    after = ledger_of_closed(session, month)
    assert (after.total, after.parts) == (before.total, before.parts)
    assert [line.hour_days for line in after.counted] == [line.hour_days for line in before.counted]


def test_every_figure_of_a_closed_month_is_the_sum_of_the_lines_that_were_kept(session, alone, placed):
    for hours in ("25.5", "12", "36"):
        placed(hours=hours)
    kept = ledger_of_closed(session, closed(session, alone))

    for by in (By.GEMEENTE, By.SECTOR, By.KIND, By.FORM, By.BRANCH):
        for key, part in kept.parts[by].items():
            lines = kept.behind(by, key)
            persons = len({line.stretch.work.person for line in lines})
            assert part == figures(persons, sum(line.hour_days for line in lines), kept.span, kept.rules)


def test_what_changes_later_is_a_correction_with_its_act(session, alone, placed):
    row, new = placed(hours="25.5"), None
    month = closed(session, alone)
    change_hours(session, row, "36")
    new = placed(hours="20")

    found = corrections(ledger_of_closed(session, month), ledger_in(session, OCTOBER))

    told = {one.reference: (one.difference, one.why) for one in found}
    assert told == {
        row.reference: (Decimal("10.5") * 31, ("Uren per week: 25,5, nu 36.",)),
        new.reference: (Decimal(20) * 31, ("Stond er bij het sluiten nog niet in.",)),
    }
    acts = acts_since(session, told, month)
    assert "uren gewijzigd" in [act.words for act in acts[row.reference]]


def test_corrections_together_are_the_difference_of_the_totals(session, make, alone, placed):
    rows = [placed(hours=hours) for hours in ("25.5", "12", "36")]
    month = closed(session, alone)
    change_hours(session, rows[0], "30")
    rows[1].ended_on = None
    make.register_entry(placed(hours="8", registered=False).candidate, Ground.WAJONG, starts_on=date(2026, 10, 11))
    session.flush()
    before, after = ledger_of_closed(session, month), ledger_in(session, OCTOBER)

    difference = sum((one.difference for one in corrections(before, after)), Decimal(0))

    assert difference == sum(line.hour_days for line in after.counted) - sum(line.hour_days for line in before.counted)


def test_without_a_change_there_is_no_correction(session, alone, placed):
    placed(hours="25.5")
    month = closed(session, alone)

    assert corrections(ledger_of_closed(session, month), ledger_in(session, OCTOBER)) == []


def test_of_placements_that_are_not_there_any_more_no_acts_are_told(session, alone, placed):
    placed()
    month = closed(session, alone)

    assert acts_since(session, ["", "PL-9999"], month) == {}


def test_erasing_somebody_leaves_the_figure_and_takes_the_name_of_the_placement(session, alone, placed):
    row = placed(hours="25.5")
    reference = row.reference
    month = closed(session, alone)
    before = ledger_of_closed(session, month).total

    erase_anyway(session, alone, row.candidate, ground=ErasureGround.REQUEST, at=session.info["at"], on=ON)
    session.expire_all()

    kept = ledger_of_closed(session, month)
    assert kept.total == before
    assert reference not in {line.stretch.work.reference for line in kept.lines}
    assert corrections(kept, ledger_in(session, OCTOBER)) == []


def test_a_month_that_runs_is_not_closed_and_a_closed_one_not_again(session, alone, placed):
    placed(hours="25.5")
    with pytest.raises(NotEnded):
        close_or_ask(session, alone, date(2026, 11, 1), reason="", on=ON)
    month = closed(session, alone)
    with pytest.raises(ClosedAlready):
        close_or_ask(session, alone, OCTOBER, reason="", on=ON)
    with pytest.raises(ClosedAlready):
        close(session, alone, month)


def test_each_month_in_the_list_is_told_by_the_rules_of_its_own_first_day(session, alone, placed):
    placed(hours="36")
    session.add(ParameterValue(name=Parameter.HOURS_FULL_TIME, valid_from=date(2026, 11, 1), value=40, source="cao"))
    session.flush()

    november, october, *_ = months_until(session, ON)

    assert (november.told.fte, october.told.fte) == (Decimal("0.90"), Decimal("1.00"))
    assert october.told == ledger_in(session, OCTOBER).total


def test_outside_a_demo_a_second_person_closes(session, make, placed):
    make.region(is_demo=False)
    make.parameters()
    first, second = make.actor(Role.ACCOUNT_MANAGER), make.actor(Role.ACCOUNT_MANAGER)
    placed(hours="25.5")
    with pytest.raises(InputRefused):
        close_or_ask(session, first, OCTOBER, reason=" ", on=ON)

    month = close_or_ask(session, first, OCTOBER, reason="Alles nagelopen", on=ON)
    session.flush()
    pending = waiting(session, month)
    assert kept_ledger(session, OCTOBER) is None

    assert (month.closed_at, months_until(session, ON)[1].waits) == (None, True)
    with pytest.raises(OwnRequest):
        confirm(session, first, month, pending)
    confirm(session, second, month, pending)
    session.flush()
    assert closed_month(session, OCTOBER).closed_by_id == second.id
    assert kept_ledger(session, OCTOBER).total.persons == 1


def test_declined_the_month_stays_open_and_can_be_asked_again(session, make, placed):
    make.region(is_demo=False)
    make.parameters()
    first, second = make.actor(Role.ACCOUNT_MANAGER), make.actor(Role.ACCOUNT_MANAGER)
    placed(hours="25.5")
    month = close_or_ask(session, first, OCTOBER, reason="Alles nagelopen", on=ON)
    decline(session, second, waiting(session, month))
    session.flush()

    again = close_or_ask(session, first, OCTOBER, reason="Nu echt", on=ON)

    assert again is month
    assert waiting(session, month) is not None
