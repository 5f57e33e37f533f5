"""What a partner keeps to itself is on no page of another, by whatever road; that it happened is."""

from datetime import timedelta

import pytest

from employers.contacts.actions import log_contact
from employers.facts import MomentFacts
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import today

SECRETS = ("Geheim gesprek", "Kim Verzwegen", "Stille belofte", "Stil vervolg")
TOLD = MomentFacts(
    SECRETS[0], spoke_with=SECRETS[1], agreement=SECRETS[2], next_step=SECRETS[3], subject_code=3, shared=False
)


@pytest.fixture
def there(stored, anna):
    """An employer of Anna where Hengelo was, alone."""
    employer = stored.employer("De Zon", account_manager=anna)
    hengelo = stored.user(organisation=stored.organisation("Gemeente Hengelo"), name="Hilde Hengelo")
    log_contact(stored.session, stored.actor_of(hengelo), employer, TOLD, on=MONDAY)
    stored.save()
    return employer, hengelo


@pytest.mark.parametrize("role", [Role.ACCOUNT_MANAGER, Role.COACH])
def test_by_no_road_another_partner_reads_the_detail(client, stored, there, anna, role):
    employer, hengelo = there
    if role is Role.COACH:
        client.sign_in_as(stored.user(role, organisation=anna.organisation))
    address = f"/werkgevers/{employer.reference}"
    for road in (
        *(address, f"{address}/contacten", f"{address}/overdrachtsblad", "/werkgevers", "/werkgevers?q=Geheim"),
        *("/werkgevers/suggest?q=De+Zon", "/vandaag", "/overdracht", "/overdracht/zonder-eigenaar"),
    ):
        page = client.get(road)
        assert [secret for secret in SECRETS if secret in page.html] == [], road
    assert "Alleen voor Gemeente Hengelo" in client.get(address).text
    assert "Gemeente Hengelo, over leerwerkplekken" in client.get(address).text
    assert "Hilde Hengelo" in client.get(f"{address}/contacten?onderwerp=3").text
    moment = client.get(f"{address}/contacten").html.split('id="contact-')[1].split('"')[0]
    for road in (f"/werkgevers/belofte/{moment}", f"/werkgevers/vervolg/{moment}"):
        client.post(road, status=404)

    client.sign_in_as(hengelo)
    page = client.get(address)
    assert [secret for secret in SECRETS if secret not in page.html] == []
    assert "alleen Gemeente Hengelo leest dit" in page.text


def test_everything_behind_the_fold_is_kept(client, stored, anna):
    employer = stored.employer("De Zon")
    kim = stored.contact(employer, name="Kim de Vries")
    bas = stored.user(organisation=anna.organisation, name="Bas Kok")
    page = client.post(
        f"/werkgevers/{employer.reference}/contact",
        {
            "note": "Rondleiding.",
            "kind": "2",
            "subject": "3",
            "contact": str(kim.id),
            "readers": "eigen",
            "agreement": "Leerplan sturen",
            "agreement_by": str(bas.id),
            "agreement_on": f"{today() + timedelta(days=4):%d-%m-%Y}",
            "next_step": "Bellen",
            "next_step_on": f"{today() + timedelta(days=7):%d-%m-%Y}",
            "next_step_by": str(anna.id),
        },
    )
    assert "Bezoek met Kim de Vries, over leerwerkplekken" in page.text
    assert "Beloofd: Leerplan sturen (Bas Kok" in page.text
    # The one spoken with last is offered first.
    assert f'<option selected value="{kim.id}">' in page.html


def test_a_plan_in_the_text_is_only_a_suggestion(client, stored, anna):
    employer = stored.employer("De Zon")
    address = f"/werkgevers/{employer.reference}"
    told = {"note": "Fijn gesprek. Vrijdag terugbellen.", "kind": "1"}
    assert "‘Vrijdag terugbellen’, vrijdag" in client.post(f"{address}/contact/vervolg", told).text
    assert "Vervolg: Vrijdag" not in client.post(f"{address}/contact", told).text
    assert "Vervolg: Vrijdag terugbellen" in client.post(f"{address}/contact", told | {"plan": "y"}).text


def test_the_administrator_words_the_codes(client, stored, region):
    client.sign_in_as(stored.user(Role.ADMINISTRATOR))
    assert "Eerste woord van dit product" in client.get("/beheer/contactwoorden").text
    page = client.post("/beheer/contactwoorden", {"code": "onderwerp-3", "word": "leren en werken"})
    assert "leren en werken De regio, sinds" in page.text
    assert "Vul het woord in" in client.post("/beheer/contactwoorden", {"code": "soort-1", "word": ""}, status=422).text
