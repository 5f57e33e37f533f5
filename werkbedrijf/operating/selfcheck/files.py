"""What stands on the disk: who may read it, and whether a key lies beside what it locks."""

import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import inspect, select

from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.needed import missing
from werkbedrijf.foundation.keys.ring import Kind
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.operating.selfcheck.findings import Finding, notice, unsafe

# Read or written by anyone on the machine.
EVERYBODY = stat.S_IROTH | stat.S_IWOTH

# These came along with the code for two days: whoever has a copy of it from then, has them too.
KNOWN_TO_ALL = frozenset({"audit-1-efcb413e", "peper-1-51f45901", "regio-1-7f332c98", "reserve-1-dd3ead4b"})


def file_findings(settings: Settings, database: Database, *, is_demo: bool) -> Iterator[Finding]:
    """What is unsafe or unwise about the files of this installation."""
    keys = _keys_folder(settings)
    open_to_all = sorted(path for path in _delicate(settings, database, keys) if path.stat().st_mode & EVERYBODY)
    if open_to_all:
        yield unsafe(
            "bestand_voor_iedereen",
            f"Iedereen op deze machine kan lezen of schrijven: {', '.join(map(str, open_to_all))}.",
            "Daarin staan gegevens van mensen, of de sleutels ervan.",
            f"Draai: chmod o-rwx {' '.join(map(str, open_to_all))}",
        )
    folders = {settings.data_dir, keys, *(kept.parent for kept in [database_file(database)] if kept)}
    open_folders = sorted(path for path in folders if path is not None and path.is_dir() and _anybody_writes(path))
    if open_folders:
        yield unsafe(
            "map_voor_iedereen",
            f"Iedereen op deze machine kan bestanden wisselen in: {', '.join(map(str, open_folders))}.",
            "Wie daar een bestand weghaalt en een ander neerzet, kiest welke gegevens of sleutels de dienst gebruikt.",
            f"Draai: chmod o-w {' '.join(map(str, open_folders))}",
        )
    here = database.keys.here()
    with database.engine.connect() as connection:
        gone = missing(connection, database.keys)
    if gone:
        yield unsafe(
            "sleutels_ontbreken",
            f"Deze sleutels van de database staan niet in {keys or database.keys.folder}: {', '.join(gone)}.",
            "Zonder zijn namen niet te lezen, en wordt iemand die al bekend is niet herkend.",
            "Zet de sleutels van deze dienst terug, of wijs met WERKBEDRIJF_KEYS de goede map aan.",
        )
    known = sorted(key.kid for key in here if key.kid in KNOWN_TO_ALL)
    if known:
        yield unsafe(
            "sleutel_bekend",
            f"Deze sleutels stonden een tijd in de broncode: {', '.join(known)}.",
            "Wie een kopie van de broncode van toen heeft, kan lezen wat ermee is versleuteld.",
            f"Gebruik ze niet: begin met een lege database, en haal deze sleutels weg uit {keys or database.keys.folder}.",
        )
    if not is_demo and not settings.backup_recipient and any(key.kind is Kind.BACKUP for key in here):
        yield notice(
            "reserve_op_deze_machine",
            "De sleutel die back-ups opent, staat op deze machine.",
            "Wie de back-ups en de map met sleutels heeft, leest alles.",
            "Zet WERKBEDRIJF_BACKUP_RECIPIENT op een publieke sleutel (age1…) waarvan het geheim elders ligt; "
            "een paar maakt u op een andere machine met age-keygen. Of haal het bestand van de sleutel reserve weg en bewaar het elders.",
        )
    kept = database_file(database)
    if kept is not None and not is_demo:
        yield from _beside_the_file(settings, database, kept, keys)


def _beside_the_file(settings: Settings, database: Database, kept: Path, keys: Path | None) -> Iterator[Finding]:
    """What does not stand beside an embedded database and should, or stands there and should not."""
    if (log := database.logs.file) and not log.exists() and _knows_somebody(database):
        yield unsafe(
            "verwerkingen_ontbreken",
            f"Het logboek van verwerkingen ({log}) is er niet, terwijl de database mensen kent.",
            "Wie vraagt wie er naar zijn gegevens keek, krijgt dan geen heel antwoord.",
            f"Zet het terug uit de back-up. Is het voorgoed weg, begin dan een leeg: touch {log}",
        )
    if keys is not None and _inside(keys, kept.parent):
        yield unsafe(
            "sleutels_bij_database",
            f"De sleutels ({keys}) staan in de map van de database.",
            "Wie die map of een kopie ervan krijgt, leest alles.",
            "Verplaats de map met sleutels en wijs hem aan met WERKBEDRIJF_KEYS.",
        )
    if _inside(settings.data_dir / "sleutel", kept.parent) and (settings.data_dir / "sleutel").exists():
        yield notice(
            "sessiesleutel_bij_database",
            "De sleutel voor sessies staat in de map van de database.",
            "Wie een kopie van die map krijgt, kan zich als een ander aanmelden.",
            "Geef de sleutel met WERKBEDRIJF_SECRET_KEY, buiten die map.",
        )


def _anybody_writes(folder: Path) -> bool:
    """Whether everybody may take files away here; in a folder such as /tmp only who owns them can."""
    mode = folder.stat().st_mode
    return bool(mode & stat.S_IWOTH) and not mode & stat.S_ISVTX


def _knows_somebody(database: Database) -> bool:
    with database.engine.connect() as connection:
        seen = inspect(connection)
        return seen.has_table(AuditEntry.__tablename__) and bool(
            connection.scalar(select(AuditEntry.id).where(AuditEntry.person.is_not(None)).limit(1))
        )


def database_file(database: Database) -> Path | None:
    """The file of an embedded database; None for a server."""
    url = database.engine.url
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database).resolve()


def _keys_folder(settings: Settings) -> Path | None:
    folder = getattr(settings, "keys_folder", None)
    return Path(folder).resolve() if folder else None


def _delicate(settings: Settings, database: Database, keys: Path | None) -> Iterator[Path]:
    candidates = [settings.data_dir / "sleutel"]
    for kept in filter(None, (database_file(database), database.logs.file)):
        candidates += [kept, *(kept.with_name(kept.name + ending) for ending in ("-wal", "-shm", "-journal"))]
    if keys is not None and keys.is_dir():
        candidates += keys.iterdir()
    yield from (path for path in candidates if path.is_file())


def _inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder)
