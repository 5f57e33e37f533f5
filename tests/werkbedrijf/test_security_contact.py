"""Who finds a hole can find whom to tell."""

from datetime import datetime

import pytest

from tests.conftest import NOW
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.security_contact import contact_of


def test_the_file_names_a_contact_and_a_day_within_a_year(client, stored, monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    stored.save()

    answer = client.flask.get("/.well-known/security.txt")

    told = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert answer.content_type == "text/plain; charset=utf-8"
    assert told["Contact"].startswith("mailto:")
    assert 0 < (datetime.fromisoformat(told["Expires"]) - NOW).days < 365
    assert told["Canonical"].endswith("/.well-known/security.txt")


@pytest.mark.parametrize(
    ("told", "contact"),
    [
        ("", "mailto:dienst@regio.example"),
        ("ciso@regio.example", "mailto:ciso@regio.example"),
        ("https://regio.example/melden", "https://regio.example/melden"),
    ],
)
def test_the_contact_is_what_was_set_or_else_the_sender(told, contact):
    assert contact_of(Settings(security_contact=told, mail_from="dienst@regio.example")) == contact
