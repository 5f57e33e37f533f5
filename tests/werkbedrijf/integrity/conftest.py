"""A folder with a database to look at."""

import pytest


@pytest.fixture
def folder(tmp_path, sqlite_file, monkeypatch):
    monkeypatch.delenv("WERKBEDRIJF_DATABASE_URL", raising=False)
    (tmp_path / "werkbedrijf.db").write_bytes(sqlite_file.read_bytes())
    return tmp_path
