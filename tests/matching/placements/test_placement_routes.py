from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from matching.placements.models import ContractForm, Placement, Terms
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from tests.conftest import NOW
from tests.reading import VERSION
from werkbedrijf.foundation.actors import Role

S = PlacementStatus


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


@pytest.fixture
def region(stored):
    stored.region()
    stored.parameters()
    return stored


def rows(database, query):
    session = database.session(at=NOW)
    try:
        return session.execute(query).all()
    finally:
        session.close()


def typed(proposal, **changes):
    vacancy = proposal.vacancy
    return {
        "contract_form": "regulier",
        "formal_employer": vacancy.employer.name,
        "formal_employer_reference": vacancy.employer.reference,
        "workplace": vacancy.establishment.reference,
        "hours_per_week": "25,5",
        "starts_on": "2026-11-30",
        "ends_on": "",
    } | changes


def test_an_accepted_voordracht_becomes_a_placement_with_what_is_known_filled_in(client, region, database):
    proposal = region.proposal(status=ProposalStatus.ACCEPTED)
    client.sign_in_as(proposal.candidate.coach)
    url = f"/plaatsingen/nieuw/{proposal.reference}"

    form = client.get(url)
    page = client.post(url, typed(proposal, ends_on="2027-05-31"))

    assert proposal.vacancy.employer.name in form.html
    assert 'value="32"' in form.html
    assert page.h1 == "Plaatsing PL-0001"
    assert "maandag 31 mei 2027" in page.text
    assert rows(database, select(Placement.ends_on, Placement.status)) == [(date(2027, 6, 1), S.PLANNED)]
    assert rows(database, select(Terms.hours_per_week)) == [(Decimal("25.5"),)]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"hours_per_week": "veel"}, "Vul een getal in"),
        ({"hours_per_week": "60"}, "ten hoogste 48"),
        ({"starts_on": "gisteren"}, "Vul een datum in"),
        ({"formal_employer": "Bestaat niet", "formal_employer_reference": ""}, "kennen we niet"),
        ({"contract_form": "uitzend"}, "ander bedrijf"),
        ({"ends_on": "2026-11-29"}, "op of na de startdatum"),
        ({"workplace": "WV-9999"}, "aan"),
    ],
)
def test_what_cannot_be_agreed_is_said_at_the_field_and_stays_typed(client, region, database, changes, says):
    proposal = region.proposal(status=ProposalStatus.ACCEPTED)
    client.sign_in_as(proposal.candidate.coach)

    page = client.post(f"/plaatsingen/nieuw/{proposal.reference}", typed(proposal, **changes), status=422)

    assert says in page.text
    assert rows(database, select(Placement.id)) == []
    if "hours_per_week" in changes:
        assert f'value="{changes["hours_per_week"]}"' in page.html


def test_another_employer_is_found_by_the_name_that_was_typed(client, region, database):
    proposal = region.proposal(status=ProposalStatus.ACCEPTED)
    agency = region.employer("Uitzendbureau Verzonnen")
    client.sign_in_as(proposal.candidate.coach)
    sent = typed(
        proposal, contract_form="uitzend", formal_employer="uitzendbureau verzonnen", formal_employer_reference=""
    )

    client.post(f"/plaatsingen/nieuw/{proposal.reference}", sent)

    assert rows(database, select(Placement.formal_employer_id, Placement.contract_form)) == [
        (agency.id, ContractForm.AGENCY)
    ]


def test_who_comes_second_with_a_page_of_before_hears_that_somebody_was_first(client, region, database):
    proposal = region.proposal(status=ProposalStatus.ACCEPTED)
    client.sign_in_as(proposal.candidate.coach)
    url = f"/plaatsingen/nieuw/{proposal.reference}"
    told = VERSION.search(client.get(url).html)[1]
    sent = typed(proposal, based_on=told)
    client.post(url, sent)

    second = client.post(url, sent, headers={"Accept": "application/json"}).answer
    without = client.post(url, typed(proposal)).answer

    assert (second.status_code, second.json["code"]) == (409, "was_net_anders")
    assert "geplaatst" in second.json["detail"]
    # Who says nothing of an earlier page may simply not do this.
    assert without.status_code == 403
    assert len(rows(database, select(Placement.id))) == 1


@pytest.mark.parametrize(("status", "answer"), [(ProposalStatus.SENT, 403), (ProposalStatus.PLACED, 403)])
def test_only_an_accepted_voordracht_can_be_planned(client, region, status, answer):
    proposal = region.proposal(status=status)

    client.sign_in_as(proposal.candidate.coach).get(f"/plaatsingen/nieuw/{proposal.reference}", status=answer)


def managed(region, **facts):
    """A placement and an account manager of its own."""
    placement = region.placement(**facts)
    return placement, region.user(Role.ACCOUNT_MANAGER, organisation=placement.candidate.organisation)


def test_start_hours_and_end_one_after_the_other(client, region, database):
    placement, manager = managed(region, status=S.PLANNED)
    client.sign_in_as(manager)
    url = f"/plaatsingen/{placement.reference}"

    client.get(url)
    client.post(f"{url}/start", {"started_on": "2026-11-23"})
    client.post(f"{url}/uren", {"hours": "28", "from_on": "2027-01-01"})
    client.post(f"{url}/afspraak", {"ends_on": "2027-06-30"})
    page = client.post(f"{url}/einde", {"ended_on": "2026-11-23", "reason": "anders"})

    assert "beëindigd" in page.text
    assert rows(database, select(Placement.status, Placement.ended_on, Placement.ends_on)) == [
        (S.ENDED, date(2026, 11, 24), date(2027, 7, 1))
    ]
    assert rows(database, select(Terms.hours_per_week, Terms.ends_on)) == [(Decimal(24), date(2026, 11, 24))]


def test_a_start_in_the_future_is_a_sentence(client, region):
    placement, manager = managed(region, status=S.PLANNED, starts_on=date(2026, 12, 1))

    page = client.sign_in_as(manager).post(
        f"/plaatsingen/{placement.reference}/start", {"started_on": "2026-12-01"}, status=409
    )

    assert "begint op 1 dec 2026" in page.text


def test_wrong_hours_keep_the_page_and_say_why(client, region):
    placement, manager = managed(region)

    page = client.sign_in_as(manager).post(
        f"/plaatsingen/{placement.reference}/uren", {"hours": "50", "from_on": "2026-12-01"}, status=422
    )

    assert "ten hoogste 48" in page.text
    assert page.h1 == f"Plaatsing {placement.reference}"


def test_a_planned_placement_can_be_cancelled(client, region, database):
    placement, manager = managed(region, status=S.PLANNED)

    client.sign_in_as(manager).post(f"/plaatsingen/{placement.reference}/annuleren")

    assert rows(database, select(Placement.status)) == [(S.CANCELLED,)]


def test_a_coach_reads_and_hears_whom_to_ask(client, region):
    placement = region.placement()
    client.sign_in_as(placement.candidate.coach)

    page = client.get(f"/plaatsingen/{placement.reference}")
    client.post(f"/plaatsingen/{placement.reference}/annuleren", status=403)

    assert "Een accountmanager legt dit vast" in page.text


@pytest.mark.parametrize("agreed", [True, False])
def test_an_employer_sees_its_own_and_the_name_only_if_agreed(client, region, agreed):
    candidate = region.candidate(first_name="Quirijntje", last_name="Zwaluwenburg")
    candidate.visibility.shares_name = agreed
    candidate.visibility.shares_agreed_on = date(2026, 11, 23)
    placement = region.placement(region.proposal(candidate=candidate, status=ProposalStatus.ACCEPTED))
    other = region.placement()
    client.sign_in_as(region.employer_user(placement.vacancy.employer))

    listed = client.get("/plaatsingen")
    shown = client.get(f"/plaatsingen/{placement.reference}")
    client.get(f"/plaatsingen/{other.reference}", status=404)

    for page in (listed, shown):
        assert ("Quirijntje" in page.html) == agreed
        assert candidate.reference not in page.html
        assert other.reference not in page.html


def test_the_list_filters_by_the_address(client, region):
    placement, manager = managed(region)
    planned = region.placement(
        region.proposal(candidate=region.candidate(coach=placement.candidate.coach), status=ProposalStatus.ACCEPTED),
        status=S.PLANNED,
    )
    client.sign_in_as(manager)

    everything = client.get("/plaatsingen?sorteer=einde")
    running = client.get("/plaatsingen?stand=loopt&soort=garantiebaan")

    assert everything.h1 == "2 plaatsingen"
    assert placement.reference in running.text
    assert planned.reference not in running.text


def test_empty_lists_say_what_to_do(client, region):
    assert "waar de werkgever ja op zegt" in client.sign_in_as(region.user(Role.COACH)).get("/plaatsingen").text
    employer = region.employer_user(region.employer())
    assert "Er werkt nog niemand" in client.sign_in_as(employer).get("/plaatsingen").text
