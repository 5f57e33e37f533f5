import pytest

from werkbedrijf.foundation.actors import Role


@pytest.fixture
def firm(client, stored):
    stored.region()
    stored.parameters()
    face = stored.user(name="Femke Gezicht")
    firm = stored.employer("Bakkerij Korenaar", account_manager=face)
    firm.user = stored.employer_user(firm)
    return firm


def test_an_employer_asks_and_the_face_answers(client, firm):
    client.sign_in_as(firm.user)
    form = client.get(f"/werkgevers/{firm.reference}/vraag")
    assert form.h1 == "Stel een vraag" and "Femke Gezicht antwoordt binnen 3 werkdagen" in form.text
    shown = client.post(f"/werkgevers/{firm.reference}/vraag", {"text": "Wat kost vervoer?"})
    assert shown.h1 == "Uw vraag" and "Wat kost vervoer?" in shown.text
    client.post("/vragen/VR-0001/antwoord", {"text": "x", "contact": "alleen"}, status=403)

    client.sign_in_as(firm.account_manager)
    assert "Wat kost vervoer?" in client.get("/vragen?welke=mijn").text
    again = client.post("/vragen/VR-0001/antwoord", {"text": "", "contact": "telefoon"}, status=422)
    assert "Schrijf op wat het antwoord is" in again.text
    client.post("/vragen/VR-0001/antwoord", {"text": "Wij betalen het.", "contact": "telefoon"})

    client.sign_in_as(firm.user)
    assert "Wij betalen het." in client.get("/vragen/VR-0001").text
    assert "U heeft antwoord op uw vraag" in client.get("/berichten").text


def test_another_employer_knows_nothing_of_it(client, stored, firm):
    client.sign_in_as(firm.user)
    client.post(f"/werkgevers/{firm.reference}/vraag", {"text": "Wat kost vervoer?"})
    client.sign_in_as(stored.employer_user(stored.employer()))
    client.get("/vragen/VR-0001", status=404)
    assert "vervoer" not in client.get("/vragen").text


def test_the_coordinator_reads_and_does_not_answer(client, stored, firm):
    client.sign_in_as(firm.user)
    client.post(f"/werkgevers/{firm.reference}/vraag", {"text": "Wat kost vervoer?"})
    client.sign_in_as(stored.user(Role.COORDINATOR))
    assert "Een accountmanager geeft antwoord" in client.get("/vragen/VR-0001").text
    client.post("/vragen/VR-0001/antwoord", {"text": "x", "contact": "alleen"}, status=403)


def test_vandaag_says_what_waits_until_it_is_answered(client, stored, firm):
    client.sign_in_as(firm.user)
    client.post(f"/werkgevers/{firm.reference}/vraag", {"text": "Wat kost vervoer?"})
    client.sign_in_as(firm.account_manager)
    page = client.get("/vandaag")
    assert "Bakkerij Korenaar wacht op antwoord" in page.text and "1 bericht nog niet gelezen" in page.text

    client.post("/vragen/VR-0001/antwoord", {"text": "Wij betalen het.", "contact": "alleen"})
    client.post("/berichten/gelezen")
    assert "Alles is gedaan." in client.get("/vandaag").text
    client.sign_in_as(firm.user)
    assert "U heeft antwoord op uw vraag" in client.get("/vandaag").text
