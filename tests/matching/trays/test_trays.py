"""A kaartenmapje shows what enough people share, for as long as it may, and nobody who said no."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from candidates.actions import pause_candidate
from candidates.visibility import agree_visibility, withdraw_visibility
from matching.proposals.workflow import ProposalStatus
from matching.trays import actions, jobs
from matching.trays.errors import NoCardYet, NothingToTell, NotWanted
from matching.trays.models import Tray, TrayLook
from matching.trays.queries import find_tray, tray_behind
from matching.trays.telling import card_shown
from matching.trays.workflow import CardStatus, TrayStatus
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import OutboxMessage


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


def people(make, many, **values):
    return [make.profile(**values).candidate for _ in range(many)]


def tray_of(make, chosen, vacancy=None, agreed=True):
    manager = make.actor()
    tray = actions.make_tray(make.session, manager, vacancy or make.vacancy(), chosen, on=MONDAY)
    for card in tray.cards if agreed else ():
        actions.agree_card(make.session, make.actor_of(card.candidate.coach), card, on=MONDAY)
    return tray, manager


def shared(make, chosen, vacancy=None):
    tray, manager = tray_of(make, chosen, vacancy)
    return tray, actions.share_tray(make.session, manager, tray, on=MONDAY)


def told(session):
    return [row.key for row in session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))]


def test_a_link_opens_within_its_term_and_never_after(make):
    make.parameters()
    tray, token = shared(make, people(make, 1))
    last = MONDAY + timedelta(days=14)
    assert tray.open_until == last
    assert tray_behind(make.session, token, on=last) is tray
    assert tray_behind(make.session, token, on=last + timedelta(days=1)) is None
    assert jobs.expire_trays(make.session, on=last) == []
    assert jobs.expire_trays(make.session, on=last + timedelta(days=1)) == [tray]
    assert (tray.status, tray.token_digest) == (TrayStatus.EXPIRED, None)
    assert jobs.expire_trays(make.session, on=last + timedelta(days=1)) == []


def test_only_a_digest_of_the_link_is_kept(make):
    make.parameters()
    _, token = shared(make, people(make, 1))
    assert len(token) >= 43
    row = make.session.execute(select(Tray.__table__)).one()
    assert token not in str(row)
    assert token not in "".join(one.body for one in make.session.scalars(select(OutboxMessage)))
    assert tray_behind(make.session, token[:-1] + ("a" if token[-1] != "a" else "b"), on=MONDAY) is None


def test_a_new_link_ends_the_old_one_and_withdrawing_ends_it_at_once(make):
    make.parameters()
    tray, old = shared(make, people(make, 1))
    manager = make.actor_of(tray.made_by)
    new = actions.share_tray(make.session, manager, tray, on=MONDAY, ends=tray.link_mark)
    assert tray_behind(make.session, old, on=MONDAY) is None
    assert tray_behind(make.session, new, on=MONDAY) is tray
    actions.withdraw_tray(make.session, manager, tray, on=MONDAY)
    assert tray_behind(make.session, new, on=MONDAY) is None


def test_a_kaartenmapje_as_its_page_finds_it_is_shared_too(make):
    """A page reads the place and the maker along; only the kaartenmapje itself is held while the link is made."""
    make.parameters()
    tray, manager = tray_of(make, people(make, 1))
    make.session.commit()
    make.session.expunge_all()
    found = find_tray(make.session, manager, tray.reference)
    assert actions.share_tray(make.session, manager, found, on=MONDAY)


def test_nobody_is_shown_before_the_coach_says_yes(make):
    make.parameters()
    first, second = people(make, 2)
    tray, manager = tray_of(make, [first, second], agreed=False)
    with pytest.raises(NoCardYet):
        actions.share_tray(make.session, manager, tray, on=MONDAY)
    actions.agree_card(make.session, make.actor_of(first.coach), tray.cards[0], on=MONDAY)
    actions.decline_card(make.session, make.actor_of(second.coach), tray.cards[1], on=MONDAY)
    actions.share_tray(make.session, manager, tray, on=MONDAY)
    assert [card.candidate for card in actions.look(make.session, tray, on=MONDAY)] == [first]
    assert f"kaartenmapje:{tray.reference}:beantwoord:{tray.made_by_id}" in told(make.session)


def test_five_at_most(make):
    make.parameters()
    with pytest.raises(InputRefused):
        tray_of(make, people(make, 6))
    with pytest.raises(InputRefused):
        tray_of(make, [])


@pytest.mark.parametrize("how", ["candidate", "coach", "paused", "accepted", "placed"])
def test_whoever_is_no_longer_there_is_gone_at_the_next_opening_and_stays_gone(make, how):
    make.parameters()
    person, other = people(make, 2)
    tray, _ = shared(make, [person, other])
    coach = make.actor_of(person.coach)
    if how in {"candidate", "coach"}:
        who = "kandidaat" if how == "candidate" else "coach"
        withdraw_visibility(make.session, coach, person, who=who, on=MONDAY)
    elif how == "paused":
        pause_candidate(make.session, coach, person, on=MONDAY)
    else:
        proposal = make.proposal(candidate=person, status=ProposalStatus.ACCEPTED)
        if how == "placed":
            make.placement(proposal)
    assert [card.candidate for card in actions.look(make.session, tray, on=MONDAY)] == [other]
    if how == "candidate":
        agree_visibility(make.session, coach, person, who="kandidaat", on=MONDAY)
        assert [card.candidate for card in actions.look(make.session, tray, on=MONDAY)] == [other]
    assert tray.cards[0].status is CardStatus.GONE
    with pytest.raises(NotWanted):
        actions.want_more(make.session, tray, [tray.cards[0].code], on=MONDAY)


def test_a_yes_that_was_given_again_later_is_not_for_this_card(make):
    make.parameters()
    (person,) = people(make, 1)
    tray, _ = shared(make, [person])
    coach = make.actor_of(person.coach)
    withdraw_visibility(make.session, coach, person, who="kandidaat", on=MONDAY)
    tomorrow = MONDAY + timedelta(days=1)
    agree_visibility(make.session, coach, person, who="kandidaat", on=tomorrow)
    assert actions.look(make.session, tray, on=tomorrow) == []


def test_every_opening_is_a_line_for_the_coach_without_an_address(make):
    make.parameters()
    tray, _ = shared(make, people(make, 2))
    make.session.info["origin"] = ""
    actions.look(make.session, tray, on=MONDAY)
    actions.look(make.session, tray, on=MONDAY)
    assert len(make.session.scalars(select(TrayLook)).all()) == 4
    lines = make.session.scalars(select(AuditEntry).where(AuditEntry.act == "traycard.looked_at")).all()
    assert {(one.actor_id, one.actor_role, one.origin) for one in lines} == {(None, "iemand met de link", "")}
    assert all(one.person for one in lines)


def test_wanting_more_tells_the_coach_and_the_manager_once(make):
    make.parameters()
    tray, _ = shared(make, people(make, 2))
    card = tray.cards[0]
    before = len(told(make.session))
    for _ in range(3):
        actions.want_more(make.session, tray, [card.code], on=MONDAY)
    new = told(make.session)[before:]
    assert len(new) == len(set(new)) >= 2
    assert {f"kaart:{card.id}:meer:{card.candidate.coach_id}", f"kaart:{card.id}:meer:{tray.made_by_id}"} <= set(new)
    assert tray.cards[1].wanted_at is None


def test_a_name_of_a_card_is_the_same_at_one_place_and_another_at_the_next(make):
    make.parameters()
    chosen = people(make, 5)
    firm = make.establishment()
    here, there = make.vacancy(firm), make.vacancy(firm)
    first, again, elsewhere = (tray_of(make, chosen, place)[0] for place in (here, here, there))
    codes = [[card.code for card in tray.cards] for tray in (first, again, elsewhere)]
    assert codes[0] == codes[1]
    assert len(set(codes[0])) == 5
    # By lot: five that happen to be the same is one in billions.
    assert codes[0] != codes[2]


def test_a_card_that_would_point_at_someone_is_no_card(make):
    make.parameters(card_shared=5)
    with pytest.raises(NothingToTell):
        tray_of(make, people(make, 1))


def test_the_other_cards_do_not_count_as_people_behind_a_card(make):
    """Five alike, two of them in the mapje: who knows one leaves four behind the other."""
    make.parameters(card_shared=5)
    alike = people(make, 6)
    tray, _ = tray_of(make, alike[:2])
    assert all(card_shown(card.explanation).can for card in tray.cards)
    fresh = make.vacancy()
    with pytest.raises(NothingToTell):
        tray_of(make, alike[:3], fresh)


def test_everybody_a_reader_ever_read_of_is_taken_out_of_the_crowd(make):
    make.parameters(card_shared=5)
    alike, firm = people(make, 6), make.establishment()
    tray_of(make, alike[:1], make.vacancy(firm))
    tray_of(make, alike[1:2], make.vacancy(firm))
    with pytest.raises(NothingToTell):
        tray_of(make, alike[2:3], make.vacancy(firm))
    tray_of(make, alike[2:3], make.vacancy())
