"""How long work lasts, of the whole region: figures of last month, of groups alone, also of who was erased since."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from employers.vacancies.kinds import VacancyKind
from matching.aftercare.staying.freezing import freeze_staying
from matching.aftercare.staying.keeping import keep_spells
from matching.aftercare.staying.models import KeptSpell
from matching.aftercare.staying.queries import as_of, curves_on, spells_until
from matching.aftercare.survival import Spell
from matching.placements.workflow import PlacementStatus
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role

LATER = MONDAY + timedelta(days=70)


def test_figures_are_those_of_the_month_before():
    assert as_of(date(2026, 11, 23)) == date(2026, 10, 31) == as_of(date(2026, 11, 1))


def test_work_that_runs_counts_until_the_day_of_the_figures_and_what_was_planned_or_called_off_does_not(make):
    ended = make.placement(status=PlacementStatus.ENDED, ended_on=MONDAY + timedelta(days=30))
    running = make.placement()
    make.placement(status=PlacementStatus.PLANNED)
    make.placement(status=PlacementStatus.CANCELLED)

    found = spells_until(make.session, MONDAY + timedelta(days=29))
    later = spells_until(make.session, MONDAY + timedelta(days=59))

    both = {ended.candidate_id, running.candidate_id}
    assert set(found[VacancyKind.GARANTIEBAAN]) == {Spell(30, False, one) for one in both}
    assert set(later[VacancyKind.GARANTIEBAAN]) == {
        Spell(30, True, ended.candidate_id),
        Spell(60, False, running.candidate_id),
    }


def test_a_kind_with_too_few_people_is_named_and_not_shown(make):
    for _ in range(3):
        make.placement()
    assert [freeze_staying(make.session, on=LATER) for _ in range(2)] == [1, 0]

    last_day, smallest, curves, kept_back = curves_on(make.session, LATER)

    assert (last_day, smallest, curves, kept_back) == (as_of(LATER), 10, {}, [VacancyKind.GARANTIEBAAN])


def test_of_who_is_erased_the_weeks_stay_and_nobody(make):
    placement = make.placement(status=PlacementStatus.ENDED, ended_on=MONDAY + timedelta(days=30))

    assert keep_spells(make.session, placement.candidate, on=LATER) == 1
    make.session.flush()

    (kept,) = make.session.scalars(select(KeptSpell))
    assert (kept.kind, kept.weeks, kept.ended) == (VacancyKind.GARANTIEBAAN, 4, True)
    assert {column.name for column in KeptSpell.__table__.columns} == {"id", "kind", "weeks", "ended"}


def test_what_is_put_right_later_changes_nothing_that_was_published(make):
    make.parameters()
    for number in range(60):
        make.session.add(KeptSpell(kind=VacancyKind.LEERWERKPLEK, weeks=110 if number % 2 else 20, ended=True))
    make.session.flush()
    freeze_staying(make.session, on=LATER)
    before = curves_on(make.session, LATER)

    make.session.add(KeptSpell(kind=VacancyKind.LEERWERKPLEK, weeks=1, ended=True))
    make.session.flush()

    assert freeze_staying(make.session, on=LATER + timedelta(days=1)) == 0
    assert curves_on(make.session, LATER + timedelta(days=1)) == before
    assert before[2][VacancyKind.LEERWERKPLEK].about == 60


@pytest.fixture
def many(stored, monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    stored.region()
    stored.parameters()
    for number in range(12):
        stored.session.add(KeptSpell(kind=VacancyKind.LEERWERKPLEK, weeks=60 if number else 30, ended=not number))
    stored.session.flush()
    freeze_staying(stored.session, on=NOW.date())
    return stored


@pytest.mark.parametrize("role", [Role.ALDERMAN, Role.COORDINATOR, Role.ACCOUNT_MANAGER])
def test_the_page_shows_the_curve_and_says_the_same_in_a_table(client, many, role):
    page = client.sign_in_as(many.user(role)).get("/blijven-werken")

    assert "Na 12 maanden werkt nog 75 procent of meer op dezelfde plek (tussen 45 en 100)" in page.text
    assert "tot en met zaterdag 31 oktober 2026" in page.text


def test_a_coach_and_an_employer_have_no_such_page(client, many):
    client.sign_in_as(many.user(Role.COACH)).get("/blijven-werken", status=404)
    client.sign_in_as(many.employer_user(many.employer())).get("/blijven-werken", status=404)
