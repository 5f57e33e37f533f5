"""What cannot be read as a question at all is answered in Dutch, by a real service with workers."""

import os
import re
import socket
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from tests.house.sources import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the server of production runs on Linux"),
]
HEADERS = "".join(f"X-Veld-{number}: 1\r\n" for number in range(120))
QUESTIONS = {
    "no question at all": ("zomaar iets\r\n\r\n", 400, "Deze vraag is niet te lezen"),
    "another version": ("GET / HTTP/9.9\r\nHost: x\r\n\r\n", 400, "Deze vraag is niet te lezen"),
    "a header without a name": ("GET / HTTP/1.1\r\nHost: x\r\n: 1\r\n\r\n", 400, "Deze vraag is niet te lezen"),
    "a header over two lines": (
        "GET / HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n 2\r\n\r\n",
        400,
        "Deze vraag is niet te lezen",
    ),
    "two lengths": (
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        400,
        "Deze vraag is niet te lezen",
    ),
    "packed in an unknown way": (
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: iets\r\n\r\n",
        501,
        "Deze vraag is niet te lezen",
    ),
    "something else expected": (
        "POST / HTTP/1.1\r\nHost: x\r\nExpect: koffie\r\n\r\n",
        417,
        "Deze vraag is niet te lezen",
    ),
    "a long address": (f"GET /{'a' * 9_000} HTTP/1.1\r\nHost: x\r\n\r\n", 414, "Dit adres is te lang"),
    "many headers": (f"GET / HTTP/1.1\r\nHost: x\r\n{HEADERS}\r\n", 431, "wis dan de cookies"),
    "a large header": (f"GET / HTTP/1.1\r\nHost: x\r\nCookie: {'a' * 9_000}\r\n\r\n", 431, "wis dan de cookies"),
}


@pytest.fixture(scope="module")
def service(sqlite_file, tmp_path_factory):
    folder = tmp_path_factory.mktemp("onleesbaar")
    own = folder / "own.db"
    own.write_bytes(sqlite_file.read_bytes())
    own.chmod(0o600)
    told = {"WERKBEDRIJF_DATABASE_URL": f"sqlite:///{own}", "WERKBEDRIJF_DATA_DIR": str(folder / "map")}
    with (folder / "journal.log").open("wb") as journal:
        process = subprocess.Popen(
            [sys.executable, "-m", "werkbedrijf", "serve", "--workers", "1", "--port", "0", "--no-timetable"],
            cwd=ROOT,
            env=os.environ | told,
            stdout=subprocess.PIPE,
            stderr=journal,
            text=True,
        )
    address = urlsplit(re.search(r"http://[\d.:]+\d", process.stdout.readline())[0])
    yield (address.hostname, address.port), folder / "journal.log"
    process.terminate()
    process.wait(timeout=60)
    process.stdout.close()


@pytest.mark.parametrize(("question", "status", "said"), QUESTIONS.values(), ids=QUESTIONS)
def test_what_cannot_be_read_is_answered_in_dutch_and_as_closed_as_a_page(service, question, status, said):
    head, _, page = asked(service[0], question).partition("\r\n\r\n")
    lines = head.split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}

    assert lines[0].split()[1] == str(status)
    assert said in page and page.endswith("</html>\n")
    assert (headers["content-type"], int(headers["content-length"])) == ("text/html; charset=utf-8", len(page.encode()))
    assert (headers["connection"], headers["cache-control"]) == ("close", "no-store")
    assert (headers["x-frame-options"], headers["x-content-type-options"]) == ("DENY", "nosniff")
    assert "default-src 'none'" in headers["content-security-policy"]


def test_what_was_sent_is_not_written_down(service):
    asked(service[0], "geheim-woord iets\r\n\r\n")
    told = service[1].read_text(encoding="utf-8")
    assert "geheim-woord" not in told
    assert "a question could not be read" in told


def asked(where, question):
    with socket.create_connection(where, timeout=30) as line:
        line.sendall(question.encode("latin-1"))
        return b"".join(iter(lambda: line.recv(65_536), b"")).decode("utf-8")
