"""The folder in which the mails of a demo land, as a person reads them."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path

NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail: its name in the address, and what stands in it."""

    name: str
    to: str
    subject: str
    sent_at: datetime
    lines: tuple[tuple[tuple[str, str | None], ...], ...]


def names_of_letters(folder: Path) -> list[str]:
    """The name of every mail in the folder, newest first; files that are no mail are passed over."""
    found = [(path.stem, path) for path in folder.glob("*.eml") if NAME.fullmatch(path.stem) and path.is_file()]
    dated = [(_sent_at(path, path.stat().st_mtime_ns), name) for name, path in found]
    return [name for _, name in sorted(dated, reverse=True)]


@lru_cache(maxsize=4_096)
def _sent_at(path: Path, _written: int) -> datetime:
    # Of a mail that is not shown only the day matters, and a mail that was sent does not change.
    with path.open("rb") as file:
        return parsedate_to_datetime(str(BytesHeaderParser().parse(file)["Date"]))


def find_letter(folder: Path, name: str, base_url: str) -> Letter | None:
    """The mail with this name, or None."""
    path = folder / f"{name}.eml"
    if not NAME.fullmatch(name) or not path.is_file():
        return None
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = mail.get_body(("plain",))
    text = body.get_content() if body else ""
    return Letter(
        name=name,
        to=str(mail["To"] or ""),
        subject=str(mail["Subject"] or "(zonder onderwerp)"),
        sent_at=parsedate_to_datetime(str(mail["Date"])),
        lines=tuple(_with_links(line, base_url) for line in text.strip().splitlines()),
    )


def _with_links(line: str, base_url: str) -> tuple[tuple[str, str | None], ...]:
    """The line in pieces of (text, path or None): only addresses within this service become links.

    A demo may have been made for another port of this machine than it runs on now; its links still lead here.
    """
    own = rf"(?:{re.escape(base_url.rstrip('/'))}|http://(?:127\.0\.0\.1|localhost)(?::\d+)?)(/[^\s<>\"]*)"
    pieces: list[tuple[str, str | None]] = []
    done = 0
    for match in re.finditer(own, line):
        path = match[1].rstrip(".,;:")
        end = match.end() - len(match[1]) + len(path)
        pieces += [(line[done : match.start()], None), (line[match.start() : end], path)]
        done = end
    pieces.append((line[done:], None))
    return tuple(piece for piece in pieces if piece[0]) or (("", None),)
