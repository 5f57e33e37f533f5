"""A start taken back: every figure is again what it was before, and a closed month shows a correction with words."""

from datetime import date
from decimal import Decimal

import pytest

from matching.aftercare.queries import in_care
from matching.aftercare.staying.queries import spells_until
from matching.placements.actions import plan_placement, start_placement
from matching.placements.facts import PlacementFacts
from matching.placements.models import ContractForm
from matching.placements.queries import due_to_start, ending_between, running_on
from matching.placements.takenback import beside
from matching.placements.takenback.actions import take_back
from matching.placements.takenback.models import StartMistake
from matching.placements.taking import take_placement
from matching.proposals.queries import working_candidates
from matching.proposals.workflow import ProposalStatus
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.garantiebanen.closing.beside import REPORTED
from werkbedrijf.garantiebanen.queries import count_of, first_placement_on, ledger_in, ledger_on
from werkbedrijf.indicators.gathering import facts_of
from werkbedrijf.indicators.quarters import quarter_of
from werkbedrijf.learning.queries import placements_to_learn_from
from werkbedrijf.outlook.queries import counted_on, remembered

OCTOBER, ON = date(2026, 10, 1), date(2026, 11, 23)
M = StartMistake
ALWAYS = {"count", "day", "month", "indicators", "outlook", "works", "running"}
"""Figures that move when work of this year begins: without that the comparison would say nothing."""


@pytest.fixture(autouse=True)
def rooms(monkeypatch):
    monkeypatch.setattr(beside, "_rooms", {"gesloten_maanden": REPORTED})


def told(ledger):
    references = sorted(line.stretch.work.reference for line in ledger.lines)
    return ledger.total, ledger.parts, ledger.left_out, references


def figures(session):
    """Everything that is worked out from placements, by each reader of them."""
    session.flush()
    session.expire_all()
    return {
        "count": count_of(session, ON),
        "day": told(ledger_on(session, ON)),
        "month": told(ledger_in(session, OCTOBER)),
        "first": first_placement_on(session),
        "indicators": facts_of(session, quarter_of(ON), on=ON),
        "outlook": remembered(session, ON),
        "works": counted_on(session, ON),
        "curves": spells_until(session, ON),
        "learning": session.execute(placements_to_learn_from(ON)).all(),
        "running": [one.reference for one in session.scalars(running_on(ON).order_by("reference"))],
        "care": [one.reference for one in session.scalars(in_care(TIMETABLE)).unique()],
        "due": [one.reference for one in session.scalars(due_to_start(ON))],
        "ending": [one.reference for one in session.scalars(ending_between(ON, date(2027, 6, 1)))],
        "free": sorted(session.scalars(working_candidates())),
    }


def facts(vacancy, starts_on):
    return PlacementFacts(
        formal_employer=vacancy.establishment.employer,
        workplace=vacancy.establishment,
        contract_form=ContractForm.REGULAR,
        starts_on=starts_on,
        ends_on=date(2027, 3, 1),
        hours_per_week=Decimal(24),
    )


def differing(one, other):
    return {name for name in one if one[name] != other[name]}


def test_every_figure_is_what_it_was_before_work_came_in_by_mistake(session, make, manager, placed):
    placed()
    candidate, vacancy = make.candidate(), make.vacancy()
    make.register_entry(candidate)
    before = figures(session)

    row = take_placement(session, manager, candidate, vacancy, facts(vacancy, date(2025, 3, 3)), on=ON)
    assert differing(before, figures(session)) >= {*ALWAYS, "first", "curves", "care", "ending", "free"}

    take_back(session, manager, row, M.TWICE, on=ON)
    assert differing(before, figures(session)) == set()


def test_every_figure_is_what_it_was_while_the_work_was_planned(session, make, manager, placed):
    placed()
    proposal = make.proposal(status=ProposalStatus.ACCEPTED)
    make.register_entry(proposal.candidate)
    agreed = facts(proposal.vacancy, date(2026, 10, 5))
    row = plan_placement(session, manager, proposal, agreed, on=date(2026, 9, 28))
    before = figures(session)

    start_placement(session, manager, row, on=ON)
    assert differing(before, figures(session)) >= {*ALWAYS, "due", "ending", "curves"}

    take_back(session, manager, row, M.NOT_YET, on=ON)
    assert differing(before, figures(session)) == set()


def test_work_that_was_planned_and_never_should_have_been_says_nothing_of_what_comes(session, make, manager, placed):
    placed()
    proposal = make.proposal(status=ProposalStatus.ACCEPTED)
    make.register_entry(proposal.candidate)
    before = remembered(session, ON)
    agreed = facts(proposal.vacancy, date(2026, 10, 5))
    row = plan_placement(session, manager, proposal, agreed, on=date(2026, 9, 28))
    start_placement(session, manager, row, on=ON)

    take_back(session, manager, row, M.OTHER_PERSON, on=ON)

    after = remembered(session, ON)
    assert after.past.spells == before.past.spells
    assert not any(one.placed for one in after.past.hopes)


def test_a_closed_month_stays_and_shows_the_correction_in_words(session, manager, placed, close_october):
    row, other = placed(hours="25.5"), placed(hours="12")
    row.vacancy.filled = 1
    closed = close_october()
    assert beside.tells(session, row) == [
        "De cijfers van oktober 2026 zijn al gerapporteerd. Die blijven staan; ernaast komt een correctie."
    ]

    take_back(session, manager, row, M.OTHER_PERSON, on=ON)

    assert closed.beside() == {row.reference: Decimal("-25.5") * 31}
    assert closed.why(row) == "Staat er nu niet meer in."
    assert closed.acts(row) == ["plaatsing teruggenomen: zij stond er ten onrechte"]
    assert closed.acts(other) == []


def test_a_start_that_was_reported_too_early_is_corrected_and_comes_back_when_it_begins(
    session, manager, placed, close_october
):
    row = placed(hours="25.5")
    row.vacancy.filled = 1
    closed = close_october()

    take_back(session, manager, row, M.NOT_YET, on=ON)
    assert closed.beside() == {row.reference: Decimal("-25.5") * 31}
    assert "Nieuw: Niemand heeft gemeld dat het werk is begonnen." in closed.why(row)

    start_placement(session, manager, row, on=ON)
    assert closed.beside() == {}
    assert closed.acts(row) == ["begin teruggenomen: het werk moet nog beginnen", "begin gemeld"]


def test_a_double_that_is_taken_back_leaves_what_counted(session, manager, placed, close_october):
    row = placed(hours="24")
    # As it can stand in a file of before the doors refused it.
    again = placed(hours="24", registered=False, status="beeindigd", ended_on=date(2026, 11, 10), end_reason="anders")
    again.candidate = row.candidate
    closed = close_october()

    take_back(session, manager, again, M.TWICE, on=ON)

    assert set(closed.beside()) <= {again.reference}
    assert ledger_in(session, OCTOBER).total.persons == 1
    assert ledger_in(session, OCTOBER).left_out == {}
