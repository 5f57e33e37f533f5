from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from tests.conftest import NOW
from werkbedrijf.demo.post import find_letter, names_of_letters
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.outbox import Message, deliver, tell
from werkbedrijf.foundation.transports import Folder

BASE = "http://127.0.0.1:8000"


def letters(folder, base_url):
    return [find_letter(folder, name, base_url) for name in names_of_letters(folder)]


@pytest.fixture
def sent(app, database):
    """Two mails in the folder of the app."""
    folder = app.extensions["werkbedrijf.settings"].mail_folder
    for number, body in enumerate(
        ("Lees hier:\n\n" + BASE + "/plekken/P-0001.\n", "Zie https://elders.example/x & groet")
    ):
        with database.transaction(at=NOW + timedelta(minutes=number)) as session:
            tell(session, Message(f"t{number}", "an@voorbeeld.example", f"Bericht {number}", body))
    deliver(database, Folder(folder), "werkbedrijf@voorbeeld.example", at=NOW + timedelta(hours=1))
    return folder


def test_letters_come_newest_first_and_only_own_addresses_are_links(sent):
    newest, oldest = letters(sent, BASE)
    assert (newest.subject, oldest.subject) == ("Bericht 1", "Bericht 0")
    assert oldest.lines[2] == ((BASE + "/plekken/P-0001", "/plekken/P-0001"), (".", None))
    assert all(path is None for line in newest.lines for _, path in line)


def test_links_of_a_demo_that_was_made_for_another_port_lead_here(sent):
    oldest = letters(sent, "http://127.0.0.1:8123")[1]
    assert oldest.lines[2][0] == (BASE + "/plekken/P-0001", "/plekken/P-0001")


@pytest.mark.parametrize("name", ["../brief", "sub/../../brief", "..", "bericht-000001.eml", "", "weg"])
def test_no_other_file_can_be_read(sent, name):
    (sent.parent / "brief.eml").write_bytes(next(sent.glob("*.eml")).read_bytes())
    assert find_letter(sent, name, BASE) is None


def test_in_a_demo_everyone_reads_the_mails(client, stored, sent):
    stored.region(is_demo=True)
    client.sign_in_as(stored.user(Role.ALDERMAN))
    page = client.get("/post")
    assert page.h1 == "2 verzonden berichten"
    inside = [link for link in page.links() if link.startswith("/post/")]
    assert client.get(inside[1]).h1 == "Bericht 0"
    assert "/plekken/P-0001" in [urlsplit(link).path for link in client.get(inside[1]).links()]
    assert client.get("/post/weg", status=404)


def test_many_mails_come_a_page_at_a_time_newest_first(client, stored, sent):
    first = next(iter(sent.glob("*.eml"))).read_text(encoding="utf-8")
    subject = next(line for line in first.splitlines() if line.startswith("Subject:"))
    date = next(line for line in first.splitlines() if line.startswith("Date:"))
    for number in range(40):
        day = f"Date: Tue, {number % 28 + 1:02d} {'Oct' if number < 28 else 'Dec'} 2025 08:00:00 +0000"
        written = first.replace(subject, f"Subject: Oud {number}").replace(date, day)
        (sent / f"oud-{number}.eml").write_text(written, encoding="utf-8")
    stored.region(is_demo=True)
    client.sign_in_as(stored.user(Role.ALDERMAN))
    page, last = client.get("/post"), client.get("/post?pagina=2")
    assert page.h1 == last.h1 == "42 verzonden berichten"
    shown = [link.removeprefix("/post/") for one in (page, last) for link in one.links() if link.startswith("/post/")]
    assert (len(shown), len(set(shown)), shown[2], shown[-1]) == (42, 42, "oud-39", "oud-0")
    assert len([link for link in page.links() if link.startswith("/post/")]) == 25


def test_outside_a_demo_there_is_no_such_page(client, stored, sent):
    stored.region()
    client.sign_in_as(stored.user(Role.ADMINISTRATOR))
    client.get("/post", status=404)
    client.get("/post/bericht-000001", status=404)


def test_who_is_not_signed_in_is_asked_to(client, stored, sent):
    stored.region(is_demo=True)
    assert client.get("/post", status=302).answer.location == "/inloggen?verder=/post"
