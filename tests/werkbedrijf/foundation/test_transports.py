"""Mail through a real server on this machine: what it refuses, and what becomes of the mail then."""

import re
import socket
import ssl
from contextlib import contextmanager
from datetime import timedelta
from itertools import chain, repeat

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from sqlalchemy import select

from tests.conftest import NOW
from tests.werkbedrijf.operating.test_writing import certificate
from werkbedrijf.foundation import transports
from werkbedrijf.foundation.outbox import GIVE_UP, WAITS, Message, OutboxMessage, deliver, tell
from werkbedrijf.foundation.transports import Smtp

SENDER = "werkbedrijf@voorbeeld.example"


class Box:
    """What came in; ``says`` answers RCPT or DATA otherwise, by address."""

    def __init__(self, rcpt=None, data=None):
        self.mails, self.rcpt, self.data = [], rcpt or {}, data or {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        if answer := self.rcpt.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if answer := self.data.get(envelope.rcpt_tos[0]):
            return answer
        self.mails.append(envelope)
        return "250 OK"


@contextmanager
def server(box, **options):
    """A mail server on a free port."""
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def put(database, *addresses):
    with database.transaction(at=NOW) as session:
        for address in addresses:
            tell(session, Message(f"k:{address}", address, "Nieuws", "Er is nieuws."))


def rows(database):
    with database.reading(at=NOW) as session:
        return {row.to_address: row for row in session.scalars(select(OutboxMessage))}


def send(database, port, at=NOW, *, name=""):
    return deliver(database, Smtp(f"smtp://{name}127.0.0.1:{port}"), SENDER, at=at)


def test_a_mail_arrives_with_its_number_and_once(database):
    box = Box()
    put(database, "a@voorbeeld.example")
    with server(box) as port:
        assert send(database, port) == 1
        assert send(database, port) == 0

    (mail,) = box.mails
    assert mail.mail_from == SENDER
    assert re.search(rb"^Message-ID: <bericht-000001-[0-9a-f]{12}@voorbeeld\.example>\r$", mail.content, re.MULTILINE)


def test_a_server_that_puts_off_gets_the_mail_later(database):
    """Greylisting: 450 now, and welcome when it comes again."""
    box = Box(rcpt={"a@voorbeeld.example": "450 4.2.0 Greylisted, try again later"})
    put(database, "a@voorbeeld.example")
    with server(box) as port:
        assert send(database, port) == 0
        row = rows(database)["a@voorbeeld.example"]
        assert (row.refusals, row.due_at, row.last_problem.split()[0]) == (1, NOW + WAITS[0], "SMTPRecipientsRefused")
        box.rcpt.clear()
        assert send(database, port, NOW + WAITS[0]) == 1
    assert len(box.mails) == 1


def test_a_server_that_puts_off_for_ever_is_left_alone(database):
    box = Box(data={"a@voorbeeld.example": "451 not now"})
    put(database, "a@voorbeeld.example")
    with server(box) as port:
        at = NOW
        for _ in range(len(WAITS) + 3):
            assert send(database, port, at) == 0
            at += timedelta(hours=5)
    assert rows(database)["a@voorbeeld.example"].refusals == len(WAITS) + 1


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_what_a_server_never_wants_is_not_tried_again(database, where):
    box = Box(**{where: {"weg@voorbeeld.example": "550 5.1.1 No such user"}})
    put(database, "weg@voorbeeld.example", "b@voorbeeld.example")
    with server(box) as port:
        assert send(database, port) == 1
        box.rcpt.clear()
        box.data.clear()
        assert send(database, port, NOW + timedelta(days=30)) == 0
    assert [mail.rcpt_tos for mail in box.mails] == [["b@voorbeeld.example"]]
    assert rows(database)["weg@voorbeeld.example"].attempts == 1


@contextmanager
def saying(box, offers, **commands):
    """A server that offers something and answers these commands as told."""

    async def handle_EHLO(server, session, envelope, hostname, responses):
        session.host_name = hostname
        return [*responses[:-1], f"250-{offers}", responses[-1]]

    box.handle_EHLO = handle_EHLO
    said = {f"smtp_{name}": _answer(words) for name, words in commands.items()}
    kind = type("Saying", (SMTP,), said)
    controller = type("Controlled", (Controller,), {"factory": lambda self: kind(self.handler)})(
        box, hostname="127.0.0.1", port=free_port()
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _answer(words):
    async def answer(self, arg):
        await self.push(next(words))

    return answer


def test_a_wrong_password_gives_up_nothing(database):
    """The settings are wrong, not the mail: once they are right everything leaves."""
    box = Box()
    put(database, "a@voorbeeld.example")
    answers = chain(repeat("535 5.7.8 wrong", 8), repeat("235 2.7.0 welcome"))
    with saying(box, "AUTH PLAIN", AUTH=answers) as port:
        at = NOW
        for _ in range(8):
            assert send(database, port, at, name="noor:woord@") == 0
            at += timedelta(hours=4, seconds=1)
        row = rows(database)["a@voorbeeld.example"]
        assert (row.refusals, row.last_problem.split()[0]) == (0, "SMTPAuthenticationError")
        assert send(database, port, at, name="noor:woord@") == 1


def test_a_dead_server_is_waited_for_as_long_as_mail_servers_do(database):
    put(database, "a@voorbeeld.example")
    port, at = free_port(), NOW
    while at < NOW + GIVE_UP:
        assert send(database, port, at) == 0
        at += timedelta(hours=4, seconds=1)
    assert rows(database)["a@voorbeeld.example"].refusals == 0

    assert send(database, port, NOW + GIVE_UP + timedelta(hours=5)) == 0
    assert rows(database)["a@voorbeeld.example"].refusals == len(WAITS) + 1


def test_a_server_that_refuses_to_go_safe_gets_no_mail(database):
    box = Box()
    put(database, "a@voorbeeld.example")
    with saying(box, "STARTTLS", STARTTLS=repeat("454 4.7.0 TLS not available")) as port:
        assert send(database, port) == 0
    row = rows(database)["a@voorbeeld.example"]
    assert (box.mails, row.refusals, row.last_problem.split()[0]) == ([], 0, "SMTPResponseException")


def test_a_password_does_not_go_over_an_open_line(database, monkeypatch):
    monkeypatch.setattr(transports, "HERE", frozenset())
    put(database, "a@voorbeeld.example")
    with server(Box(), auth_require_tls=False) as port:
        assert send(database, port, name="noor:geheim@") == 0
    assert rows(database)["a@voorbeeld.example"].last_problem.startswith("NotPrivate")


def test_a_certificate_that_is_not_believed_gives_no_mail_up(database, monkeypatch, tmp_path):
    """One that ran out, or of another server: the mails leave once the server has a good one."""
    monkeypatch.setattr(transports, "HERE", frozenset())
    certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    put(database, "a@voorbeeld.example")
    box = Box()
    with server(box, tls_context=context) as port:
        assert send(database, port, name="noor:geheim@") == 0
    row = rows(database)["a@voorbeeld.example"]
    assert (row.refusals, row.last_problem.split()[0]) == (0, "SSLCertVerificationError")

    with server(box) as port:
        assert send(database, port, NOW + timedelta(hours=1)) == 1
    assert len(box.mails) == 1


def test_a_bad_goodbye_does_not_send_a_mail_twice(database):
    class Rude(Box):
        async def handle_QUIT(self, server, session, envelope):
            return "421 too busy to say goodbye"

    box = Rude()
    put(database, "a@voorbeeld.example")
    with server(box) as port:
        assert send(database, port) == 1
        assert send(database, port, NOW + timedelta(days=1)) == 0
    assert len(box.mails) == 1


class Dies(BaseException):
    """Stands for a deliverer that is killed at work."""


class Deadly:
    def send(self, mail):
        raise Dies


def test_a_mail_whose_deliverer_dies_ten_times_still_leaves(database):
    put(database, "a@voorbeeld.example")
    at = NOW
    for _ in range(10):
        with pytest.raises(Dies):
            deliver(database, Deadly(), SENDER, at=at)
        at += timedelta(hours=4, seconds=1)
    box = Box()
    with server(box) as port:
        assert send(database, port, at) == 1
    row = rows(database)["a@voorbeeld.example"]
    assert (len(box.mails), row.attempts, row.refusals) == (1, 11, 0)
