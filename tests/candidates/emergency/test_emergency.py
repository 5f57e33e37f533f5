"""A colleague's file opens with a reason, to read, for an hour, and its coach knows."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from candidates import policy
from candidates.emergency.actions import open_in_emergency
from candidates.emergency.policy import may_list_emergencies, may_open_in_emergency
from candidates.emergency.queries import emergencies_visible_to, recent_emergencies
from candidates.models import CandidateStatus
from candidates.scoring.policy import is_own_side
from tests.conftest import NOW
from tests.making import Make
from werkbedrijf.dashboards.today import coach as vandaag
from werkbedrijf.foundation.actors import Role, actor_for
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.reasons import reasons_of

WHY = "De werkgever belt over morgen en mijn collega is er niet."


class Team:
    def __init__(self, make: Make):
        make.parameters()
        self.make, self.home = make, make.organisation("Gemeente Thuis")
        self.own = make.user(Role.COACH, organisation=self.home)
        self.colleague = make.user(Role.COACH, organisation=self.home)
        self.candidate = make.candidate(coach=self.own, first_name="Zwijgzaam", last_name="Geheimnaam")

    def actor(self, user):
        return actor_for(self.make.session, user)

    def breaks(self, reason=WHY):
        return open_in_emergency(self.make.session, self.actor(self.colleague), self.candidate, reason=reason)


@pytest.fixture
def team(make):
    return Team(make)


def test_before_the_reason_the_file_is_hidden_and_after_it_can_be_read(team):
    before = team.actor(team.colleague)
    assert policy.may_see_file(before, candidate=team.candidate).hidden
    assert may_open_in_emergency(before, candidate=team.candidate)

    team.breaks()

    assert policy.may_see_file(team.actor(team.colleague), candidate=team.candidate)


def test_behind_broken_glass_nothing_can_be_changed(team):
    team.breaks()
    reader = team.actor(team.colleague)
    scoring = team.make.scoring(team.candidate)

    for may in (
        policy.may_change_candidate,
        policy.may_change_profile,
        policy.may_change_visibility,
        policy.may_move_candidate,
        policy.may_hand_over,
        policy.may_see_registration,
    ):
        assert not may(reader, candidate=team.candidate)
    assert not is_own_side(reader, scoring)


def test_after_an_hour_it_is_over(team):
    opened = team.breaks()
    assert opened.expires_at == NOW + timedelta(minutes=60)
    team.make.session.info["at"] = opened.expires_at - timedelta(seconds=1)
    assert policy.may_see_file(team.actor(team.colleague), candidate=team.candidate)

    team.make.session.info["at"] = opened.expires_at

    assert policy.may_see_file(team.actor(team.colleague), candidate=team.candidate).hidden


def test_who_moves_to_another_partner_or_role_loses_it_at_once(team):
    team.breaks()
    team.colleague.organisation = team.make.organisation()
    assert policy.may_see_file(team.actor(team.colleague), candidate=team.candidate).hidden
    team.colleague.organisation, team.colleague.role = team.home, Role.ALDERMAN
    assert policy.may_see_file(team.actor(team.colleague), candidate=team.candidate).hidden


def test_another_file_stays_closed(team):
    team.breaks()
    other = team.make.candidate(coach=team.own)

    assert policy.may_see_file(team.actor(team.colleague), candidate=other).hidden


def test_the_trail_has_the_reason_and_the_coach_a_mail_without_the_person(team):
    team.candidate.substitute = team.make.user(Role.COACH, organisation=team.home)
    team.breaks()

    line = team.make.session.scalars(select(AuditEntry).where(AuditEntry.act == "candidate.opened_in_emergency")).one()
    mails = team.make.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    assert (line.subject_reference, line.actor_id) == (team.candidate.reference, team.colleague.id)
    assert WHY not in line.reason
    assert reasons_of(team.make.session, [line])[line.reason] == WHY
    assert [mail.to_address for mail in mails] == [team.own.email, team.candidate.substitute.email]
    for mail in mails:
        told = mail.subject + mail.body
        for secret in ("Geheimnaam", "Zwijgzaam", team.candidate.reference, WHY, team.colleague.name):
            assert secret not in told


def test_the_coach_sees_it_on_vandaag_and_in_the_list_for_a_week(team):
    team.breaks()
    session, own = team.make.session, team.actor(team.own)

    lines = vandaag.today(session, own, NOW.date()).waiting
    assert any(team.colleague.name in line.text and line.who == WHY for line in lines)
    assert len(session.execute(emergencies_visible_to(own)).all()) == 1
    assert session.execute(recent_emergencies(own, NOW + timedelta(days=8), days=7)).all() == []
    assert session.execute(recent_emergencies(team.actor(team.colleague), NOW, days=7)).all() == []


@pytest.mark.parametrize(
    ("role", "same", "sees"),
    [
        (Role.COACH, True, 0),
        (Role.ACCOUNT_MANAGER, True, 1),
        (Role.ORG_ADMIN, True, 1),
        (Role.ACCOUNT_MANAGER, False, 0),
        (Role.ORG_ADMIN, False, 0),
        (Role.ADMINISTRATOR, True, 0),
        (Role.COORDINATOR, True, 0),
    ],
)
def test_who_sees_that_the_glass_was_broken(team, role, same, sees):
    team.breaks()
    actor = team.make.actor(role, organisation=team.home if same else None)

    assert len(team.make.session.execute(emergencies_visible_to(actor)).all()) == sees
    assert bool(may_list_emergencies(actor)) == (role in {Role.COACH, Role.ACCOUNT_MANAGER, Role.ORG_ADMIN})


def test_who_may_break_the_glass(team):
    make = team.make
    ask = {"candidate": team.candidate}
    assert not may_open_in_emergency(team.actor(team.own), **ask)
    assert "andere organisatie" in may_open_in_emergency(make.actor(Role.COACH), **ask).reason
    manager = may_open_in_emergency(make.actor(Role.ACCOUNT_MANAGER, organisation=team.home), **ask)
    assert manager.reason == "Je ziet dit bestand al."
    elsewhere = may_open_in_emergency(make.actor(Role.ACCOUNT_MANAGER), **ask)
    assert not elsewhere and not elsewhere.hidden
    for role in (Role.ADMINISTRATOR, Role.ALDERMAN, Role.ORG_ADMIN, Role.COORDINATOR, Role.AUDITOR):
        assert may_open_in_emergency(make.actor(role, organisation=team.home), **ask).hidden
    team.candidate.status = CandidateStatus.LEFT
    assert may_open_in_emergency(team.actor(team.colleague), **ask).hidden


@pytest.mark.parametrize("reason", ["", "even", "x" * 301, "Hij heeft autisme en belt steeds"])
def test_a_reason_says_enough_and_nothing_about_health(team, reason):
    with pytest.raises(InputRefused):
        team.breaks(reason)


def test_through_the_doors(client, stored):
    stored.region()
    team = Team(stored)
    stored.profile(team.candidate)
    url = f"/kandidaten/{team.candidate.reference}"
    client.sign_in_as(team.colleague)
    shown = client.get(url, follow=True)
    assert "Noodtoegang" in shown.text and "Geheimnaam" not in shown.text
    assert "Dit wordt vastgelegd" in client.get(f"{url}/noodtoegang").text

    refused = client.post(f"{url}/noodtoegang", {"reason": "nu"}, status=422)
    assert "korte zin" in refused.text
    page = client.post(f"{url}/noodtoegang", {"reason": WHY})
    assert "Geheimnaam" in page.text and "Gegevens wijzigen" not in page.text
    assert "jij" in client.get("/kandidaten/noodtoegang").text

    client.sign_in_as(team.own)
    assert WHY in client.get("/kandidaten/noodtoegang").text
    assert "met noodtoegang" in client.get("/vandaag").text
