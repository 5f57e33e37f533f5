"""What an employer reads before an invitation fits at least five people of the region; the whole card comes with it."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from sqlalchemy import select

from candidates.actions import pause_candidate
from candidates.profile.models import Mode, Profile
from candidates.profile.pool import fresh_people
from employers.vacancies.demand import demand_of
from matching.core.language import TravelMode
from matching.proposals import jobs
from matching.proposals.actions import invite
from matching.proposals.card import Card, card_of
from matching.proposals.keeping_back import KEPT_BACK, rungs_of
from matching.proposals.pages import card_for_employer
from matching.proposals.shortlist import neutral_of, travel_times
from matching.proposals.shown import Shown, shown_of
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.audit import AuditEntry

EMPTY = Card((), 0, (), (), (), (), "", "", "", "", (), (), ())


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


def person(make, **values):
    return make.profile(**values).candidate


ODD = {"hours_min": Decimal(13), "mode": Mode.TRANSIT, "needs": 0b101}


def test_a_card_that_fits_one_person_alone_shows_nothing(make):
    make.parameters(card_shared=5)
    assert card_for_employer(make.proposal(candidate=person(make, **ODD))) == EMPTY


def test_a_card_that_fits_five_people_is_whole(make):
    make.parameters(card_shared=5)
    everybody = [person(make, **ODD) for _ in range(5)]
    proposal = make.proposal(candidate=everybody[2])
    assert card_for_employer(proposal) == card_of(Shown.from_dict(proposal.explanation))
    assert proposal.explanation[KEPT_BACK] == {}


def test_what_is_rare_is_left_out_and_the_rest_stays(make):
    make.parameters(card_shared=5)
    for _ in range(5):
        person(make)
    card = card_for_employer(make.proposal(candidate=person(make, **ODD)))
    assert card.can
    assert (card.hours, card.travel) == ("ongeveer 8 tot 32 uur per week", "")
    assert not (card.we_arrange or card.you_arrange or card.works_best_with)


def test_the_whole_card_comes_with_the_invitation(make):
    make.parameters(card_shared=5)
    proposal = make.proposal(candidate=person(make, **ODD))
    invite(make.session, make.actor_of(proposal.candidate.coach), proposal, on=MONDAY)
    assert card_for_employer(proposal) == card_of(Shown.from_dict(proposal.explanation))


def test_a_card_that_was_never_compared_shows_nothing_until_the_night(make):
    make.parameters(card_shared=5)
    proposal = make.proposal(candidate=[person(make) for _ in range(5)][2])
    proposal.explanation = {key: value for key, value in proposal.explanation.items() if key != KEPT_BACK}
    assert card_for_employer(proposal) == EMPTY
    jobs.tell_less(make.session, on=MONDAY)
    assert card_for_employer(proposal).can


def test_the_night_takes_away_what_too_few_share_by_now_and_gives_nothing_back(make):
    make.parameters(card_shared=5)
    everybody = [person(make, **ODD) for _ in range(5)] + [person(make) for _ in range(5)]
    proposal = make.proposal(candidate=everybody[0])
    whole = card_for_employer(proposal)
    assert jobs.tell_less(make.session, on=MONDAY) == []

    pause_candidate(make.session, make.actor_of(everybody[1].coach), everybody[1], on=MONDAY)
    assert jobs.tell_less(make.session, on=MONDAY) == [proposal]
    less = card_for_employer(proposal)
    assert less != whole and not less.travel
    assert jobs.tell_less(make.session, on=MONDAY + timedelta(days=1)) == []

    for _ in range(5):
        person(make, **ODD)
    assert jobs.tell_less(make.session, on=MONDAY) == []
    assert card_for_employer(proposal) == less
    noted = select(AuditEntry).where(AuditEntry.act == "proposal.told_less")
    assert [entry.subject_reference for entry in make.session.scalars(noted)] == [proposal.reference]


def test_every_card_of_a_region_fits_five_people(make):
    """Held against the slow way: the card of everybody, told as far as this card is told."""
    make.parameters(card_shared=5)
    random = Random(7)
    places = [make.vacancy(seats=20) for _ in range(3)]
    people = [_drawn(make, random) for _ in range(60)]
    proposals = [make.proposal(random.choice(places), one) for one in random.sample(people, 15)]

    neutral, profiles = neutral_of(fresh_people(make.session)), make.session.scalars(select(Profile)).all()
    told = 0
    for proposal in proposals:
        mine, rungs = card_for_employer(proposal), rungs_of(proposal.explanation)
        cards = [_card(proposal.vacancy, profile, neutral, rungs) for profile in profiles]
        assert cards.count(mine) >= 5, mine
        told += mine != EMPTY
    assert told >= 10


def _drawn(make, random):
    return person(
        make,
        levels="".join(random.choices("1234?", (1, 2, 6, 4, 1), k=32)),
        hours_min=Decimal(random.choice((8, 12, 16))),
        hours_max=Decimal(random.choice((24, 28, 32, 36))),
        pc4=random.choice(("7511", "7521", "7551")),
        mode=random.choice((Mode.BICYCLE, Mode.TRANSIT, Mode.CAR)),
        max_minutes=90,
        needs=sum(1 << bit for bit in range(6) if random.random() < 0.15),
        times=random.choice((0, 0, 1, 4)),
    )


def _card(vacancy, profile, neutral, rungs):
    minutes = travel_times().minutes(profile.pc4, vacancy.establishment.pc4, TravelMode(profile.mode.value))
    shown = shown_of(profile, demand_of(vacancy), minutes=minutes, neutral=neutral, tau=Fraction(4, 5), on=MONDAY)
    return card_of(shown, rungs)


def test_two_places_show_nothing_to_join_one_person_by(client, stored):
    stored.region()
    stored.parameters(card_shared=5)
    everybody = [person(stored) for _ in range(6)]
    proposals = [stored.proposal(candidate=everybody[0]) for _ in range(2)]
    stored.save()
    pages = []
    for proposal in proposals:
        client.sign_in_as(stored.employer_user(proposal.vacancy.employer))
        pages.append(client.get(f"/voordrachten/{proposal.reference}").text)
    joined = {everybody[0].reference, everybody[0].uuid, stored.session.scalars(select(Profile.pseudonym)).first()}
    assert not [trace for trace in joined for page in pages if trace and trace in page]
    assert proposals[0].reference not in pages[1] and proposals[1].reference not in pages[0]
    assert "Niet alles staat hier" in pages[0]
