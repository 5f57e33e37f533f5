"""Odd input at every door, as every role, on both databases: whatever arrives, the service answers like a person.

Nothing stays: every request is undone, so that each one meets the same world. Values take turns over the fields, which
keeps the run short; with ODD_INPUT=all every field meets every value, on SQLite.
"""

import io
import itertools
import os
from types import SimpleNamespace

import html5lib
import pytest
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tests.conftest import NOW
from tests.house.world import SERVICES, World, doors
from tests.making import Make
from tests.reading import NAMESPACE
from werkbedrijf.app import create_app
from werkbedrijf.foundation.db import Database, begin_writing
from werkbedrijf.foundation.log_store import LogStore
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.web import SAFE_METHODS

STAFF = ("manager", "coach", "employer", "alderman", "administrator")
ODD = (
    "\0",
    "K-\x000001",
    "x" * 100_000,
    "²",
    "eraf-²",
    "٣",
    "NaN",
    "sNaN",
    "-Infinity",
    "1e400",
    "-1",
    "0",
    "99999999999999999999999",
    "9" * 5000,
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "20260101",
    "' OR 1=1 --",
    "%_\\",
    "<b>&amp;{{7*7}}",
    "\u202e\u0000\U0001f600",
    "een\r\nSubject: twee",
    "../../etc/passwd",
    "b " * 1500 + "v " * 1500,
    "",
)
# A NUL is refused before anything else is looked at, so it would hide the values beside it.
TOGETHER = tuple(value for value in ODD if "\0" not in value)
IN_ADDRESS = (
    *("pagina", "q", "sorteer", "richting", "op", "van", "tot", "persoon", "onderwerp", "naam", "verder"),
    *("stand", "soort", "wie", "deel", "gemeente", "werk", "status", "rol", "telling", "handeling", "toon"),
)
EVERYTHING = os.environ.get("ODD_INPUT") == "all"


class UndoneDatabase(Database):
    """A database of which everything stays in one transaction: what a request saves can be undone."""

    def __init__(self, real):
        self.url, self.base_url, self.engine, self.keys = real.url, "", real.engine, real.keys
        # Beside SQLite the log would be a file, in which lines stay: here it is one that nobody finds again.
        self.logs = LogStore(SimpleNamespace(url="sqlite://", engine=real.engine))
        self.connection = real.engine.connect().execution_options(writing=True)
        self.outer = self.connection.begin()

    def session(self, *, at, write=False):
        session = Session(bind=self.connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        session.info.update(at=at, base_url=self.base_url, logs=self.logs)
        if write:
            begin_writing(session)
        return session


class Service:
    """The service with its world, and what broke it."""

    def __init__(self, real, folder):
        self.database = UndoneDatabase(real)
        settings = Settings(data_dir=folder, secret_key="only for tests", password_cost="test", oidc=SERVICES).prepare()
        self.app = create_app(settings, self.database, testing=True)
        self.app.config["WTF_CSRF_ENABLED"] = False
        session = self.database.session(at=NOW)
        self.world = World(Make(session))
        session.commit()
        self.browser = self.app.test_client(use_cookies=False)
        self.cookies = {person: self._cookie(person) for person in STAFF} | {"stranger": ""}
        self.broken = []

    def _cookie(self, person):
        token = self.world.make.session_token(self.world.people[person])
        self.world.make.save()
        signed = self.app.session_interface.get_signing_serializer(self.app)
        return "werkbedrijf=" + signed.dumps({"_user_id": token})

    def open(self, person, method, url, about, **sent):
        """One request, undone; a traceback or a 5xx is written down."""
        undo = self.database.connection.begin_nested()
        try:
            answer = self._send(person, method, url, **sent)
            status, text = answer.status_code, answer.text if answer.mimetype == "text/html" else ""
            self.look(person, method, url, answer)
            answer.close()
        except Exception as trouble:  # noqa: BLE001  # that is what we look for
            status, text = f"{type(trouble).__name__}: {trouble}"[:120], ""
        finally:
            undo.rollback()
        if not isinstance(status, int) or status >= 500:
            self.broken.append((person, method, url[:60], about, status))
        return status, text

    def look(self, person, method, url, answer):
        """What else a test sees in an answer, before it is undone."""

    def _send(self, person, method, url, headers=(), **sent):
        """As this person, whatever an earlier request did to the cookie."""
        headers = {"Cookie": self.cookies[person], **dict(headers)}
        return self.browser.open(url, method=method, headers=headers, buffered=True, **sent)

    def address(self, rule, **other):
        with self.app.test_request_context():
            values = {name: self.world.refs[name] for name in rule.arguments} | other
            return rule.build(values)[1]

    def keep(self, person, url, **sent):
        """One request that does stay, to have something to look at."""
        answer = self._send(person, "POST", url, **sent)
        assert answer.status_code == 302, (url, answer.status_code)
        return answer.headers["Location"]


@pytest.fixture(scope="module", params=["sqlite"] if EVERYTHING else ["sqlite", "postgresql"])
def service(request, engines, tmp_path_factory):
    if request.param not in engines:
        pytest.skip("PostgreSQL kan hier niet starten")
    made = Service(engines[request.param], tmp_path_factory.mktemp("odd"))
    refs = made.world.refs
    made.keep("manager", f"/werkgevers/{refs['employer']}/contact", data={"note": "Gebeld", "kind": "telefoon"})
    table = io.BytesIO(b"Naam;Postcode;Plaats\nBakkerij De Korenaar;7511AA;Enschede\n")
    there = made.keep("manager", "/import", data={"kind": "werkgevers", "file": (table, "lijst.csv")})
    refs["batch"] = there.rsplit("/", 1)[1]
    refs["kind"] = "kandidaten"
    yield made
    made.database.outer.rollback()
    made.database.connection.close()


def shown(service, person):
    """(url, text) of every page this person can open."""
    for _endpoint, method, rule in doors(service.app):
        if method == "GET" and not rule.endpoint.endswith("sign_out"):
            url = service.address(rule)
            status, text = service.open(person, "GET", url, "as it is")
            if status == 200:
                yield url, text


def turns(among=ODD):
    """Odd values one after another, for ever: each place meets others, and the run stays short."""
    return itertools.cycle(among)


@pytest.fixture(scope="module")
def pages(service):
    """What each person can see; a page that breaks on the way is no page that is closed."""
    service.broken.clear()
    seen = {person: dict(shown(service, person)) for person in (*STAFF, "stranger")}
    # Whether the service is ready is asked over another connection, which sees nothing of a world that is not saved.
    broken = [one for one in service.broken if one[2] != "/gereed"]
    assert broken == [], "\n".join(map(str, broken[:20]))
    return seen


def test_no_address_breaks_a_page(service, pages):
    service.broken.clear()
    odd = turns(TOGETHER)
    for person, seen in pages.items():
        for url in seen:
            for _ in range(len(ODD) if EVERYTHING else 1):
                query = MultiDict([(name, next(odd)) for name in IN_ADDRESS])
                query.add("q", "twee")
                service.open(person, "GET", url, dict(query), query_string=query)

    assert service.broken == [], "\n".join(map(str, service.broken[:20]))


def test_no_reference_breaks_a_door(service):
    service.broken.clear()
    odd = itertools.cycle([value for value in ODD if value and len(value) <= 5000])
    for _endpoint, method, rule in doors(service.app):
        for name in rule.arguments:
            for person in ("manager", "coach", "administrator"):
                value = 10**30 if "int:" in rule.rule and name == "number" else next(odd).replace("/", "")
                service.open(person, method, service.address(rule, **{name: value}), (name, value))

    assert service.broken == [], "\n".join(map(str, service.broken[:20]))


def test_no_field_breaks_a_form(service, pages):
    service.broken.clear()
    odd, beside = turns(), turns(TOGETHER)
    for person, seen in pages.items():
        for url, form in forms_on(seen):
            fields = fields_of(form)
            for name, value in turns_of(fields, odd):
                filled = MultiDict(fields)
                filled.setlist(name, [value])
                service.open(person, "POST", url, (name, value), data=filled)
            doubled = MultiDict(fields)
            for name in list(doubled):
                doubled.add(name, next(beside))
            service.open(person, "POST", url, "each field twice", data=doubled)

    assert service.broken == [], "\n".join(map(str, service.broken[:20]))


def test_a_text_in_the_place_of_a_file_is_no_file(service, pages):
    service.broken.clear()
    tried = 0
    for person, seen in pages.items():
        for url, form in forms_on(seen):
            for name in [node.get("name") for node in form.iter() if node.get("type") == "file"]:
                service.open(person, "POST", url, name, data=MultiDict([*fields_of(form), (name, "geen bestand")]))
                tried += 1
    assert tried and service.broken == [], "\n".join(map(str, service.broken[:20]))


def test_no_kind_of_content_breaks_a_door(service):
    service.broken.clear()
    bodies = itertools.cycle(
        [
            {"data": b"{}", "content_type": "application/json"},
            {"data": b"\xff\xfe\x00", "content_type": "application/x-www-form-urlencoded"},
            {
                "data": b"--x\r\nContent-Disposition: form-data\r\n\r\n",
                "content_type": "multipart/form-data; boundary=x",
            },
            {"data": b"", "content_type": "multipart/form-data"},
            {"data": b"a=1&" * 150_000, "content_type": "application/x-www-form-urlencoded"},
            {"data": b"hallo", "content_type": "text/plain; charset=nonsense"},
            {"data": b"x", "headers": {"Accept": "application/json", "Content-Length": "1"}},
        ]
    )
    for _endpoint, method, rule in doors(service.app):
        for person in STAFF if EVERYTHING else ("manager", "administrator"):
            if method not in SAFE_METHODS:
                service.open(person, method, service.address(rule), "content", **next(bodies))

    assert service.broken == [], "\n".join(map(str, service.broken[:20]))


def forms_on(seen):
    """(url, form) of every form that is sent, each address once."""
    known = set()
    for url, text in seen.items():
        for form in html5lib.parse(text).iter(f"{NAMESPACE}form"):
            goal = form.get("action") or url
            if (form.get("method") or "get").lower() == "post" and goal not in known:
                known.add(goal)
                yield goal, form


def fields_of(form):
    """(name, value) as a browser would send the form; where nothing is filled in, something plausible."""
    found = []
    for node in form.iter():
        name, kind = node.get("name"), node.get("type")
        if not name or name in {"csrf_token", "idempotency_key"} or kind == "file":
            continue
        if node.tag == f"{NAMESPACE}select":
            options = list(node.iter(f"{NAMESPACE}option"))
            chosen = [o for o in options if o.get("selected") is not None] or options[-1:]
            found += [(name, o.get("value") or "") for o in chosen]
        elif kind in {"radio", "checkbox"}:
            if node.get("checked") is not None or name not in dict(found):
                found = [(n, v) for n, v in found if n != name or kind == "checkbox"]
                found.append((name, node.get("value") or "y"))
        elif node.tag == f"{NAMESPACE}textarea":
            found.append((name, "".join(node.itertext()).strip() or "Een zin."))
        elif node.tag in {f"{NAMESPACE}input", f"{NAMESPACE}button"}:
            found.append((name, node.get("value") or {"date": "2026-11-23", "email": "a@b.example"}.get(kind, "12")))
    return found


def turns_of(fields, odd):
    """(name, value): all fields of a form, and of the long form of a place some of each kind."""
    names = list(dict.fromkeys(name for name, _ in fields))
    if EVERYTHING:
        yield from itertools.product(names, ODD)
        return
    for name in names if len(names) <= 40 else [*names[:25], *names[25::9]]:
        yield name, next(odd)
