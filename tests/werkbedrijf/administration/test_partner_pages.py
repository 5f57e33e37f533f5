import pytest

from tests.conftest import NOW
from werkbedrijf.administration.partners.actions import OrganisationFacts, add_organisation, change_organisation
from werkbedrijf.foundation.actors import Organisation, OrganisationKind, Role
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.region import current_region

GEMEENTE = OrganisationKind.GEMEENTE


@pytest.fixture
def boss(client, stored):
    stored.region()
    client.sign_in_as(
        stored.user(Role.ADMINISTRATOR, organisation=stored.organisation("UWV Twente", OrganisationKind.UWV))
    )


def test_a_gemeente_joins_by_its_name(client, database, boss):
    page = client.post("/beheer/organisaties/nieuw", {"name": "Werkplein", "kind": "gemeente", "gemeente": "hengelo"})
    assert page.h1 == "2 organisaties"
    assert "Werkplein" in page.text
    with database.session(at=NOW) as session:
        assert session.query(Organisation).filter_by(name="Werkplein").one().gemeente_code == "GM0164"


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"name": "uwv twente", "kind": "uwv"}, "UWV Twente staat al in de lijst."),
        ({"name": "Nieuw", "kind": "gemeente"}, "Kies welke gemeente dit is."),
        ({"name": "Nieuw", "kind": "gemeente", "gemeente": "Nergenshuizen"}, "Kies welke gemeente dit is."),
        ({"name": "", "kind": "uwv"}, "Vul een naam in."),
    ],
)
def test_what_cannot_be_a_partner_is_refused_with_a_sentence(client, boss, values, says):
    page = client.post("/beheer/organisaties/nieuw", values)
    assert page.status == 422
    assert says in page.text


def test_a_partner_gets_another_name(client, stored, boss):
    row = stored.organisation("Gemente Hengelo", gemeente_code="GM0164")
    stored.save()
    assert 'value="Hengelo"' in client.get(f"/beheer/organisaties/{row.reference}").html
    form = {"name": "Gemeente Hengelo", "kind": "gemeente", "gemeente": "Hengelo", "gemeente_code": "GM0164"}
    assert "Gemeente Hengelo" in client.post(f"/beheer/organisaties/{row.reference}", form).text
    client.get("/beheer/organisaties/organisatie-999", status=404)


def test_gemeenten_are_suggested(client, boss):
    client.stored.save()
    answer = client.flask.get("/beheer/gemeenten.json?q=heng").json
    assert answer[0] == {"value": "GM0164", "label": "Hengelo", "hint": ""}


def test_the_region_gets_another_name_on_every_page(client, database, boss):
    page = client.post("/beheer/regio", {"name": "Werkbedrijf Oost"})
    assert "Werkbedrijf Oost" in page.text
    assert client.post("/beheer/regio", {"name": " "}).status == 422
    with database.session(at=NOW) as session:
        assert current_region(session).name == "Werkbedrijf Oost"


def test_acts_on_partners_hold_on_both_engines(session, make):
    boss = make.actor(Role.ADMINISTRATOR)
    row = add_organisation(session, boss, OrganisationFacts("Gemeente Enschede", GEMEENTE, "GM0153"))
    change_organisation(session, boss, row, OrganisationFacts("Sw Enschede", OrganisationKind.SW_BEDRIJF, "GM0153"))
    assert row.gemeente_code is None
    with pytest.raises(InputRefused):
        add_organisation(session, boss, OrganisationFacts("SW ENSCHEDE", OrganisationKind.UWV))
    session.commit()
