from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import delete, select, text

from tests.conftest import NOW
from werkbedrijf.foundation.outbox import WAITS, Message, OutboxMessage, deliver, tell
from werkbedrijf.foundation.transports import Folder

SENDER = "werkbedrijf@voorbeeld.example"


def message(key="een"):
    return Message(key=key, to_address="wie@voorbeeld.example", subject="Nieuws", body="Er is nieuws.")


def put(database, *keys):
    with database.transaction(at=NOW) as session:
        for key in keys:
            tell(session, message(key))


def waiting(database):
    with database.transaction(at=NOW, keep=False) as session:
        return [row.key for row in session.scalars(select(OutboxMessage).where(OutboxMessage.sent_at.is_(None)))]


class Broken:
    def send(self, mail):
        raise ConnectionRefusedError("de mailserver antwoordt niet")


def test_the_same_thing_is_told_once(database):
    put(database, "een", "een", "twee")

    assert waiting(database) == ["een", "twee"]


def test_a_message_leaves_once(database, tmp_path):
    put(database, "een")

    assert deliver(database, Folder(tmp_path), SENDER, at=NOW) == 1
    assert deliver(database, Folder(tmp_path), SENDER, at=NOW) == 0
    assert len(list(tmp_path.glob("*.eml"))) == 1


def test_a_message_of_an_act_that_failed_never_leaves(database, tmp_path):
    with database.transaction(at=NOW, keep=False) as session:
        tell(session, message())

    assert deliver(database, Folder(tmp_path), SENDER, at=NOW) == 0


class Hanging:
    """A server that never answers, seen by a clock of our own."""

    seconds = 0.0

    def send(self, mail):
        self.seconds += 20
        raise TimeoutError("timed out")


def test_a_mail_server_that_hangs_does_not_hold_the_other_jobs_up(database, tmp_path, monkeypatch):
    keys = [f"bericht {number}" for number in range(30)]
    put(database, *keys)
    hanging = Hanging()
    monkeypatch.setattr("werkbedrijf.foundation.outbox.time.monotonic", lambda: hanging.seconds)

    assert deliver(database, hanging, SENDER, at=NOW) == 0
    assert hanging.seconds <= 20
    # What was not tried leaves at the next look, as soon as the server answers.
    assert deliver(database, Folder(tmp_path), SENDER, at=NOW + timedelta(seconds=15)) == len(keys) - 1
    assert waiting(database) == keys[:1]


def test_a_number_that_comes_back_after_a_restore_is_not_taken_for_the_same_mail(database, tmp_path):
    for key in ("voor", "na"):
        put(database, key)
        assert deliver(database, Folder(tmp_path), SENDER, at=NOW) == 1
        with database.transaction(at=NOW) as session:
            # As when a backup from before it is put back.
            session.execute(delete(OutboxMessage))
            if session.get_bind().dialect.name == "postgresql":
                session.execute(text("ALTER SEQUENCE outbox_message_id_seq RESTART"))

    mails = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in tmp_path.glob("*.eml")]
    numbers = {str(mail["Message-ID"])[:15] for mail in mails}
    assert (len({str(mail["Message-ID"]) for mail in mails}), numbers) == (2, {"<bericht-000001"})


def test_a_broken_mail_server_is_tried_again_later_and_then_no_more(database, tmp_path):
    put(database, "een")
    at = NOW
    for wait in WAITS:
        assert deliver(database, Broken(), SENDER, at=at) == 0
        assert deliver(database, Folder(tmp_path), SENDER, at=at) == 0, "it waits first"
        at += wait + timedelta(seconds=1)

    assert deliver(database, Folder(tmp_path), SENDER, at=at) == 1
    assert waiting(database) == []


def test_one_broken_message_does_not_hold_up_the_others(database, tmp_path):
    put(database, "een", "twee")

    class Choosy(Folder):
        def send(self, mail):
            if "000001" in mail["Message-ID"]:
                raise OSError("vol")
            super().send(mail)

    assert deliver(database, Choosy(tmp_path), SENDER, at=NOW) == 1
    assert waiting(database) == ["een"]


@pytest.mark.parametrize("told", [{"to_address": "wie@voorbeeld.example\nBcc: x@y.example"}, {"to_address": "\r"}])
def test_an_address_no_mail_can_carry_does_not_hold_up_the_others(database, tmp_path, told):
    with database.transaction(at=NOW) as session:
        tell(session, replace(message("een"), **told))
        tell(session, message("twee"))

    assert deliver(database, Folder(tmp_path), SENDER, at=NOW) == 1
    assert waiting(database) == ["een"]


def test_a_subject_is_one_line(database, tmp_path):
    with database.transaction(at=NOW) as session:
        tell(session, replace(message(), subject="Welkom bij\r\nBcc: x@y.example"))

    assert deliver(database, Folder(tmp_path), SENDER, at=NOW) == 1
    mail = message_from_bytes(next(tmp_path.glob("*.eml")).read_bytes(), policy=policy.default)
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Welkom bij Bcc: x@y.example"
