"""What the timetables of the proof wrote about themselves, and what can be read from it."""

import json
from pathlib import Path

# What empties a queue may come by twice in an hour that the clock relives.
QUEUES = frozenset({"berichten", "logboek-verzegelen"})


def diary(folder: Path) -> list[dict]:
    """What the workers wrote so far."""
    file = folder / "diary"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def leads_taken(lines, killed) -> list[float]:
    """Per leader that was killed: the seconds until somebody else led."""
    took = [line["t"] for line in lines if line["what"] == "leads"]
    return [min((t - at for t in took if t > at), default=999.0) for at, was_leader in killed if was_leader]


def at_once(lines) -> list[dict]:
    """Work that began while another process, which was not dead, was at the same job."""
    pids = {line["pid"] for line in lines}
    last = {pid: max(line["t"] for line in lines if line["pid"] == pid) for pid in pids}
    busy: dict[str, dict] = {}
    found = []
    for line in sorted(lines, key=lambda one: one["t"]):
        if line["what"] == "begin":
            other = busy.get(line["job"])
            if other and other["pid"] != line["pid"] and last[other["pid"]] > line["t"]:
                found.append(line)
            busy[line["job"]] = line
        elif line["what"] == "end":
            busy.pop(line["job"], None)
    return found
