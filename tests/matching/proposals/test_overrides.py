"""Going past the order asks why, the answer is kept and counted, and what cannot be done is refused on the server."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from candidates.profile.models import Profile
from matching.proposals.actions import propose
from matching.proposals.errors import NotAvailable
from matching.proposals.models import OutsideReason, Proposal
from matching.proposals.overrides import months_until
from matching.proposals.passing import Advice, advice_of
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused

KEY = b"a month"


def advised(make, vacancy, candidate):
    return advice_of(make.session, vacancy, candidate, on=MONDAY, key=KEY)


def put_forward(make, vacancy, candidate, **facts):
    told = make.explanation(vacancy, candidate)
    actor = make.actor_of(candidate.coach)
    return propose(make.session, actor, vacancy, candidate, on=MONDAY, explanation=told, **facts)


def test_the_first_of_the_order_need_no_reason_and_who_stands_behind_them_does(session, make):
    make.parameters()
    vacancy = make.vacancy()
    strong = [make.profile(level=4).candidate for _ in range(5)]
    weak = make.profile(level=1).candidate
    assert not any(advised(make, vacancy, one).asks_why for one in strong)
    behind = advised(make, vacancy, weak)
    assert (behind.passed_over, behind.asks_why) == (5, True)


def test_only_who_can_be_put_forward_now_counts_as_passed_over(session, make):
    make.parameters()
    vacancy = make.vacancy(seats=9)
    strong = [make.profile(level=4).candidate for _ in range(10)]
    weak = make.profile(level=1).candidate
    assert advised(make, vacancy, weak).asks_why
    strong[0].visibility.coach_agreed_on = strong[1].visibility.candidate_agreed_on = None
    put_forward(make, vacancy, strong[2])
    assert advised(make, vacancy, weak).passed_over == 7
    assert not advised(make, vacancy, weak).asks_why


def test_without_a_reason_nothing_is_sent_and_with_one_it_is_kept(session, make):
    make.parameters()
    vacancy, candidate = make.vacancy(), make.profile().candidate
    advice = Advice(None, passed_over=7, first=5)
    with pytest.raises(InputRefused) as refused:
        put_forward(make, vacancy, candidate, advice=advice)
    assert "outside_reason" in refused.value.problems
    with pytest.raises(InputRefused) as refused:
        put_forward(make, vacancy, candidate, advice=advice, outside_reason=OutsideReason.OTHER)
    assert "outside_note" in refused.value.problems
    with pytest.raises(InputRefused) as refused:
        put_forward(
            make, vacancy, candidate, advice=advice, outside_reason=OutsideReason.WISH, outside_note="heeft autisme"
        )
    assert "autisme" in refused.value.problems["outside_note"]
    assert session.scalars(select(Proposal)).all() == []
    sent = put_forward(
        make, vacancy, candidate, advice=advice, outside_reason=OutsideReason.WISH, outside_note="Fietst"
    )
    assert (sent.outside_reason, sent.outside_note, sent.passed_over) == (OutsideReason.WISH, "Fietst", 7)


def test_a_reason_is_not_kept_where_none_was_asked(session, make):
    make.parameters()
    advice = Advice(None, passed_over=0, first=5)
    sent = put_forward(
        make,
        make.vacancy(),
        make.profile().candidate,
        advice=advice,
        outside_reason=OutsideReason.WISH,
        outside_note="x",
    )
    assert (sent.outside_reason, sent.outside_note, sent.passed_over) == (None, "", 0)


def test_who_is_free_after_the_start_is_refused(session, make):
    make.parameters()
    later = MONDAY + timedelta(days=30)
    candidate = make.profile(available_from=later).candidate
    with pytest.raises(NotAvailable, match="pas vrij op"):
        put_forward(make, make.vacancy(starts_on=MONDAY + timedelta(days=7)), candidate)
    with pytest.raises(NotAvailable, match="pas vrij op"):
        put_forward(make, make.vacancy(), candidate)
    assert put_forward(make, make.vacancy(starts_on=later), candidate)


def test_departures_are_counted_per_month_with_their_reasons(session, make):
    make.parameters()
    advice = Advice(None, passed_over=7, first=5)
    for reason in (OutsideReason.WISH, OutsideReason.WISH, OutsideReason.ASKED):
        put_forward(make, make.vacancy(), make.profile().candidate, advice=advice, outside_reason=reason)
    put_forward(make, make.vacancy(), make.profile().candidate, advice=Advice(None, 0, 5))
    # Before the order was kept with a voordracht nobody knows: it was sent, and is no part of the part.
    put_forward(make, make.vacancy(), make.profile().candidate)
    (month,) = months_until(session, MONDAY)
    assert (month.sent, month.ordered, month.departed, month.percent) == (5, 4, 3, 75)
    assert month.by_reason == {OutsideReason.WISH: 2, OutsideReason.ASKED: 1}


@pytest.fixture
def behind(stored):
    """A coach whose one candidate stands behind six others."""
    stored.region()
    stored.parameters()
    coach = stored.user(Role.COACH)
    mine = stored.profile(stored.candidate(coach=coach), level=1).candidate
    for _ in range(6):
        stored.profile(level=4)
    return coach, mine, stored.vacancy()


def test_the_page_asks_and_the_voordracht_tells(client, behind, database):
    coach, mine, place = behind
    me, door = client.sign_in_as(coach), f"/plekken/{place.reference}/voordrachten"
    me.get(f"/kandidaten/{mine.reference}/plekken?deel=alles")
    asked = me.post(door, {"candidate": mine.reference})
    assert (asked.h1, asked.status) == ("Waarom deze kandidaat?", 200)
    assert "gaan 6 anderen voor" in asked.text
    again = me.post(
        door,
        {"candidate": mine.reference, "outside_reason": "anders", "outside_note": "vanwege zijn depressie"},
        status=422,
        follow=False,
    )
    assert "depressie" in again.html and "Schrijf niet wat iemand heeft" in again.text
    sent = me.post(
        door, {"candidate": mine.reference, "outside_reason": "eigen_wens", "outside_note": "Liep er eerder mee"}
    )
    assert "Wil hier graag werken" in sent.text and "Liep er eerder mee" in sent.text and "6 mensen" in sent.text
    (list_then,) = [link for link in sent.links() if link.startswith("/lijsten/")]
    assert "1. Orderpicker" in me.get(list_then).text
    with database.reading(at=NOW) as session:
        assert session.scalars(select(Proposal.passed_over)).one() == 6
    counts = me.get("/voordrachten/anders-gekozen")
    # One of one is no percentage.
    assert "Wil hier graag werken: 1" in counts.text and "te weinig" in counts.text and "100 %" not in counts.text
    assert "Liep er eerder mee" not in counts.text


def test_nobody_thinks_up_a_reason_for_what_cannot_be_done(client, behind, stored):
    coach, mine, place = behind
    profile = stored.session.scalars(select(Profile).where(Profile.candidate_id == mine.id)).one()
    profile.available_from = MONDAY + timedelta(days=90)
    record(stored.session, stored.actor_of(coach), "profile.changed", profile)
    me = client.sign_in_as(coach)
    page = me.post(f"/plekken/{place.reference}/voordrachten", {"candidate": mine.reference}, status=409)
    assert "pas vrij op" in page.text
