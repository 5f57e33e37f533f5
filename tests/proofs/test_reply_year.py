from datetime import date

from tests.proofs.reply_year import live_through
from werkbedrijf.foundation.settings import Settings


def test_around_the_night_of_summer_time_nothing_is_forgotten(database, tmp_path):
    settings = Settings(data_dir=tmp_path, secret_key="only for tests", password_cost="test").prepare()
    told = live_through(database, settings, start=date(2027, 3, 22), days=10, seed=3)

    assert told["questions"] > 3 and told["late"] > 0 and told["propose"] >= 3
