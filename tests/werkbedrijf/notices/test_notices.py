from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import NotAllowed
from werkbedrijf.foundation.notices import _BY_KEY, ByMail, Notice, Topic, unread_of
from werkbedrijf.foundation.outbox import Message, OutboxMessage, tell
from werkbedrijf.notices import actions
from werkbedrijf.notices.jobs import send_overviews
from werkbedrijf.notices.queries import choices_of, notices_of
from werkbedrijf.rights.retention import empty_messages

SEVEN = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def message(user, key="voordracht:V-0001:nieuw:1", topic=None):
    body = f"Beste {user.name},\n\nEr is iemand voorgesteld.\n\nhttp://127.0.0.1:8000/voordrachten/V-0001\n\nGroet\n"
    return Message(key, user.email, "Een kandidaat voor uw plek", body, topic)


def mails(session):
    return session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()


def chosen(make, user, by_mail, topic=Topic.PROPOSALS):
    actions.choose(make.session, make.actor_of(user), {topic: by_mail})
    make.session.flush()


def test_what_is_told_stands_in_the_service_and_leaves_by_mail(session, make):
    user = make.user()
    tell(session, message(user))
    tell(session, message(user))

    (notice,) = session.scalars(notices_of(make.actor_of(user)))
    assert (notice.topic, notice.path) == (Topic.PROPOSALS, "/voordrachten/V-0001")
    assert (notice.subject, notice.text) == ("Een kandidaat voor uw plek", "Er is iemand voorgesteld.")
    assert [mail.key for mail in mails(session)] == ["voordracht:V-0001:nieuw:1"]
    assert unread_of(session, user.id) == 1


def test_who_is_nobody_of_ours_only_gets_the_mail(session, make):
    make.user()
    tell(session, replace(message(make.user()), key="anker x", to_address="auditor@elders.example"))

    assert len(mails(session)) == 1
    assert session.scalars(select(Notice)).all() == []


@pytest.mark.parametrize("by_mail", [ByMail.DAILY, ByMail.NOT])
def test_who_wants_less_mail_still_reads_it_here(session, make, by_mail):
    user = make.user()
    chosen(make, user, by_mail)
    tell(session, message(user))
    # Another choice later does not tell the same thing again.
    chosen(make, user, ByMail.AT_ONCE)
    tell(session, message(user))

    assert mails(session) == []
    assert unread_of(session, user.id) == 1


def test_what_protects_people_is_always_mailed_at_once(session, make):
    user = make.user()
    with pytest.raises(NotAllowed):
        chosen(make, user, ByMail.NOT, Topic.SECURITY)
    tell(session, message(user, "bezwaar-B-0001-ontvangen-1"))
    tell(session, message(user, "accounts.new_device:1:x"))

    assert len(mails(session)) == 2
    assert {row.path for row in session.scalars(select(Notice))} == {"/voordrachten/V-0001", "/account"}


@pytest.mark.parametrize("by_mail", ByMail)
@pytest.mark.parametrize("word", sorted(_BY_KEY))
def test_each_kind_goes_as_its_reader_chose(session, make, word, by_mail):
    user, topic = make.user(), _BY_KEY[word]
    if not topic.is_fixed:
        chosen(make, user, by_mail, topic)
    # Another choice about everything else says nothing of this kind.
    for other in set(Topic) - {topic}:
        if not other.is_fixed:
            chosen(make, user, ByMail.AT_ONCE, other)
    tell(session, message(user, f"{word}:1"))

    assert unread_of(session, user.id) == 1
    at_once = topic.is_fixed or by_mail is ByMail.AT_ONCE
    assert len(mails(session)) == at_once
    daily = not topic.is_fixed and by_mail is ByMail.DAILY
    assert send_overviews(session, at=SEVEN) == daily
    assert len(mails(session)) == at_once + daily


def test_a_link_that_lets_somebody_in_stays_out_of_the_service(session, make):
    user = make.user()
    tell(session, message(user, "accounts.invitation:1:1"))
    tell(session, message(user, "accounts.forgotten:1:1:2026"))

    assert len(mails(session)) == 2
    assert unread_of(session, user.id) == 0


def test_reading_is_for_oneself(session, make):
    mine, other = make.user(), make.user()
    for number, user in enumerate((mine, mine, other)):
        tell(session, message(user, f"voordracht:V-{number}"))
    first, *_rest = session.scalars(notices_of(make.actor_of(mine))).all()
    actions.mark_read(session, make.actor_of(mine), first)
    session.flush()
    assert (unread_of(session, mine.id), unread_of(session, other.id)) == (1, 1)

    assert actions.mark_all_read(session, make.actor_of(mine)) == 1
    assert (unread_of(session, mine.id), unread_of(session, other.id)) == (0, 1)


def test_the_overview_comes_once_a_day_with_everything_once(session, make):
    user = make.user()
    for topic in (Topic.PROPOSALS, Topic.PLACEMENTS):
        chosen(make, user, ByMail.DAILY, topic)
    tell(session, message(user, "voordracht:1"))
    tell(session, message(user, "plaatsing:1"))

    assert send_overviews(session, at=SEVEN - timedelta(minutes=1)) == 0, "not before its hour"
    assert send_overviews(session, at=SEVEN) == 1
    assert send_overviews(session, at=SEVEN) == 0
    tell(session, message(user, "voordracht:2"))
    assert send_overviews(session, at=SEVEN + timedelta(hours=9)) == 0, "today's has gone"
    assert send_overviews(session, at=SEVEN + timedelta(days=1)) == 1
    assert send_overviews(session, at=SEVEN + timedelta(days=2)) == 0, "nothing to say"

    first, second = mails(session)
    assert first.subject == "Overzicht: 2 berichten"
    assert first.body.index("Plaatsingen") < first.body.index("Voordrachten en gesprekken")
    assert first.body.count("http://127.0.0.1:8000/voordrachten/V-0001") == 2
    assert second.subject == "Overzicht: 1 bericht"


def test_what_was_read_meanwhile_is_not_in_the_overview(session, make):
    user = make.user()
    chosen(make, user, ByMail.DAILY)
    tell(session, message(user))
    actions.mark_all_read(session, make.actor_of(user))

    assert send_overviews(session, at=SEVEN) == 0
    assert mails(session) == []


def test_every_role_has_a_proposal_for_every_topic(session, make):
    for role in (Role.ACCOUNT_MANAGER, Role.COACH, Role.ADMINISTRATOR):
        known = choices_of(session, make.user(role).id, role)
        assert set(known) == set(Topic)
        assert {known[topic] for topic in Topic if topic.is_fixed} == {ByMail.AT_ONCE}


def test_after_its_term_a_notice_is_empty_and_is_not_told_again(session, make):
    make.parameters()
    user, left = make.user(), make.user()
    tell(session, message(user))
    tell(session, message(left, "voordracht:left"))
    left.is_active = False
    session.flush()

    session.info["at"] = NOW + timedelta(days=31)
    empty_messages(session, at=NOW + timedelta(days=31))
    tell(session, message(user))

    (row,) = session.scalars(select(Notice).execution_options(populate_existing=True))
    assert (row.subject, row.text, row.path) == ("", "", "")
    assert session.scalars(notices_of(make.actor_of(user))).all() == []
