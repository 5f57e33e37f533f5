import pytest
from sqlalchemy import select

from matching.core.catalogue import families_to_bits
from matching.proposals.actions import propose
from matching.proposals.errors import DoesNotFit, NoProfile
from matching.proposals.models import Proposal
from matching.proposals.shortlist import explained
from matching.proposals.shown import Shown
from matching.proposals.workflow import ProposalStatus
from tests.conftest import NOW
from tests.making import MONDAY

REFUSED_WORK = families_to_bits(["logistiek"])


@pytest.fixture(autouse=True)
def parameters(request):
    if "make" in request.fixturenames:
        request.getfixturevalue("make").parameters()


def put_forward(make, vacancy, candidate):
    return propose(make.session, make.actor_of(candidate.coach), vacancy, candidate, on=MONDAY, explanation={})


@pytest.mark.parametrize(
    ("person", "place", "why"),
    [
        (
            {"hours_min": 4, "hours_max": 8},
            {},
            "De plek vraagt ten minste 16 uur; deze persoon werkt ten hoogste 8 uur",
        ),
        ({"pc4": "1011"}, {}, "De reis duurt"),
        ({}, {"times": 1}, "dan werkt deze persoon niet"),
        ({"level": 1}, {"hard": {"veilig": 2}, "hard_reason": "Er rijden heftrucks."}, "Voor de veiligheid vraagt"),
        ({"levels": "?" * 32}, {"hard": {"veilig": 3}, "hard_reason": "Er rijden heftrucks."}, "Voor de veiligheid"),
        ({}, {"certificates": 1}, "Nodig en nog niet gehaald"),
        ({"vetoes": REFUSED_WORK}, {"family": "logistiek"}, "kiest niet voor"),
    ],
)
def test_who_cannot_come_is_not_proposed_by_a_request_beside_the_list(session, make, person, place, why):
    vacancy = make.vacancy(**place)
    profile = make.profile(**person)

    with pytest.raises(DoesNotFit, match=rf"kan nu niet op plek {vacancy.reference}.*{why}"):
        put_forward(make, vacancy, profile.candidate)

    assert vacancy.held == 0
    assert session.scalars(select(Proposal)).all() == []


@pytest.mark.parametrize(("level", "below"), [(0, True), (3, False)])
def test_who_can_do_little_of_the_work_may_still_be_proposed_and_is_written_down_so(session, make, level, below):
    candidate, vacancy = make.profile(level=level).candidate, make.vacancy()
    told = explained(session, vacancy, candidate, on=MONDAY)
    coach = make.actor_of(candidate.coach)

    proposal = propose(session, coach, vacancy, candidate, on=MONDAY, explanation=told)

    assert proposal.status == ProposalStatus.SENT
    assert Shown.from_dict(proposal.explanation).is_below is below


def test_without_a_profile_nobody_is_proposed(session, make):
    candidate = make.candidate()

    with pytest.raises(NoProfile, match=candidate.reference):
        put_forward(make, make.vacancy(), candidate)


def test_the_page_says_why_and_sends_nothing(client, stored, database, monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    stored.region()
    stored.parameters()
    candidate = stored.profile(pc4="1011").candidate
    vacancy = stored.vacancy()

    page = client.sign_in_as(candidate.coach).post(
        f"/plekken/{vacancy.reference}/voordrachten", {"candidate": candidate.reference}, status=409
    )

    assert "het eigen maximum is 45 minuten" in page.text
    with database.reading(at=NOW) as looking:
        assert looking.scalars(select(Proposal)).all() == []
