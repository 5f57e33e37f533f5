"""Read what somebody else made in a process of its own, which may do little and not for long.

A reader of spreadsheets is large, partly compiled and fed by strangers. When it goes wrong it goes wrong there: with no
secrets, no network, no files, and a ceiling on time and memory (security.md, threat 8).
"""

import codecs
import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final

from werkbedrijf.foundation.spreadsheets.limits import MEGABYTE, FileRefused

SECONDS: Final = 15
MOST_MEMORY: Final = 1024 * MEGABYTE
MOST_ANSWER: Final = 128 * MEGABYTE
_ROOT: Final = str(Path(__file__).resolve().parents[2])
_CHILD: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from werkbedrijf.foundation import apart; apart.answer(sys.argv[2])"
)
_TOO_MUCH: Final = (
    "Dit bestand vraagt te veel tijd of geheugen om te lezen. Verdeel het over meer bestanden, of sla het opnieuw op."
)


def read_apart(reader: str, content: bytes) -> Any:
    """What a reader makes of these bytes; ``reader`` is ``package.module:function``, bytes to something JSON can hold.

    Raises FileRefused with the reader's own sentence, or when it took too much time or memory or broke down.
    """
    with tempfile.TemporaryFile() as answer:
        try:
            ended = subprocess.run(  # noqa: S603  # our own interpreter and a fixed text
                [sys.executable, "-I", "-c", _CHILD, _ROOT, reader],
                input=content,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/" if sys.platform != "win32" else None,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as problem:
            raise FileRefused(_TOO_MUCH) from problem
        answer.seek(0)
        told = _told(answer) if ended.returncode == 0 else None
    if told is None:
        raise FileRefused(_TOO_MUCH)
    if "refused" in told:
        raise FileRefused(str(told["refused"]))
    return told["read"]


def _told(answer: IO[bytes]) -> dict[str, Any] | None:
    with suppress(ValueError):
        told = json.loads(answer.read(MOST_ANSWER))
        return told if isinstance(told, dict) else None
    return None


def answer(reader: str) -> None:
    """The other side: read standard input within the limits, and write what came of it."""
    module, _, name = reader.partition(":")
    room = importlib.import_module(module)
    read: Callable[[bytes], Any] = getattr(room, name)
    # Behind the limits nothing can be opened any more, not even a module of Python itself.
    for codec in ("utf-8-sig", "cp437", "cp1252"):
        codecs.lookup(codec)
    for library in getattr(room, "NEEDS", ()):
        importlib.import_module(library)
    content = sys.stdin.buffer.read()
    _limit()
    try:
        told = {"read": read(content)}
    except FileRefused as refusal:
        told = {"refused": refusal.sentence}
    sys.stdout.write(json.dumps(told))
    sys.stdout.flush()


def _limit() -> None:
    """From here on: no new files or connections, no children, and not more than a file of ours can need."""
    try:
        import resource
    except ImportError:  # not on Windows; the limit on time still holds
        return
    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, MOST_ANSWER),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
