"""Every route against every role over both kinds of database: ``python -m tests.proofs.matrix``.

The suite opens every door over the embedded database; this does it over PostgreSQL as well, against the same two tables.
"""

import os
import subprocess
import sys


def prove():
    """The whole of tests/house/test_routes.py, once per engine; True when both agree with the tables."""
    whole = True
    for engine in ("sqlite", "postgresql"):
        command = [sys.executable, "-m", "pytest", "tests/house/test_routes.py", "-q", "-n", "0", "-p", "no:randomly"]
        ended = subprocess.run(command, env=os.environ | {"MATRIX_ENGINE": engine}, check=False)
        print(f"{engine}: {'gelijk aan de tabellen' if ended.returncode == 0 else 'wijkt af'}")
        whole = whole and ended.returncode == 0
    return whole


if __name__ == "__main__":
    sys.exit(0 if prove() else 1)
