"""What a browser gets through a real nginx with the shipped site: the headers, the limits, and the address of the visitor."""

import http.client
import json
import shutil
import ssl
import subprocess
import threading
import time

import pytest
from sqlalchemy import select
from werkzeug.serving import make_server

from tests.conftest import NOW
from tests.making import Make
from tests.proofs.service import free_port
from tests.werkbedrijf.operating.test_writing import site
from werkbedrijf.app import create_app
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.problems import CODES
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.operating.behind import behind

HEADERS = {
    "strict-transport-security": "max-age=31556926; includeSubDomains",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Site:
    """The service behind nginx, in this process and one beside it."""

    def __init__(self, folder, database):
        self.https, self.http = free_port(), free_port()
        settings = Settings(
            data_dir=folder / "map",
            secret_key="only for tests",
            password_cost="test",
            base_url=f"https://127.0.0.1:{self.https}",
            secure_cookies=True,
            trusted_proxy="127.0.0.1",
        ).prepare()
        app = behind(create_app(settings, database, testing=False), settings.trusted_proxy)
        self.server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        words = {"HTTPS": str(self.https), "HTTP": str(self.http), "PORT": str(self.server.port)}
        words["STATIC"] = str(app_static())
        conf = site(folder, **words)
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        self.nginx = subprocess.Popen(
            [program, "-c", str(conf), "-g", "daemon off; user root;"], stderr=subprocess.DEVNULL
        )
        self._until_it_answers()

    def _until_it_answers(self):
        for _ in range(200):
            try:
                self.ask("/gezond")
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("nginx does not answer")

    def ask(self, path, method="GET", body=None, *, plain=False, port=0, **headers):
        if plain:
            line = http.client.HTTPConnection("127.0.0.1", port or self.http, timeout=20)
        else:
            tls = ssl._create_unverified_context()
            line = http.client.HTTPSConnection("127.0.0.1", self.https, timeout=20, context=tls)
        line.request(method, path, body=body, headers={"Host": f"127.0.0.1:{self.https}", **headers})
        answer = line.getresponse()
        answer.text = answer.read().decode("utf-8", "replace")
        line.close()
        return answer

    def close(self):
        self.nginx.terminate()
        self.nginx.wait()
        self.server.shutdown()
        self.server.server_close()


def app_static():
    from werkbedrijf import app

    return app.Path(app.__file__).parent / "static"


@pytest.fixture(scope="module")
def through(sqlite_file, tmp_path_factory):
    if not (shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")):
        pytest.skip("nginx staat hier niet")
    folder = tmp_path_factory.mktemp("nginx")
    database = Database(f"sqlite:///{shutil.copy(sqlite_file, folder / 'own.db')}")
    with database.transaction(at=NOW) as session:
        made = Make(session)
        made.region()
        made.user(email="bea@voorbeeld.example")
    running = Site(folder, database)
    yield running, database
    running.close()
    database.close()


@pytest.mark.parametrize("path", ["/inloggen", "/is-er-niet", "/vandaag"])
def test_every_page_brings_each_header_once(through, path):
    answer = through[0].ask(path, **{"Accept-Encoding": "gzip, br"})
    found = {}
    for name, value in answer.getheaders():
        found.setdefault(name.lower(), []).append(value)

    assert {name: found.get(name) for name in HEADERS} == {name: [value] for name, value in HEADERS.items()}
    assert len(found["content-security-policy"]) == 1
    assert "unsafe" not in found["content-security-policy"][0]
    # A page with a secret in it is never compressed, and nobody hears which version serves.
    assert "content-encoding" not in found
    assert found["server"] == ["nginx"]


def test_the_cookie_is_of_this_host_alone(through):
    cookie = through[0].ask("/inloggen").getheader("Set-Cookie")
    assert cookie.startswith("__Host-werkbedrijf=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


def test_what_is_not_secret_may_be_kept_and_says_its_kind(through):
    answer = through[0].ask("/static/css/werkbedrijf.css", **{"Accept-Encoding": "gzip"})
    assert (answer.status, answer.getheader("Content-Type")) == (200, "text/css")
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Set-Cookie") is None
    assert through[0].ask("/static/css/werkbedrijf.css", "POST", body="x").status == 403
    assert through[0].ask("/static/../app.py").status in {400, 404}


def test_too_large_is_refused_before_the_service_reads_it(through):
    answer = through[0].ask("/inloggen", "POST", body="x", **{"Content-Length": str(17 * 1024 * 1024)})
    assert answer.status == 413
    assert "Dit bestand is te groot" in answer.text
    assert answer.getheader("Content-Type").startswith("text/html")
    assert "default-src 'none'" in answer.getheader("Content-Security-Policy")


@pytest.mark.parametrize(
    ("path", "headers", "status", "said"),
    [
        ("/" + "a" * 9000, {}, 414, "Dit adres is te lang"),
        ("/" + "a" * 7500, {}, 414, "Dit adres is te lang"),
        ("/vandaag", {"Cookie": "a" * 9000}, 414, "wis dan de cookies"),
        ("/vandaag", {"Host": "a b"}, 400, "Deze vraag is niet te lezen"),
    ],
)
def test_what_nginx_cannot_take_is_said_in_dutch(through, path, headers, status, said):
    answer = through[0].ask(path, **headers)
    assert (answer.status, answer.getheader("Content-Type").partition(";")[0]) == (status, "text/html")
    assert said in answer.text and "nginx" not in answer.text
    assert "default-src 'none'" in answer.getheader("Content-Security-Policy")


def test_the_numbers_are_not_for_the_world_and_plain_http_goes_on_to_https(through):
    assert through[0].ask("/metrics").status == 404
    answer = through[0].ask("/vandaag", plain=True)
    assert (answer.status, answer.getheader("Location").partition(":")[0]) == (308, "https")


def test_plain_http_sends_nobody_to_a_site_that_is_not_ours(through):
    answer = through[0].ask("/vandaag?dag=1", plain=True, Host="elders.example")
    assert answer.getheader("Location") == f"https://dienst.example:{through[0].https}/vandaag?dag=1"


@pytest.mark.parametrize(
    ("method", "path", "status", "said"),
    [
        ("GET", "/static/css/is-er-niet.css", 404, "Deze pagina is er niet"),
        ("GET", "/metrics", 404, "Deze pagina is er niet"),
        ("GET", "/static/", 403, "Dit mag hier niet"),
        ("POST", "/static/css/werkbedrijf.css", 403, "Dit mag hier niet"),
        ("TRACE", "/inloggen", 400, "Deze vraag is niet te lezen"),
    ],
)
def test_what_nginx_refuses_by_itself_is_dutch_and_as_closed_as_a_page(through, method, path, status, said):
    answer = through[0].ask(path, method)
    assert (answer.status, said in answer.text, "nginx" in answer.text) == (status, True, False)
    closed = ("strict-transport-security", "x-frame-options", "x-content-type-options", "referrer-policy")
    assert {name: answer.getheader(name) for name in closed} == {name: HEADERS[name] for name in closed}
    assert "default-src 'none'" in answer.getheader("Content-Security-Policy")


@pytest.mark.parametrize(("accept", "kind"), [("*/*", "text/html"), ("application/json", "application/problem+json")])
def test_plain_http_at_the_port_of_https_hears_in_dutch_what_to_type(through, accept, kind):
    answer = through[0].ask("/vandaag", plain=True, port=through[0].https, Accept=accept)
    assert (answer.status, answer.getheader("Content-Type").partition(";")[0]) == (400, kind)
    assert "Dit adres werkt alleen met https" in answer.text and "nginx" not in answer.text
    assert (answer.getheader("Cache-Control"), answer.getheader("X-Frame-Options")) == ("no-store", "DENY")


def test_a_visitor_cannot_claim_another_address(through):
    running, database = through
    page = running.ask("/inloggen")
    token = page.text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    running.ask(
        "/inloggen",
        "POST",
        body=f"csrf_token={token}&email=bea%40voorbeeld.example&password=iets-anders-dan-dit",
        **{
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": page.getheader("Set-Cookie").partition(";")[0],
            "Referer": f"https://127.0.0.1:{running.https}/inloggen",
            "Origin": f"https://127.0.0.1:{running.https}",
            "X-Forwarded-For": "203.0.113.7",
            "Forwarded": "for=203.0.113.7",
        },
    )
    with database.reading(at=NOW) as session:
        origins = session.scalars(select(AuditEntry.origin).where(AuditEntry.act == "user.sign_in_failed")).all()
    assert origins == ["127.0.0.1"]


@pytest.fixture(scope="module")
def away(sqlite_file, tmp_path_factory):
    """The site, with a service behind it that stopped."""
    if not (shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")):
        pytest.skip("nginx staat hier niet")
    folder = tmp_path_factory.mktemp("weg")
    database = Database(f"sqlite:///{shutil.copy(sqlite_file, folder / 'own.db')}")
    alone = Site(folder, database)
    alone.server.shutdown()
    alone.server.server_close()
    yield alone
    alone.nginx.terminate()
    alone.nginx.wait()
    database.close()


def test_a_service_that_is_away_is_said_in_dutch_and_kept_nowhere(away):
    answer = away.ask("/vandaag")

    assert (answer.status, answer.getheader("Content-Type").partition(";")[0]) == (503, "text/html")
    assert "De dienst is er even niet" in answer.text
    assert (answer.getheader("Cache-Control"), answer.getheader("Retry-After")) == ("no-store", "30")
    assert "'none'" in answer.getheader("Content-Security-Policy")


# What browsers and programs say they read, and what nginx itself then answers with.
FORMS = {
    "application/json": "application/problem+json",
    "application/problem+json, application/json;q=0.9, */*;q=0.1": "application/problem+json",
    "text/plain, application/json": "application/problem+json",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": "text/html",
    "text/html, application/json;q=0.9": "text/html",
    "application/json;q=0.5, text/html": "text/html",
    "*/*": "text/html",
    "../../app": "text/html",
}


@pytest.mark.parametrize(("accept", "kind"), FORMS.items())
def test_what_nginx_itself_says_has_the_form_that_was_asked_for(away, accept, kind):
    answer = away.ask("/vandaag", Accept=accept)
    assert (answer.status, answer.getheader("Content-Type").partition(";")[0]) == (503, kind)
    assert (answer.getheader("Cache-Control"), answer.getheader("Retry-After")) == ("no-store", "30")
    if "json" in kind:
        told = json.loads(answer.text)
        assert (told["status"], told["code"]) == (503, "even_niet")
        assert "De dienst is er even niet" in told["detail"]


def test_a_program_reads_that_it_sent_too_much(through):
    answer = through[0].ask(
        "/inloggen", "POST", body="x", **{"Content-Length": str(17 * 1024 * 1024), "Accept": "application/json"}
    )
    assert (answer.status, answer.getheader("Content-Type")) == (413, "application/problem+json")
    told = json.loads(answer.text)
    assert (told["type"], told["status"], told["code"]) == ("about:blank", 413, CODES[413])
    assert "Er is niets opgeslagen" in told["detail"]


@pytest.mark.parametrize(("accept", "kind"), [("application/json", "application/problem+json"), ("*/*", "text/html")])
def test_a_program_reads_that_it_asked_too_often(away, accept, kind):
    for _ in range(700):
        answer = away.ask("/inloggen", "POST", body="x", Accept=accept)
        if answer.status != 503:
            break
    assert (answer.status, answer.getheader("Content-Type").partition(";")[0]) == (429, kind)
    assert (answer.getheader("Cache-Control"), answer.getheader("Retry-After")) == ("no-store", "60")
    assert "Wacht een minuut" in answer.text
    if "json" in kind:
        told = json.loads(answer.text)
        assert (told["status"], told["code"]) == (429, CODES[429])
