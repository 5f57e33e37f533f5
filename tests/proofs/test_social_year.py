from datetime import date

import pytest

from tests.proofs.social_year import live_through
from werkbedrijf.foundation.settings import Settings


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_everybody_hears_of_every_deadline_once_whatever_dies(request, tmp_path, engine):
    database = request.getfixturevalue("database" if engine == "sqlite" else "postgresql")
    settings = Settings(data_dir=tmp_path, secret_key="only for tests", password_cost="test").prepare()
    told = live_through(database, settings, start=date(2027, 3, 15), days=60, seed=60)

    assert told["told"] > 3 and told["mails"] == told["told"]
    assert all(told[kind] for kind in ("tussendoel", "tussenrapportage", "einde", "herstel", "afrekening"))
