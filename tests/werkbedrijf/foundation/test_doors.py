"""What the guard, the transaction and the start of the app promise."""

import pytest
from flask import Flask
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, OperationalError

from employers.models import Employer
from tests.conftest import MONDAY, NOW
from werkbedrijf.foundation.actors import Organisation, Role
from werkbedrijf.foundation.audit import AuditEntry, Result
from werkbedrijf.foundation.errors import ProgrammingError, StaleVersion
from werkbedrijf.foundation.readable import safe_next
from werkbedrijf.foundation.web import anyone_signed_in, check_version, current_session, guard, public
from werkbedrijf.foundation.wiring import require_guards


def test_a_view_without_a_guard_stops_the_app():
    app = Flask("kaal")
    app.add_url_rule("/kaal", "kaal", lambda: "open en bloot")

    with pytest.raises(ProgrammingError, match="kaal"):
        require_guards(app)


def test_a_view_that_says_it_is_public_may_stay():
    app = Flask("kaal")
    app.add_url_rule("/open", "open", public(lambda: "voor iedereen"))

    require_guards(app)


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("/vandaag", "/vandaag"),
        ("/plekken?status=open", "/plekken?status=open"),
        ("//elders.example", None),
        ("https://elders.example", None),
        ("/\\elders.example", None),
        ("/\t/elders.example", None),
        ("/\x7f/elders.example", None),
        ("javascript:alert(1)", None),
        ("/regel\r\nSet-Cookie: x", None),
        ("", None),
        (None, None),
    ],
)
def test_after_signing_in_nobody_is_sent_to_another_site(target, kept):
    assert safe_next(target) == kept


def test_who_is_not_signed_in_is_brought_to_the_sign_in_page_and_back(client, stored):
    stored.region()

    answer = client.get("/vandaag?x=1", status=302).answer

    assert answer.headers["Location"].startswith("/inloggen?verder=")
    assert "vandaag" in answer.headers["Location"]


def test_a_refusal_is_explained_and_written_down(client, stored):
    stored.region()
    stored.parameters()
    client.sign_in_as(stored.user(Role.COACH))

    page = client.get("/beheer/gebruikers", status=403)

    assert "beheerder" in page.text


def test_a_user_who_was_switched_off_is_out_at_the_next_request(client, stored, database):
    stored.region()
    stored.parameters()
    user = stored.user(Role.COACH)
    client.sign_in_as(user)
    client.get("/vandaag")

    user.is_active = False
    from tests.making import MAKER
    from werkbedrijf.foundation.audit import record

    record(stored.session, MAKER, "user.switched_off", user)

    assert client.get("/vandaag", status=302).answer.headers["Location"].startswith("/inloggen")


def test_pages_are_not_kept_by_browsers_and_allow_nothing_inline(client, stored):
    stored.region()

    headers = client.get("/inloggen").answer.headers

    assert headers["Cache-Control"] == "no-store"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_form_without_its_token_is_refused(client, stored):
    stored.region()
    client.stored.save()

    assert client.flask.post("/inloggen", data={"email": "a@b.nl", "password": "x"}).status_code == 400


def test_the_trail_names_who_looked(client, stored, database):
    stored.region()
    stored.parameters()
    coach = stored.user(Role.COACH)
    candidate = stored.candidate(coach=coach)
    stored.profile(candidate)
    client.sign_in_as(coach)

    client.get(f"/kandidaten/{candidate.reference}")

    looked = stored.session.scalars(select(AuditEntry).where(AuditEntry.act == "candidate.looked_at")).all()
    assert [(entry.actor_id, entry.subject_reference) for entry in looked] == [(coach.id, candidate.reference)]


@pytest.mark.parametrize("submitted", [None, "", "1", "3", "twee", "9" * 5000])
def test_an_edit_of_another_version_is_refused_whatever_was_sent(submitted):
    class Row:
        version = 2

    with pytest.raises(StaleVersion):
        check_version(Row, submitted)
    check_version(Row, "2")


@pytest.mark.parametrize("where", ["/vandaag?q=een%00twee", "/plekken/P-%00", "/vandaag?%00=1"])
def test_a_nul_is_no_text(client, stored, where):
    stored.region()
    stored.parameters()

    assert client.sign_in_as(stored.user(Role.COACH)).get(where, status=400).h1


def test_two_acts_at_once_of_which_the_database_keeps_one_are_a_conflict(client, app, stored):
    stored.region()
    stored.parameters()
    kvk = stored.employer(kvk="08123456").kvk

    @guard(anyone_signed_in)
    def twice():
        current_session().execute(
            insert(Employer).values(reference="W-9", name="x", search_name="x", kvk=kvk, registered_on=MONDAY)
        )

    app.view_functions["vacancies.index"] = twice
    page = client.sign_in_as(stored.user(Role.COACH)).get("/plekken", status=409)

    assert kvk not in page.text
    assert "intussen gewijzigd" in page.text


def test_what_people_typed_is_not_in_the_message_of_a_problem(database):
    with pytest.raises(IntegrityError) as problem, database.transaction(at=NOW) as session:
        session.execute(Organisation.__table__.insert().values(name="Gemeente Geheim", kind="gemeente"))

    assert "Geheim" not in str(problem.value)


def refusing(*_args, **_kwargs):
    raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))


def test_a_database_that_has_no_turn_for_us_is_busy_and_says_so(client, stored, monkeypatch):
    stored.region()
    client.sign_in_as(stored.user(Role.COACH))
    monkeypatch.setattr("werkbedrijf.foundation.db.begin_writing", refusing)

    page = client.post("/uitloggen", status=503)

    assert "even druk" in page.text


def test_without_a_database_there_is_still_a_sentence(client, stored, monkeypatch):
    stored.region()
    monkeypatch.setattr("werkbedrijf.page_facts.current_region", refusing)

    answer = client.get("/inloggen", status=503).answer

    assert "even druk" in answer.text


def refusals(database):
    with database.reading(at=NOW) as session:
        asked = select(AuditEntry).where(AuditEntry.result == Result.REFUSED).order_by(AuditEntry.id)
        return [(line.actor_id, line.act, line.subject_reference) for line in session.scalars(asked)]


def test_a_door_that_stays_closed_leaves_one_line_with_who_and_which(client, stored, database):
    coach = stored.user(Role.COACH)
    client.sign_in_as(coach)
    client.get("/logboek", status=403)
    client.get("/logboek/controle", status=403)

    assert refusals(database) == [(coach.id, "page.refused", "trail.index"), (coach.id, "page.refused", "trail.chain")]


def test_a_refusal_about_something_is_written_once_and_by_its_own_name(client, stored, database):
    coach, other = stored.user(Role.COACH), stored.user(Role.COACH)
    candidate = stored.candidate(coach=other)
    client.sign_in_as(coach)
    client.post(f"/kandidaten/{candidate.reference}/status", {"stap": "pause"}, follow=False)

    (line,) = refusals(database)
    assert line[2] == candidate.reference


def test_who_is_not_signed_in_or_mistypes_leaves_no_refusal(client, stored, database):
    assert client.flask.get("/logboek").status_code == 302
    client.sign_in_as(stored.user(Role.COACH)).get("/kandidaten/K-9999", status=404)

    assert refusals(database) == []
