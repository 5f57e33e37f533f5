"""Ways for mail to leave: a mail server, or files in a folder; and what a refusal of either means."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

# On the machine itself nobody listens in between.
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
# Seconds that a server may take to answer.
PATIENCE = 20
FOR_GOOD = 500


class NotPrivate(smtplib.SMTPException):
    """The server offers no safe connection, and a password may not go over an open one."""


class Transport(Protocol):
    """A way for mail to leave."""

    def send(self, mail: EmailMessage) -> None:
        """Hand over one mail; raises OSError or SMTPException when that fails."""


class Folder:
    """Mail as files in a folder: for the demo and for a region without a mail server yet."""

    def __init__(self, folder: Path):
        self.folder = folder

    def send(self, mail: EmailMessage) -> None:
        """Write the mail to its own file, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = str(mail["Message-ID"]).strip("<>").split("@")[0] + ".eml"
        part = self.folder / (name + ".part")
        part.write_bytes(bytes(mail))
        part.replace(self.folder / name)


class Smtp:
    """Mail through a server, ``smtp://name:word@host:port`` or ``smtps://…``."""

    def __init__(self, url: str):
        self.address = urlsplit(url)

    def send(self, mail: EmailMessage) -> None:
        """Hand the mail to the server. Raises OSError or SMTPException when the server did not take it."""
        with self._connection() as server:
            server.send_message(mail)

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        host, name = self.address.hostname or "localhost", self.address.username
        server = self._opened(host)
        try:
            if name:
                server.login(unquote(name), unquote(self.address.password or ""))
            yield server
        finally:
            # What the server says when we leave changes nothing about a mail that it took already.
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()

    def _opened(self, host: str) -> smtplib.SMTP:
        """A connection, safe where that can be; with a password the server has to show who it is."""
        is_known = host in HERE
        proved = ssl.create_default_context() if self.address.username and not is_known else None
        if self.address.scheme == "smtps":
            return smtplib.SMTP_SSL(host, self.address.port or 465, timeout=PATIENCE, context=proved)
        server = smtplib.SMTP(host, self.address.port or 25, timeout=PATIENCE)
        try:
            self._make_safe(server, proved, over_a_line=not is_known)
        except BaseException:
            server.close()
            raise
        return server

    def _make_safe(self, server: smtplib.SMTP, proved: ssl.SSLContext | None, *, over_a_line: bool) -> None:
        server.ehlo_or_helo_if_needed()
        if server.has_extn("starttls"):
            server.starttls(context=proved)
        elif self.address.username and over_a_line:
            raise NotPrivate


class Weight(StrEnum):
    """What a problem with one mail says: of the mail itself, or of the server and the way to it."""

    SERVER = "server"
    LATER = "later"
    NEVER = "nooit"


def weight_of(problem: Exception) -> Weight:
    """What a problem means for the mail that met it (RFC 5321, 4.2.1: 4yz is for now, 5yz is for good).

    A password that is wrong or a sender that is not allowed says nothing of the mail: once somebody mends the settings it leaves.

    >>> weight_of(ConnectionRefusedError()).value, weight_of(ValueError()).value
    ('server', 'nooit')
    >>> weight_of(smtplib.SMTPDataError(451, b"later")).value, weight_of(smtplib.SMTPDataError(552, b"large")).value
    ('later', 'nooit')

    A certificate that is not believed is a ValueError too, and yet it is the server's.

    >>> weight_of(ssl.SSLCertVerificationError()).value
    'server'
    """
    if isinstance(problem, ValueError) and not isinstance(problem, OSError):  # a mail that no server can carry
        return Weight.NEVER
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _said in problem.recipients.values()]
        return Weight.NEVER if codes and all(code >= FOR_GOOD for code in codes) else Weight.LATER
    if isinstance(problem, smtplib.SMTPDataError):
        return Weight.NEVER if problem.smtp_code >= FOR_GOOD else Weight.LATER
    return Weight.SERVER
