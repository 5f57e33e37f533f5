import pytest
from sqlalchemy import select

from tests.conftest import NOW
from werkbedrijf.foundation.actors import Role, User, actor_for
from werkbedrijf.foundation.outbox import OutboxMessage

BASE = "/beheer/gebruikers"


@pytest.fixture
def boss(client, stored):
    # In a demo with one administrator roles need no second person.
    stored.region(is_demo=True)
    stored.parameters()
    user = stored.user(Role.ADMINISTRATOR, name="Bea Baas", email="bea@regio.nl", password_hash="x")
    client.sign_in_as(user)
    return user


def typed(**values):
    return {"name": "Noor Visser", "email": "noor@hengelo.nl", "role": "jobcoach", **values}


def user_now(database, user_id):
    with database.session(at=NOW) as session:
        user = session.get_one(User, user_id)
        return user, actor_for(session, user)


def test_the_list_sorts_filters_searches_and_keeps_its_address(client, stored, boss):
    partner = stored.organisation("Gemeente Hengelo")
    for number in range(30):
        stored.user(Role.COACH, name=f"Coach {number:02}", organisation=partner)
    stored.employer_user(stored.employer("Bakkerij De Korenaar"), name="Wim Werk")
    page = client.get(f"{BASE}?rol=jobcoach&sorteer=naam&richting=af")
    assert page.h1 == "30 gebruikers"
    assert page.text.index("Coach 29") < page.text.index("Coach 28")
    assert "Coach 04" not in page.text
    assert any("rol=jobcoach" in link and "pagina=2" in link for link in page.links())
    assert client.get(f"{BASE}?q=korenaar").h1 == "1 gebruiker"
    assert client.get(f"{BASE}?q=gemeente+hengelo&rol=werkgever").h1 == "0 gebruikers"
    assert client.get(f"{BASE}?stand=actief").h1 == "1 gebruiker"
    for sort in ("naam", "rol", "organisatie", "ingelogd", "onzin"):
        client.get(f"{BASE}?sorteer={sort}&pagina=999")


def test_an_administrator_invites_someone_who_gets_a_link(client, database, stored, boss):
    partner = stored.organisation("Gemeente Hengelo")
    stored.save()
    page = client.post(f"{BASE}/nieuw", typed(organisation=str(partner.id)))
    assert page.h1 == "Noor Visser"
    assert "Nog geen wachtwoord" in page.text
    with database.session(at=NOW) as session:
        mail = session.scalars(select(OutboxMessage)).one()
    assert mail.to_address == "noor@hengelo.nl"
    assert "/welkom/" in mail.body


def test_who_came_in_through_a_sign_in_service_needs_no_password(client, stored, boss):
    came = stored.user(Role.COACH, name="Cas Coach", password_hash=None, last_signed_in_at=NOW)
    stored.user(Role.COACH, name="Nel Nieuw", password_hash=None)
    assert "Kan inloggen" in client.get(f"{BASE}/{came.reference}").text
    waiting = client.get(f"{BASE}?stand=uitgenodigd").text
    assert "Nel Nieuw" in waiting
    assert "Cas Coach" not in waiting


def test_what_was_typed_stays_when_something_is_wrong(client, stored, boss):
    page = client.post(f"{BASE}/nieuw", typed(organisation="", email="noor"))
    assert page.status == 422
    assert "geen volledig e-mailadres" in page.text
    assert "Kies bij welke organisatie" in page.text
    assert 'value="Noor Visser"' in page.html


@pytest.mark.parametrize(
    "chosen",
    [
        {"employer": "bakkerij de korenaar"},
        {"employer": "Baker", "employer_reference": "W-0001"},
        {"employer": "w-0001"},
        {"employer": "12345678"},
    ],
)
def test_an_employers_user_gets_an_employer_by_name_number_or_choice(client, database, stored, boss, chosen):
    stored.employer("Bakkerij De Korenaar", kvk="12345678", search_name="bakkerij de korenaar baker")
    page = client.post(f"{BASE}/nieuw", typed(role="werkgever", **chosen))
    assert page.h1 == "Noor Visser"
    assert "Bakkerij De Korenaar" in page.text


@pytest.mark.parametrize(
    ("employer", "says"),
    [("", "voor welke werkgever"), ("Bestaat niet", "staat niet in de regio"), ("bakkerij", "meer werkgevers")],
)
def test_an_employer_that_cannot_be_told_is_asked_again(client, stored, boss, employer, says):
    stored.employer("Bakkerij De Korenaar")
    stored.employer("Bakkerij Het Brood")
    page = client.post(f"{BASE}/nieuw", typed(role="werkgever", employer=employer))
    assert page.status == 422
    assert says in page.text


def test_employers_are_suggested_by_name_only(client, stored, boss):
    stored.employer("Bakkerij De Korenaar")
    stored.save()
    answer = client.flask.get("/beheer/werkgevers.json?q=koren").json
    assert answer == [{"value": "W-0001", "label": "Bakkerij De Korenaar", "hint": "W-0001"}]
    assert client.flask.get("/beheer/werkgevers.json?q=").json == []


def test_changing_a_user_shows_and_keeps_what_is_known(client, database, stored, boss):
    first, second = stored.employer("Bakkerij De Korenaar"), stored.employer("Magazijn Almelo")
    user = stored.employer_user(first, name="Wim Werk")
    stored.save()
    page = client.get(f"{BASE}/{user.reference}/wijzigen")
    assert "Bakkerij De Korenaar" in page.text
    form = {
        "name": "Wim Werker",
        "email": user.email,
        "role": "werkgever",
        "kept": first.reference,
        "employer": "Magazijn Almelo",
    }
    assert client.post(f"{BASE}/{user.reference}/wijzigen", form).h1 == "Wim Werker"
    assert user_now(database, user.id)[1].employer_ids == {first.id, second.id}
    form = {"name": "Wim Werker", "email": user.email, "role": "werkgever", "kept": second.reference}
    client.post(f"{BASE}/{user.reference}/wijzigen", form)
    assert user_now(database, user.id)[1].employer_ids == {second.id}


def test_switching_off_ends_the_session_at_once(client, app, database, stored, boss):
    user = stored.user(Role.AUDITOR, password_hash="x")
    elsewhere = type(client)(app, stored).sign_in_as(user)
    assert elsewhere.flask.get("/account").status_code == 200
    page = client.post(f"{BASE}/{user.reference}/uit")
    assert "kan niet meer inloggen" in page.text
    assert elsewhere.flask.get("/account").status_code == 302
    assert "kan weer inloggen" in client.post(f"{BASE}/{user.reference}/aan").text
    assert user_now(database, user.id)[0].is_active


def test_the_last_administrator_cannot_be_switched_off_or_get_another_role(client, database, stored, boss):
    partner = stored.organisation()
    stored.save()
    page = client.post(f"{BASE}/{boss.reference}/uit")
    assert page.status == 403
    assert "regelt iemand anders" in page.text
    form = {"name": boss.name, "email": boss.email, "role": "jobcoach", "organisation": str(partner.id)}
    assert client.post(f"{BASE}/{boss.reference}/wijzigen", form).status == 409
    user = user_now(database, boss.id)[0]
    assert (user.is_active, user.role) == (True, Role.ADMINISTRATOR)


def test_a_new_link_and_signing_out_end_open_sessions(client, database, stored, boss):
    user = stored.user(Role.AUDITOR, invited_at=NOW)
    stored.save()
    client.post(f"{BASE}/{user.reference}/link")
    client.post(f"{BASE}/{user.reference}/uitloggen")
    assert user_now(database, user.id)[0].session_version == 3


@pytest.mark.parametrize("reference", ["gebruiker-999", "gebruiker-", "organisatie-1", "gebruiker-99999999999", "1"])
def test_a_user_that_does_not_exist_is_not_found(client, boss, reference):
    client.get(f"{BASE}/{reference}", status=404)


def test_what_an_administrator_may_not_know_of_somebody_finds_and_orders_nobody(client, stored, boss):
    partner = stored.organisation("Gemeente Hengelo")
    for name, email, hour in (("Aag Coach", "tuinslang@hengelo.nl", 3), ("Bart Coach", "bart@hengelo.nl", 5)):
        stored.user(Role.COACH, name=name, email=email, organisation=partner).last_signed_in_at = NOW.replace(hour=hour)
    stored.employer_user(stored.employer("Bakkerij De Korenaar"), name="Wim Werk", email="deegroller@korenaar.nl")
    assert client.get(f"{BASE}?q=tuinslang").h1 == "0 gebruikers"
    assert client.get(f"{BASE}?q=Aag").h1 == "1 gebruiker"
    assert client.get(f"{BASE}?q=deegroller").h1 == "1 gebruiker"
    orders = [client.get(f"{BASE}?rol=jobcoach&sorteer=ingelogd&richting={way}").text for way in ("op", "af")]
    assert [order.index("Aag") < order.index("Bart") for order in orders] == [True, True]
    client.sign_in_as(stored.user(Role.ORG_ADMIN, organisation=partner))
    assert client.get(f"{BASE}?q=tuinslang").h1 == "1 gebruiker"
