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


class Mails:
    """The mails in the folder, each read once however many people are looked for."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._texts: dict[Path, str] = {}

    def read(self) -> None:
        """Read what came since the last time; what left is left out."""
        there = [*self.folder.glob("*.eml"), *self.folder.glob("*.part")] if self.folder.is_dir() else []
        self._texts = {path: self._texts[path] if path in self._texts else _text_of(path) for path in there}

    def forget(self, people: Iterable[Names]) -> int:
        """Delete every mail that was read and mentions one of these people; returns how many."""
        erased = list(people)
        gone = [path for path, text in self._texts.items() if any(mentions(text, names) for names in erased)]
        for path in gone:
            path.unlink(missing_ok=True)
            del self._texts[path]
        return len(gone)


def forget_mails(folder: Path, people: Iterable[Names]) -> int:
    """Delete every mail in the folder that mentions one of these people; returns how many."""
    erased = list(people)
    if not erased:
        return 0
    mails = Mails(folder)
    mails.read()
    return mails.forget(erased)


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
