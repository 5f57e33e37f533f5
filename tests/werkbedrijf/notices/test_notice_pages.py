import pytest
from sqlalchemy import select

from tests.werkbedrijf.notices.test_notices import message
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.notices import Notice, NoticeChoice
from werkbedrijf.foundation.outbox import OutboxMessage, tell


@pytest.fixture
def coach(client, stored):
    stored.region()
    stored.parameters()
    user = stored.user(Role.COACH)
    tell(stored.session, message(user))
    client.sign_in_as(user)
    return user


def test_the_menu_says_how_many_are_not_read(client, coach):
    assert "(1 nog niet gelezen)" in client.get("/vandaag").text

    page = client.get("/berichten")
    assert "Een kandidaat voor uw plek" in page.text and "1 bericht nog niet gelezen" in page.text
    client.post("/berichten/1/openen", status=404)  # the page it is about is not there for this coach
    assert "nog niet gelezen" not in client.get("/berichten").text


def test_what_was_emptied_after_its_term_is_not_counted(client, stored, coach):
    stored.session.scalars(select(Notice)).one().subject = ""
    stored.session.commit()
    assert "nog niet gelezen" not in client.get("/vandaag").text


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("/vandaag", "/vandaag"),
        ("/vandaag\r\nX: y", "/berichten"),
        ("//elders.example", "/berichten"),
        ("https://elders.example/", "/berichten"),
    ],
)
def test_a_message_leads_to_a_page_of_ours_or_to_the_list(client, stored, coach, path, where):
    stored.session.scalars(select(Notice)).one().path = path
    answer = client.post("/berichten/1/openen", follow=False).answer
    assert (answer.status_code, answer.headers["Location"]) == (302, where)


def test_all_are_read_at_once(client, coach):
    client.post("/berichten/gelezen")
    assert "Alles is gelezen" in client.get("/berichten?stand=ongelezen").text


def test_somebody_elses_notice_does_not_exist(client, stored, coach):
    client.sign_in_as(stored.user(Role.COACH))
    client.post("/berichten/1/openen", status=404)
    client.post("/berichten/1/gelezen", status=404)
    client.post("/berichten/niets/gelezen", status=404)
    assert "Een kandidaat" not in client.get("/berichten").text


def test_somebody_chooses_what_also_comes_by_mail(client, stored, coach, database):
    page = client.get("/berichten/keuze")
    assert page.h1 == "Wat wil je horen?"
    topics = ("voordrachten", "plaatsingen", "vragen", "werkgevers", "plekken", "kandidaten", "social_return", "overig")
    client.post("/berichten/keuze", dict.fromkeys(topics, "geen"))
    with database.reading(at=stored.session.info["at"]) as session:
        assert {(row.topic, row.by_mail) for row in session.scalars(select(NoticeChoice))} == {
            (topic, "geen") for topic in topics
        }
    wrong = client.post("/berichten/keuze", dict.fromkeys(topics, "soms"), status=422)
    assert wrong.h1 == "Wat wil je horen?"


def test_a_trial_mail_goes_to_oneself_once_a_minute(client, stored, coach, database):
    client.post("/berichten/proef")
    client.post("/berichten/proef")
    with database.reading(at=stored.session.info["at"]) as session:
        (trial,) = session.scalars(select(OutboxMessage).where(OutboxMessage.key.startswith("proef:")))
        assert trial.to_address == coach.email
        assert session.scalars(select(Notice.key)).all() == ["voordracht:V-0001:nieuw:1"]


def test_the_administrator_sees_how_mail_leaves_and_what_did_not(client, stored):
    stored.region()
    stored.parameters()
    client.sign_in_as(stored.user(Role.ADMINISTRATOR))
    page = client.get("/beheer/berichten")
    assert "Er is geen mailserver ingesteld" in page.text and "Er is geen bericht dat niet weg kon." in page.text
    client.post("/beheer/berichten/proef")
    assert "Proefbericht van het werkbedrijf" in client.get("/beheer/berichten").text
