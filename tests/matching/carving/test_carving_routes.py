import pytest
from sqlalchemy import select

from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.carving.models import Carving
from matching.carving.workflow import CarvingStatus
from matching.core.catalogue import families_to_bits
from tests.conftest import NOW
from tests.matching.carving.firm import Firm, tasks
from werkbedrijf.foundation.actors import Role


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)


@pytest.fixture
def firm(stored):
    stored.region()
    return Firm(stored, waiting=12)


@pytest.fixture
def url(firm):
    return f"/werkgevers/{firm.employer.reference}/werk-anders-verdelen"


def ticked(firm, *chosen):
    return "&".join(f"taak={id_}" for id_ in chosen or firm.chosen)


def row(database, query):
    session = database.session(at=NOW)
    try:
        return session.scalars(query).one()
    finally:
        session.close()


def manager(stored):
    return stored.user(Role.ACCOUNT_MANAGER)


def test_the_workbench_shows_every_task_and_what_can_be_taken(client, stored, firm, url):
    page = client.sign_in_as(manager(stored)).get(url)

    boxes = [box.get("value") for box in page.all("input") if box.get("type") == "checkbox"]
    assert page.h1 == "Werk anders verdelen"
    assert boxes == firm.chosen
    assert "Hoofdtaak, blijft bij deze plek." in page.text
    assert "Vink taken aan" in page.text


def test_a_choice_is_counted_and_says_what_stays(client, stored, firm, url):
    page = client.sign_in_as(manager(stored)).get(f"{url}?{ticked(firm)}")

    assert "Met deze taken kunnen nu 12 mensen aan de slag die nu geen voorstel hebben." in page.text
    assert "De functie is 20 uur per week." in page.text
    assert "19,2 van 32 uur blijft, 60 %. Genoeg werk over" in page.text
    assert "Maak hier een voorstel van" in page.text


def test_few_people_are_no_number(client, stored, firm, url):
    for profile in firm.people[:5]:
        profile.hours_max = 12
    page = client.sign_in_as(manager(stored)).get(f"{url}?{ticked(firm)}")

    assert "kunnen nu minder dan 10 mensen aan de slag" in page.text
    assert "7 mensen" not in page.text


def test_three_aims_lead_to_tasks_that_are_ticked(client, stored, firm, url):
    page = client.sign_in_as(manager(stored)).get(url)
    begin = [link for link in page.links() if "taak=" in link and "/voorstel" not in link]

    assert "Meeste mensen" in page.text
    boxes = [box for box in client.get(begin[0]).all("input") if box.get("type") == "checkbox"]
    assert any(box.get("checked") is not None for box in boxes)


@pytest.mark.parametrize(
    ("chosen", "words"),
    [("P-0001-1", "is de hoofdtaak van"), ("P-0002-2", "samen 7 uur per week"), ("onzin", "Vink taken aan")],
)
def test_what_cannot_be_says_why(client, stored, firm, url, chosen, words):
    page = client.sign_in_as(manager(stored)).get(f"{url}?taak={chosen}")

    assert words in page.text
    assert "Maak hier een voorstel van" not in page.text


def test_from_choice_to_a_place_as_a_concept(client, stored, firm, url, database):
    client.sign_in_as(manager(stored))
    form = client.get(f"{url}/voorstel?{ticked(firm)}")
    assert "Naam van de nieuwe functie" in form.text

    page = client.post(f"{url}/voorstel", {"taak": firm.chosen, "title": "Terreinhulp"})
    assert page.h1 == "Terreinhulp"
    carving = row(database, select(Carving))
    own = f"/werk-anders-verdelen/{carving.reference}"
    client.post(f"{own}/besproken")
    page = client.post(f"{own}/akkoord", {"by": "Mia de Baas", "agreed_on": "23-11-2026"})
    assert "23 nov 2026 door Mia de Baas" in page.text
    page = client.post(f"{own}/plek")
    place = row(database, select(Vacancy).where(Vacancy.title == "Terreinhulp"))

    assert place.status is VacancyStatus.DRAFT
    assert f"/plekken/{place.reference}" in page.links()
    page = client.post(f"{own}/verlagen/{firm.first.reference}")
    assert "Taken zijn eraf" in page.text
    assert row(database, select(Vacancy).where(Vacancy.id == firm.first.id)).hours_max < 20


def test_what_was_typed_stays_when_it_is_refused(client, stored, firm, url, database):
    client.sign_in_as(manager(stored))
    page = client.post(f"{url}/voorstel", {"taak": firm.chosen, "title": ""}, status=422)
    assert "Geef de nieuwe functie een naam." in page.text
    client.post(f"{url}/voorstel", {"taak": firm.chosen, "title": "Terreinhulp"})
    own = f"/werk-anders-verdelen/{row(database, select(Carving)).reference}"
    client.post(f"{own}/besproken")

    page = client.post(f"{own}/akkoord", {"by": "Mia de Baas", "agreed_on": "31-12-2026"}, status=422)

    assert "Kies een dag tussen het maken van het voorstel en vandaag." in page.text
    assert 'value="Mia de Baas"' in page.html
    assert row(database, select(Carving)).status is CarvingStatus.DISCUSSED


def test_a_coach_reads_and_an_employer_sees_only_what_was_discussed(client, stored, firm, url):
    carving = firm.save()
    own = f"/werk-anders-verdelen/{carving.reference}"
    coach, employer = stored.user(Role.COACH), stored.employer_user(firm.employer)

    page = client.sign_in_as(coach).get(f"{url}?{ticked(firm)}")
    assert "kunnen nu 12 mensen" in page.text
    assert "Maak hier een voorstel van" not in page.text
    client.get(own)
    client.post(f"{own}/besproken", status=403)
    client.sign_in_as(employer).get(url, status=404)
    client.get(own, status=404)
    assert "nog geen voorstel met u besproken" in client.get("/werk-anders-verdelen").text

    client.sign_in_as(manager(stored)).post(f"{own}/besproken")
    page = client.sign_in_as(employer).get(own)
    assert "konden 12 mensen uit de regio dit werk doen" in page.text
    assert own in client.get("/werk-anders-verdelen").links()


def test_the_region_lists_employers_by_people_and_hides_small_numbers(client, stored, firm):
    lonely = stored.establishment(stored.employer("Aardappelhandel"))
    for title in ("Kelder", "Winkel"):
        stored.vacancy(lonely, title=title, hours_max=40, tasks=tasks("Sjouwen", 60, "Rijden", 40))
        lonely.postcode = "6211AA"
    stored.profile(pc4="6211", max_minutes=20)
    page = client.sign_in_as(manager(stored)).get("/werk-anders-verdelen")

    names = [cell for cell in page.links() if cell.endswith("/werk-anders-verdelen")]
    assert names[-2:] == [
        f"/werkgevers/{firm.employer.reference}/werk-anders-verdelen",
        f"/werkgevers/{lonely.employer.reference}/werk-anders-verdelen",
    ]
    assert "12 mensen" in page.text
    assert "minder dan 10 mensen" in page.text


def test_an_employer_without_open_places_says_what_to_do(client, stored, firm):
    empty = stored.employer()
    page = client.sign_in_as(manager(stored)).get(f"/werkgevers/{empty.reference}/werk-anders-verdelen")

    assert "heeft geen open plekken" in page.text


def test_functions_side_by_side_say_whom_they_reach_together(client, stored, firm, url):
    kitchen = tasks("Koken", 65, "Afwassen", 35)
    stored.vacancy(firm.site, title="Keukenhulp", family="horeca", hours_max=30, tasks=kitchen)
    for refused in (["horeca"], ["logistiek", "groen"]):
        for _ in range(10):
            stored.profile(vetoes=families_to_bits(refused))

    page = client.sign_in_as(manager(stored)).get(url)

    assert "Samen kunnen 32 mensen ten minste één van deze functies doen." in page.text
    assert "Afwassen , 10,5 uur per week" in page.text


def test_a_proposal_is_found_by_its_number(client, stored, firm):
    carving = firm.save()
    page = client.sign_in_as(manager(stored)).get("/werkgevers?q=a 1", follow=True)

    assert page.h1 == carving.title
