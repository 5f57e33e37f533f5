"""What a stranger made is read where it can do little: no secrets, no files, no children, not too long."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from werkbedrijf.foundation import apart
from werkbedrijf.foundation.spreadsheets.limits import FileRefused

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="grenzen aan een proces bestaan hier niet")
HERE = __name__


def _tried(act):
    try:
        act()
    except (OSError, RuntimeError) as problem:
        return type(problem).__name__
    return "gelukt"


def try_everything(content):
    return {
        "file": _tried(lambda: Path("/etc/hostname").read_bytes()),
        "write": _tried(lambda: Path("/tmp/nooit").write_bytes(b"x")),
        "socket": _tried(socket.socket),
        "child": _tried(lambda: subprocess.run(["true"], check=False)),
        "secrets": sorted(name for name in os.environ if name.startswith("WERKBEDRIJF")),
        "size": len(content),
    }


def eat_memory(content):
    return len([bytearray(64 * 1024 * 1024) for _ in range(64)])


def never_end(content):
    while True:
        pass


def break_down(content):
    os._exit(7)


def talk_too_much(content):
    return "x" * (apart.MOST_ANSWER + 10)


def refuse(content):
    raise FileRefused("Dit is een zin.")


@pytest.fixture
def read_apart(monkeypatch):
    """Readers of this file, found through the folder of the tests."""
    monkeypatch.setattr(apart, "_ROOT", str(Path(__file__).parent))
    bridge = f"import sys; sys.path.insert(0, {str(Path(apart.__file__).parents[2])!r}); "
    monkeypatch.setattr(apart, "_CHILD", bridge + apart._CHILD)
    return lambda reader, content=b"": apart.read_apart(f"test_apart:{reader}", content)


def test_the_reader_reaches_no_file_no_network_no_child_and_no_secret(read_apart, monkeypatch):
    monkeypatch.setenv("WERKBEDRIJF_SECRET_KEY", "geheim")

    told = read_apart("try_everything", b"123")

    assert told.pop("size") == 3
    assert told.pop("secrets") == []
    assert set(told.values()) == {"OSError"}


@pytest.mark.parametrize("reader", ["eat_memory", "break_down", "talk_too_much"])
def test_a_file_that_takes_too_much_is_refused_with_a_sentence(read_apart, reader):
    with pytest.raises(FileRefused, match="te veel tijd of geheugen"):
        read_apart(reader)


def test_a_file_that_takes_too_long_is_refused_with_a_sentence(read_apart, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 1)

    with pytest.raises(FileRefused, match="te veel tijd of geheugen"):
        read_apart("never_end")


def test_the_sentence_of_the_reader_comes_through(read_apart):
    with pytest.raises(FileRefused, match=r"^Dit is een zin\.$"):
        read_apart("refuse")
