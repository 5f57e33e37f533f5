"""The pages of weeks: what is booked, what is refused and why, and who reads whose name."""

from datetime import date

import pytest
from sqlalchemy import select

from employers.training.models import TrainingForm
from matching.bookings.models import Booking
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from tests.conftest import NOW
from tests.making import MONDAY
from tests.making_training import WEEK, booked, mentor, training_place
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.notices import Notice, Topic


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


@pytest.fixture
def region(stored):
    stored.region()
    stored.parameters()
    return stored


def typed(proposal, guide, **changes):
    vacancy = proposal.vacancy
    return {
        "contract_form": "geen_arbeidscontract",
        "formal_employer": vacancy.employer.name,
        "formal_employer_reference": vacancy.employer.reference,
        "workplace": vacancy.establishment.reference,
        "hours_per_week": "20",
        "starts_on": "2026-11-23",
        "ends_on": "2026-12-11",
        "mentor": guide.reference,
    } | changes


def test_a_full_week_is_told_with_the_next_free_week_and_booking_there_works(client, region, database):
    place = training_place(region, learners=1)
    guide = mentor(region, place)
    booked(region, place, guide, weeks=2)
    proposal = region.proposal(place.vacancy, status=ProposalStatus.ACCEPTED)
    client.sign_in_as(proposal.candidate.coach)
    url = f"/plaatsingen/nieuw/{proposal.reference}"

    form = client.get(url)
    refused = client.post(url, typed(proposal, guide))
    made = client.post(url, typed(proposal, guide, starts_on="2026-12-07", ends_on="2026-12-24"))

    assert "Sanne de Boer (eerste vrije week: week 48 van 2026)" in form.text or "week 50" in form.text
    assert refused.status == 422
    assert "In week 48 tot en met 49 van 2026 zijn alle plaatsen bezet" in refused.text
    assert "begin op maandag 7 december 2026" in refused.text
    assert "week 50 tot en met 52 van 2026" in made.text
    with database.reading(at=NOW) as session:
        assert len(session.scalars(select(Booking)).all()) == 2


def test_an_account_manager_sets_up_a_place_and_adds_a_mentor(client, region):
    vacancy = region.vacancy(kind="leerwerkplek", title="Keukenhulp")
    client.sign_in_as(region.user(Role.ACCOUNT_MANAGER))

    missing = client.post(
        f"/plekken/{vacancy.reference}/leren", {"form": "praktijkleren", "goals": "", "learners": "2"}
    )
    told = {"form": "zonder_mbo", "goals": "Snijden\n\nAfwassen", "learners": "2"}
    place = client.post(f"/plekken/{vacancy.reference}/leren", told)
    url = f"/werkgevers/{vacancy.employer.reference}/begeleiders"
    mentors = client.post(url, {"name": "Sanne de Boer", "most": "2", "places": vacancy.reference})

    assert missing.status == 422
    assert "Schrijf op wat iemand hier leert" in missing.text
    assert "Een praktijkverklaring noemt werkprocessen" in missing.text
    assert place.h1 == "Leren op Keukenhulp"
    assert "Er is nog geen begeleider" in place.text
    assert "Sanne de Boer" in mentors.text


def test_praktijkleren_has_no_free_week_without_recognition_and_none_after_its_end(client, region):
    place = training_place(region, form=TrainingForm.PRACTICE)
    mentor(region, place)
    client.sign_in_as(region.user(Role.ACCOUNT_MANAGER))
    url = f"/plekken/{place.reference}/weken"

    bare = client.get(url)
    employer = place.vacancy.employer
    employer.sbb_recognised, employer.sbb_until = True, date(2026, 12, 11)
    region._add(employer, "employer.changed")
    recognised = client.get(url)

    assert "staat hier niet als erkend leerbedrijf" in bare.text
    assert "Erkend tot en met vrijdag 11 december 2026" in recognised.text
    assert recognised.text.count("geen erkenning") >= 9


def test_lowering_capacity_shows_whom_it_touches_and_changes_nothing_until_somebody_chooses(client, region):
    place = training_place(region, learners=2)
    guide = mentor(region, place)
    booking = booked(region, place, guide, weeks=2)
    booked(region, place, guide, weeks=2)
    manager = region.user(Role.ACCOUNT_MANAGER, organisation=booking.candidate.organisation)
    client.sign_in_as(manager)
    url = f"/plekken/{place.reference}/capaciteit"
    client.get(f"/plekken/{place.reference}/weken")

    asked = client.post(url, {"learners": "1", "from_day": "2026-11-23"})
    done = client.post(url, {"learners": "1", "from_day": "2026-11-23", "touched": "laat_staan"})

    assert asked.status == 422
    assert "Dit raakt 2 boekingen" in asked.text
    assert booking.candidate.name in asked.text
    assert "week 48 tot en met 49 van 2026" in asked.text
    assert "Het aantal plaatsen is gewijzigd." in done.text
    assert "Geboekt, maar er is geen plaats meer" in done.text


def test_an_absence_is_taken_over_by_a_colleague(client, region):
    place = training_place(region)
    guide, other = mentor(region, place), mentor(region, place, name="Omar Aksoy")
    booked(region, place, guide, weeks=3)
    client.sign_in_as(region.user(Role.ACCOUNT_MANAGER))
    url = f"/begeleiders/{guide.reference}"
    days = {"first_day": "2026-11-30", "last_day": "2026-12-01"}
    client.get(url)

    asked = client.post(f"{url}/afwezig", days)
    nobody = client.post(f"{url}/afwezig", days | {"touched": "neemt_over", "cover": ""})
    done = client.post(f"{url}/afwezig", days | {"touched": "neemt_over", "cover": other.reference})

    assert asked.status == nobody.status == 422
    assert "Dit raakt 1 boeking." in asked.text
    assert "De afwezigheid is vastgelegd" in done.text
    assert "Sanne de Boer" in client.get(f"/plekken/{place.reference}/weken").text


def test_the_calendar_of_the_region_shows_numbers_and_never_a_name(client, region):
    place = training_place(region)
    guide = mentor(region, place)
    booking = booked(region, place, guide, weeks=2)
    client.sign_in_as(region.user(Role.COACH))

    page = client.get("/leerwerkplekken")

    assert "1 van 2 bezet: 1 vrij" in page.text
    assert "Eerste vrije week: week 48 van 2026" in page.text
    for name in (guide.name, booking.candidate.name, booking.candidate.last_name, booking.candidate.reference):
        assert name not in page.text


def test_an_employer_sees_only_own_places_and_a_name_only_when_that_was_agreed(client, region):
    place, elsewhere = training_place(region), training_place(region)
    guide = mentor(region, place)
    booking = booked(region, place, guide, weeks=2)
    candidate = booking.candidate
    client.sign_in_as(region.employer_user(place.vacancy.employer))

    page = client.get("/leerwerkplekken")
    own = client.get(f"/plekken/{place.reference}/weken")
    paper = client.get("/plaatsingen/weken/LB-0001/overeenkomst")

    assert elsewhere.vacancy.employer.name not in page.text
    client.get(f"/plekken/{elsewhere.reference}/weken", status=404)
    for text in (own.text, paper.text):
        assert candidate.last_name not in text
        assert candidate.reference not in text
    assert f"Leerling {booking.reference}" in own.text
    candidate.visibility.shares_name, candidate.visibility.shares_agreed_on = True, MONDAY
    region._add(candidate, "candidate.sharing_agreed")
    assert candidate.name in client.get(f"/plekken/{place.reference}/weken").text


def test_the_agreement_names_all_parties_and_says_whose_paper_it_is(client, region):
    place = training_place(region, form=TrainingForm.BOL)
    employer = place.vacancy.employer
    employer.sbb_recognised = True
    region._add(employer, "employer.changed")
    guide = mentor(region, place)
    booking = booked(region, place, guide, weeks=4)
    coach = booking.candidate.coach
    client.sign_in_as(coach)

    page = client.get("/plaatsingen/weken/LB-0001/overeenkomst")

    for told in (
        booking.candidate.name,
        employer.name,
        guide.name,
        coach.name,
        coach.organisation.name,
        "20 uur per week",
    ):
        assert told in page.text
    assert "Werken volgens een planning" in page.text
    assert "B1-K1-W1 Voorbereiden van werkzaamheden" in page.text
    assert "Het vervangt niet de praktijkovereenkomst" in page.text
    assert "artikel" not in page.text
    assert "Handtekening" in page.text


def test_who_was_placed_before_the_place_had_weeks_gets_them_booked_later(client, region):
    vacancy = region.vacancy(kind="leerwerkplek", title="Keukenhulp", seats=3)
    proposal = region.proposal(vacancy, status=ProposalStatus.ACCEPTED)
    placement = region.placement(proposal, status=PlacementStatus.RUNNING, contract_form="geen_arbeidscontract")
    place = training_place(region, vacancy=vacancy)
    guide = mentor(region, place)
    client.sign_in_as(region.user(Role.ACCOUNT_MANAGER, organisation=proposal.candidate.organisation))
    url = f"/plaatsingen/{placement.reference}"

    before = client.get(url)
    after = client.post(f"{url}/weken", {"mentor": guide.reference, "weeks_until": "2026-12-18"})

    assert "Boek de weken" in before.text
    assert "De weken zijn geboekt." in after.text
    assert "week 48 tot en met 51 van 2026" in after.text
    assert (MONDAY + WEEK).isocalendar().week == 49


def test_the_calendar_of_several_gemeenten_can_be_narrowed(client, region):
    near = training_place(region)
    far = region.vacancy(
        region.establishment(gemeente_code="GM0164", place="Hengelo"), kind="leerwerkplek", title="Kas"
    )
    training_place(region, vacancy=far, form=TrainingForm.BBL)
    client.sign_in_as(region.user(Role.COACH))

    everything = client.get("/leerwerkplekken")
    narrowed = client.get("/leerwerkplekken?gemeente=GM0164&vorm=onzin")

    assert near.vacancy.title in everything.text
    assert "Kas" in narrowed.text
    assert near.vacancy.title not in narrowed.text


def test_an_employer_reports_a_mentor_away_and_its_face_reads_which_booking_that_touches(client, region, database):
    place = training_place(region)
    guide = mentor(region, place)
    booking = booked(region, place, guide, weeks=3)
    employer = place.vacancy.employer
    face = region.user(Role.ACCOUNT_MANAGER)
    employer.account_manager = face
    region._add(employer, "employer.changed")
    client.sign_in_as(region.employer_user(employer))
    url = f"/begeleiders/{guide.reference}"
    client.get(url)

    backwards = client.post(f"{url}/afwezig-melden", {"first_day": "2026-12-02", "last_day": "2026-12-01"})
    done = client.post(f"{url}/afwezig-melden", {"first_day": "2026-11-30", "last_day": "2026-12-01"})

    assert backwards.status == 422
    assert "De laatste dag ligt op of na de eerste dag." in backwards.text
    assert "Dank u wel. In die weken wordt niemand geboekt." in done.text
    assert booking.candidate.last_name not in done.text
    with database.reading(at=NOW) as session:
        told = session.scalars(select(Notice).where(Notice.key.startswith("begeleider"))).one()
        assert (told.user_id, told.topic, told.path) == (face.id, Topic.PLACES, url)
    assert "Dit raakt 1 boeking." in told.text
    assert booking.candidate.last_name not in told.text + told.subject
    client.sign_in_as(face)
    assert f"Boeking {booking.reference}: geen plaats in week 49 van 2026" in client.get("/vandaag").text


def test_an_employer_takes_back_an_absence_of_its_own_and_never_touches_somebody_elses_mentor(client, region):
    place, elsewhere = training_place(region), training_place(region)
    guide, foreign = mentor(region, place), mentor(region, elsewhere, name="Omar Aksoy")
    client.sign_in_as(region.employer_user(place.vacancy.employer))
    url = f"/begeleiders/{guide.reference}"
    days = {"first_day": "2026-11-30", "last_day": "2026-12-01"}
    client.get(url)
    client.post(f"{url}/afwezig-melden", days)

    back = client.post(f"{url}/aanwezig", {"absence": str(guide.absences[0].id)})

    assert f"{guide.name} is er toch." in back.text
    assert "Geen dagen bekend." in back.text
    client.get(f"/begeleiders/{foreign.reference}", status=404)
    client.post(f"/begeleiders/{foreign.reference}/afwezig-melden", days, status=404)
    assert not foreign.absences


def test_a_colleague_does_not_report_in_the_name_of_the_employer(client, region):
    place = training_place(region)
    guide = mentor(region, place)
    client.sign_in_as(region.user(Role.ACCOUNT_MANAGER))
    client.get(f"/begeleiders/{guide.reference}")

    page = client.post(
        f"/begeleiders/{guide.reference}/afwezig-melden",
        {"first_day": "2026-11-30", "last_day": "2026-12-01"},
        status=403,
    )

    assert "De werkgever meldt dit zelf." in page.text
