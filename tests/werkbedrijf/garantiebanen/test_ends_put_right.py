"""An end that is put right after a month was closed: the month stays, and shows a correction that says what."""

from datetime import date
from decimal import Decimal

import pytest

from candidates.registration.actions import correct_entry
from candidates.registration.models import EntryReason, Ground
from candidates.registration.queries import entries_of
from matching.placements.actions import end_placement
from matching.placements.endings.actions import correct_end, undo_end
from matching.placements.endings.models import EndMistake
from matching.placements.models import EndReason
from werkbedrijf.foundation.actors import Role
from werkbedrijf.garantiebanen.closing.actions import close_or_ask
from werkbedrijf.garantiebanen.closing.corrections import corrections
from werkbedrijf.garantiebanen.closing.held import ledger_of_closed
from werkbedrijf.garantiebanen.closing.since_queries import acts_since
from werkbedrijf.garantiebanen.queries import ledger_in

OCTOBER, ENDED, ON = date(2026, 10, 1), date(2026, 10, 12), date(2026, 11, 23)


@pytest.fixture
def manager(make):
    make.region(is_demo=True)
    return make.actor(Role.ACCOUNT_MANAGER)


@pytest.fixture
def closed(session, manager, placed):
    """October, closed with somebody who is said to have stopped on the eleventh."""
    row = placed(hours="25.5")
    row.vacancy.filled = 1
    session.flush()
    end_placement(session, manager, row, ended_on=ENDED, reason=EndReason.OTHER, on=ENDED)
    month = close_or_ask(session, manager, OCTOBER, reason="", on=ON)
    session.flush()
    session.expire_all()
    return row, month


def corrected(session, month):
    return {
        one.reference: one.difference
        for one in corrections(ledger_of_closed(session, month), ledger_in(session, OCTOBER))
    }


def test_another_last_day_is_a_correction_of_the_closed_month(session, manager, closed):
    row, month = closed
    before = ledger_of_closed(session, month).total

    told = {"ended_on": date(2026, 10, 22), "reason": EndReason.BY_PERSON, "because": EndMistake.MISTAKE}
    correct_end(session, manager, row, **told, on=ON)

    assert corrected(session, month) == {row.reference: Decimal("25.5") * 10}
    assert ledger_of_closed(session, month).total == before
    assert "einde verbeterd" in [
        act.words for act in acts_since(session, corrected(session, month), month)[row.reference]
    ]


def test_an_end_that_is_taken_back_is_one_too(session, manager, closed):
    row, month = closed

    undo_end(session, manager, row, because=EndMistake.GOES_ON, on=ON)

    assert corrected(session, month) == {row.reference: Decimal("25.5") * 20}
    assert ledger_in(session, OCTOBER).total.persons == 1


def test_a_ground_whose_days_were_wrong_is_one_too(session, manager, closed):
    row, month = closed
    entry = session.scalars(entries_of(row.candidate)).one()

    days = {"starts_on": date(2026, 10, 6), "ends_on": None, "reason": EntryReason.LETTER, "on": ON}
    correct_entry(session, manager, entry, Ground.WAJONG, **days)

    assert corrected(session, month) == {row.reference: Decimal("25.5") * -5}
