"""Anchors: where the chain is, told every hour to places that whoever keeps the database cannot reach.

A line of an anchor reads the same in the system log, in the mail to the auditor and in a file, and is found back whatever a
system log puts before it.
"""

import hashlib
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from logging.handlers import SysLogHandler
from pathlib import Path
from typing import Final

from sqlalchemy import make_url, select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.chain import BEGIN, AuditKeys, said_moment
from werkbedrijf.foundation.outbox import Message, tell
from werkbedrijf.foundation.sealing import head_of, seal
from werkbedrijf.logbook.models import AuditAnchor

log = logging.getLogger("werkbedrijf.anker")

FILE: Final = "logboek-ankers.txt"
_LINE: Final = re.compile(
    r"logboek-anker seq=(?P<seq>\d+) aantal=(?P<count>\d+) mac=(?P<mac>[0-9a-f]{64}|begin) "
    r"sleutel=(?P<kid>[\w-]*) moment=(?P<at>\S+)"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place, the proof there, and when that was. ``at`` is the text of the moment."""

    seq: int
    mac: str
    key_id: str
    at: str

    @property
    def text(self) -> str:
        """The line as it is written down; places are given out without gaps, so the count is the place.

        >>> Anchor(2, "begin", "0a", "2026-11-26T10:00:00.000000Z").text
        'logboek-anker seq=2 aantal=2 mac=begin sleutel=0a moment=2026-11-26T10:00:00.000000Z'
        """
        return f"logboek-anker seq={self.seq} aantal={self.seq} mac={self.mac} sleutel={self.key_id} moment={self.at}"


def file_for(folder: Path, address: str) -> Path:
    """Where the anchors of the database at this address are written down, in the folder with data.

    The database of the folder itself has the plain name. Any other has a name of its own: beside the anchors of another
    chain every line would look tampered with. Who signs in there, and with what, is no part of which database it is.
    """
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        place = Path(url.database or "").absolute()
        if place == folder.absolute() / "werkbedrijf.db":
            return folder / FILE
        which = str(place)
    else:
        which = repr((url.host or url.query.get("host"), str(url.port or url.query.get("port", "")), url.database))
    own = folder / f"{Path(FILE).stem}-{hashlib.sha256(which.encode()).hexdigest()[:12]}.txt"
    plain = folder / FILE
    # From when every database wrote in the plain one: it is this one's, as long as the folder has no database of its own.
    return plain if plain.is_file() and not own.exists() and not (folder / "werkbedrijf.db").exists() else own


def take_along(folder: Path, old: str, new: str) -> None:
    """What was put back elsewhere stays under the anchors of where it came from, so that what went is still told."""
    before, after = file_for(folder, old), file_for(folder, new)
    if before != after and before.is_file():
        with after.open("a", encoding="ascii") as file:
            file.write(before.read_text(encoding="ascii"))


def read_anchors(text: str) -> list[Anchor]:
    """The anchors in a text, such as a system log.

    >>> read_anchors("nov 26 host werkbedrijf: " + Anchor(0, "begin", "", "2026-11-26T10:00:00.000000Z").text)[0].seq
    0
    """
    return [Anchor(int(m["seq"]), m["mac"], m["kid"], m["at"]) for m in _LINE.finditer(text)]


def anchors_kept(session: Session) -> list[Anchor]:
    """The anchors the database itself remembers: no evidence against who has the database, but against everybody else."""
    rows = session.execute(select(AuditAnchor.seq, AuditAnchor.mac, AuditAnchor.key_id, AuditAnchor.at))
    return [Anchor(row.seq, row.mac, row.key_id, said_moment(row.at)) for row in rows]


def last_anchor(session: Session) -> AuditAnchor | None:
    """The newest anchor that was sent out."""
    return session.scalars(select(AuditAnchor).order_by(AuditAnchor.id.desc())).first()


def drop_anchor(session: Session, keys: AuditKeys, *, mail_to: str = "") -> Anchor:
    """Seal what waits, and write down where the chain is: in the database, and in the outbox when the auditor has an address.

    The caller tells the system log and the file after the commit, with ``cry_out``.
    """
    at: datetime = session.info["at"]
    while keys and seal(session, keys):
        pass
    head = head_of(session)
    seq, mac, kid = (head.seq, head.mac, head.key_id) if head else (0, BEGIN, "")
    session.add(AuditAnchor(at=at, seq=seq, mac=mac, key_id=kid))
    anchor = Anchor(seq, mac, kid, said_moment(at))
    if mail_to:
        tell(
            session,
            Message(
                key=f"anker {said_moment(at)}",
                to_address=mail_to,
                subject=f"Anker van het logboek: {seq} regels",
                body=(
                    "Bewaar dit bericht. Met deze regel kunt u later laten zien dat het logboek tot hier niet is gewijzigd.\n\n"
                    f"{anchor.text}\n\nControleren: werkbedrijf audit verify --anchor BESTAND met deze regel erin.\n"
                ),
            ),
        )
    return anchor


def cry_out(anchor: Anchor, files: Iterable[Path], *, syslog: str = "") -> None:
    """Tell the system log, and add the line to files. ``syslog`` is ``name:port`` of another machine, or a socket here."""
    _listen(syslog)
    log.info("%s", anchor.text)
    for path in files:
        with path.open("a", encoding="ascii") as file:
            file.write(anchor.text + "\n")


def _listen(syslog: str) -> None:
    """Send anchors to this system log from now on."""
    log.setLevel(logging.INFO)
    if not syslog or any(isinstance(handler, SysLogHandler) for handler in log.handlers):
        return
    name, _, port = syslog.rpartition(":")
    address = (name, int(port)) if name and port.isdigit() else syslog
    try:
        handler = SysLogHandler(address)
    except OSError as problem:
        log.error("het systeemlog %s is niet bereikbaar (%s)", syslog, problem.strerror)  # noqa: TRY400  # said, not traced
        return
    handler.ident = "werkbedrijf: "
    log.addHandler(handler)
