"""A connection that PostgreSQL ends in the middle of a request: the person hears that it is busy, whatever was going on."""

import pytest
from sqlalchemy import text

from tests.conftest import NOW
from tests.making import Make
from werkbedrijf.app import create_app
from werkbedrijf.foundation.matching_role import matching_role
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.web import current_session, database, public


def lose(session):
    """What an idle transaction, a restart of the server or somebody who cleans up does to us."""
    number = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with database().engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:number, 2000)"), {"number": number})


def within_the_role():
    session = current_session()
    with matching_role(session):
        lose(session)
        session.execute(text("SELECT 1"))
    return "af"


def asked_again():
    session = current_session()
    lose(session)
    try:
        session.execute(text("SELECT 1"))
    except Exception:  # noqa: BLE001  # whatever a view does with it
        session.execute(text("SELECT 1"))
    return "af"


def at_the_end():
    lose(current_session())
    return "af"


@pytest.mark.parametrize(("view", "status"), [(within_the_role, 503), (asked_again, 503), (at_the_end, 200)])
def test_a_lost_connection_is_busy_and_never_a_mistake_of_ours(postgresql, tmp_path, view, status):
    app = create_app(
        Settings(data_dir=tmp_path, secret_key="x", password_cost="test").prepare(), postgresql, testing=True
    )
    app.add_url_rule("/proef", "proef", public(view))
    session = postgresql.session(at=NOW)
    Make(session).region()
    session.commit()
    session.close()

    answer = app.test_client().get("/proef")

    assert answer.status_code == status
    assert status == 200 or "even druk" in answer.text
