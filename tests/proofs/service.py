"""A real service for the proofs: the demo region served by worker processes, and people who sign in to it."""

import contextlib
import http.client
import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pyotp

from tests.house.sources import ROOT
from werkbedrijf.accounts.demo_sign_in import DEMO_DOMAIN, DEMO_PASSWORD
from werkbedrijf.foundation.keys.ring import beside

HIDDEN = re.compile(r'name="(csrf_token|idempotency_key|version|versie)"[^>]*value="([^"]*)"')


def command(*words, folder, **settings):
    """Run one command of ours on this folder; raises when it fails."""
    return subprocess.run(
        [sys.executable, "-m", "werkbedrijf", *words],
        cwd=ROOT,
        env=environment(folder, **settings),
        check=True,
        capture_output=True,
        text=True,
    )


def environment(folder, **settings):
    """The settings of the service in a folder of its own, with its keys beside it."""
    place = Path(folder).absolute()
    return os.environ | {"WERKBEDRIJF_DATA_DIR": str(place), "WERKBEDRIJF_KEYS": str(beside(place))} | settings


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as ours:
        ours.bind(("127.0.0.1", 0))
        return ours.getsockname()[1]


class Service:
    """``serve --workers`` in a process group of its own, so that everything can be killed at once."""

    def __init__(self, folder, *, workers=2, before=(), **settings):
        self.folder, self.workers, self.settings = Path(folder), workers, settings
        self.before = before
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self):
        """Start, and wait until it answers; returns the seconds that took."""
        began = time.monotonic()
        words = ["serve", "--workers", str(self.workers), "--port", str(self.port)]
        with (self.folder / "journal.log").open("ab") as journal:
            self.process = subprocess.Popen(
                [*self.before, sys.executable, "-m", "werkbedrijf", *words],
                cwd=ROOT,
                env=environment(self.folder, **self.settings),
                stdout=journal,
                stderr=journal,
                start_new_session=True,
            )
        while not self.lives():
            if self.process.poll() is not None or time.monotonic() - began > 60:
                raise RuntimeError((self.folder / "journal.log").read_text()[-2000:])
            time.sleep(0.02)
        return time.monotonic() - began

    def lives(self):
        """Whether it answers."""
        try:
            with urllib.request.urlopen(f"{self.address}/gezond", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def kill(self):
        """SIGKILL to everything at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Ask it to stop; returns the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)

    def pids(self):
        """The process above and everything below it."""
        return [self.process.pid, *_below(self.process.pid)]


def _below(pid):
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [int(one) for one in children] + [deep for one in children for deep in _below(int(one))]


class Person:
    """Somebody with a browser without scripts."""

    def __init__(self, address, role="accountmanager"):
        self.address = address
        self.role = role
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), _Stay)

    def get(self, path, timeout=10):
        """Status and text of a page."""
        return self._open(urllib.request.Request(self.address + path), timeout)

    def post(self, path, fields, timeout=10):
        """Send a form; a redirect is not followed."""
        body = urllib.parse.urlencode(fields).encode()
        return self._open(urllib.request.Request(self.address + path, data=body), timeout)

    def hidden(self, path, timeout=10):
        """What the form on a page sends along unseen."""
        return dict(HIDDEN.findall(self.get(path, timeout)[1]))

    def sign_in(self, known=None):
        """Come in: as somebody of the manifest of a test world, with password and code, or with the sign-in of the demo."""
        known = known or {"email": f"{self.role}@{DEMO_DOMAIN}", "password": DEMO_PASSWORD}
        self._send("/inloggen", {name: known[name] for name in ("email", "password")})
        if "totp_secret" in known:
            self._send("/inloggen/tweede-stap", {"code": pyotp.TOTP(known["totp_secret"]).now()})
        return self

    def _send(self, path, typed):
        status, _text = self.post(path, {**self.hidden(path), **typed})
        if status not in {302, 303}:
            raise RuntimeError(f"{path} answered {status}")

    def _open(self, request, timeout):
        try:
            with self.opener.open(request, timeout=timeout) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.status, _rest(refusal)
        except http.client.HTTPException as problem:  # cut off in the middle of an answer
            raise ConnectionError(str(problem)) from problem


def _rest(answer):
    """The text of an answer; cut off in the middle it is no answer."""
    try:
        return answer.read().decode("utf-8", "replace")
    except http.client.HTTPException as problem:
        raise ConnectionError(str(problem)) from problem


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args, **_kwargs):
        return None


def demo(folder, **settings):
    """The demo region in this folder."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    command("demo", "--no-serve", folder=folder, **settings)


def seeded(folder, *, people, places, **settings):
    """A test world with so many people beside its own in this folder; returns who can sign in, by role."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    command("migrate", folder=folder, **settings)
    made = command(
        "seed", "--people", str(people), "--places", str(places), "--json", "-", folder=folder, **settings
    ).stdout
    own = [one["own"] for one in json.loads(made)["users"].values()]
    # The visitor and the timetable sign in nowhere.
    return {one["role"]: one for one in own if one and "password" in one}


def at(values, share):
    """The value below which this share lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
