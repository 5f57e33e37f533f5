"""Bringing two employers together loses nothing, and taking them apart gives exactly what was there."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from employers.actions import change_employer
from employers.facts import EmployerFacts
from employers.lookalikes import known_by_kvk, lookalikes
from employers.merging.actions import merge, say_different, undo
from employers.merging.choices import BOTH, CHOOSABLE, KEPT, OTHER, OWN
from employers.merging.errors import NotTwo, UndoFirst
from employers.merging.holdings import CONTACT, EMPLOYER, ESTABLISHMENT, STAYS, all_keys, holdings, rules_with
from employers.merging.models import EmployerMerge, EmployerPair, PairVerdict
from employers.merging.moving import added_since
from employers.models import ContactMoment, ContactPerson, Employer, Establishment
from employers.queries import employers_visible_to, find_employer
from employers.record.queries import trade_names_of
from employers.vacancies.models import Vacancy
from matching.placements.models import Placement
from tests.employers.merging.whole import Firms, digest, sizes
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role, speaks_for
from werkbedrijf.foundation.audit import AuditEntry

SEEDS = st.integers(0, 10**6)
CHOICES = st.fixed_dictionaries({one.name: st.sampled_from((KEPT, OTHER, BOTH)) for one in CHOOSABLE})
QUICK = settings(
    max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def firms(session, make):
    make.region()
    make.parameters()
    return lambda seed=1: Firms(session, make, seed)


def at(session, model, employer):
    return session.scalar(select(func.count()).select_from(model).where(model.employer_id == employer.id))


@QUICK
@given(seed=SEEDS, choices=CHOICES)
def test_nothing_is_lost_and_undoing_gives_exactly_what_was_there(session, firms, seed, choices):
    drawn = firms(seed)
    kept, gone, other = drawn.employer(), drawn.employer(), drawn.employer(("Elders",))
    before, counted = digest(session), sizes(session)

    done = merge(session, drawn.manager, kept, gone, choices, on=MONDAY)

    made = {one["table"] for one in done.made}
    assert {name: number for name, number in sizes(session).items() if name not in made} == {
        name: number for name, number in counted.items() if name not in made
    }
    for holding in holdings(EMPLOYER):
        left = session.connection().scalar(
            select(func.count()).select_from(holding.table).where(holding.column == gone.id)
        )
        stayed = sum(
            one["stayed"]
            for one in done.moved
            if (one["table"], one["column"]) == (holding.table.name, holding.column.name)
        )
        assert left == stayed, holding.name
    assert other.merged_into_id is None

    assert undo(session, drawn.manager, done, on=MONDAY) == []
    assert digest(session) == before
    assert undo(session, drawn.manager, done, on=MONDAY) == []


@QUICK
@given(seed=SEEDS, choices=CHOICES)
def test_three_into_one_come_apart_in_either_order(session, firms, seed, choices):
    drawn = firms(seed)
    kept, second, third = (drawn.employer() for _ in range(3))
    before = digest(session)
    merges = [merge(session, drawn.manager, kept, gone, choices, on=MONDAY) for gone in (second, third)]

    for done in reversed(merges):
        undo(session, drawn.manager, done, on=MONDAY)

    assert digest(session) == before


def test_every_key_to_an_employer_goes_along_or_says_why_not():
    names = {one.name for target in (EMPLOYER, ESTABLISHMENT, CONTACT) for one in all_keys(target)}

    assert STAYS.keys() <= names, "a reason for a key that is gone"
    unnamed = [one.name for one in holdings(EMPLOYER) if not one.identity and one.table.name not in STAYS]
    assert unnamed == [], "rows that only their employer names cannot go along: say in STAYS why they stay"


def test_every_rule_against_doubles_can_be_asked(session):
    engine = session.connection().dialect.name
    for target in (EMPLOYER, ESTABLISHMENT, CONTACT):
        for holding in holdings(target):
            for columns, only in rules_with(holding.column, engine):
                assert columns, holding.name
                session.execute(select(func.count()).select_from(holding.table).where(only))


def test_every_fact_of_an_employer_is_chosen_or_stays_its_own():
    chosen = {column for one in CHOOSABLE for column in one.columns}

    assert {column.name for column in Employer.__table__.columns} == chosen | OWN


def test_the_old_reference_and_both_numbers_and_names_lead_to_the_kept_one(session, make, firms):
    manager = firms().manager
    kept, gone = make.employer("De Korenaar", kvk="11111111"), make.employer("Broodhuis Bos", kvk="22222222")

    merge(session, manager, kept, gone, {"kvk": OTHER}, on=MONDAY)

    assert find_employer(session, manager, gone.reference) is kept
    assert list(session.scalars(employers_visible_to(manager))) == [kept]
    assert [known_by_kvk(session, kvk).reference for kvk in ("11111111", "22222222")] == [kept.reference] * 2
    assert (kept.kvk, [row.name for row in trade_names_of(session, kept)]) == ("22222222", ["Broodhuis Bos"])
    assert [one.reference for one in lookalikes(session, "broodhuis")] == [kept.reference]


def test_a_chosen_name_leaves_the_other_findable(session, make, firms):
    kept, gone = make.employer("De Korenaar"), make.employer("Broodhuis Bos")

    merge(session, firms().manager, kept, gone, {"name": OTHER}, on=MONDAY)

    assert (kept.name, [row.name for row in trade_names_of(session, kept)]) == ("Broodhuis Bos", ["De Korenaar"])


def test_the_same_vestiging_is_one_and_work_at_it_goes_along(session, make, firms):
    manager = firms().manager
    kept, gone = make.employer(), make.employer()
    ours = make.establishment(kept, house_number="12", branch_number="000012345678")
    theirs = make.establishment(gone, house_number="12", branch_number="000012345678")
    vacancy = make.vacancy(theirs)

    done = merge(session, manager, kept, gone, {}, on=MONDAY)

    assert (vacancy.establishment, vacancy.employer, theirs.employer) == (ours, kept, gone)
    undo(session, manager, done, on=MONDAY)
    assert (vacancy.establishment, vacancy.employer) == (theirs, gone)


def test_a_placement_keeps_its_employer_and_its_workplace(session, make, firms):
    manager = firms().manager
    kept, placement = make.employer(), make.placement()
    gone = placement.formal_employer

    merge(session, manager, kept, gone, {}, on=MONDAY)

    placed = session.scalars(select(Placement)).one()
    assert (placed.formal_employer, placed.workplace.employer) == (kept, kept)


def test_who_speaks_for_both_speaks_for_the_kept_one_once(session, make, firms):
    manager = firms().manager
    kept, gone = make.employer(), make.employer()
    both, one = make.employer_user(kept, gone), make.employer_user(gone)

    done = merge(session, manager, kept, gone, {}, on=MONDAY)

    spoken = session.execute(select(speaks_for.c.user_id).where(speaks_for.c.employer_id == kept.id)).scalars().all()
    assert sorted(spoken) == sorted([both.id, one.id])
    undo(session, manager, done, on=MONDAY)
    spoken = session.execute(select(speaks_for.c.user_id).where(speaks_for.c.employer_id == gone.id)).scalars().all()
    assert sorted(spoken) == sorted([both.id, one.id])


def test_what_came_since_stays_and_what_is_at_a_vestiging_goes_with_it(session, make, firms):
    drawn = firms()
    manager, kept, gone = drawn.manager, make.employer(), make.employer()
    theirs = make.establishment(gone)
    done = merge(session, manager, kept, gone, {}, on=MONDAY)
    drawn.moment(kept)
    vacancy = make.vacancy(theirs)
    assert {one.table: one.goes for one in added_since(session.connection(), kept.id, done.marks)} == {
        "contact_moment": 1,
        "vacancy": 1,
    }

    undo(session, manager, done, on=MONDAY)

    assert (at(session, ContactMoment, kept), at(session, ContactMoment, gone)) == (1, 0)
    assert (vacancy.employer, at(session, Establishment, gone), at(session, Vacancy, kept)) == (gone, 1, 0)


def test_a_fact_that_somebody_changed_since_keeps_that(session, make, firms):
    manager = firms().manager
    kept, gone = make.employer("De Korenaar", kvk="11111111"), make.employer("Broodhuis", kvk="22222222")
    done = merge(session, manager, kept, gone, {"kvk": OTHER, "name": OTHER}, on=MONDAY)
    change_employer(session, manager, kept, EmployerFacts("Nieuw Brood", kvk="33333333"), on=MONDAY)
    session.flush()

    left = undo(session, manager, done, on=MONDAY)

    assert {"name", "kvk"} <= set(left)
    assert (kept.name, kept.kvk, gone.kvk) == ("Nieuw Brood", "33333333", "22222222")


def test_twice_and_crosswise_are_refused_and_the_last_is_undone_first(session, make, firms):
    manager = firms().manager
    first, second, third = make.employer(), make.employer(), make.employer()
    done = merge(session, manager, second, first, {}, on=MONDAY)

    for kept, gone in ((second, first), (first, second), (third, first), (third, third)):
        with pytest.raises(NotTwo):
            merge(session, manager, kept, gone, {}, on=MONDAY)
    merge(session, manager, third, second, {}, on=MONDAY)
    assert find_employer(session, manager, first.reference) is third
    with pytest.raises(UndoFirst, match="Maak dat eerst ongedaan"):
        undo(session, manager, done, on=MONDAY)


def test_it_stands_in_the_trail_of_both(session, make, firms):
    manager = firms().manager
    kept, gone = make.employer(), make.employer()
    done = merge(session, manager, kept, gone, {}, on=MONDAY)
    undo(session, manager, done, on=MONDAY)

    lines = session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "employer")).all()
    told = {(one.act, one.subject_reference) for one in lines}
    both = {kept.reference, gone.reference}
    assert {(act, one) for act in ("employer.merged", "employer.taken_apart") for one in both} <= told


def test_that_two_are_two_is_remembered_with_who_said_so(session, make, firms):
    manager = firms().manager
    first, second = make.employer(), make.employer()
    pair = EmployerPair(first_id=first.id, second_id=second.id, strength=80, signs=[], found_on=MONDAY)
    make._add(pair, "employerpair.made")

    say_different(session, manager, pair, on=MONDAY)
    say_different(session, manager, pair, on=MONDAY + timedelta(days=1))

    assert (pair.verdict, pair.decided_on, pair.decided_by_id) == (PairVerdict.DIFFERENT, MONDAY, manager.id)


def test_an_employer_sees_what_went_along(session, make, firms):
    manager = firms().manager
    kept, gone = make.employer(), make.employer()
    make.contact(gone)
    user = make.employer_user(gone)
    merge(session, manager, kept, gone, {}, on=MONDAY)

    actor = make.actor_of(user)
    assert actor.is_a(Role.EMPLOYER) and find_employer(session, actor, gone.reference) is kept
    assert (at(session, ContactPerson, kept), session.scalar(select(func.count(EmployerMerge.id)))) == (1, 1)


def test_facts_that_only_mean_something_together_stay_together(session, make, firms):
    manager = firms().manager
    kept, gone = make.employer("De Korenaar"), make.employer("Broodhuis", sbb_recognised=True)
    done = merge(session, manager, kept, gone, {}, on=MONDAY)
    assert kept.sbb_recognised
    until = MONDAY + timedelta(days=9)
    change_employer(
        session, manager, kept, EmployerFacts("De Korenaar", sbb_recognised=True, sbb_until=until), on=MONDAY
    )
    session.flush()

    undo(session, manager, done, on=MONDAY)

    assert (kept.sbb_recognised, kept.sbb_until) == (True, until)
