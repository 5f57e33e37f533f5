from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from werkbedrijf.accounts import actions, tries
from werkbedrijf.accounts.actions import UserFacts
from werkbedrijf.accounts.errors import LastAdministrator
from werkbedrijf.accounts.links import Links
from werkbedrijf.accounts.models import SignInAttempt
from werkbedrijf.accounts.passwords import NewPassword
from werkbedrijf.accounts.queries import employers_of, user_by_email, waits_until
from werkbedrijf.foundation.actors import Role, actor_for
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import OutboxMessage

LINKS = Links("only for tests", "http://werkbedrijf.example")


@pytest.fixture
def boss(make):
    return make.actor(Role.ADMINISTRATOR, password_hash="x")


def mails(session):
    session.flush()
    return list(session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def acts(session):
    session.flush()
    return [
        entry.act for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id)) if "made" not in entry.act
    ]


def facts(make, **values):
    return UserFacts(
        **(
            {"name": "Noor", "email": "Noor@Hengelo.nl", "role": Role.COACH, "organisation": make.organisation()}
            | values
        )
    )


def test_an_invited_user_gets_a_link_that_works(session, make, boss):
    user = actions.invite_user(session, boss, facts(make), links=LINKS)
    (mail,) = mails(session)
    link = next(word for word in mail.body.split() if word.startswith("http://werkbedrijf.example/welkom/"))
    opened = LINKS.opened(link.rpartition("/")[2])
    assert (user.email, user.password_hash, mail.to_address) == ("noor@hengelo.nl", None, "noor@hengelo.nl")
    assert opened.works_for(user, NOW)
    assert Links("another key", LINKS.base_url).opened(link.rpartition("/")[2]) is None
    assert acts(session)[-2:] == ["user.added", "user.invited"]
    session.commit()


def test_a_second_invitation_ends_the_first(session, make, boss):
    user = actions.invite_user(session, boss, facts(make), links=LINKS)
    actions.send_invitation(session, boss, user, links=LINKS)
    first, second = (LINKS.opened(mail.body.split("/welkom/")[1].split()[0]) for mail in mails(session))
    assert not first.works_for(user, NOW)
    assert second.works_for(user, NOW)


def test_an_employers_user_speaks_for_employers_and_nobody_else_does(session, make, boss):
    employer = make.employer()
    user = actions.add_user(session, boss, facts(make, role=Role.EMPLOYER, organisation=None, employers=[employer]))
    assert actor_for(session, user).employer_ids == {employer.id}
    assert employers_of(session, user) == [employer]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"email": "noor"}, "email"),
        ({"organisation": None}, "organisation"),
        ({"role": Role.EMPLOYER}, "organisation"),
        ({"role": Role.EMPLOYER, "organisation": None}, "employers"),
        ({"role": Role.SYSTEM}, "role"),
    ],
)
def test_facts_that_do_not_fit_together_are_refused_at_their_field(session, make, boss, values, field):
    with pytest.raises(InputRefused) as refusal:
        actions.add_user(session, boss, facts(make, **values))
    assert set(refusal.value.problems) == {field}


def test_staff_speak_for_no_employer(session, make, boss):
    with pytest.raises(InputRefused, match="Alleen iemand met de rol werkgever"):
        actions.add_user(session, boss, facts(make, employers=[make.employer()]))


def test_an_address_belongs_to_one_user(session, make, boss):
    actions.add_user(session, boss, facts(make))
    with pytest.raises(InputRefused, match="al van Noor"):
        actions.add_user(session, boss, facts(make, email=" NOOR@hengelo.nl"))


def test_choosing_a_password_ends_sessions_and_warns_the_owner_when_it_replaces_one(session, make):
    user = make.user(Role.COACH)
    actor = make.actor_of(user)
    actions.set_password(session, actor, user, NewPassword("een"))
    assert (user.session_version, mails(session)) == (2, [])
    actions.set_password(session, actor, user, NewPassword("twee"))
    assert (user.session_version, len(mails(session))) == (3, 1)
    assert "gewijzigd" in mails(session)[0].subject


def test_another_address_ends_links_to_the_old_one(session, make, boss):
    user = actions.add_user(session, boss, facts(make))
    actions.change_user(session, boss, user, facts(make, name="Noor V.", email="noor@almelo.nl"))
    assert (user.name, user.email, user.session_version) == ("Noor V.", "noor@almelo.nl", 2)
    actions.change_user(session, boss, user, facts(make, name="Noor Visser", email="noor@almelo.nl"))
    assert user.session_version == 2


def test_the_trail_tells_which_facts_changed_and_no_values(session, make, boss):
    employers = [make.employer(), make.employer()]
    user = actions.add_user(session, boss, facts(make, role=Role.EMPLOYER, organisation=None, employers=employers[:1]))
    actions.change_user(
        session, boss, user, facts(make, role=Role.EMPLOYER, organisation=None, employers=employers[1:], phone="074")
    )
    session.flush()
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.act, entry.fields) == ("user.changed", ["employers", "phone"])


def test_one_administrator_who_can_come_in_always_remains(session, make, boss):
    only = session.get(type(make.user()), boss.id)
    make.user(Role.ADMINISTRATOR)  # has no password yet
    make.user(Role.ADMINISTRATOR, password_hash="x").is_active = False
    with pytest.raises(LastAdministrator, match="de enige beheerder"):
        actions.switch_off_user(session, boss, only)
    with pytest.raises(LastAdministrator):
        actions.change_user(session, boss, only, facts(make))
    make.user(Role.ADMINISTRATOR, password_hash="x")
    actions.switch_off_user(session, boss, only)
    assert not only.is_active


def test_switching_off_ends_sessions_and_switching_on_lets_in_again(session, make, boss):
    user = make.user(Role.COACH)
    actions.switch_off_user(session, boss, user)
    assert (user.is_active, user.session_version) == (False, 2)
    actions.switch_on_user(session, boss, user)
    assert user.is_active
    actions.end_sessions(session, boss, user)
    assert user.session_version == 3
    assert acts(session) == ["user.switched_off", "user.switched_on", "user.sessions_ended"]


def test_a_forgotten_link_is_mailed_once_an_hour(session, make):
    user = make.user(Role.COACH)
    for minutes in (0, 59, 60):
        session.info["at"] = NOW + timedelta(minutes=minutes)
        actions.send_forgotten(session, user, links=LINKS)
    assert len(mails(session)) == 2


def test_the_sixth_try_within_a_quarter_of_an_hour_waits(session):
    for minute in range(5):
        session.info["at"] = NOW + timedelta(minutes=minute)
        assert waits_until(session, tries.note_try(session, "noor@hengelo.nl")) is None
    session.info["at"] = NOW + timedelta(minutes=5)
    sixth = tries.note_try(session, " Noor@Hengelo.nl")
    assert waits_until(session, sixth) == NOW + timedelta(minutes=15)
    tries.forget_try(session, sixth)
    session.info["at"] = NOW + timedelta(minutes=15)
    assert waits_until(session, tries.note_try(session, "noor@hengelo.nl")) is None


def test_what_was_typed_as_an_address_is_not_kept(session):
    assert "noor" not in tries.note_try(session, "noor@hengelo.nl").account


def test_tries_older_than_a_day_are_thrown_away(session):
    tries.note_try(session, "noor@hengelo.nl")
    assert tries.forget_old_tries(session, at=NOW + timedelta(days=1)) == 0
    assert tries.forget_old_tries(session, at=NOW + timedelta(days=1, seconds=1)) == 1
    assert session.scalars(select(SignInAttempt)).all() == []


def test_an_address_is_found_however_it_was_typed(session, make):
    user = make.user(Role.COACH, email="noor@hengelo.nl")
    assert user_by_email(session, " NOOR@Hengelo.nl ") is user


def test_whose_an_address_is_learns_only_who_may_know_of_that_person(session, make):
    other = make.user(Role.COACH, name="Noor Elders", email="noor@elders.example")
    here = make.organisation("Gemeente Hier")
    facts = UserFacts("Nieuw", "noor@elders.example", Role.COACH, organisation=here)
    told = {}
    for role, where in ((Role.ORG_ADMIN, here), (Role.ORG_ADMIN, other.organisation), (Role.ADMINISTRATOR, here)):
        with pytest.raises(InputRefused) as refused:
            actions.add_user(session, make.actor_of(make.user(role, organisation=where)), facts)
        told[role, where.name] = "Noor Elders" in refused.value.problems["email"]
    assert list(told.values()) == [False, True, True]
