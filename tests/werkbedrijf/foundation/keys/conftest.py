"""An empty database of each kind with a key ring of its own, for the steps that lock what is in it."""

import pytest

from tests.engines import postgresql_url
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.ring import KeyRing


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request, tmp_path):
    url = f"sqlite:///{tmp_path / 'fresh.db'}" if request.param == "sqlite" else postgresql_url()
    if url is None:
        pytest.skip("PostgreSQL kan hier niet starten")
    database = Database(url, keys=KeyRing(tmp_path / "sleutels"))
    yield database
    database.close()
