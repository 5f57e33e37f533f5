"""Only the named server in front may say who the visitor is."""

import pytest

from werkbedrijf.operating.behind import behind


def seen(trusted, **environ):
    """What the application gets to see."""
    kept = {}

    def application(given, _start):
        kept.update(given)
        return []

    behind(application, trusted)({"REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http", **environ}, None)
    return kept


def test_the_trusted_server_says_who_comes_and_how():
    got = seen("127.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.9", HTTP_X_FORWARDED_PROTO="https")

    assert got["REMOTE_ADDR"] == "203.0.113.9", "what the client claimed itself does not count"
    assert got["wsgi.url_scheme"] == "https"
    assert "HTTP_X_FORWARDED_FOR" not in got


@pytest.mark.parametrize("trusted", ["", "10.0.0.1"])
def test_from_anybody_else_it_is_no_more_than_a_claim(trusted):
    got = seen(trusted, HTTP_X_FORWARDED_FOR="203.0.113.9", HTTP_X_FORWARDED_PROTO="https", HTTP_X_REQUEST_ID="vals")

    assert got["REMOTE_ADDR"] == "127.0.0.1"
    assert got["wsgi.url_scheme"] == "http"
    assert "HTTP_X_REQUEST_ID" not in got


def test_a_scheme_that_does_not_exist_is_not_believed():
    assert seen("127.0.0.1", HTTP_X_FORWARDED_PROTO="javascript")["wsgi.url_scheme"] == "http"
