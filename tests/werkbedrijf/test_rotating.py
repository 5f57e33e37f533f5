"""A new key of the region: whatever stood under the old one opens without it, and nothing is left that needs it."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from candidates.models import Candidate
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf import cli
from werkbedrijf.accounts.models import TotpFactor
from werkbedrijf.accounts.sealing import opened
from werkbedrijf.accounts.totp import _about_id, enrol_totp
from werkbedrijf.foundation.db import Base, Database
from werkbedrijf.foundation.keys.ring import Kind
from werkbedrijf.foundation.keys.sealed import AboutPerson, Cell, OfPartner, OfRegion, Person, Sealing
from werkbedrijf.foundation.reasons import ToldReason, keep_reason
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.migrations import upgrade
from werkbedrijf.rotating import lock_region_anew, needed_keys

SECRET = "JBSWY3DPEHPK3PXP"
# Whatever is kept locked in a column that is no Cell: the key above the people's, and what the sign-in seals as text.
BY_HAND = {("organisation_key", "wrapped"), ("person_key", "wrapped"), ("totp_factor", "sealed_secret")}


@pytest.fixture
def filled(session, make):
    make.parameters()
    person = make.candidate(first_name="Kanarie", born_on=MONDAY)
    enrol_totp(session, person.coach, secret=SECRET)
    keep_reason(session, "Het seizoen is voorbij.")
    session.flush()
    return person


def test_nothing_needs_the_old_key_after_rotation(session, filled, tmp_path):
    ring = session.get_bind().get_execution_options()["keys"]
    old = ring.current(Kind.REGION).kid
    assert set(needed_keys(session)) == {old}
    new = ring.new(Kind.REGION).kid
    done = lock_region_anew(session)

    assert done == {"partners": 1, "apps": 1, "reasons": 1}
    assert needed_keys(session) == {new: 3}
    path = next(path for path in ring.folder.glob("*.sleutel") if json.loads(path.read_text())["kid"] == old)
    # Put aside and back as it was: every test of this process reads this ring, and may look who can read its files.
    aside = Path(shutil.move(path, tmp_path / path.name))
    ring._read()
    try:
        session.expire_all()
        session.info.clear()
        session.info["at"] = NOW
        assert session.get(Candidate, filled.id).first_name == "Kanarie"
        factor = session.scalars(select(TotpFactor)).one()
        assert opened(ring, factor.sealed_secret, _about_id(factor.user_id)) == SECRET
        assert session.scalars(select(ToldReason)).one().words == "Het seizoen is voorbij."
    finally:
        shutil.move(aside, path)
        ring._read()


def test_a_second_time_changes_nothing(session, filled):
    ring = session.get_bind().get_execution_options()["keys"]
    ring.new(Kind.REGION)
    lock_region_anew(session)

    assert lock_region_anew(session) == {"partners": 0, "apps": 0, "reasons": 0}


def test_every_locked_column_hangs_under_a_key_that_rotation_reaches():
    """A locked column of tomorrow stands with a person, a partner or the region, or this test names it."""
    reached = {
        kind.__tablename__
        for way in (Person, AboutPerson, OfPartner, OfRegion)
        for kind in way.__subclasses__()
        if hasattr(kind, "__tablename__")
    }
    locked = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Cell) or column.name in {"wrapped", "sealed_secret"}
    }
    assert {one for one in locked if one[0] not in reached} == BY_HAND
    assert {mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Sealing)} == {
        kind for way in (Person, AboutPerson, OfPartner, OfRegion) for kind in way.__subclasses__()
    }


def test_the_command_says_which_key_is_no_longer_needed(tmp_path, monkeypatch):
    monkeypatch.setenv("WERKBEDRIJF_KEYS", str(tmp_path / "sleutels"))
    settings = Settings(data_dir=tmp_path / "gegevens").prepare()
    database = Database(settings.database)
    upgrade(database)
    with database.transaction(at=NOW) as session:
        keep_reason(session, "Een woord")
    old = database.keys.current(Kind.REGION).kid
    database.close()
    answer = CliRunner().invoke(
        cli.werkbedrijf, ["keys", "rotate", "--kind", "regio", "--data-dir", str(settings.data_dir), "--json"]
    )

    told = json.loads(answer.output)
    assert told["no_longer_needed"] == [old]
    assert told["of_what"] == {"partners": 0, "apps": 0, "reasons": 1}
