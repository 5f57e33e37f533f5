"""A second answer from asking to talking, and what it leaves behind."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from candidates.actions import sign_off_candidate
from candidates.profile.actions import set_level
from candidates.profile.models import LevelChange
from candidates.profile.queries import profile_of
from candidates.scoring import actions
from candidates.scoring.errors import AlreadyAsked, KnowsTheFirst, NothingAnswered, NothingToScore
from candidates.scoring.jobs import expire_scorings
from candidates.scoring.models import Instrument, SecondScoring
from candidates.scoring.queries import asked_for, double_scoring_differences, scored_by, to_pick_up
from candidates.scoring.workflow import ScoringStatus
from tests.conftest import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.workflow import NotNow

S = ScoringStatus


def mails(session):
    session.flush()
    return {(mail.to_address, mail.key.split("-")[3]) for mail in session.scalars(select(OutboxMessage))}


def test_the_second_answer_changes_nothing_until_the_own_coach_takes_it_over(session, make):
    profile = make.profile(level=3)
    row = make.scoring(profile.candidate, status=S.DONE, levels="14")
    own = make.actor_of(profile.candidate.coach)

    assert (profile.levels, row.own_levels, row.levels[:3]) == ("3" * 32, "3" * 32, "14?")
    assert session.scalars(select(LevelChange)).all() == []

    actions.take_over(session, own, row, "instructies", on=MONDAY)
    session.commit()
    change = session.scalars(select(LevelChange)).one()
    assert profile.levels == "1" + "3" * 31
    assert (change.before, change.after, change.by_id, change.because) == (3, 1, own.id, "na dubbel beoordelen")


def test_what_the_profile_was_at_the_finish_stays_beside_the_second_answer(session, make):
    profile = make.profile(level=3)
    row = make.scoring(profile.candidate, status=S.DONE, levels="1")
    set_level(session, make.actor_of(profile.candidate.coach), profile, "instructies", 4, on=MONDAY)

    assert row.own_levels == "3" * 32


def test_there_is_one_open_request_per_person(session, make):
    row = make.scoring()
    own = make.actor_of(row.candidate.coach)
    with pytest.raises(AlreadyAsked, match=row.reference):
        actions.ask_scoring(session, own, row.candidate, on=MONDAY)

    actions.withdraw_scoring(session, own, row, on=MONDAY)
    again = actions.ask_scoring(session, own, row.candidate, on=MONDAY)
    session.flush()
    assert again.reference != row.reference
    row.status = S.ASKED
    with pytest.raises(IntegrityError):
        session.flush()


def test_without_a_profile_there_is_nothing_to_score(session, make):
    make.parameters()
    candidate = make.candidate()
    with pytest.raises(NothingToScore, match=candidate.reference):
        actions.ask_scoring(session, make.actor_of(candidate.coach), candidate, on=MONDAY)


def test_who_worked_on_the_profile_cannot_give_the_second_answer(session, make):
    profile, mover = make.profile(), make.user(Role.COACH)
    set_level(session, make.actor_of(mover), profile, "lezen", 1, on=MONDAY)
    row = make.scoring(profile.candidate)
    with pytest.raises(KnowsTheFirst):
        actions.pick_up(session, make.actor_of(mover), row, on=MONDAY)


def test_an_empty_answer_cannot_be_finished_and_a_finished_one_not_changed(session, make):
    second = make.user(Role.COACH)
    row = make.scoring(status=S.BUSY, scorer=second)
    with pytest.raises(NothingAnswered):
        actions.finish(session, make.actor_of(second), row, on=MONDAY)
    actions.answer(session, make.actor_of(second), row, "lezen", 2, on=MONDAY)
    actions.finish(session, make.actor_of(second), row, on=MONDAY)
    with pytest.raises(NotNow):
        actions.answer(session, make.actor_of(second), row, "lezen", 4, on=MONDAY)


def test_handing_back_throws_the_answers_away_and_opens_it_for_others(session, make):
    second, third = make.user(Role.COACH), make.actor(Role.COACH)
    row = make.scoring(status=S.BUSY, scorer=second, levels="1234", invited=second)
    assert session.scalars(to_pick_up(third)).all() == []

    actions.hand_back(session, make.actor_of(second), row, on=MONDAY)
    session.flush()

    assert (row.answered, row.scorer_id, row.started_on) == (0, None, None)
    assert session.scalars(to_pick_up(third)).all() == [row]


def test_everybody_hears_of_it_once_and_nothing_about_the_person(session, make):
    invited = make.user(Role.COACH)
    row = make.scoring(status=S.DONE, scorer=invited, levels="1", invited=invited)
    coach = row.candidate.coach

    assert mails(session) == {(invited.email, "gevraagd"), (invited.email, "klaar"), (coach.email, "klaar")}
    for mail in session.scalars(select(OutboxMessage)):
        assert row.candidate.last_name not in mail.body
        assert row.candidate.reference not in mail.body + mail.subject


def test_an_unanswered_request_expires_after_its_term(session, make):
    row, busy, done = make.scoring(), make.scoring(status=S.BUSY, levels="1"), make.scoring(status=S.DONE, levels="1")
    assert row.expires_on == MONDAY + timedelta(days=28)
    assert expire_scorings(session, on=row.expires_on) == []

    late = row.expires_on + timedelta(days=1)
    assert expire_scorings(session, on=late) == [row, busy]
    assert expire_scorings(session, on=late) == []
    assert (row.status, busy.status, busy.answered, done.status) == (S.EXPIRED, S.EXPIRED, 0, S.DONE)
    assert (row.candidate.coach.email, "verlopen") in mails(session)


def test_who_leaves_is_not_scored(session, make):
    row = make.scoring()
    sign_off_candidate(session, make.actor_of(row.candidate.coach), row.candidate, on=MONDAY)

    assert expire_scorings(session, on=MONDAY) == [row]


def test_the_lists_agree_with_the_policy(session, make):
    second, stranger = make.user(Role.COACH), make.actor(Role.COACH)
    asked, busy = make.scoring(), make.scoring(status=S.BUSY, scorer=second)
    own = make.actor_of(asked.candidate.coach)

    assert session.scalars(to_pick_up(make.actor_of(second))).all() == [asked]
    assert session.scalars(to_pick_up(own)).all() == []
    assert session.scalars(scored_by(make.actor_of(second))).all() == [busy]
    assert session.scalars(scored_by(stranger)).all() == []
    assert session.scalars(asked_for(own)).all() == [asked]


def test_every_act_is_in_the_trail(session, make):
    make.scoring(status=S.DISCUSSED, levels="1")
    session.commit()
    acts = session.scalars(
        select(AuditEntry.act).where(AuditEntry.act.startswith("second_scoring")).order_by(AuditEntry.id)
    ).all()

    assert [act.partition(".")[2] for act in acts] == ["asked", "picked_up", "answered", "finished", "discussed"]


def test_differences_are_summed_per_partner_and_instrument(session, make):
    strict = make.user(Role.COACH)
    for levels in ("44", "43"):
        candidate = make.candidate(coach=strict)
        make.profile(candidate, level=3)
        make.scoring(candidate, status=S.DONE, levels=levels, instrument=Instrument.MELBA)
    make.scoring(status=S.BUSY, levels="1")
    other = make.scoring(status=S.DISCUSSED, levels="3")

    found = {(one.organisation_id, one.instrument): one for one in double_scoring_differences(session)}

    assert len(found) == 2
    mine = found[strict.organisation_id, Instrument.MELBA]
    assert (mine.people, mine.items, mine.mean) == (2, 4, -0.75)
    assert mine.margin == pytest.approx(1.96 * 0.25, abs=1e-9)
    assert (found[other.organisation_id, None].mean, found[other.organisation_id, None].margin) == (0, None)


def test_the_profile_of_who_is_scored_is_found_by_the_request_alone(session, make):
    row = make.scoring()
    session.commit()
    session.expire_all()
    found = session.scalars(select(SecondScoring)).one()

    assert profile_of(session, found.candidate) is not None
    assert found.reference == row.reference
