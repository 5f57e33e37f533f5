"""The list of places and the place itself, for each who may see them."""

from datetime import timedelta

import pytest

from employers.vacancies.workflow import VacancyStatus
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import today


@pytest.fixture
def anna(client, stored):
    stored.region()
    stored.parameters()
    user = stored.user(name="Anna Bos")
    client.sign_in_as(user)
    return user


def test_occupations_are_suggested_while_typing(client, anna):
    found = client.get("/plekken/beroepen?q=orderp").answer.json
    assert found[0]["value"] == "orderpicker"
    assert client.get("/plekken/beroepen?q=").answer.json == []


def test_an_employer_without_an_establishment_has_no_place_yet(client, stored, anna):
    employer = stored.employer("De Zon")
    page = client.get(f"/werkgevers/{employer.reference}/plekken/nieuw", status=403)
    assert "Voeg eerst een vestiging toe" in page.text


def test_a_place_opens_closes_and_opens_again(client, stored, anna):
    place = stored.vacancy(status=VacancyStatus.DRAFT, opened_on=None)
    address = f"/plekken/{place.reference}"
    assert "Open de plek" in client.get(address).text
    assert "De plek is open" in client.post(f"{address}/openen").text
    assert "Schrijf op waarom" in client.post(f"{address}/sluiten", {"reden": " "}, status=422).text
    assert "De plek is gesloten" in client.post(f"{address}/sluiten", {"reden": "Vervallen"}).text
    assert "weer open" in client.post(f"{address}/heropenen").text
    assert "heeft de status ‘open’" in client.post(f"{address}/openen", status=403).text


def test_a_place_where_people_wait_says_why_it_does_not_close(client, stored, anna):
    place = stored.vacancy(held=1)
    assert "wachten nog voordrachten" in client.get(f"/plekken/{place.reference}").text
    client.post(f"/plekken/{place.reference}/sluiten", {"reden": "x"}, status=403)


def test_the_list_sorts_and_filters_in_its_address(client, stored, anna):
    one = stored.establishment(stored.employer("De Zon"))
    two = stored.establishment(stored.employer("Aap en Noot"), place="Hengelo", gemeente_code="GM0164")
    stored.vacancy(one, title="Tuinhulp", family="groen", seats=3, filled=1, held=1)
    stored.vacancy(two, title="Afwasser", family="horeca", status=VacancyStatus.DRAFT)

    assert client.get("/plekken").h1 == "2 plekken"
    assert client.get("/plekken?stand=open").h1 == "1 open plek"
    assert client.get("/plekken?gemeente=GM0164").h1 == "1 plek"
    assert client.get("/plekken?werk=groen&soort=garantiebaan").h1 == "1 plek"
    assert client.get("/plekken?q=noot").h1 == "1 plek"
    assert client.get("/plekken?q=%25").h1 == "0 plekken"
    assert "1 van 3" in client.get("/plekken?stand=open").text
    for name in ("stand", "plek", "werkgever", "plaats", "uren", "vrij", "vastgelegd"):
        assert client.get(f"/plekken?sorteer={name}").h1 == "2 plekken"
    turned = client.get("/plekken?sorteer=werkgever&richting=af").text
    assert turned.index("De Zon") < turned.index("Aap en Noot")


def test_an_employer_sees_its_own_places_in_friendly_words(client, stored, anna):
    employer = stored.employer("De Zon", account_manager=anna)
    place = stored.establishment(employer)
    ours, concept, theirs = (
        stored.vacancy(place, title="Tuinhulp"),
        stored.vacancy(place, title="Geheim plan", status=VacancyStatus.DRAFT),
        stored.vacancy(title="Van een ander"),
    )
    client.sign_in_as(stored.employer_user(employer))

    page = client.get("/plekken")
    assert page.h1 == "Uw plekken"
    assert "Tuinhulp" in page.text
    assert "Geheim plan" not in page.text
    assert "Van een ander" not in page.text

    own = client.get(f"/plekken/{ours.reference}")
    assert "Dit werk biedt u" in own.text
    assert "Wie kan dit werk" not in own.text
    for other in (concept, theirs):
        client.get(f"/plekken/{other.reference}", status=404)
    client.get(f"/plekken/{ours.reference}/wijzigen", status=403)
    client.get(f"/werkgevers/{employer.reference}/plekken/nieuw", status=403)


def test_a_coach_reads_places_and_changes_none(client, stored, anna):
    place = stored.vacancy(closes_on=MONDAY)
    client.sign_in_as(stored.user(Role.COACH))
    assert "Sluit de plek" not in client.get(f"/plekken/{place.reference}").text
    client.post(f"/plekken/{place.reference}/sluiten", {"reden": "x"}, status=403)
    client.get(f"/plekken/{place.reference}/wijzigen", status=403)


def test_a_place_nobody_confirmed_asks_and_one_press_answers(client, stored, anna):
    workplace = stored.establishment(stored.employer("De Zon", account_manager=anna))
    place = stored.vacancy(workplace, title="Tuinhulp", confirmed_on=MONDAY, asked_on=MONDAY)
    address = f"/plekken/{place.reference}"
    page = client.get(address).text
    assert "Klopt deze plek nog?" in page
    assert "Zonder antwoord sluit de plek na" in page
    assert "Klopt deze plek nog? Tuinhulp" in client.get("/vandaag").text
    assert "deze plek klopt nog" in client.post(f"{address}/klopt-nog").text
    assert "Klopt deze plek nog?" not in client.get(address).text
    assert "Bevestigd: klopt nog" in client.get(f"{address}/verloop").text


def test_the_employer_says_it_too_in_its_own_words(client, stored, anna):
    employer = stored.employer("De Zon", account_manager=anna)
    place = stored.vacancy(stored.establishment(employer), confirmed_on=MONDAY, asked_on=MONDAY)
    client.sign_in_as(stored.employer_user(employer))
    assert "Klopt uw plek Orderpicker nog?" in client.get("/vandaag").text
    assert "Zonder uw antwoord sluit de plek" in client.get(f"/plekken/{place.reference}").text
    assert "Dank u wel" in client.post(f"/plekken/{place.reference}/klopt-nog").text
    client.get(f"/plekken/{place.reference}/verloop", status=403)


def test_a_copy_opens_as_a_concept_to_finish(client, stored, anna):
    place = stored.vacancy(title="Tuinhulp", seats=3)
    page = client.post(f"/plekken/{place.reference}/kopie")
    assert page.h1 == "Tuinhulp wijzigen"
    assert f"Dit is een kopie van {place.reference}" in page.text


def test_opening_again_with_a_day_that_has_passed_keeps_what_was_typed(client, stored, anna):
    place = stored.vacancy(status=VacancyStatus.CLOSED, closed_on=MONDAY)
    address = f"/plekken/{place.reference}/heropenen"
    page = client.post(address, {"closes_on": "1-1-2020"}, status=422)
    assert "Deze dag is al voorbij" in page.text
    assert any(typed in page.answer.text for typed in ("1-1-2020", "2020-01-01"))
    assert "weer open" in client.post(address, {"closes_on": f"{today() + timedelta(days=90):%d-%m-%Y}"}).text


def test_the_list_shows_what_asks_attention_with_numbers(client, stored, anna):
    stored.vacancy(asked_on=MONDAY, confirmed_on=MONDAY)
    stored.vacancy(closes_on=MONDAY)
    stored.vacancy(drafted_from="orderpicker")
    stored.vacancy()
    for wanted in ("klopt-nog", "sluit-bijna", "nalopen"):
        assert client.get(f"/plekken?aandacht={wanted}").h1 == "1 plek"
    page = client.get("/plekken?aandacht=onzin")
    assert page.h1 == "4 plekken"
    chips = " ".join(" ".join(link.itertext()) for link in page.all("a")).split()
    told = " ".join(chips)
    for words in ("Klopt nog? 1", "Sluit bijna 1", "Concept uit beroep 1", "Open 4", "Concept 0"):
        assert words in told, told
