"""After putting back: who was erased since the backup is erased again, before the service may open."""

from datetime import datetime

from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.notes import RESTORED, note, noted
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.rights.tombstones import file_of, read_tombstones, replay_erasures
from werkbedrijf.safekeeping.errors import BackupRefused


def replay(settings: Settings, database: Database, *, at: datetime) -> int:
    """Erase again whom the list of erasures names, and let the service open. Returns how many; twice is no mistake."""
    again = _erase_again(settings, database, at)
    with database.transaction(at=at) as session:
        row = noted(session, RESTORED)
        if row is None:
            raise BackupRefused("Deze database is niet teruggezet uit een back-up; er is niets opnieuw te wissen.")
        note(session, RESTORED, **{**row.value, "replayed": True, "erased_again": again})
    return again


def _erase_again(settings: Settings, database: Database, at: datetime) -> int:
    # The list stands with the keys and not with the data, so that it is newer than the backup.
    listed = read_tombstones(file_of(settings))
    with database.transaction(at=at) as session:
        return replay_erasures(session, listed)
