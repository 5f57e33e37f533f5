from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from candidates.actions import sign_off_candidate
from candidates.errors import SignedOff
from candidates.profile.actions import confirm_profile, save_profile, set_level
from candidates.profile.facts import facts_of
from candidates.profile.models import LevelChange, PoolRevision
from tests.candidates.telling import FACTS
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused, NotFound

TUESDAY = date(2026, 11, 24)


def test_what_was_told_is_what_is_kept(session, make):
    profile = save_profile(session, make.actor(Role.COACH), make.candidate(), FACTS, on=MONDAY)
    session.commit()
    session.expire_all()

    kept = facts_of(profile)
    assert kept.levels["lezen"] == 2
    assert kept.levels["tillen"] == 0
    assert kept.levels["lopen"] is None
    assert replace(kept, levels=FACTS.levels) == FACTS
    assert profile.confirmed_on == MONDAY


def test_a_level_that_changes_leaves_a_line_and_the_others_do_not(session, make):
    actor = make.actor(Role.COACH)
    profile = save_profile(session, actor, make.candidate(), FACTS, on=MONDAY)
    neighbour = save_profile(session, actor, make.candidate(), FACTS, on=MONDAY)
    assert session.scalars(select(LevelChange)).all() == []

    save_profile(session, actor, profile.candidate, replace(FACTS, levels={"lezen": 3, "tillen": 0}), on=TUESDAY)
    set_level(session, actor, profile, "lopen", 1, on=TUESDAY)
    set_level(session, actor, profile, "lopen", 1, on=TUESDAY)
    set_level(session, actor, profile, "lezen", None, on=TUESDAY)

    lines = session.scalars(select(LevelChange).order_by(LevelChange.id)).all()
    assert [(x.capability, x.before, x.after) for x in lines] == [
        ("lezen", 2, 3),
        ("lopen", None, 1),
        ("lezen", 3, None),
    ]
    assert {(x.profile_id, x.by_id, x.at) for x in lines} == {(profile.id, actor.id, session.info["at"])}
    assert facts_of(neighbour).levels["lezen"] == 2
    session.commit()


def test_every_change_gets_a_higher_number_in_the_pool(session, make):
    actor = make.actor(Role.COACH)
    one = save_profile(session, actor, make.candidate(), FACTS, on=MONDAY)
    two = save_profile(session, actor, make.candidate(), FACTS, on=MONDAY)
    assert two.pool_revision == one.pool_revision + 1
    set_level(session, actor, one, "lezen", 4, on=MONDAY)
    assert one.pool_revision == two.pool_revision + 1 == session.scalars(select(PoolRevision.last)).one()
    session.commit()


def test_confirming_moves_only_the_day(session, make):
    actor, profile = make.actor(Role.COACH), make.profile()
    before = profile.pool_revision
    confirm_profile(session, actor, profile.candidate, on=TUESDAY)
    assert (profile.confirmed_on, profile.pool_revision) == (TUESDAY, before)
    with pytest.raises(NotFound):
        confirm_profile(session, actor, make.candidate(), on=TUESDAY)
    session.commit()


def test_the_profile_of_who_left_stays_as_it_is(session, make):
    actor, candidate = make.actor(Role.COACH), make.candidate()
    sign_off_candidate(session, actor, candidate, on=MONDAY)
    with pytest.raises(SignedOff):
        save_profile(session, actor, candidate, FACTS, on=MONDAY)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("hours_min", {"hours_min": Decimal(0)}),
        ("hours_max", {"hours_max": Decimal(11)}),
        ("hours_max", {"hours_max": Decimal(61)}),
        ("hours_min", {"hours_min": Decimal("12.125")}),
        ("pc4", {"pc4": "0511"}),
        ("max_minutes", {"max_minutes": 0}),
        ("max_minutes", {"max_minutes": 241}),
        ("needs", {"needs": frozenset({"prikkelarm", "medicatie"})}),
        ("essentials", {"essentials": frozenset({"rustruimte"})}),
        ("times", {"times": frozenset({"ochtend"})}),
        ("certificates", {"certificates": frozenset({"diploma"})}),
        ("vetoes", {"vetoes": frozenset({"astronaut"})}),
        ("vetoes", {"vetoes": frozenset({"groen"})}),
        ("wishes", {"wishes": ("groen", "groen")}),
        ("wishes", {"wishes": ("groen", "bouw", "zorg_welzijn", "techniek")}),
        ("levels", {"levels": {"lezen": 5}}),
        ("levels", {"levels": {"toveren": 1}}),
        ("build_up", {"build_up": "x" * 301}),
        ("build_up", {"build_up": "Bouwt rustig op vanwege een burn-out."}),
        ("build_up", {"build_up": "Mag met Wajong 20 uur werken."}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(field, changes):
    with pytest.raises(InputRefused) as refused:
        replace(FACTS, **changes).checked()
    assert list(refused.value.problems) == [field]
