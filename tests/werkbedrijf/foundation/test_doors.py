"""What the guard, the transaction and the start of the app promise."""

import pytest
from flask import Flask
from sqlalchemy import select

from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import ProgrammingError
from werkbedrijf.foundation.web import public, require_guards, safe_next


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
