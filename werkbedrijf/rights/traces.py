"""What is left outside the tables after an erasure: files of the post folder, and pages of the database that are free but full.

Safe to do again: the nightly job does what a door could not finish.
"""

import email
import email.policy
from collections.abc import Iterable
from pathlib import Path

from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.rights.mentions import Names, mentions

# Rewriting a larger file would hold everybody up; there what is deleted was overwritten with zeros already.
LARGEST_REWRITTEN = 512 * 1024 * 1024


def forget_mails(folder: Path, people: Iterable[Names]) -> int:
    """Delete every mail in the folder that mentions one of these people; returns how many."""
    erased = list(people)
    if not erased or not folder.is_dir():
        return 0
    gone = 0
    for path in [*folder.glob("*.eml"), *folder.glob("*.part")]:
        text = _text_of(path)
        if any(mentions(text, names) for names in erased):
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _text_of(path: Path) -> str:
    try:
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = mail.get_body(("plain", "html"))
        return f"{mail['Subject']}\n{mail['To']}\n{body.get_content() if body else ''}"
    except (OSError, LookupError, ValueError, KeyError):
        return ""


def empty_what_is_free(database: Database, *, rewrite: bool = False) -> None:
    """Take deleted text out of the files of SQLite: the log is emptied, and ``rewrite`` writes the file anew when it is not too large.

    PostgreSQL clears its own pages; nothing is done there. Others who are busy are not waited for: the next time does it.
    """
    if database.engine.dialect.name != "sqlite":
        return
    with database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101  # an open connection has one
        try:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if rewrite and _size(raw) <= LARGEST_REWRITTEN:
                raw.execute("VACUUM")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except database.engine.dialect.dbapi.OperationalError:  # type: ignore[union-attr]  # an engine has its driver
            return


def _size(raw: object) -> int:
    def asked(name: str) -> int:
        return int(raw.execute(f"PRAGMA {name}").fetchone()[0])  # type: ignore[attr-defined]  # a driver without types

    return asked("page_count") * asked("page_size")


def clear_traces(database: Database, settings: Settings, people: Iterable[Names], *, rewrite: bool = False) -> None:
    """Everything outside the tables, after the erasure was saved."""
    forget_mails(settings.mail_folder, people)
    empty_what_is_free(database, rewrite=rewrite)
