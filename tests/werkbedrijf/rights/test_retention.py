"""The terms of keeping, with the moment passed in: who ends when, twice, and stopped halfway."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from candidates import actions
from candidates.models import Candidate
from tests.conftest import NOW
from tests.making import MAKER, MONDAY, Make
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import Message, OutboxMessage, tell
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.retaining import run_retention
from werkbedrijf.rights import retention
from werkbedrijf.rights.models import ErasureGround, Tombstone
from werkbedrijf.rights.retention import choose_months, empty_messages, hold
from werkbedrijf.rights.terms import announced, endings, ends_on
from werkbedrijf.rights.tombstones import file_of, read_tombstones

HALF_A_YEAR = date(2027, 5, 23)


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("WERKBEDRIJF_KEYS", str(tmp_path / "sleutels"))
    return Settings(data_dir=tmp_path / "gegevens").prepare()


def _left(make, **values):
    candidate = make.candidate(**values)
    make.profile(candidate)
    actions.sign_off_candidate(make.session, MAKER, candidate, on=MONDAY)
    make.session.flush()
    return candidate


@pytest.fixture
def region(database):
    """Five people who left and one who did not, saved."""
    session = database.session(at=NOW, write=True)
    make = Make(session)
    make.region()
    make.parameters()
    coach = make.user(Role.COACH)
    for _ in range(5):
        _left(make, coach=coach)
    make.candidate(coach=coach)
    session.commit()
    session.close()
    return database


def _counts(database):
    with database.reading(at=NOW) as session:
        erased = session.scalar(select(func.count()).where(Candidate.erased_revision.is_not(None)))
        return erased, session.scalar(select(func.count()).select_from(Tombstone))


@pytest.mark.parametrize(("days", "erased"), [(0, 0), (180, 0), (181, 5), (400, 5)])
def test_a_file_ends_half_a_year_after_somebody_left(region, settings, days, erased):
    run_retention(region, settings, at=NOW + timedelta(days=days))

    assert _counts(region) == (erased, erased)


def test_running_it_twice_does_nothing_twice(region, settings):
    later = NOW + timedelta(days=200)

    first, second = (run_retention(region, settings, at=later).counts["kandidaat"] for _ in range(2))

    assert (first, second) == (5, 0)
    assert _counts(region) == (5, 5)


def test_stopped_halfway_it_goes_on_with_the_rest(region, settings, monkeypatch):
    later = NOW + timedelta(days=200)
    real, done = retention.erase, []

    def killed(*args, **kwargs):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(1)
        return real(*args, **kwargs)

    monkeypatch.setattr(retention, "erase", killed)
    monkeypatch.setattr(retention, "LISTED_AFTER", 2)
    with pytest.raises(KeyboardInterrupt):
        run_retention(region, settings, at=later)
    assert _counts(region) == (2, 2)
    assert len(read_tombstones(file_of(settings))) == 2
    monkeypatch.setattr(retention, "erase", real)

    assert run_retention(region, settings, at=later).counts["kandidaat"] == 3
    assert _counts(region) == (5, 5)


def test_cut_off_after_an_erasure_no_mail_about_that_person_stays(region, settings, monkeypatch):
    later = NOW + timedelta(days=200)
    with region.reading(at=NOW) as session:
        people = session.scalars(select(Candidate).order_by(Candidate.id)).all()
        mails = {one.id: settings.mail_folder / f"bericht-{one.id}.eml" for one in people}
        for one in people:
            mails[one.id].write_text(f"Subject: Over {one.first_name} {one.last_name}\n\nZie de dienst.")
    real, done = retention.erase, []

    def killed(*args, **kwargs):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(args[2].id)
        return real(*args, **kwargs)

    monkeypatch.setattr(retention, "erase", killed)
    with pytest.raises(KeyboardInterrupt):
        run_retention(region, settings, at=later)

    assert len(done) == 2
    assert {key for key, path in mails.items() if not path.exists()} == set(done)

    monkeypatch.setattr(retention, "erase", real)
    retention.erase_ended(region, settings, at=later)
    assert [key for key, path in mails.items() if path.exists()] == [people[-1].id]


def test_runs_that_are_cut_off_one_after_the_other_do_not_leave_the_list_shorter_and_shorter(
    region, settings, monkeypatch
):
    real, begun = retention.erase, []

    def killed(*args, **kwargs):
        begun.append(1)
        if len(begun) % 2 == 0:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(retention, "erase", killed)
    for erased in (1, 2, 3):
        with pytest.raises(KeyboardInterrupt):
            run_retention(region, settings, at=NOW + timedelta(days=200))
        assert _counts(region) == (erased, erased)
        assert len(read_tombstones(file_of(settings))) == erased - 1


def test_what_a_run_that_was_cut_off_left_in_the_log_of_the_database_is_taken_out(region, settings, monkeypatch):
    later, cleared = NOW + timedelta(days=200), []
    run_retention(region, settings, at=later)
    monkeypatch.setattr(retention, "clear_traces", lambda *args, **how: cleared.append(how))

    assert run_retention(region, settings, at=later).counts["kandidaat"] == 0
    assert cleared == [{"rewrite": False}]


def test_a_dry_run_counts_and_changes_nothing(region, settings):
    outcome = run_retention(region, settings, at=NOW + timedelta(days=200), dry=True)

    assert outcome.counts["kandidaat"] == 5
    assert _counts(region) == (0, 0)


def test_the_ground_is_the_term(region, settings):
    run_retention(region, settings, at=NOW + timedelta(days=200))

    with region.reading(at=NOW) as session:
        assert set(session.scalars(select(Tombstone.ground))) == {ErasureGround.TERM}


def test_old_mails_in_the_folder_go_and_young_ones_stay(region, settings):
    (settings.mail_folder / "bericht-1.eml").write_text("Subject: hallo")
    written = (settings.mail_folder / "bericht-1.eml").stat().st_mtime

    from datetime import UTC, datetime

    young = datetime.fromtimestamp(written, UTC) + timedelta(days=29)
    run_retention(region, settings, at=young)
    assert list(settings.mail_folder.glob("*.eml"))
    run_retention(region, settings, at=young + timedelta(days=2))
    assert not list(settings.mail_folder.glob("*.eml"))


def test_who_came_back_has_no_end(session, make):
    make.parameters()
    candidate = _left(make)
    assert [ending.ends_on for ending in endings(session, MONDAY)] == [HALF_A_YEAR]

    actions.resume_candidate(session, MAKER, candidate, on=MONDAY)
    session.flush()

    assert endings(session, MONDAY) == []


def test_the_last_work_starts_the_term():
    assert ends_on(date(2026, 1, 1), date(2026, 6, 1), 6, None) == date(2026, 12, 1)


def test_who_ends_within_the_days_of_notice_is_announced(session, make):
    make.parameters()
    _left(make)

    assert announced(session, HALF_A_YEAR - timedelta(days=31)) == []
    assert len(announced(session, HALF_A_YEAR - timedelta(days=30))) == 1


def test_a_hold_with_a_reason_keeps_a_file_longer(session, make):
    make.parameters()
    candidate = _left(make)
    coach = make.actor_of(candidate.coach)
    until = HALF_A_YEAR + timedelta(days=60)

    hold(session, coach, candidate, until=until, reason="Er loopt een klacht", on=HALF_A_YEAR)

    assert [ending.ends_on for ending in endings(session, HALF_A_YEAR)] == [until]


@pytest.mark.parametrize(
    ("days", "reason", "field"),
    [(0, "waarom", "until"), (185, "waarom", "until"), (10, "  ", "reason"), (10, "x" * 501, "reason")],
)
def test_a_hold_without_a_reason_or_too_long_is_refused(session, make, days, reason, field):
    candidate = make.candidate()
    with pytest.raises(InputRefused) as refused:
        hold(
            session,
            make.actor_of(candidate.coach),
            candidate,
            until=MONDAY + timedelta(days=days),
            reason=reason,
            on=MONDAY,
        )

    assert list(refused.value.problems) == [field]


def test_a_partner_may_decide_otherwise_for_its_own_people(session, make):
    make.parameters()
    own, other = _left(make), _left(make)
    admin = make.actor(Role.ORG_ADMIN, organisation=own.organisation)

    choose_months(session, admin, months=12, reason="Besluit van 1 oktober", on=MONDAY)

    found = {ending.candidate_id: ending.ends_on for ending in endings(session, MONDAY)}
    assert found == {own.id: date(2027, 11, 23), other.id: HALF_A_YEAR}


def test_a_message_is_emptied_once_it_left_and_its_key_stays(session, make):
    make.parameters()
    tell(session, Message("sleutel", "a@b.example", "Onderwerp", "Tekst"))
    session.flush()
    later = NOW + timedelta(days=31)
    assert empty_messages(session, at=later) == 0, "it still has to leave"
    session.scalars(select(OutboxMessage)).one().sent_at = NOW
    session.flush()

    assert (empty_messages(session, at=later), empty_messages(session, at=later)) == (1, 0)
    row = session.scalars(select(OutboxMessage).execution_options(populate_existing=True)).one()
    assert (row.key, row.subject, row.body) == ("sleutel", "", "")
