"""Measuring a run: from the database to counts, once per run, and nothing but counts."""

import json
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import select

from candidates.registration.models import Regeling, RegelingPeriod
from employers.vacancies.workflow import VacancyStatus
from matching.allocation.actions import new_run
from matching.allocation.reading import inputs_of
from matching.allocation.running import finish, run_at_night, run_here, stored_of
from matching.allocation.settings import RunSettings, settings_on
from matching.allocation.solving import solve_region, solved
from matching.allocation.weights import RunWeights
from matching.core.learning import LearnedWeights
from matching.proposals.models import OutsideReason
from matching.proposals.shortlist import month_key
from matching.runs.models import AllocationChoice, ChoiceKind, RunKind
from matching.runs.outcome import packed
from matching.runs.queries import outcome_of
from tests.conftest import MONDAY, NOW
from tests.werkbedrijf.fairness.telling import PW, WAJONG
from werkbedrijf.administration.trail.words import is_known
from werkbedrijf.fairness.again import in_order, lists_again
from werkbedrijf.fairness.jobs import keep, measure_latest, measures_of
from werkbedrijf.fairness.measures import everybody, group
from werkbedrijf.fairness.models import FairnessReport
from werkbedrijf.fairness.queries import latest_report, monthly_reports, standing_report
from werkbedrijf.fairness.reading import decisions
from werkbedrijf.fairness.result import Measures
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import AuditEntry, record

SECRET = "only for tests"


def region(make):
    """Six who can do the one open place of two seats, one who cannot, and one without a profile."""
    make.parameters()
    vacancy = make.vacancy(seats=2)
    for number in range(6):
        candidate = make.profile().candidate
        make.regeling(candidate, Regeling.WAJONG if number % 2 else Regeling.PARTICIPATIEWET)
        if number == 1:
            make.regeling(candidate, Regeling.PARTICIPATIEWET)
    make.regeling(make.profile(level=0).candidate, Regeling.WSW)
    make.regeling(make.candidate(), Regeling.WSW)
    return vacancy


def allocate(session, day=MONDAY):
    inputs, settings, key = inputs_of(session, on=day), settings_on(session, day), month_key(SECRET, day)
    run = new_run(session, TIMETABLE, RunKind.ON_REQUEST, on=day)
    finish(session, run, stored_of(inputs, settings, key, solve_region(inputs, settings, key)))
    session.flush()
    return run


def test_a_run_is_counted_per_set_of_laws(session, make):
    region(make)
    found = measures_of(session, allocate(session), SECRET)

    assert (group(found.cells, PW).able, group(found.cells, WAJONG).able) == (4, 3)
    total = everybody(found.cells)
    assert (total.registered, total.pool, total.able, total.reached) == (8, 7, 6, 5)
    assert (found.spread.able, found.spread.distinct, found.places) == (6, 5, 1)
    assert found.priority.passed
    assert found.came_out_again
    assert (found.passed.by_anybody, found.passed.across) == (0, 0)
    assert total.listed == pytest.approx(5)
    assert total.expected == pytest.approx(5)


def test_a_run_by_learned_weights_is_measured_by_them(session, make):
    make.parameters()
    laws = (Regeling.WAJONG, Regeling.PARTICIPATIEWET, Regeling.WSW)
    for number in range(24):
        make.regeling(make.profile(pc4="7523", max_minutes=30 + 2 * number).candidate, laws[number % 3])
    for _ in range(3):
        make.vacancy()
    weights = RunWeights.of(
        LearnedWeights(alpha=-1, fit=1, geo=0, worst=1, travel=9),
        outcomes=812,
        learned_on=MONDAY,
        since=MONDAY,
        until=MONDAY,
    )
    run = run_here(session, SECRET, on=MONDAY, weights=weights)
    session.flush()

    found = measures_of(session, run, SECRET)
    assert found.priority.passed
    assert found.came_out_again
    assert found.spread.distinct < 15, "somebody has two proposals while others wait"
    assert (found.passed.by_anybody, found.passed.across) == (0, 0)

    inputs = inputs_of(session, on=MONDAY)
    stands = solved(inputs, RunSettings.from_dict(run.settings), month_key(SECRET, MONDAY))
    again = lists_again(stands, inputs.offers[::-1], inputs.demands[::-1])
    listed = outcome_of(run).lists
    assert {place: set(people) for place, people in again.items()} == {
        place: {row.person for row in rows} for place, rows in listed.items()
    }


def test_what_is_stored_reads_back_and_holds_nobody(session, make):
    region(make)
    found = measures_of(session, allocate(session), SECRET)

    stored = found.to_dict()
    assert Measures.from_dict(json.loads(json.dumps(stored))).to_dict() == stored
    assert "pseudonym" not in json.dumps(stored)
    assert "K-0" not in json.dumps(stored)


def test_other_laws_for_everybody_change_nothing_of_what_goes_into_a_run(session, make):
    region(make)
    before = packed(inputs_of(session, on=MONDAY).to_dict())[1]
    for period in session.scalars(select(RegelingPeriod)):
        period.regeling = Regeling.WSW if period.regeling is not Regeling.WSW else Regeling.WAJONG
        record(session, TIMETABLE, "regeling.changed", period)
    session.flush()

    assert packed(inputs_of(session, on=MONDAY).to_dict())[1] == before


def test_who_had_a_row_before_and_has_none_now_is_displaced(session, make):
    vacancy = region(make)
    allocate(session)
    vacancy.status = VacancyStatus.DRAFT
    record(session, TIMETABLE, "vacancy.changed", vacancy)
    session.info["at"] = NOW.replace(minute=59)
    found = everybody(measures_of(session, allocate(session), SECRET).cells)

    assert (found.covered_before, found.displaced, found.displaced_able) == (5, 5, 0)


def test_a_choice_of_a_coach_is_a_departure_from_the_list(session, make):
    vacancy = region(make)
    candidate = make.profile().candidate
    choice = AllocationChoice(
        candidate=candidate,
        vacancy=vacancy,
        kind=ChoiceKind.REMOVED,
        reason="Wil iets anders",
        by_id=candidate.coach_id,
        made_on=MONDAY,
    )
    session.add(choice)
    session.flush()
    record(session, TIMETABLE, "allocationchoice.made", choice)

    total = everybody(measures_of(session, allocate(session), SECRET).cells)
    assert (total.decisions, total.departures) == (1, 1)


def test_a_voordracht_from_the_list_follows_it_and_one_with_a_reason_departs(session, make):
    make.parameters()
    run = allocate(session)
    told = [
        (run.id, 1, None),
        (run.id, None, OutsideReason.WISH),
        # Nobody else was on the list, or there was no list: nothing to depart from.
        (run.id, None, None),
        (None, None, None),
    ]
    for run_id, rank, why in told:
        proposal = make.proposal()
        proposal.run_id, proposal.list_rank, proposal.outside_reason = run_id, rank, why
        record(session, TIMETABLE, "proposal.changed", proposal)
    session.flush()

    found = [other for _, other in decisions(session, MONDAY)]
    assert sorted(found) == [False, True]
    assert not decisions(session, MONDAY + timedelta(days=91))
    assert not decisions(session, MONDAY - timedelta(days=1))


def test_a_report_is_kept_with_a_line_in_the_trail(session, make):
    region(make)
    run = allocate(session)
    report = keep(session, run, measures_of(session, run, SECRET))

    line = session.scalars(select(AuditEntry).where(AuditEntry.act == "fairnessreport.measured")).one()
    assert line.subject_reference == f"meting {run.reference}" == report.reference
    assert is_known(line.act)


def test_the_first_report_of_a_month_stands_for_the_whole_month(session, make):
    region(make)
    days = [MONDAY.replace(month=10, day=3), MONDAY.replace(day=2), MONDAY]
    reports = []
    for day in days:
        run = allocate(session, day)
        reports.append(keep(session, run, measures_of(session, run, SECRET)))

    assert standing_report(session, MONDAY) is reports[1]
    assert latest_report(session, MONDAY) is reports[2]
    assert standing_report(session, MONDAY.replace(day=1)) is reports[0]
    assert monthly_reports(session, MONDAY) == reports[:2]
    assert standing_report(session, MONDAY.replace(month=9)) is None


def test_the_run_in_force_is_measured_once(database, stored):
    region(stored)
    stored.save()

    assert measure_latest(database, SECRET, at=NOW) == 0
    run_at_night(database, SECRET, at=NOW)
    assert [measure_latest(database, SECRET, at=NOW) for _ in range(2)] == [1, 0]
    with database.reading(at=NOW) as session:
        assert len(session.scalars(select(FairnessReport)).all()) == 1


def test_allocating_again_in_another_order_is_what_the_whole_road_gives(session, make):
    region(make)
    for number in range(8):
        make.vacancy(seats=1 + number % 2)
    inputs, settings, key = inputs_of(session, on=MONDAY), settings_on(session, MONDAY), month_key(SECRET, MONDAY)
    found = solved(inputs, settings, key)
    people, places = inputs.offers[::-1], inputs.demands[::-1]

    whole = solved(replace(inputs, offers=people, demands=places), settings, key)
    packed_rows = lists_again(found, people, places)

    assert packed_rows == whole.lists.lists == found.lists.lists
    moved = in_order(found.ground.people, np.arange(len(people))[::-1])
    assert moved.ids.tolist() != found.ground.people.ids.tolist()
