"""Many files read in one process apart, with the limits of the service: starting one for each would take most of the time.

A file that ends the process is read once more by itself, in the way of the service.
"""

import codecs
import importlib
import json
import os
import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkbedrijf.foundation import apart
from werkbedrijf.foundation.spreadsheets.limits import FileRefused

AT_ONCE = 50
_CHILD = (
    "import sys; sys.path.insert(0, sys.argv[1]); from tests.proofs import many_apart; many_apart.answer(sys.argv[2])"
)


@dataclass
class Read:
    """What became of one file: seconds of work, and the most the process ever was above what it was before the first."""

    read: Any = None
    refused: str = ""
    broke: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0


def worked():
    """Seconds of work of this process and of those it waited for: the same on a busy machine as on an idle one."""
    return sum(os.times()[:4])


def read_many(reader, contents):
    """What the reader (``module:function``) makes of each of these files, in their order."""
    found = []
    while len(found) < len(contents):
        batch = contents[len(found) : len(found) + AT_ONCE]
        told = _one_process(reader, batch)
        found += told
        if len(told) < len(batch):
            found.append(_alone(reader, batch[len(told)]))
    return found


def _one_process(reader, batch):
    sent = b"".join(struct.pack(">I", len(content)) + content for content in batch)
    with tempfile.TemporaryFile() as out:
        subprocess.run(  # our own interpreter and a fixed text
            [sys.executable, "-I", "-c", _CHILD, apart._ROOT, reader],
            input=sent,
            stdout=out,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            check=False,
        )
        out.seek(0)
        return [Read(**json.loads(line)) for line in out if line.endswith(b"\n")]


def _alone(reader, content):
    began = worked()
    try:
        return Read(read=apart.read_apart(reader, content), seconds=worked() - began)
    except FileRefused as refused:
        return Read(refused=refused.sentence, broke="it ended the process", seconds=worked() - began)


def answer(reader):
    """The other side: as the service does it, one file after another."""
    module, _, name = reader.partition(":")
    room = importlib.import_module(module)
    read = getattr(room, name)
    for codec in ("utf-8-sig", "cp437", "cp1252"):
        codecs.lookup(codec)
    for library in getattr(room, "NEEDS", ()):
        importlib.import_module(library)
    sent = sys.stdin.buffer.read()
    # Opened before nothing can be opened any more. What getrusage says counts the process that started this one too.
    said = Path("/proc/self/status").open(encoding="ascii")  # noqa: SIM115  # open as long as the process lives
    began_with, at = _kilobytes(said, "VmRSS"), 0
    apart._limit()
    while at < len(sent):
        (size,) = struct.unpack_from(">I", sent, at)
        content, at = sent[at + 4 : at + 4 + size], at + 4 + size
        began, told = worked(), {}
        try:
            told["read"] = read(content)
        except FileRefused as refusal:
            told["refused"] = refusal.sentence
        except Exception as problem:  # noqa: BLE001  # that is what we look for
            told["broke"] = f"{type(problem).__name__}: {problem}"[:200]
        told["seconds"] = worked() - began
        told["megabytes"] = (_kilobytes(said, "VmHWM") - began_with) / 1024
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def _kilobytes(said, name):
    """What the machine says of the memory of this process: as it is (VmRSS), or at its most (VmHWM)."""
    said.seek(0)
    return next(int(line.split()[1]) for line in said if line.startswith(name))
