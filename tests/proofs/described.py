"""Whatever is asked of the doors that answer a program: ``python -m tests.proofs.described --cases 10000``.

For each role of the demo and for a visitor schemathesis asks the doors of ``werkbedrijf openapi`` of a real service, with
what the description allows and what it forbids. It looks for breakdowns, for answers that are not described, for what is
taken though the description forbids it, and for doors that open without a session. Prints a line per role; ends with 1
when anything was found.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.engines import postgresql_url
from tests.proofs import service

ROLES = (
    "accountmanager",
    "jobcoach",
    "werkgever",
    "wethouder",
    "beheerder",
    "organisatiebeheerder",
    "regiocoordinator",
    "auditor",
)
VISITOR = "bezoeker"
TOOL = "from schemathesis.cli import schemathesis; schemathesis()"
# What refuses what the description forbids; an address can be too long to read what else is wrong with it.
REFUSALS = [400, 401, 403, 404, 405, 406, 409, 414, 415, 422, 428, 429, "5xx"]
SCENARIO = re.compile(r"/wat-als/(?!nieuw)([A-Z0-9-]+)")


def ask(role, running, folder, cases):
    """What schemathesis found as this role: its own report."""
    person = service.Person(running.address, role)
    if role != VISITOR:
        person.sign_in()
    settings = folder / f"{role}.toml"
    settings.write_text(_settings(person, cases))
    report = folder / f"{role}.json"
    subprocess.run(
        [
            *(sys.executable, "-c", TOOL, "--config-file", settings, "run", folder / "openapi.json"),
            *("--url", running.address, "--checks", "all", "--phases", "examples,coverage,fuzzing"),
            *("--workers", "2", "--continue-on-failure", "--no-color"),
            *("--report", "json", "--report-json-path", report),
        ],
        stdout=(folder / f"{role}.log").open("w"),
        stderr=subprocess.STDOUT,
        check=False,
        cwd=folder,
    )
    return json.loads(report.read_text())


def _settings(person, cases):
    """A session as the description wants it, and a scenario that is there: only then is more answered than 'sign in'."""
    session = {cookie.name: cookie.value for cookie in person.jar}.get("werkbedrijf")
    known = SCENARIO.findall(person.get("/wat-als")[1])
    lines = [
        f"generation.max-examples = {cases}",
        f"checks.negative_data_rejection.expected-statuses = {REFUSALS}",
    ]
    if session:
        lines += ["[auth.openapi.sessie]", f'api_key = "{session}"']
    if known:
        lines += ["[[operations]]", 'include-path = "/wat-als/{scenario}/stand"']
        lines += [f'parameters = {{ scenario = "{known[0]}" }}']
    return "\n".join(lines)


def main():
    """The command line."""
    reader = argparse.ArgumentParser(prog="python -m tests.proofs.described")
    reader.add_argument("--cases", type=int, default=300, metavar="N", help="voor elke rol, ongeveer")
    reader.add_argument("--role", choices=[*ROLES, VISITOR], action="append", help="alleen deze rol")
    reader.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    asked = reader.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        data = place / "map"
        settings = {"WERKBEDRIJF_DATABASE_URL": postgresql_url()} if asked.engine == "postgresql" else {}
        service.demo(data, **settings)
        description = service.command("openapi", folder=data, **settings).stdout
        (place / "openapi.json").write_text(description)
        doors = len(json.loads(description)["paths"])
        running = service.Service(data, **settings)
        running.start()
        try:
            found = sum(
                _told(role, ask(role, running, place, max(1, asked.cases // doors)), place)
                for role in asked.role or [*ROLES, VISITOR]
            )
        finally:
            running.stop()
    return 1 if found else 0


def _told(role, report, place):
    wrong = len(report["failures"]) + len(report["errors"])
    print(f"{role:20} {report['test_cases']['generated']:6} gevraagd, {wrong} gevonden", flush=True)
    if wrong:
        print((place / f"{role}.log").read_text())
    return wrong


if __name__ == "__main__":
    sys.exit(main())
