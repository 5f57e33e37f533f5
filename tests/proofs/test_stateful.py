"""A few random sequences beside the model, on each kind of database. The large one: ``python -m tests.proofs.stateful``."""

import pytest

from tests.proofs.stateful import prove
from werkbedrijf.app import create_app
from werkbedrijf.foundation.settings import Settings


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_the_service_does_what_the_model_says(request, tmp_path, engine):
    database = request.getfixturevalue("database" if engine == "sqlite" else "postgresql")
    app = create_app(
        Settings(data_dir=tmp_path, secret_key="x", password_cost="test").prepare(), database, testing=True
    )

    prove(app, database, sequences=3, steps=12)
