import threading
from datetime import date

import pytest

from candidates.models import Candidate
from candidates.policy import may_see_registration
from candidates.registration.actions import (
    correct_entry,
    correct_regeling,
    end_entry,
    end_regeling,
    register_entry,
    register_regeling,
)
from candidates.registration.errors import EndsTooEarly, NothingChanged, Overlaps
from candidates.registration.models import EntryReason, Ground, Regeling, RegelingReason
from candidates.registration.queries import (
    RegisterPeriod,
    in_register_on,
    regelingen_on,
    register_periods,
    replaced_entries_of,
    replaced_regelingen_of,
)
from tests.conftest import NOW
from tests.making import Make
from werkbedrijf.foundation.actors import Role, User, actor_for


@pytest.fixture
def actor(make):
    return make.actor(Role.COACH)


MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def on_list(session, day):
    return set(session.scalars(in_register_on(day)))


def test_someone_counts_from_the_first_day_up_to_the_last(session, make):
    actor, candidate, neighbour = make.actor(Role.COACH), make.candidate(), make.candidate()
    entry = register_entry(session, actor, candidate, Ground.WAJONG, starts_on=JUNE)
    register_entry(session, actor, neighbour, Ground.PRO, starts_on=MAY, ends_on=JUNE)
    end_entry(session, actor, entry, ends_on=JULY)

    assert on_list(session, MAY) == {neighbour.id}
    assert on_list(session, JUNE) == {candidate.id}
    assert on_list(session, JULY) == set()
    session.commit()


def test_periods_of_many_come_at_once(session, make):
    actor, candidate, neighbour = make.actor(Role.COACH), make.candidate(), make.candidate()
    register_entry(session, actor, candidate, Ground.VSO, starts_on=JUNE)
    register_entry(session, actor, candidate, Ground.PW_COLLEGE, starts_on=MAY, ends_on=JUNE)

    periods = register_periods(session, [candidate.id, neighbour.id])
    assert [p.ground for p in periods[candidate.id]] == [Ground.PW_COLLEGE, Ground.VSO]
    assert [p.holds_on(JUNE) for p in periods[candidate.id]] == [False, True]
    assert neighbour.id not in periods


def test_two_periods_in_the_register_do_not_overlap(session, make):
    actor, candidate = make.actor(Role.COACH), make.candidate()
    register_entry(session, actor, candidate, Ground.WAJONG, starts_on=JUNE)
    with pytest.raises(Overlaps, match="1 jun 2026, zonder einddatum"):
        register_entry(session, actor, candidate, Ground.PRO, starts_on=MAY, ends_on=JULY)
    register_entry(session, actor, candidate, Ground.PRO, starts_on=MAY, ends_on=JUNE)
    register_entry(session, actor, make.candidate(), Ground.PRO, starts_on=MAY)
    session.commit()


def test_the_next_period_may_begin_on_the_day_the_last_one_ends(session, make):
    actor, candidate = make.actor(Role.COACH), make.candidate()
    register_entry(session, actor, candidate, Ground.PRO, starts_on=MAY, ends_on=JUNE)
    register_entry(session, actor, candidate, Ground.WAJONG, starts_on=JUNE)
    session.commit()


def test_one_person_may_come_under_several_regelingen_but_not_twice_under_one(session, make):
    actor, candidate = make.actor(Role.COACH), make.candidate()
    register_regeling(session, actor, candidate, Regeling.WAJONG, starts_on=MAY)
    period = register_regeling(session, actor, candidate, Regeling.WSW, starts_on=MAY)
    with pytest.raises(Overlaps):
        register_regeling(session, actor, candidate, Regeling.WSW, starts_on=JUNE)
    end_regeling(session, actor, period, ends_on=JUNE)

    assert regelingen_on(session, [candidate.id], MAY) == {candidate.id: {Regeling.WAJONG, Regeling.WSW}}
    assert regelingen_on(session, [candidate.id], JUNE) == {candidate.id: {Regeling.WAJONG}}
    session.commit()


def test_a_period_lasts_at_least_a_day(session, make):
    with pytest.raises(EndsTooEarly):
        register_entry(session, make.actor(), make.candidate(), Ground.VSO, starts_on=JUNE, ends_on=JUNE)


def test_an_end_that_moves_may_not_run_into_the_next_period(session, make):
    actor, candidate = make.actor(Role.COACH), make.candidate()
    entry = register_entry(session, actor, candidate, Ground.PRO, starts_on=MAY, ends_on=JUNE)
    register_entry(session, actor, candidate, Ground.WAJONG, starts_on=JUNE)
    period = register_regeling(session, actor, candidate, Regeling.WAJONG, starts_on=MAY, ends_on=JUNE)
    register_regeling(session, actor, candidate, Regeling.WAJONG, starts_on=JUNE)

    with pytest.raises(Overlaps):
        end_entry(session, actor, entry, ends_on=JULY)
    with pytest.raises(Overlaps):
        end_regeling(session, actor, period, ends_on=JULY)


def test_two_doors_at_once_do_not_both_find_the_days_free(postgresql):
    session = postgresql.session(at=NOW)
    made = Make(session)
    candidate_id, coach_id = made.candidate().id, made.user(Role.COACH).id
    session.commit()
    session.close()
    gate, refused = threading.Barrier(2), []

    def enter():
        try:
            with postgresql.transaction(at=NOW) as own:
                candidate = own.get_one(Candidate, candidate_id)
                actor = actor_for(own, own.get_one(User, coach_id))
                gate.wait(timeout=10)
                register_entry(own, actor, candidate, Ground.PRO, starts_on=JUNE)
                own.flush()
        except Overlaps:
            refused.append(True)

    doors = [threading.Thread(target=enter) for _ in range(2)]
    for door in doors:
        door.start()
    for door in doors:
        door.join(timeout=30)

    assert refused == [True]


def test_putting_an_entry_right_keeps_what_stood_there_with_the_reason(session, make, actor):
    entry = register_entry(session, actor, make.candidate(), Ground.VSO, starts_on=date(2025, 1, 1))

    correct_entry(
        *(session, actor, entry, Ground.PRO),
        starts_on=date(2025, 2, 1),
        ends_on=None,
        reason=EntryReason.LETTER,
        on=date(2026, 5, 1),
    )

    (before,) = session.scalars(replaced_entries_of(entry.candidate))
    assert (before.ground, before.starts_on, before.reason) == (Ground.VSO, date(2025, 1, 1), EntryReason.LETTER)
    assert register_periods(session, [entry.candidate_id])[entry.candidate_id] == [
        RegisterPeriod(Ground.PRO, date(2025, 2, 1), None)
    ]


def test_putting_an_entry_right_may_not_run_into_another(session, make, actor):
    candidate = make.candidate()
    register_entry(session, actor, candidate, Ground.VSO, starts_on=date(2024, 1, 1), ends_on=date(2025, 1, 1))
    entry = register_entry(session, actor, candidate, Ground.PRO, starts_on=date(2025, 1, 1))
    facts = {"ends_on": None, "reason": EntryReason.MISTAKE, "on": date(2026, 5, 1)}

    with pytest.raises(Overlaps):
        correct_entry(session, actor, entry, Ground.PRO, starts_on=date(2024, 12, 31), **facts)
    with pytest.raises(NothingChanged):
        correct_entry(session, actor, entry, Ground.PRO, starts_on=date(2025, 1, 1), **facts)
    assert session.scalars(replaced_entries_of(candidate)).all() == []


def test_an_entry_that_did_not_belong_here_counts_no_more_and_stays_readable(session, make, actor):
    entry = register_entry(session, actor, make.candidate(), Ground.VSO, starts_on=date(2025, 1, 1))
    candidate, day = entry.candidate, date(2026, 5, 1)

    correct_entry(
        *(session, actor, entry, Ground.VSO), starts_on=day, ends_on=None, reason=EntryReason.WITHDRAWN, on=day
    )
    session.flush()

    assert candidate.id not in session.scalars(in_register_on(day)).all()
    assert [one.reason for one in session.scalars(replaced_entries_of(candidate))] == [EntryReason.WITHDRAWN]


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.ALDERMAN, Role.AUDITOR, Role.ADMINISTRATOR, Role.COORDINATOR])
def test_nobody_sees_the_ground_but_who_keeps_the_file(make, role):
    candidate = make.candidate()
    own = make.user(Role.ACCOUNT_MANAGER, organisation=candidate.organisation)
    elsewhere = (make.user(Role.ACCOUNT_MANAGER), make.user(Role.COACH))

    assert may_see_registration(make.actor_of(candidate.coach), candidate=candidate)
    assert may_see_registration(make.actor_of(own), candidate=candidate)
    for actor in (make.actor(role), *map(make.actor_of, elsewhere)):
        assert may_see_registration(actor, candidate=candidate).hidden


def test_putting_a_regeling_right_keeps_what_stood_there_with_the_reason(session, make, actor):
    period = register_regeling(session, actor, make.candidate(), Regeling.WSW, starts_on=MAY)
    told = {"starts_on": JUNE, "ends_on": None, "reason": RegelingReason.LETTER, "on": JULY}

    correct_regeling(session, actor, period, Regeling.WAJONG, **told)

    person = period.candidate
    (before,) = session.scalars(replaced_regelingen_of(person))
    assert (before.regeling, before.starts_on, before.ends_on) == (Regeling.WSW, MAY, None)
    assert (before.reason, before.replaced_on) == (RegelingReason.LETTER, JULY)
    assert regelingen_on(session, [person.id], MAY) == {}
    assert regelingen_on(session, [person.id], JUNE) == {person.id: {Regeling.WAJONG}}
    with pytest.raises(NothingChanged):
        correct_regeling(session, actor, period, Regeling.WAJONG, **told)
    session.commit()


def test_a_regeling_that_did_not_belong_here_is_taken_out_and_stays_readable(session, make, actor):
    period = register_regeling(session, actor, make.candidate(), Regeling.WSW, starts_on=MAY)
    person = period.candidate
    told = {"starts_on": MAY, "ends_on": None, "reason": RegelingReason.WITHDRAWN, "on": JULY}

    correct_regeling(session, actor, period, Regeling.WSW, **told)
    session.flush()

    assert regelingen_on(session, [person.id], JUNE) == {}
    assert [row.regeling for row in session.scalars(replaced_regelingen_of(person))] == [Regeling.WSW]
    session.commit()


def test_a_regeling_put_right_stays_out_of_the_days_of_another_of_the_same_law(session, make, actor):
    person = make.candidate()
    register_regeling(session, actor, person, Regeling.WAJONG, starts_on=JUNE)
    period = register_regeling(session, actor, person, Regeling.WSW, starts_on=MAY)
    told = {"ends_on": None, "reason": RegelingReason.MISTAKE, "on": JULY}

    with pytest.raises(Overlaps):
        correct_regeling(session, actor, period, Regeling.WAJONG, starts_on=MAY, **told)
    with pytest.raises(EndsTooEarly):
        correct_regeling(session, actor, period, Regeling.WSW, starts_on=JUNE, **told | {"ends_on": JUNE})
    assert list(session.scalars(replaced_regelingen_of(person))) == []
