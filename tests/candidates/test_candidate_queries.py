from datetime import date

from candidates.actions import pause_candidate
from candidates.models import Candidate
from candidates.queries import (
    FILTERS,
    caseload,
    coaches_of,
    filters_for,
    find_coach,
    found_in_caseload,
    in_order_of_name,
    region,
    waiting_longest,
)
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.listing import Listing


def names(session, rows):
    return [row.last_name for row in session.scalars(rows)]


def person(make, coach, first, last, **values):
    return make.candidate(
        coach=coach, first_name=first, last_name=last, search_name=f"{first} {last}".lower(), **values
    )


def test_a_name_is_found_although_typed_loosely(session, make):
    coach = make.user(Role.COACH)
    actor = make.actor_of(coach)
    jansen = person(make, coach, "Jan", "Jansen")
    dijk = person(make, coach, "Sam", "van Dijk")
    amrani = person(make, coach, "Fatima", "el Amrani")
    person(make, make.user(Role.COACH), "Jan", "Jansen")

    assert found_in_caseload(session, actor, "jansen") == [jansen.id]
    assert found_in_caseload(session, actor, "van dyk") == [dijk.id]
    assert found_in_caseload(session, actor, "amrani fatma") == [amrani.id]
    assert found_in_caseload(session, actor, "xyz") == []
    assert found_in_caseload(session, actor, "–") == []
    assert found_in_caseload(session, actor, jansen.reference.lower()) == [jansen.id]


def test_the_best_found_comes_first(session, make):
    coach = make.user(Role.COACH)
    person(make, coach, "Anne", "Jansma")
    best = person(make, coach, "Anne", "Jansen")
    found = found_in_caseload(session, make.actor_of(coach), "jansen")
    listing = Listing(sort="naam", descending=False, page=1, query="jansen")
    assert session.scalars(caseload(make.actor_of(coach), listing, found)).first() is best


def test_the_own_list_sorts_and_filters(session, make):
    coach = make.user(Role.COACH)
    actor = make.actor_of(coach)
    make.profile(person(make, coach, "B", "Bakker"))
    make.profile(person(make, coach, "C", "Ceder", shown_since=None), levels="?" * 32)
    pause_candidate(session, actor, person(make, coach, "A", "aalbers"), on=MONDAY)
    make.profile()

    def shown(sort="naam", descending=False, **filters):
        listing = Listing(sort=sort, descending=descending, page=1, filters=filters)
        found = in_order_of_name(session, actor, listing) if sort == "naam" else None
        return names(session, caseload(actor, listing, found))

    assert shown() == ["aalbers", "Bakker", "Ceder"]
    assert shown(descending=True) == ["Ceder", "Bakker", "aalbers"]
    assert shown(status="pauze") == ["aalbers"]
    assert shown(zichtbaar="nee") == ["Ceder"]
    assert shown(profiel="compleet") == ["Bakker"]
    assert shown(profiel="vragen") == ["Ceder"]
    assert shown(profiel="geen") == ["aalbers"]

    counts = {f.name: dict(f.counts) for f in filters_for(session, actor)}
    assert counts == {
        "status": {"in_beeld": 2, "pauze": 1, "uitgeschreven": 0},
        "zichtbaar": {"ja": 2, "nee": 1},
        "profiel": {"compleet": 1, "vragen": 1, "geen": 1},
    }
    assert {name: set(values) for name, values in counts.items()} == {n: set(v) for n, v in FILTERS.items()}


def test_the_region_shows_who_looks_for_work_and_finds_by_reference(session, make):
    actor = make.actor(Role.COACH)
    one, two = make.profile().candidate, make.profile().candidate
    make.candidate()
    pause_candidate(session, actor, make.profile().candidate, on=MONDAY)
    listing = Listing(sort="kenmerk", descending=False, page=1)
    assert session.scalars(region(actor, listing)).all() == [one, two]
    found = Listing(sort="kenmerk", descending=False, page=1, query=two.reference)
    assert session.scalars(region(actor, found)).all() == [two]
    by_name = Listing(sort="kenmerk", descending=False, page=1, query=two.last_name)
    assert session.scalars(region(actor, by_name)).all() == []


def test_who_waits_longest_comes_first_and_can_be_left_out(session, make):
    coach = make.user(Role.COACH)
    actor = make.actor_of(coach)
    late = make.candidate(coach=coach, registered_on=date(2026, 6, 1))
    early = make.candidate(coach=coach, registered_on=date(2025, 6, 1))
    make.candidate(registered_on=date(2020, 1, 1))
    assert session.scalars(waiting_longest(actor)).all() == [early, late]
    assert session.scalars(waiting_longest(actor, {early.id})).all() == [late]
    query = waiting_longest(actor).with_only_columns(Candidate.id).limit(1)
    assert session.scalars(waiting_longest(actor, query)).all() == [late]


def test_coaches_are_those_of_the_partner(session, make):
    coach, other = make.user(Role.COACH), make.user(Role.COACH)
    make.user(Role.COACH, organisation=coach.organisation).is_active = False
    make.user(organisation=coach.organisation)
    assert session.scalars(coaches_of(coach.organisation_id)).all() == [coach]
    assert find_coach(session, coach.organisation_id, str(coach.id)) is coach
    assert find_coach(session, coach.organisation_id, other.id) is None
    assert find_coach(session, coach.organisation_id, "1; drop") is None
