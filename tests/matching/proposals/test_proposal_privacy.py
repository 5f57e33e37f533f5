"""Nothing of a person reaches the employer before the invitation, and after it only what was agreed."""

import json
from datetime import date

import pytest

from candidates.registration.models import Regeling
from matching.proposals.workflow import ProposalStatus
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role

S = ProposalStatus

CANARIES = {
    "first_name": "Quirijntje",
    "last_name": "Zwaluwenburg",
    "born_on": date(1987, 3, 14),
    "email": "quirijntje@geheim.example",
    "phone": "06 98765432",
    "gemeente_code": "GM1742",
}
TRACES = (
    "Quirijntje", "Zwaluwenburg", "1987", "14 maart", "geheim.example", "98765432", "GM1742", "Rijssen",
    "wajong", "Wajong", "WAJONG", "Partner Geheim", "pseudonym-",
)  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


@pytest.fixture
def region(stored):
    stored.region()
    stored.parameters()
    return stored


def known_person(stored):
    """A candidate of whom nothing may reach an employer before the invitation."""
    coach = stored.user(Role.COACH, organisation=stored.organisation("Partner Geheim"))
    candidate = stored.candidate(coach=coach, **CANARIES)
    stored.regeling(candidate, Regeling.WAJONG)
    stored.register_entry(candidate)
    return candidate


@pytest.mark.parametrize("status", [S.SENT, S.DECLINED])
def test_nothing_of_the_person_reaches_the_employer_before_the_invitation(client, region, status):
    candidate = known_person(region)
    candidate.visibility.shares_name = candidate.visibility.shares_phone = candidate.visibility.shares_email = True
    candidate.visibility.shares_agreed_on = MONDAY
    proposal = region.proposal(candidate=candidate, status=status)
    user = region.employer_user(proposal.vacancy.employer)
    client.sign_in_as(user)

    for url in ("/voordrachten", f"/voordrachten/{proposal.reference}", "/"):
        page = client.get(url, follow=True)
        raw = page.answer.get_data(as_text=True) + str(page.answer.headers)
        assert proposal.vacancy.title in raw or url == "/"
        for trace in (*TRACES, candidate.reference, candidate.organisation.name):
            assert trace not in raw, (url, trace)


def test_nothing_of_the_person_is_in_what_is_stored_for_the_employer(client, region):
    candidate = known_person(region)
    proposal = region.proposal(candidate=candidate)

    kept = json.dumps(proposal.explanation, ensure_ascii=False)

    for trace in (*TRACES[:-1], candidate.reference, candidate.organisation.name):
        assert trace not in kept


@pytest.mark.parametrize("name", [True, False])
@pytest.mark.parametrize("phone", [True, False])
def test_after_an_invitation_the_agreed_details_appear_and_no_others(client, region, name, phone):
    candidate = known_person(region)
    shared = candidate.visibility
    shared.shares_name, shared.shares_phone, shared.shares_agreed_on = name, phone, MONDAY
    proposal = region.proposal(candidate=candidate)
    user = region.employer_user(proposal.vacancy.employer)

    page = client.sign_in_as(user).post(f"/voordrachten/{proposal.reference}/uitnodigen")

    assert "Uitgenodigd" in page.text
    assert ("Quirijntje Zwaluwenburg" in page.text) == name
    assert ("06 98765432" in page.text) == phone
    assert "geheim.example" not in page.html
    assert candidate.coach.name in page.text
    assert candidate.coach.email in page.text
    assert "1987" not in page.html
