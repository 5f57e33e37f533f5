import pytest
from sqlalchemy import select

from matching.carving import actions, policy
from matching.carving.models import Carving
from matching.carving.queries import carvings_visible_to
from matching.carving.workflow import CarvingStatus
from tests.making import MONDAY
from tests.matching.carving.firm import Firm
from werkbedrijf.foundation.actors import Role

S = CarvingStatus


@pytest.fixture
def firm(make):
    return Firm(make)


def brought_to(firm, status):
    carving = firm.save()
    roads = {
        S.DRAFT: [],
        S.DISCUSSED: ["discuss"],
        S.AGREED: ["discuss", "agree"],
        S.DECLINED: ["decline"],
        S.PLACED: ["discuss", "agree", "make_place"],
    }
    words = {"agree": {"by": "Mia", "agreed_on": MONDAY}, "decline": {"reason": "Nee"}}
    for act in roads[status]:
        getattr(actions, act)(firm.session, firm.manager, carving, on=MONDAY, **words.get(act, {}))
    return carving


@pytest.mark.parametrize("status", S)
def test_the_list_and_the_door_agree_for_everybody(firm, make, status):
    carving = brought_to(firm, status)
    theirs = make.actor_of(make.employer_user(firm.employer))
    others = make.actor_of(make.employer_user(make.employer()))
    people = [theirs, others, *(make.actor(role) for role in Role if role not in {Role.EMPLOYER, Role.SYSTEM})]

    for actor in people:
        listed = firm.session.scalars(carvings_visible_to(actor)).all()
        assert (carving in listed) == bool(policy.may_see_carving(actor, carving=carving))
    assert bool(policy.may_see_carving(theirs, carving=carving)) == (status is not S.DRAFT)
    assert policy.may_see_carving(others, carving=carving).hidden


TABLE = {
    S.DRAFT: {"discuss", "decline"},
    S.DISCUSSED: {"agree", "decline"},
    S.AGREED: {"place", "decline"},
    S.DECLINED: set(),
    S.PLACED: set(),
}


@pytest.mark.parametrize("status", S)
def test_only_account_managers_take_the_steps_and_each_in_its_time(firm, make, status):
    carving = brought_to(firm, status)
    manager, coach = make.actor(), make.actor(Role.COACH)
    acts = ("discuss", "agree", "decline", "place")

    may = {act: getattr(policy, f"may_{act}") for act in acts}

    assert {act for act in acts if may[act](manager, carving=carving)} == TABLE[status]
    assert not any(may[act](coach, carving=carving) for act in acts)
    assert "accountmanagers" in may["agree"](coach, carving=carving).reason


def test_coaches_read_and_employers_do_not_come_to_the_workbench(firm, make):
    coach, manager = make.actor(Role.COACH), make.actor()
    employer = make.actor_of(make.employer_user(firm.employer))

    assert policy.may_see_workbench(coach, employer=firm.employer)
    assert not policy.may_carve(coach, employer=firm.employer)
    assert policy.may_carve(manager, employer=firm.employer)
    assert policy.may_see_workbench(employer, employer=firm.employer).hidden
    assert policy.may_carve(employer, employer=firm.employer).hidden


def test_tasks_leave_a_place_by_themselves_only_where_that_is_simple(firm, make):
    carving = brought_to(firm, S.PLACED)
    manager = make.actor()

    def verdict(source):
        return policy.may_lower(manager, carving=carving, source=source)

    assert verdict(firm.first)
    assert verdict(make.vacancy()).hidden
    firm.first.seats = 3
    assert "voor 3 mensen" in verdict(firm.first).reason
    firm.second.held = 1
    assert "voorgesteld of geplaatst" in verdict(firm.second).reason
    firm.second.held = 0
    actions.lower_source(firm.session, firm.manager, carving, firm.second, on=MONDAY)
    assert verdict(firm.second).reason == "Deze taken zijn al van de plek af."


def test_before_there_is_a_place_nothing_is_taken_off(firm):
    carving = brought_to(firm, S.AGREED)

    assert "Maak eerst de nieuwe plek" in policy.may_lower(firm.manager, carving=carving, source=firm.first).reason
    assert firm.session.scalars(select(Carving)).one() is carving
