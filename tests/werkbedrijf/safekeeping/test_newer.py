"""A backup that a newer version made is not put back by an older one, which says what to install first."""

import json

import pytest
from sqlalchemy import text

from tests.conftest import NOW
from tests.werkbedrijf.safekeeping.conftest import IDENTITY
from tests.werkbedrijf.safekeeping.test_backup import backed_up
from werkbedrijf import migrations
from werkbedrijf.safekeeping.errors import BackupRefused
from werkbedrijf.safekeeping.restoring import restore
from werkbedrijf.safekeeping.trying import scratch, try_file

SENTENCE = r"^Deze back-up is gemaakt door een nieuwere versie van Werkbedrijf\. Installeer eerst die versie"


@pytest.fixture(params=["database", "postgresql"])
def newer(request):
    """A database of each kind, one step further than any this program knows."""
    used = request.getfixturevalue(request.param)
    with used.engine.begin() as connection:
        before = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    yield used
    with used.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :step"), {"step": before})


def test_what_is_wrong_and_what_to_do_is_said_and_nothing_changes(settings, newer, tmp_path):
    made = backed_up(settings, newer, tmp_path)
    with scratch(newer, tmp_path) as fresh:
        migrations.upgrade(fresh)
        before = migrations.current(fresh)
        with pytest.raises(BackupRefused, match=SENTENCE) as refused:
            restore(made.file, fresh, str(IDENTITY), at=NOW, keys=made.keys, beside=tmp_path)
        assert migrations.current(fresh) == before
    assert "map" not in str(refused.value)


def test_looking_at_such_a_file_says_the_same(settings, newer, tmp_path):
    made = backed_up(settings, newer, tmp_path)
    with pytest.raises(BackupRefused, match=SENTENCE):
        try_file(settings, newer, made.file, str(IDENTITY), keys=made.keys, at=NOW)


@pytest.mark.parametrize("told", [{"format": 2}, {"iets_nieuws": 1}])
def test_a_backup_that_tells_more_than_is_known_here_is_of_a_newer_version(settings, database, tmp_path, told):
    def tells_more(content, _apart):
        manifest = content / "manifest.json"
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | told))

    made = backed_up(settings, database, tmp_path, tried=tells_more)
    with scratch(database, tmp_path) as fresh, pytest.raises(BackupRefused, match=SENTENCE):
        restore(made.file, fresh, str(IDENTITY), at=NOW, beside=tmp_path)
