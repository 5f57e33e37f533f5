"""This service asks nothing of the outside: no call leaves it but to a configured sign-in service, a mail server and a system log.

First by what the code imports; then while every page is opened by everyone who may, with a guard on every connection.
"""

import ast
import shutil
import socket

import pytest

from tests.conftest import NOW
from tests.house.sources import modules
from tests.house.world import World, doors
from tests.making import Make
from tests.reading import ReadingClient
from werkbedrijf.app import create_app
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.web import SAFE_METHODS

# What can reach another machine. Parts of the library that only know words of it are no such thing.
REACHING = {
    *("requests", "urllib3", "httpx", "aiohttp", "http.client", "http.server", "urllib.request", "urllib.robotparser"),
    *("socket", "socketserver", "ssl", "smtplib", "poplib", "imaplib", "ftplib", "telnetlib", "xmlrpc", "asyncio"),
    *(
        "authlib",
        "logging.handlers",
        "webbrowser",
        "websocket",
        "websockets",
        "paramiko",
        "boto3",
        "pycurl",
        "grpc",
        "nntplib",
    ),
}
ALLOWED = {
    ("werkbedrijf/accounts/external/calls.py", "requests"): "to the hosts of a configured sign-in service alone",
    ("werkbedrijf/accounts/external/calls.py", "authlib"): "the same",
    ("werkbedrijf/accounts/external/provider.py", "requests"): "the name of an error",
    ("werkbedrijf/accounts/external/provider.py", "authlib"): "reads proofs; what it asks goes through calls.py",
    (
        "werkbedrijf/accounts/external/signing.py",
        "authlib",
    ): "signs who we are; what it is sent with goes through calls.py",
    ("werkbedrijf/foundation/outbox.py", "smtplib"): "the names of its refusals",
    ("werkbedrijf/foundation/transports.py", "smtplib"): "to the mail server of the settings",
    ("werkbedrijf/foundation/transports.py", "ssl"): "what that connection is locked with",
    ("werkbedrijf/foundation/troubles.py", "smtplib"): "the name of an error",
    ("werkbedrijf/foundation/troubles.py", "ssl"): "the same",
    ("werkbedrijf/logbook/anchors.py", "logging.handlers"): "to the system log of the settings",
    ("werkbedrijf/serving.py", "socket"): "to listen, never to call",
}


def reached(tree):
    """What a module imports of that, wherever in the module that stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in {
            "import_module",
            "__import__",
        }:
            names = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        else:
            continue
        for name in names:
            yield from (one for one in REACHING if name == one or name.startswith(f"{one}."))


def test_only_these_modules_can_reach_another_machine():
    found = {(path, name) for path, tree in modules().items() for name in reached(tree)}

    assert found - set(ALLOWED) == set(), "nothing goes out: say here why, or do without"
    assert set(ALLOWED) - found == set(), "take what is not so any more out of the list"


@pytest.mark.parametrize(
    "code",
    [
        *("import requests", "from urllib import request", "import urllib.request as u", "import http.client"),
        *(
            "def f():\n    import socket",
            "from smtplib import SMTP",
            "import importlib\nimportlib.import_module('httpx')",
        ),
    ],
)
def test_an_import_that_reaches_out_is_seen(code):
    assert list(reached(ast.parse(code)))


@pytest.mark.parametrize("code", ["from urllib.parse import urlsplit", "from http import HTTPStatus", "import json"])
def test_an_import_that_does_not_is_left_alone(code):
    assert not list(reached(ast.parse(code)))


class WentOut(AssertionError):
    """Something called another machine."""


@pytest.fixture
def watched(monkeypatch):
    """Every connection and every name that is looked up, refused and written down unless it stays on this machine."""
    tried = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def here(host):
        return str(host) in {"127.0.0.1", "::1", "localhost", ""} or str(host).startswith("/")

    def guarded_connect(self, address):
        if self.family in {socket.AF_INET, socket.AF_INET6} and not here(address[0]):
            tried.append(address)
            raise WentOut(address)
        return connect(self, address)

    def guarded_look_up(host, *rest, **more):
        if not here(host):
            tried.append(host)
            raise WentOut(host)
        return look_up(host, *rest, **more)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
    return tried


def test_the_guard_sees_who_goes_out(watched):
    with pytest.raises(WentOut):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(WentOut):
        socket.create_connection(("elders.example", 80), timeout=1)
    assert watched == ["192.0.2.1", "elders.example"]


def test_no_page_calls_another_machine(sqlite_file, tmp_path, watched):
    """Every page that a coach and a stranger can open; the others are made of the same parts."""
    database = Database(f"sqlite:///{shutil.copy(sqlite_file, tmp_path / 'own.db')}")
    app = create_app(
        Settings(data_dir=tmp_path, secret_key="only for tests", password_cost="test").prepare(), database, testing=True
    )
    session = database.session(at=NOW)
    world = World(Make(session))
    session.commit()
    client, opened = ReadingClient(app, world.make), 0
    client.sign_in_as(world.people["coach"])
    for _endpoint, method, rule in doors(app):
        if method not in SAFE_METHODS:
            continue
        with app.test_request_context():
            url = rule.build({name: world.refs[name] for name in rule.arguments})[1]
        opened += client.flask.get(url, buffered=True).status_code == 200
    session.close()
    database.close()

    assert opened > 60
    assert watched == []
