"""A proper installation, to spoil."""

import pytest
from pyrage.x25519 import Identity

from werkbedrijf.foundation.settings import Settings


@pytest.fixture
def settings(tmp_path, database):
    (tmp_path / "own.db").chmod(0o600)
    return Settings(
        data_dir=tmp_path / "map",
        database_url=database.url,
        secret_key="0123456789abcdef" * 4,
        mail_url="smtp://post.voorbeeld.example",
        backup_recipient=str(Identity.generate().to_public()),
    )
