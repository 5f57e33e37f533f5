"""What people read and do about the terms of a placement."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from employers.vacancies.models import VacancyKind
from matching.placements.interruptions.models import Interruption
from matching.placements.models import ContractForm, Placement, ReplacedTerms
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from tests.conftest import NOW
from werkbedrijf.foundation.texts import short_day

S = PlacementStatus
pytestmark = pytest.mark.usefixtures("today")


def rows(database, query):
    session = database.session(at=NOW)
    try:
        return session.execute(query).all()
    finally:
        session.close()


def test_the_page_tells_the_life_of_a_placement_and_what_stood_there(client, placement, manager):
    url = f"/plaatsingen/{placement.reference}"
    told = {"hours": "30", "from_on": "2026-12-01", "contract_form": "bbl", "why": "afgesproken"}

    page = client.post(f"{url}/uren", told)
    assert "Nieuwe afspraak: 30 uur per week. Leerbaan met arbeidscontract (bbl)" in page.text
    assert "Wat er eerder stond" not in page.text

    page = client.post(f"{url}/uren", {"hours": "32", "from_on": "2026-12-01", "why": "verbetering"})
    assert "Wat er eerder stond (1)" in page.text
    assert "Het stond er verkeerd" in page.text


def test_a_trial_is_extended_with_a_reason_on_its_page(client, stored, placement, manager, database):
    proposal = stored.proposal(stored.vacancy(kind=VacancyKind.PROEFPLAATSING), status=ProposalStatus.ACCEPTED)
    proposal.candidate.organisation = manager.organisation
    trial = stored.placement(proposal, contract_form=ContractForm.NONE, starts_on=NOW.date(), ends_on=date(2027, 1, 23))
    stored.save()
    url = f"/plaatsingen/{trial.reference}/afspraak"

    page = client.post(url, {"ends_on": "2027-04-22"}, status=422)
    assert "Kies waarom het langer duurt" in page.text

    page = client.post(url, {"ends_on": "2027-04-22", "longer_because": "leren"})
    assert "Het werk leren kost meer tijd" in page.text
    assert rows(database, select(Placement.ends_on).where(Placement.id == trial.id)) == [(date(2027, 4, 23),)]


def test_the_work_lies_still_and_goes_on(client, placement, manager, database):
    url = f"/plaatsingen/{placement.reference}/onderbreking"
    told = {"starts_on": "2026-12-07", "last_day": "2026-12-01", "reason": "geen_werk", "wage": "nee"}

    assert "De laatste dag ligt voor de eerste dag." in client.post(url, told, status=422).text
    page = client.post(url, told | {"last_day": ""})
    assert "Het werk ligt stil, zonder loon." in page.text

    (number,) = rows(database, select(Interruption.id))[0]
    page = client.post(f"/plaatsingen/onderbreking/{number}/verder", {"last_day": "2026-12-13"})
    assert f"Het werk ligt stil tot en met {short_day(date(2026, 12, 13))}, zonder loon." in page.text

    page = client.post(f"/plaatsingen/onderbreking/{number}/intrekken")
    assert "Het werk ligt stil" not in page.text


def test_a_trial_becomes_a_job_in_the_same_seat_and_the_two_stay_together(client, placement, manager, database):
    url = f"/plaatsingen/{placement.reference}/verder"
    form = client.get(url)
    assert placement.vacancy.employer.name in form.html
    told = {
        "kind": "garantiebaan",
        "contract_form": "regulier",
        "formal_employer": placement.vacancy.employer.name,
        "formal_employer_reference": placement.vacancy.employer.reference,
        "workplace": placement.workplace.reference,
        "hours_per_week": "28",
        "starts_on": "2026-11-24",
        "ends_on": "",
    }

    page = client.post(url, told | {"starts_on": "2026-12-24"}, status=422)
    assert "Deze dag moet nog komen" in page.text
    page = client.post(url, told)

    assert f"Dit volgt op plaatsing {placement.reference}" in page.text
    found = rows(database, select(Placement.status, Placement.ended_on, Placement.follows_id).order_by(Placement.id))
    assert found == [(S.ENDED, date(2026, 11, 24), None), (S.PLANNED, None, placement.id)]
    vacancy = placement.vacancy
    assert rows(database, select(type(vacancy).filled).where(type(vacancy).id == vacancy.id)) == [(1,)]
    assert "Dit ging verder in plaatsing" in client.get(f"/plaatsingen/{placement.reference}").text


def test_wages_are_written_down_and_read_by_who_keeps_the_file_alone(client, stored, placement, manager):
    url = f"/plaatsingen/{placement.reference}/loon"
    assert "Loon en loonwaarde" in client.get(f"/plaatsingen/{placement.reference}").text
    page = client.post(url, {"wage": "14,99", "unit": "uur", "from_on": "2026-11-23", "reason": "afgesproken"})
    assert "14,99 per uur" in page.text
    told = {"percent": "63", "method": "gemeten", "from_on": "2026-11-23", "reason": "afgesproken"}
    assert "63 %, gemeten op de werkplek" in client.post(f"{url}waarde", told).text
    assert "heel percentage" in client.post(f"{url}waarde", told | {"percent": "101"}, status=422).text

    employer = stored.employer_user(placement.vacancy.employer)
    stored.save()
    client.sign_in_as(employer)
    shown = client.get(f"/plaatsingen/{placement.reference}")
    assert "oonwaarde" not in shown.html
    assert "14,99" not in shown.html
    client.get(url, status=404)


def test_the_register_is_put_right_with_a_reason(client, stored, placement, manager):
    entry = stored.register_entry(placement.candidate)
    stored.save()
    url = f"/kandidaten/{placement.candidate.reference}/tellen"
    told = {"ground": "PRO", "starts_on": "2024-01-01", "last_day": "", "reason": "bericht_uwv"}

    assert (
        "Kies een reden."
        in client.post(f"{url}/register/{entry.id}/verbeteren", told | {"reason": ""}, status=422).text
    )
    page = client.post(f"{url}/register/{entry.id}/verbeteren", told)

    assert "UWV gaf iets anders door" in page.text
    assert "Wat er eerder over het doelgroepregister stond (1)" in page.text


def test_no_hours_are_lost(database, client, placement, manager):
    client.post(f"/plaatsingen/{placement.reference}/uren", {"hours": "30", "from_on": "2026-11-23"})
    assert rows(database, select(ReplacedTerms.hours_per_week)) == [(Decimal(24),)]
