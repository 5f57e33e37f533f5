"""An employer reports a place in five questions; it waits for the face, and nothing that was typed is lost."""

import pytest
from sqlalchemy import select

from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from tests.conftest import NOW
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.notices import Notice


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


@pytest.fixture
def firm(stored):
    stored.region()
    stored.parameters()
    face = stored.user(Role.ACCOUNT_MANAGER)
    return stored.establishment(stored.employer(account_manager=face))


def answers(firm, **other):
    told = {
        "work": "Inpakken",
        "hours": "24",
        "establishment": firm.reference,
        "starts_on": "",
        "more": "Op tijd komen",
    }
    return told | other


def test_a_reported_place_waits_as_a_concept_for_the_face(client, stored, database, firm):
    client.sign_in_as(stored.employer_user(firm.employer))
    door = f"/werkgevers/{firm.employer.reference}/plek-melden"
    assert "Vijf vragen" in client.get(door).text
    client.post(door, answers(firm), follow=True)
    own = client.get("/vandaag")
    assert "Door u gemeld" in own.text and "Inpakken, gemeld vandaag" in own.text
    with database.reading(at=NOW) as session:
        (place,) = session.scalars(select(Vacancy))
        assert (place.status, place.title, place.hours_min) == (VacancyStatus.DRAFT, "Inpakken", 24)
        keys = [row.key for row in session.scalars(select(Notice))]
        assert f"plek:{place.reference}:gemeld:{firm.employer.account_manager_id}" in keys
    client.sign_in_as(firm.employer.account_manager)
    assert f"{firm.employer.name} meldde een nieuwe plek: Inpakken" in client.get("/vandaag").text


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"work": ""}, "Vertel in een paar woorden"),
        ({"hours": ""}, "Vul in hoeveel uur"),
        ({"hours": "400"}, "ten hoogste 60"),
        ({"establishment": "WV-9999"}, "Kies waar het werk is."),
        ({"starts_on": "ooit"}, "Vul een datum in"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, stored, database, firm, other, sentence):
    client.sign_in_as(stored.employer_user(firm.employer))
    door = f"/werkgevers/{firm.employer.reference}/plek-melden"
    page = client.post(door, answers(firm, **other), status=422)
    assert sentence in page.text
    assert "Op tijd komen" in page.text
    with database.reading(at=NOW) as session:
        assert session.scalars(select(Vacancy)).all() == []


def test_nobody_else_reports_for_an_employer(client, stored, firm):
    client.sign_in_as(stored.employer_user(stored.employer()))
    client.get(f"/werkgevers/{firm.employer.reference}/plek-melden", status=404)
    client.sign_in_as(firm.employer.account_manager)
    client.get(f"/werkgevers/{firm.employer.reference}/plek-melden", status=404)
