"""A small race on each kind of database, in threads with connections of their own. The large one: ``python -m tests.proofs.race``."""

import pytest

from tests.conftest import NOW
from tests.proofs.contest import play
from werkbedrijf.app import create_app
from werkbedrijf.foundation.settings import Settings

ROUNDS = 2


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_whatever_comes_at_once_is_counted_once(request, tmp_path, monkeypatch, engine):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    database = request.getfixturevalue("database" if engine == "sqlite" else "postgresql")
    app = create_app(
        Settings(data_dir=tmp_path, secret_key="x", password_cost="test").prepare(), database, testing=True
    )
    name = app.config["SESSION_COOKIE_NAME"]

    def door(cookie, path, form):
        browser = app.test_client()
        browser.set_cookie(name, cookie[name])
        answer = browser.get(path) if form is None else browser.post(path, data=form)
        return answer.status_code, answer.location or "", answer.text

    wrong = [one for _ in range(ROUNDS) for one in play(app, database, door, at=NOW).wrong]

    assert wrong == []
