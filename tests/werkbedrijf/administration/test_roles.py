"""Who looks after which users, and roles that wait for a second person."""

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from werkbedrijf.accounts import review, role_queries
from werkbedrijf.accounts import user_policy as policy
from werkbedrijf.accounts.actions import UserFacts, switch_on_user
from werkbedrijf.accounts.errors import RoleNotConfirmed
from werkbedrijf.accounts.links import Links
from werkbedrijf.administration.users import roles
from werkbedrijf.foundation import four_eyes
from werkbedrijf.foundation.actors import Role, User, actor_for
from werkbedrijf.foundation.errors import InputRefused, NotAllowed
from werkbedrijf.foundation.four_eyes import NotOpen, OwnRequest
from werkbedrijf.foundation.gateway import visible
from werkbedrijf.foundation.outbox import OutboxMessage

LINKS = Links("only for tests", "http://hier")
REGIONAL = (Role.ADMINISTRATOR, Role.COORDINATOR, Role.AUDITOR)


class Region:
    def __init__(self, make, *, administrators=2, is_demo=False):
        make.region(is_demo=is_demo)
        make.parameters()
        self.make, self.session = make, make.session
        self.home, self.away = make.organisation("Gemeente Thuis"), make.organisation("Gemeente Elders")
        self.bosses = [
            make.user(Role.ADMINISTRATOR, organisation=self.home, password_hash="x") for _ in range(administrators)
        ]
        self.own = make.user(Role.ORG_ADMIN, organisation=self.home, password_hash="x")
        self.other = make.user(Role.ORG_ADMIN, organisation=self.away, password_hash="x")
        self.coach = make.user(Role.COACH, organisation=self.home, password_hash="x")

    def actor(self, user):
        return actor_for(self.session, user)

    def facts(self, role=Role.AUDITOR, user=None, organisation=None):
        user = user or self.coach
        return UserFacts(user.name, user.email, role, organisation or self.home)

    def asked(self, role=Role.ACCOUNT_MANAGER, user=None, by=None):
        boss = self.actor(by or self.bosses[0])
        roles.ask_role(self.session, boss, self.facts(role, user), user or self.coach, reason="Nieuw werk")
        return four_eyes.open_about(self.session, policy.ROLE_KIND, user or self.coach)


@pytest.fixture
def region(make):
    return Region(make)


def test_a_role_works_only_after_a_second_person_and_then_at_once(region):
    pending = region.asked()
    assert region.actor(region.coach).role == Role.COACH

    roles.confirm_role(region.session, region.actor(region.own), pending, links=LINKS)

    assert region.actor(region.coach).role == Role.ACCOUNT_MANAGER


def test_who_decides_about_a_role(region):
    pending = region.asked()
    may = {
        "asker": policy.may_decide_role(region.actor(region.bosses[0]), pending=pending),
        "second": policy.may_decide_role(region.actor(region.bosses[1]), pending=pending),
        "own": policy.may_decide_role(region.actor(region.own), pending=pending),
        "other": policy.may_decide_role(region.actor(region.other), pending=pending),
        "coach": policy.may_decide_role(region.actor(region.coach), pending=pending),
    }

    assert {who for who, verdict in may.items() if verdict} == {"second", "own"}
    assert {who for who, verdict in may.items() if verdict.hidden} == {"other", "coach"}
    assert policy.may_withdraw_role(region.actor(region.bosses[0]), pending=pending)
    assert not policy.may_withdraw_role(region.actor(region.bosses[1]), pending=pending)
    assert policy.may_withdraw_role(region.actor(region.other), pending=pending).hidden
    with pytest.raises(OwnRequest):
        roles.confirm_role(region.session, region.actor(region.bosses[0]), pending, links=LINKS)


def test_nobody_decides_about_the_own_role(region):
    pending = region.asked(Role.ADMINISTRATOR, user=region.own)
    own = region.actor(region.own)

    assert not policy.may_decide_role(own, pending=pending)
    with pytest.raises(NotAllowed):
        roles.confirm_role(region.session, own, pending, links=LINKS)


def test_a_request_of_another_kind_is_not_ours_to_show(region):
    erasure = four_eyes.ask(
        region.session,
        region.actor(region.own),
        "candidate.erasure",
        region.coach,
        reason="x",
        organisation_id=region.home.id,
    )
    for user in (region.bosses[0], region.own):
        assert policy.may_decide_role(region.actor(user), pending=erasure).hidden
        assert role_queries.find_role_request(region.session, region.actor(user), erasure.reference) is None
    assert role_queries.role_requests(region.session, region.actor(region.bosses[0])) == []


def test_a_declined_role_changes_nothing_and_cannot_be_confirmed_later(region):
    pending = region.asked()
    four_eyes.decline(region.session, region.actor(region.own), pending)
    region.session.flush()

    with pytest.raises(NotOpen):
        roles.confirm_role(region.session, region.actor(region.bosses[1]), pending, links=LINKS)
    assert region.coach.role == Role.COACH
    assert not policy.may_decide_role(region.actor(region.bosses[1]), pending=pending)
    assert not policy.may_withdraw_role(region.actor(region.bosses[0]), pending=pending)


def test_who_is_new_cannot_come_in_before_the_confirmation(region):
    facts = UserFacts("Noor Visser", "noor@hengelo.nl", Role.COACH, region.home)
    user = roles.ask_role(region.session, region.actor(region.bosses[0]), facts, None, reason="Nieuwe collega")
    assert not user.is_active
    assert region.session.scalars(select(OutboxMessage)).all() == []
    pending = role_queries.role_requests(region.session, region.actor(region.own))[0]

    roles.confirm_role(region.session, region.actor(region.own), pending, links=LINKS)

    assert user.is_active and not role_queries.is_unconfirmed(region.session, user)
    assert [mail.to_address for mail in region.session.scalars(select(OutboxMessage))] == ["noor@hengelo.nl"]


@pytest.mark.parametrize("ended", [None, four_eyes.decline, four_eyes.withdraw])
def test_who_is_new_is_not_let_in_past_the_second_person(region, ended):
    boss = region.actor(region.bosses[0])
    facts = UserFacts("Noor Visser", "noor@hengelo.nl", Role.AUDITOR, region.home)
    user = roles.ask_role(region.session, boss, facts, None, reason="Nieuwe collega")
    pending = four_eyes.open_about(region.session, policy.ROLE_KIND, user)
    if ended:
        ended(region.session, boss if ended is four_eyes.withdraw else region.actor(region.own), pending)

    with pytest.raises(RoleNotConfirmed):
        switch_on_user(region.session, boss, user)
    assert not user.is_active
    assert roles.needs_second(region.session, boss, facts, user)


def test_a_role_that_nobody_confirmed_is_asked_again_and_then_lets_in(region):
    boss = region.actor(region.bosses[0])
    facts = UserFacts("Noor Visser", "noor@hengelo.nl", Role.AUDITOR, region.home)
    user = roles.ask_role(region.session, boss, facts, None, reason="Nieuwe collega")
    four_eyes.withdraw(region.session, boss, four_eyes.open_about(region.session, policy.ROLE_KIND, user))
    roles.ask_role(region.session, boss, facts, user, reason="Nu wel")

    again = four_eyes.open_about(region.session, policy.ROLE_KIND, user)
    roles.confirm_role(region.session, region.actor(region.bosses[1]), again, links=LINKS)

    assert user.is_active
    assert not roles.needs_second(region.session, boss, facts, user)


@pytest.mark.parametrize(
    ("administrators", "is_demo", "role", "waits"),
    [
        (2, False, Role.COACH, True),
        (2, True, Role.COACH, True),
        (1, True, Role.COACH, False),
        (1, False, Role.COACH, True),
        (1, False, Role.ADMINISTRATOR, False),
        (2, False, Role.ADMINISTRATOR, True),
        (2, False, Role.EMPLOYER, False),
    ],
)
def test_when_a_role_waits(make, administrators, is_demo, role, waits):
    region = Region(make, administrators=administrators, is_demo=is_demo)
    boss = region.actor(region.bosses[0])

    assert roles.needs_second(make.session, boss, region.facts(role, organisation=region.away), None) == waits


def test_other_facts_with_the_same_role_do_not_wait(region):
    boss = region.actor(region.bosses[0])
    assert not roles.needs_second(region.session, boss, region.facts(Role.COACH), region.coach)
    moved = region.facts(Role.COACH, organisation=region.away)
    assert roles.needs_second(region.session, boss, moved, region.coach)
    assert not roles.needs_second(region.session, region.actor(region.own), region.facts(Role.ALDERMAN), region.coach)


def test_an_organisations_administrator_gives_only_roles_of_the_own_organisation(region):
    own = region.actor(region.own)
    for role in policy.OF_ORGANISATION:
        roles.check_reach(own, region.facts(role))
    for role in (*REGIONAL, Role.EMPLOYER):
        with pytest.raises(InputRefused):
            roles.check_reach(own, region.facts(role))
    with pytest.raises(InputRefused):
        roles.check_reach(own, region.facts(Role.COACH, organisation=region.away))
    roles.check_reach(region.actor(region.bosses[0]), region.facts(Role.AUDITOR, organisation=region.away))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM])
def test_who_looks_after_whom(region, role):
    """The table of security.md: the own administrator everything, that of the region the name, unlocking and asking a role."""
    make = region.make
    user = make.employer_user(make.employer()) if role == Role.EMPLOYER else make.user(role, organisation=region.home)
    of_organisation = role in policy.OF_ORGANISATION
    boss, own, other, coach = map(region.actor, (region.bosses[0], region.own, region.other, region.coach))

    assert policy.may_see_user(boss, user=user)
    assert bool(policy.may_see_user(own, user=user)) == (role != Role.EMPLOYER)
    assert policy.may_see_user(other, user=user).hidden
    assert policy.may_see_user(coach, user=user).hidden
    for may in (policy.may_know_address, policy.may_manage_user):
        assert bool(may(boss, user=user)) == (not of_organisation)
        assert bool(may(own, user=user)) == of_organisation
        assert may(other, user=user).hidden
    assert policy.may_unlock(boss, user=user)
    assert policy.may_change_user(boss, user=user)
    assert bool(policy.may_change_user(own, user=user)) == of_organisation
    assert policy.may_change_user(other, user=user).hidden


def test_nobody_manages_the_own_access(region):
    for user in (region.own, region.bosses[0]):
        assert not policy.may_manage_user(region.actor(user), user=user)
    assert not policy.may_change_user(region.actor(region.own), user=region.own)


@pytest.mark.parametrize("role", Role)
def test_who_lists_users(region, role):
    make = region.make
    if role == Role.SYSTEM:
        return
    actor = make.actor_of(make.employer_user(make.employer())) if role == Role.EMPLOYER else make.actor(role)
    wanted = role in {Role.ADMINISTRATOR, Role.ORG_ADMIN}

    assert bool(policy.may_list_users(actor)) == wanted
    assert bool(policy.may_invite(actor)) == wanted
    if role == Role.ORG_ADMIN:
        seen = region.session.scalars(visible(region.actor(region.own), User)).all()
        assert {one.organisation_id for one in seen} == {region.home.id}


def test_the_report_of_rights_is_due_until_it_is_looked_through_and_again_after_a_quarter(region):
    own = region.actor(region.own)
    assert review.is_due(region.session, own)
    assert [report.organisation for report in review.reports_for(region.session, own)] == [region.home]

    review.mark_reviewed(region.session, own, region.home)
    region.session.flush()

    assert not review.is_due(region.session, own)
    assert review.is_due(region.session, region.actor(region.other))
    region.session.info["at"] = NOW.replace(year=NOW.year + 1)
    assert review.is_due(region.session, own)


def test_through_the_doors(client, stored):
    region = Region(stored)
    client.sign_in_as(region.bosses[0])
    names = client.get(f"/beheer/gebruikers/{region.coach.reference}")
    assert region.coach.email not in names.text
    assert "Laat meteen weer inloggen" not in names.text and "Zet uit" not in names.text
    assert region.coach.email not in client.get("/beheer/gebruikers").text
    url = f"/beheer/gebruikers/{region.coach.reference}"
    client.post(f"{url}/uit", status=403)
    form = {"name": region.coach.name, "role": "accountmanager", "organisation": str(region.home.id)}
    assert "Vertel waarom" in client.post(f"{url}/wijzigen", form, status=422).text
    assert "tweede persoon" in client.post(f"{url}/wijzigen", form | {"reason": "Nieuw werk"}).text
    waits = client.get("/beheer/verzoeken").text
    assert "Trek in" in waits
    deciders = ", ".join(sorted(user.name for user in (region.bosses[1], region.own)))
    assert f"Wie kan bevestigen {deciders} Vervalt" in waits

    client.sign_in_as(region.own)
    assert region.coach.email in client.get(url).text
    assert "Nieuw werk" in client.get("/beheer/verzoeken").text
    waiting = four_eyes.open_about(region.session, policy.ROLE_KIND, region.coach)
    assert "nu deze rol" in client.post(f"/beheer/verzoeken/{waiting.reference}/bevestigen").text
    invite = {"name": "Noor", "email": "noor@thuis.nl", "role": "jobcoach", "organisation": str(region.home.id)}
    assert client.post("/beheer/gebruikers/nieuw", invite).h1 == "Noor"
    assert client.post("/beheer/gebruikers/nieuw", invite | {"role": "beheerder"}).status == 422
    assert "nagekeken" in client.post(f"/beheer/rechten/{region.home.reference}/nagekeken").text
    client.post(f"/beheer/rechten/{region.away.reference}/nagekeken", status=404)
    client.get(f"/beheer/gebruikers/{region.other.reference}", status=404)


def test_a_right_that_is_taken_away_is_gone_at_the_next_request(client, app, stored):
    region = Region(stored)
    elsewhere = type(client)(app, stored).sign_in_as(region.coach)
    assert elsewhere.flask.get("/kandidaten").status_code == 200
    client.sign_in_as(region.own)
    url = f"/beheer/gebruikers/{region.coach.reference}"
    form = {"name": "Coach", "email": region.coach.email, "role": "wethouder", "organisation": str(region.home.id)}

    client.post(f"{url}/wijzigen", form)
    assert elsewhere.flask.get("/kandidaten").status_code == 404
    client.post(f"{url}/uit")
    assert elsewhere.flask.get("/vandaag").status_code == 302
