"""Whether the service may get visitors: each thing that must be right, under a stable name."""

from datetime import datetime
from pathlib import Path

from werkbedrijf.foundation.db import Database
from werkbedrijf.watching.state import State, look

# It gives a sign each minute; three missed is dead.
TIMETABLE_DEAD = 200
# Below this a database cannot be counted on to write.
LEAST_FREE = 64 * 1024 * 1024
# The chain is closed every half minute.
CHAIN_OPEN = 600


def checked(state: State) -> dict[str, bool]:
    """What is right and what is not.

    >>> [name for name, right in checked(State(reachable=True, newest=True, timetable_seconds=20)).items() if not right]
    []
    >>> [name for name, right in checked(State(reachable=True, newest=True)).items() if not right]
    ['dienstregeling']
    """
    lives = state.timetable_seconds
    return {
        "database": state.reachable,
        "migraties": state.newest,
        "dienstregeling": lives is not None and lives < TIMETABLE_DEAD,
        "schijf": state.free_bytes is None or state.free_bytes > LEAST_FREE,
        "logboek": state.unsealed_seconds is None or state.unsealed_seconds < CHAIN_OPEN,
        "teruggezet": state.replayed,
    }


def ready(database: Database, *, at: datetime, folder: Path) -> dict[str, bool]:
    """Look, and judge."""
    return checked(look(database, at=at, folder=folder))
