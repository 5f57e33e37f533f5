"""Nothing about a person stands readable on the disk or in what is logged, whatever way it came in."""

import io
import logging
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from candidates.models import Candidate
from tests.conftest import NOW
from werkbedrijf.foundation.actors import Role

BSN = "123456782"
CANARIES = (
    "Kanarievogel",
    "Zwaluwstaart",
    "kanarievogel",
    "zwaluwstaart",
    "06 47382910",
    "47382910",
    "1987-06-05",
    "5-6-1987",
    "05-06-1987",
    "fluit eerst zachtjes",
    "Importkanarie",
    "06 11223399",
    BSN,
)


@pytest.fixture
def coach(stored):
    stored.region()
    stored.parameters()
    return stored.user(Role.COACH, organisation=stored.organisation(uses_bsn=True, bsn_ground="Wabb artikel 10"))


def on_disk(database):
    """Every file of the database: the file itself, its journal, and the index of the journal."""
    name = database.url.removeprefix("sqlite:///")
    found = {}
    for ending in ("", "-wal", "-shm"):
        found[ending] = Path(name + ending).read_bytes()
    return found


def hits(found):
    return {
        (ending, canary)
        for ending, content in found.items()
        for canary in CANARIES
        for code in ("utf-8", "utf-16-le")
        if canary.encode(code) in content
    }


def test_no_canary_is_readable_on_disk_or_in_a_log(client, stored, coach, database, caplog):
    caplog.set_level(logging.DEBUG)
    manager = stored.user(Role.ACCOUNT_MANAGER, organisation=coach.organisation)
    client.sign_in_as(coach)
    client.post(
        "/kandidaten/nieuw",
        {
            "first_name": "Kanarievogel",
            "last_name": "Zwaluwstaart",
            "gemeente_code": "GM0153",
            "born_on": "05-06-1987",
            "phone": "06 47382910",
            "email": "kanarievogel@voorbeeld.example",
            "bsn": BSN,
        },
        status=200,
    )
    client.get("/kandidaten?q=zwaluwstaart")
    client.get("/kandidaten?sorteer=naam")
    with database.session(at=NOW) as session:
        person = session.scalars(select(Candidate)).one()
        assert (person.name, person.born_on) == ("Kanarievogel Zwaluwstaart", date(1987, 6, 5))
    profile = stored.profile(stored.session.get(Candidate, person.id), build_up="fluit eerst zachtjes")
    stored.save()
    assert profile.build_up == "fluit eerst zachtjes"
    client.sign_in_as(manager)
    lines = f"voornaam;achternaam;telefoon;gemeente;jobcoach\nImportkanarie;Zwaluwstaart;06 11223399;Enschede;{coach.email}\n"
    shown = client.post("/import", {"kind": "kandidaten", "file": (io.BytesIO(lines.encode()), "mensen.csv")})
    assert "Importkanarie" in client.get("/import/I-0001").html or "Importkanarie" in shown.html

    assert hits(on_disk(database)) == set()
    assert not [canary for canary in CANARIES if canary in caplog.text]
