"""Settings with somebody to lock a backup for, and what that person opens it with."""

import pyrage
import pytest

from werkbedrijf.foundation.settings import Settings

IDENTITY = pyrage.x25519.Identity.generate()


@pytest.fixture
def settings(tmp_path):
    return Settings(
        data_dir=tmp_path / "map",
        secret_key="only for tests",
        password_cost="test",
        backup_recipient=str(IDENTITY.to_public()),
    ).prepare()
