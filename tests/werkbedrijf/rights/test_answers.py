"""Whoever asked to erase somebody hears what was decided, and the page keeps saying by whom, when and why."""

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.four_eyes import PendingAct
from werkbedrijf.foundation.notices import Notice, Topic
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.reasons import MARK, ToldReason

WHY = "De gemeente moet de uren nog verantwoorden."


@pytest.fixture
def asked(client, stored, database, monkeypatch):
    """An account manager asked to erase somebody; the door of who decides, and everybody."""
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    stored.region()
    stored.parameters()
    home = stored.organisation("Gemeente Thuis")
    people = {
        "manager": stored.user(Role.ACCOUNT_MANAGER, organisation=home),
        "coordinator": stored.user(Role.COORDINATOR, organisation=home),
        "candidate": stored.candidate(
            coach=stored.user(Role.COACH, organisation=home), first_name="Noor", last_name="Rechthebbende"
        ),
    }
    stored.session.commit()
    rights = f"/kandidaten/{people['candidate'].reference}/rechten"
    client.sign_in_as(people["manager"]).post(f"{rights}/wissen", {"ground": "verzoek"})
    with database.reading(at=NOW) as session:
        people["door"] = f"/wisverzoeken/{session.scalars(select(PendingAct)).one().reference}"
    return people | {"rights": rights}


def _told(database):
    """The one message to who asked, and where its notice leads."""
    with database.reading(at=NOW) as session:
        mail = session.scalars(select(OutboxMessage)).one()
        notice = session.scalars(select(Notice)).one()
        assert notice.topic is Topic.RIGHTS
        return mail.to_address, f"{mail.subject} {mail.body}", notice.path


@pytest.mark.parametrize("reason", ["", "  ", "Omdat de kandidaat autisme heeft", "x" * 2001])
def test_without_a_good_reason_nothing_is_declined(client, database, asked, reason):
    page = client.sign_in_as(asked["coordinator"]).post(
        f"{asked['door']}/afwijzen", {"reason": reason}, status=422, follow=False
    )

    assert "Waarom niet?" in page.text and page.all("textarea")
    with database.reading(at=NOW) as session:
        assert session.scalars(select(PendingAct.decision)).one() is None
        assert session.scalars(select(OutboxMessage)).all() == []


def test_a_no_is_told_with_its_reason_and_without_the_person(client, database, asked):
    me = client.sign_in_as(asked["coordinator"])
    me.post(f"{asked['door']}/afwijzen", {"reason": WHY})

    page = me.get(asked["door"])
    said = ("Afgewezen", "Regiocoördinator, Gemeente Thuis", "Besloten op", WHY, "De persoon vraagt erom")
    assert [words for words in said if words not in page.text] == []
    to, told, path = _told(database)
    assert to == asked["manager"].email and asked["candidate"].reference in told and path == asked["rights"]
    assert not [word for word in ("Noor", "Rechthebbende", WHY) if word in told]
    assert f"nee. De reden: {WHY}" in client.sign_in_as(asked["manager"]).get(asked["rights"]).text


def test_the_words_stand_locked_and_the_trail_only_names_them(client, database, asked):
    client.sign_in_as(asked["coordinator"]).post(f"{asked['door']}/afwijzen", {"reason": WHY})

    with database.reading(at=NOW) as session:
        kept = session.scalars(select(ToldReason)).one()
        lines = session.scalars(select(AuditEntry.reason).where(AuditEntry.act == "pending_act.declined")).all()
        assert kept.words == WHY and lines == [f"{MARK}{kept.uuid}"]
        assert WHY not in str(session.scalars(select(PendingAct)).one().details)


def test_a_yes_is_told_too_and_the_page_still_says_why(client, database, asked):
    me = client.sign_in_as(asked["coordinator"])
    me.post(f"{asked['door']}/bevestigen")

    to, told, path = _told(database)
    assert to == asked["manager"].email and f"{asked['candidate'].reference} is gewist" in told
    assert path == "/kandidaten" and "Noor" not in told
    page = me.get(asked["door"])
    assert "Bevestigd" in page.text and "De persoon vraagt erom" in page.text
    assert "Regiocoördinator, Gemeente Thuis" in page.text
