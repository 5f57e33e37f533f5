"""The doors of care: a coach writes, the employer reads the day and the agreement, and nobody reads more than that."""

from datetime import timedelta
from decimal import Decimal

import pytest

from employers.vacancies.kinds import VacancyKind
from matching.aftercare.closing.models import Assessment
from matching.aftercare.models import CareBudget, CareVisit, MissedWork
from matching.placements.models import ContractForm
from matching.proposals.workflow import ProposalStatus
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role

TODAY = MONDAY.strftime("%d-%m-%Y")
LATER = (MONDAY + timedelta(days=14)).strftime("%d-%m-%Y")
VISIT = {
    "on": TODAY,
    "minutes": "45",
    "way": "bezoek",
    "person": "wisselend",
    "employer": "goed",
    "note": "Vindt de pauzes te druk",
    "agreement": "Samen het rooster bekijken",
    "next_on": LATER,
    "moments": ["begin"],
}


@pytest.fixture
def placement(stored, monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    stored.region()
    stored.parameters()
    vacancy = stored.vacancy(kind=VacancyKind.LEERWERKPLEK)
    proposal = stored.proposal(vacancy, status=ProposalStatus.ACCEPTED)
    return stored.placement(proposal, contract_form=ContractForm.NONE, ends_on=MONDAY + timedelta(weeks=12))


def rows(database, kind):
    session = database.session(at=NOW)
    try:
        return session.query(kind).order_by(kind.id).all()
    finally:
        session.close()


def test_a_coach_keeps_a_contact_and_the_employer_reads_only_the_day_and_the_agreement(client, stored, placement):
    where = f"/plaatsingen/{placement.reference}"
    client.sign_in_as(placement.candidate.coach)
    assert "Nog geen contact vastgelegd." in client.get(f"{where}/begeleiding").text
    client.post(f"{where}/contact", VISIT)
    page = client.get(f"{where}/begeleiding").text
    assert "Vindt de pauzes te druk" in page and "gedaan op 23 nov 2026" in page

    client.sign_in_as(stored.employer_user(placement.vacancy.employer))
    told = client.get(f"{where}/dagen").text

    assert "Samen het rooster bekijken" in told and "23 nov 2026" in told
    for hidden in ("pauzes", "wisselend", "45 minuten"):
        assert hidden not in told
    client.get(f"{where}/begeleiding", status=403)
    client.post(f"{where}/contact", VISIT, status=403)


def test_a_contact_that_is_refused_comes_back_with_what_was_typed(client, database, placement):
    client.sign_in_as(placement.candidate.coach)

    page = client.post(
        f"/plaatsingen/{placement.reference}/contact", VISIT | {"note": "Neemt medicatie", "next_on": ""}, status=422
    )

    assert "Neemt medicatie" in page.text and "Zulke woorden horen hier niet in" in page.text
    assert rows(database, CareVisit) == []


def test_a_contact_is_put_right_by_who_wrote_it(client, stored, database, placement):
    client.sign_in_as(placement.candidate.coach)
    client.post(f"/plaatsingen/{placement.reference}/contact", VISIT)
    (visit,) = rows(database, CareVisit)
    where = f"/plaatsingen/contact/{visit.id}"
    client.get(where)
    client.post(where, VISIT | {"minutes": "60", "moments": []})

    assert [(one.minutes, one.moments) for one in rows(database, CareVisit)] == [(60, [])]
    client.sign_in_as(stored.user(Role.ACCOUNT_MANAGER, organisation=placement.candidate.organisation))
    client.get(where, status=403)


def test_hours_are_granted_by_the_manager_and_shown_as_a_bar(client, stored, database, placement):
    manager = stored.user(Role.ACCOUNT_MANAGER, organisation=placement.candidate.organisation)
    client.sign_in_as(placement.candidate.coach)
    client.get(f"/plaatsingen/{placement.reference}/uren-jobcoach", status=403)
    client.sign_in_as(manager)
    told = {"granted": "gemeente", "decided_on": TODAY, "hours": "10", "since": TODAY, "until": LATER}
    client.post(f"/plaatsingen/{placement.reference}/uren-jobcoach", told)
    client.post(f"/plaatsingen/{placement.reference}/contact", VISIT)

    page = client.get(f"/plaatsingen/{placement.reference}/begeleiding").text
    assert "0,75 van 10 uur" in page and "Nog 9,25 uur over" in page
    (budget,) = rows(database, CareBudget)
    where = f"/plaatsingen/uren-jobcoach/{budget.id}"
    client.get(where)
    client.post(where, told | {"hours": "12,5"})
    assert [one.hours for one in rows(database, CareBudget)] == [Decimal("12.5")]


def test_hours_that_were_exceeded_are_not_told_as_less_than_nothing_left(client, stored, placement):
    manager = stored.user(Role.ACCOUNT_MANAGER, organisation=placement.candidate.organisation)
    client.sign_in_as(manager)
    told = {"granted": "gemeente", "decided_on": TODAY, "hours": "0,5", "since": TODAY, "until": LATER}
    client.post(f"/plaatsingen/{placement.reference}/uren-jobcoach", told)
    client.sign_in_as(placement.candidate.coach)
    client.post(f"/plaatsingen/{placement.reference}/contact", VISIT)

    page = client.get(f"/plaatsingen/{placement.reference}/begeleiding").text

    assert "0,25 uur meer gebruikt." in page
    assert "-0,25" not in page and "−0,25" not in page


def test_an_employer_says_a_day_and_takes_it_back_and_is_never_asked_why(client, stored, database, placement):
    client.sign_in_as(stored.employer_user(placement.vacancy.employer))
    where = f"/plaatsingen/{placement.reference}/dagen"
    page = client.get(where).text
    assert "Is er een dag niet gewerkt zoals afgesproken?" in page and "ziek" not in page.lower()
    client.post(where, {"day": TODAY, "kind": "niet_gekomen", "hours": "6"})
    (day,) = rows(database, MissedWork)
    again = client.post(where, {"day": TODAY, "kind": "minder_uren", "hours": "2"}, status=422)
    assert "Deze dag staat er al." in again.text

    client.post(f"/plaatsingen/dagen/{day.id}/terug")

    assert [one.withdrawn_on for one in rows(database, MissedWork)] == [MONDAY]
    assert "Er zijn geen dagen gemeld." in client.get(where).text


def closing(**more):
    return {"taak_1": "zelfstandig", "taak_2": "met_hulp", "words": "Werkt netjes"} | more


def test_an_employer_writes_and_the_learner_signs_beside_the_coach(client, stored, database, placement):
    where = f"/plaatsingen/{placement.reference}/afsluiting"
    client.sign_in_as(stored.employer_user(placement.vacancy.employer))
    client.post(f"{where}/schrijven", closing())
    (draft,) = rows(database, Assessment)
    client.get(f"/plaatsingen/afsluiting/{draft.id}/tekenen", status=403)

    client.sign_in_as(placement.candidate.coach)
    sign = f"/plaatsingen/afsluiting/{draft.id}/tekenen"
    assert "Werkt netjes" in client.get(sign).text
    refused = client.post(sign, {"answer": "oneens", "own_words": ""}, status=422)
    assert "Schrijf op wat er volgens de leerling anders is." in refused.text
    client.post(sign, {"answer": "oneens", "own_words": "Ik deed ook de kassa"})

    page = client.get(where).text
    assert "Ik ben het er niet mee eens." in page and "Ik deed ook de kassa" in page
    client.get(f"/plaatsingen/afsluiting/{draft.id}/wijzigen", status=403)
    client.post(f"{where}/schrijven", closing(words="Deed ook de kassa"))
    assert [(one.number, one.status.value) for one in rows(database, Assessment)] == [
        (1, "ondertekend"),
        (2, "concept"),
    ]
    assert "Ik deed ook de kassa" in client.get(f"/plaatsingen/afsluiting/{draft.id}").text


def test_somebody_elses_coach_finds_nothing(client, stored, database, placement):
    client.sign_in_as(placement.candidate.coach)
    client.post(f"/plaatsingen/{placement.reference}/contact", VISIT)
    client.sign_in_as(stored.user(Role.COACH))

    for path in ("begeleiding", "contact", "dagen", "afsluiting", "uren-jobcoach"):
        client.get(f"/plaatsingen/{placement.reference}/{path}", status=404)
    client.get("/plaatsingen/contact/1", status=404)


def test_the_placement_leads_there(client, stored, placement):
    where = f"/plaatsingen/{placement.reference}"
    client.sign_in_as(placement.candidate.coach)
    assert "Alles over de begeleiding" in client.get(where).text
    client.sign_in_as(stored.employer_user(placement.vacancy.employer))
    page = client.get(where).text
    assert "Contact en gemiste dagen" in page and "begeleiding" not in page.lower()
