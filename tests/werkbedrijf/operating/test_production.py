"""The production way, with real processes: it answers, replaces who was killed, and stops when asked."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.house.sources import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
]


def children(pid):
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def until(true, seconds=30.0):
    end = time.monotonic() + seconds
    while not (answer := true()):
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)
    return answer


def answers(address):
    try:
        with urllib.request.urlopen(f"{address}/gezond", timeout=5) as answer:
            return answer.status == 200 and dict(answer.headers)
    except OSError:
        return False


@pytest.fixture
def started(database, tmp_path):
    (tmp_path / "own.db").chmod(0o600)
    environment = os.environ | {"WERKBEDRIJF_DATABASE_URL": database.url, "WERKBEDRIJF_DATA_DIR": str(tmp_path / "map")}
    running = []

    def start():
        process = subprocess.Popen(
            [sys.executable, "-m", "werkbedrijf", "serve", "--workers", "2", "--port", "0"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        running.append(process)
        address = re.search(r"http://[\d.:]+\d", process.stdout.readline())[0]
        until(lambda: answers(address))
        return process, address

    yield start
    for process in running:
        process.kill()
        process.wait()
        process.stdout.close()


def test_it_answers_replaces_the_killed_and_stops_when_asked(started):
    process, address = started()
    before = until(lambda: len(children(process.pid)) == 3 and children(process.pid))
    assert answers(address)["Server"] == "werkbedrijf"

    for victim in before:
        os.kill(victim, signal.SIGKILL)
    until(lambda: len(children(process.pid)) == 3 and not set(children(process.pid)) & set(before))
    after = children(process.pid)
    until(lambda: answers(address))

    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    until(lambda: not any(_runs(child) for child in after), seconds=5)


@pytest.mark.parametrize("body", [b"zz\r\na=b\r\n0\r\n\r\n", b"3\r\na=bXX0\r\n\r\n"], ids=["size", "ending"])
def test_a_body_in_broken_pieces_is_the_mistake_of_who_sent_it(started, body):
    _process, address = started()
    where = urlsplit(address)
    head = b"POST /inloggen HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
    with socket.create_connection((where.hostname, where.port), timeout=20) as line:
        line.sendall(head + b"Content-Type: application/x-www-form-urlencoded\r\n\r\n" + body)
        assert line.recv(12) == b"HTTP/1.1 400"


def test_nobody_is_left_behind_when_the_process_above_is_killed(started):
    process, _address = started()
    below = until(lambda: len(children(process.pid)) == 3 and children(process.pid))

    process.kill()
    process.wait()

    until(lambda: not any(_runs(pid) for pid in below), seconds=5)


def _runs(pid):
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False


def test_what_nginx_lets_by_the_service_can_read():
    # What gunicorn refuses itself it refuses in English.
    from werkbedrijf.operating import production

    site = (Path(production.__file__).parent / "files" / "nginx.conf").read_text(encoding="utf-8")
    kilobytes = int(re.search(r"large_client_header_buffers \d+ (\d+)k;", site)[1])
    chosen = production.options(2, 0)
    assert kilobytes * 1024 < min(chosen["limit_request_line"], chosen["limit_request_field_size"])


def test_nothing_steers_it_but_signals():
    from werkbedrijf.operating import production

    chosen = production.options(2, 0)
    assert chosen["control_socket_disable"]
    assert chosen["forwarded_allow_ips"] == ""
    assert chosen["graceful_timeout"] < 30
