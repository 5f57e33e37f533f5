from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from candidates.profile.actions import save_profile
from candidates.profile.facts import facts_of
from candidates.profile.offer import COLUMNS, offer_of
from candidates.registration.models import Ground, Regeling
from matching.core.language import Offer
from tests.candidates.telling import FACTS
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role


def test_an_offer_says_what_the_profile_says(session, make):
    profile = save_profile(session, make.actor(Role.COACH), make.candidate(), FACTS, on=MONDAY)
    session.commit()
    session.expire_all()
    offer = offer_of(profile, history=2)

    assert offer.id == profile.pseudonym
    assert {code: level for code, level in offer.levels.items() if level is not None} == {"lezen": 2, "tillen": 0}
    assert (offer.hours_min, offer.hours_max) == (Decimal(12), Decimal("25.5"))
    assert (offer.travel.mode, offer.travel.max_minutes, offer.pc4) == ("fiets", 45, "7511")
    assert (offer.need, offer.essential) == ({"jobcoach", "prikkelarm"}, {"prikkelarm"})
    assert (offer.times, offer.certificates) == ({"avond"}, {"rijbewijs_b"})
    assert (offer.veto, offer.wishes, offer.history) == ({"horeca"}, ("groen", "logistiek"), 2)


@pytest.mark.parametrize(
    "change",
    [
        {"first_name": "Fatima", "last_name": "Yılmaz", "search_name": "fatima yilmaz"},
        {"born_on": date(1966, 2, 3)},
        {"gemeente_code": "GM0163"},
        {"email": "iemand@voorbeeld.example", "phone": "0612345678"},
    ],
)
def test_who_someone_is_never_reaches_the_offer(session, make, change):
    candidate = make.candidate()
    profile = make.profile(candidate)
    before = offer_of(profile)
    for name, value in change.items():
        setattr(candidate, name, value)
    assert offer_of(profile) == before


def test_the_law_someone_comes_under_never_reaches_the_offer(session, make):
    candidate = make.candidate()
    profile = make.profile(candidate)
    before = offer_of(profile)
    for regeling in Regeling:
        make.regeling(candidate, regeling)
    for ground in Ground:
        make.register_entry(candidate, ground)
    candidate.organisation = make.organisation()
    assert offer_of(profile) == before


def test_nothing_else_can_be_read_for_matching():
    allowed = {"pseudonym", "levels", "needs", "essentials", "hours_min", "hours_max", "pc4", "mode", "max_minutes"}
    allowed |= {"times", "certificates", "vetoes", "wishes"}
    assert {column.key for column in COLUMNS} == allowed
    assert {field.name for field in fields(Offer)}.isdisjoint({"name", "regeling", "ground", "born_on", "gemeente"})


def test_telling_the_same_again_gives_the_same_offer(session, make):
    profile = make.profile(levels="01234?" * 5 + "??", needs=5, essentials=4, vetoes=2, wishes=["groen"])
    before = offer_of(profile)
    save_profile(session, make.actor(Role.COACH), profile.candidate, replace(facts_of(profile)), on=MONDAY)
    assert offer_of(profile) == before
