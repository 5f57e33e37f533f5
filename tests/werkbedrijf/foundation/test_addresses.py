"""An address that was made before is the same as one that is made anew, whatever stands in it."""

from datetime import date
from enum import StrEnum

import pytest
from flask import Flask

from werkbedrijf.foundation.addresses import Application


class Kind(StrEnum):
    LIST = "lijst"


def _answer(**_values):
    return ""


def made(kind):
    app = kind("one")
    for rule, endpoint, methods in (
        ("/lijst", "list", None),
        ("/mensen/<who>", "person", None),
        ("/mensen/<who>/los", "both", ["POST"]),
        ("/mensen/<who>/vast", "both", ["GET"]),
    ):
        app.add_url_rule(rule, endpoint, _answer, methods=methods)
    return app


ASKED = [
    ("list", {}),
    ("list", {"page": 1}),
    ("list", {"page": True}),
    ("list", {"page": "1"}),
    ("list", {"page": None}),
    ("list", {"q": "K-0042 & co", "kind": Kind.LIST, "on": date(2026, 2, 28)}),
    ("list", {"stand": ["open", "vol"]}),
    ("list", {"stand": ["vol"]}),
    ("list", {"_anchor": "onder"}),
    ("list", {"_external": True}),
    ("list", {"_external": True, "_scheme": "https"}),
    ("person", {"who": "K-0042"}),
    ("person", {"who": "K-0043", "_anchor": "onder"}),
    ("both", {"who": "K-0042"}),
    (".list", {"page": 2}),
]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("root", ["", "/regio"])
@pytest.mark.parametrize("host", ["https://een.example", "https://twee.example"])
def test_the_second_time_an_address_is_what_flask_makes_of_it(method, root, host):
    ours, plain = made(Application), made(Flask)
    for _ in range(2):
        for endpoint, values in ASKED:
            answers = []
            for app in (ours, plain):
                with app.test_request_context("/lijst", base_url=host + root, method=method):
                    answers.append(app.url_for(endpoint, **values))
            assert answers[0] == answers[1], (endpoint, values)


def test_the_same_application_under_two_roots_and_methods_keeps_them_apart():
    app = made(Application)
    found = []
    for root, method in (("", "GET"), ("/regio", "GET"), ("", "POST"), ("", "GET")):
        with app.test_request_context("/lijst", base_url=f"https://een.example{root}", method=method):
            found.append((app.url_for("list"), app.url_for("both", who="K-0042")))
    assert found == [
        ("/lijst", "/mensen/K-0042/vast"),
        ("/regio/lijst", "/regio/mensen/K-0042/vast"),
        ("/lijst", "/mensen/K-0042/los"),
        ("/lijst", "/mensen/K-0042/vast"),
    ]


def test_an_address_that_does_not_exist_is_said_each_time():
    app = made(Application)
    with app.test_request_context("/lijst"):
        for _ in range(2):
            with pytest.raises(Exception, match="nergens"):
                app.url_for("nergens")
