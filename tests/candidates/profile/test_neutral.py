"""What stands for what nobody asked yet: the same for everybody, a whole month."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from candidates.profile.actions import set_level
from candidates.profile.jobs import set_month
from candidates.profile.models import NeutralLevels
from candidates.profile.neutral import levels_of, neutral_months, set_neutral_levels
from candidates.profile.offer import known_points
from candidates.profile.pool import fresh_people
from candidates.registration.models import Regeling
from employers.vacancies.demand import demand_of
from matching.core.catalogue import CAPABILITY_CODES
from matching.core.kernel import rank
from matching.core.travel import TravelTimes
from tests.conftest import MONDAY, NOW
from werkbedrijf.foundation.actors import TIMETABLE, Role
from werkbedrijf.foundation.audit import AuditEntry

LEZEN = CAPABILITY_CODES.index("lezen")
DECEMBER = datetime(2026, 12, 1, 0, 5, tzinfo=UTC)


def neutral_now(session):
    session.commit()
    return int(fresh_people(session).people.neutral[LEZEN])


def test_a_month_has_one_value_whatever_changes_in_it(session, make):
    people = [make.profile(level=1) for _ in range(3)]
    assert set_month(session, on=MONDAY) == 1
    for profile in people:
        set_level(session, make.actor(Role.COACH), profile, "lezen", 4, on=MONDAY)

    assert neutral_now(session) == 1
    assert set_month(session, on=MONDAY) == 0
    row = session.scalars(neutral_months()).one()
    assert (row.month, row.people, levels_of(row)["lezen"]) == (date(2026, 11, 1), 3, 1)


def test_the_next_month_takes_the_levels_of_then_and_the_earlier_month_stays(session, make):
    profile = make.profile(level=1)
    set_month(session, on=MONDAY)
    set_level(session, make.actor(Role.COACH), profile, "lezen", 4, on=MONDAY)
    session.commit()

    session.info["at"] = DECEMBER
    assert set_month(session, on=DECEMBER.date()) == 1
    assert neutral_now(session) == 4
    session.info["at"] = NOW
    assert neutral_now(session) == 1
    assert [levels_of(row)["lezen"] for row in session.scalars(neutral_months())] == [4, 1]


def test_until_a_month_is_set_the_levels_of_now_stand_in(session, make):
    assert set_month(session, on=MONDAY) == 0
    profile = make.profile(level=3)
    assert neutral_now(session) == 3
    set_level(session, make.actor(Role.COACH), profile, "lezen", 2, on=MONDAY)
    assert neutral_now(session) == 2


def test_the_value_is_over_everybody_whatever_regeling_or_organisation(session, make):
    for level, regeling in ((1, Regeling.WAJONG), (1, Regeling.WSW), (3, Regeling.PARTICIPATIEWET)):
        make.regeling(make.profile(level=level).candidate, regeling)
    unknown = [make.profile(levels="?" * 32) for _ in range(2)]
    for profile, regeling in zip(unknown, (Regeling.WAJONG, Regeling.PARTICIPATIEWET), strict=True):
        make.regeling(profile.candidate, regeling)
    set_neutral_levels(session, TIMETABLE, on=MONDAY)
    session.commit()

    people = fresh_people(session).people
    stand_ins = {int(people.levels[LEZEN, people.row(profile.pseudonym)]) & 7 for profile in unknown}
    assert stand_ins == {1}


@pytest.mark.parametrize("level", [2, 3, 4])
def test_an_answer_at_or_above_the_value_never_lowers_anybody(session, make, level):
    for _ in range(3):
        make.profile(level=2)
    profile, vacancy = make.profile(levels="?" * 32), make.vacancy()
    set_month(session, on=MONDAY)

    def points():
        session.commit()
        people = fresh_people(session).people
        ranking = rank(people, demand_of(vacancy), limit=9, hash_key=b"k", travel=TravelTimes(known_points()))
        return {row.id: row.points for row in ranking}

    before = points()
    for code in ("lopen", "nauwkeurig", "handen", "tillen"):
        set_level(session, make.actor(Role.COACH), profile, code, level, on=MONDAY)
        after = points()
        assert all(after[id_] >= before[id_] for id_ in before)
        assert {i: p for i, p in after.items() if i != profile.pseudonym} == {
            i: p for i, p in before.items() if i != profile.pseudonym
        }
        before = after


def test_setting_a_month_is_in_the_trail(session, make):
    make.profile()
    set_month(session, on=MONDAY)
    session.commit()

    entry = session.scalars(select(AuditEntry).where(AuditEntry.act == "neutral_levels.set")).one()
    assert entry.subject_reference == "2026-11"
    assert session.scalars(select(NeutralLevels)).one().reference == "2026-11"
