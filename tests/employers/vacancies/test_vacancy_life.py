"""A place after it was logged: asked about, announced, closed by itself, copied, opened again and looked back upon."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from employers.vacancies.actions import (
    change_vacancy,
    close_vacancy,
    confirm_draft,
    confirm_vacancy,
    copy_vacancy,
    log_vacancy,
    open_vacancy,
    reopen_vacancy,
)
from employers.vacancies.history import ACTS, FIELDS, history_of
from employers.vacancies.jobs import announce_closings, ask_whether_true, close_due
from employers.vacancies.models import ClosedWhy, Vacancy
from employers.vacancies.telling import facts_of
from employers.vacancies.workflow import VacancyStatus
from tests.making import MONDAY
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.notices import ByMail, Notice, Topic
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.workflow import NotNow
from werkbedrijf.notices.actions import choose

DAY = timedelta(days=1)


@pytest.fixture
def face(make):
    make.parameters()
    user = make.user(name="Noor Visser")
    choose(make.session, make.actor_of(user), {Topic.PLACES: ByMail.AT_ONCE})
    return user


def firm(make, face):
    return make.establishment(make.employer(account_manager=face))


def mails(session, about):
    return session.scalars(select(OutboxMessage).where(OutboxMessage.key.startswith(f"plekken-{about}/"))).all()


def test_nobody_said_for_sixty_days_that_it_is_true_so_we_ask_face_and_employer_once(session, make, face):
    workplace = firm(make, face)
    place = make.vacancy(workplace, confirmed_on=MONDAY)
    user = make.employer_user(workplace.employer)
    assert ask_whether_true(session, TIMETABLE, on=MONDAY + 59 * DAY) == 0
    asked = MONDAY + 60 * DAY
    assert [ask_whether_true(session, TIMETABLE, on=asked + later * DAY) for later in (0, 0, 1, 9)] == [1, 0, 0, 0]
    assert {mail.to_address for mail in mails(session, "klopt")} == {face.email, user.email}
    assert all(f"/plekken/{place.reference}" in mail.body for mail in mails(session, "klopt"))
    assert [close_due(session, TIMETABLE, on=asked + days * DAY) for days in (13, 14, 15, 16)] == [0, 0, 1, 0]
    assert (place.status, place.closed_why) == (VacancyStatus.CLOSED, ClosedWhy.NOT_CONFIRMED)
    assert "niemand zei dat deze plek nog klopt" in mails(session, "gesloten")[0].body


@pytest.mark.parametrize(("chosen", "mailed"), [(ByMail.AT_ONCE, 1), (ByMail.DAILY, 0), (ByMail.NOT, 0)])
def test_whether_a_place_is_still_true_is_asked_as_each_person_chose(session, make, face, chosen, mailed):
    place = make.vacancy(firm(make, face), title="Inpakker", confirmed_on=MONDAY)
    choose(session, make.actor_of(face), {Topic.PLACES: chosen})
    ask_whether_true(session, TIMETABLE, on=MONDAY + 80 * DAY)
    notice = session.scalars(select(Notice).where(Notice.user_id == face.id)).one()
    assert (notice.topic, notice.by_mail, notice.path) == (Topic.PLACES, chosen, f"/plekken/{place.reference}")
    assert notice.subject == "Klopt deze plek nog? Inpakker"
    assert notice.text.startswith("Al een tijd heeft niemand gezegd of dit nog klopt.")
    assert len(mails(session, "klopt")) == mailed


def test_two_places_of_one_person_are_one_mail(session, make, face):
    places = [make.vacancy(firm(make, face), confirmed_on=MONDAY) for _ in range(2)]
    ask_whether_true(session, TIMETABLE, on=MONDAY + 80 * DAY)
    (mail,) = mails(session, "klopt")
    assert mail.subject == "Klopt dit nog? 2 plekken"
    assert all(place.reference in mail.body for place in places)


def test_yes_it_is_true_begins_a_new_round(session, make, face):
    place = make.vacancy(firm(make, face), confirmed_on=MONDAY)
    ask_whether_true(session, TIMETABLE, on=MONDAY + 60 * DAY)
    confirm_vacancy(session, make.actor_of(face), place, on=MONDAY + 61 * DAY)
    assert (place.asked_on, place.confirmed_on) == (None, MONDAY + 61 * DAY)
    assert close_due(session, TIMETABLE, on=MONDAY + 90 * DAY) == 0
    assert ask_whether_true(session, TIMETABLE, on=MONDAY + 121 * DAY) == 1
    assert len(mails(session, "klopt")) == 2


def test_whoever_changes_a_place_says_that_it_is_true(session, make, face):
    place = make.vacancy(firm(make, face), confirmed_on=MONDAY, asked_on=MONDAY)
    change_vacancy(session, make.actor_of(face), place, facts_of(place), on=MONDAY + DAY)
    assert (place.confirmed_on, place.asked_on) == (MONDAY + DAY, None)


def test_a_place_with_a_waiting_voordracht_stays_open_however_long_nobody_answers(session, make, face):
    place = make.vacancy(firm(make, face), confirmed_on=MONDAY, asked_on=MONDAY, held=1)
    assert close_due(session, TIMETABLE, on=MONDAY + 90 * DAY) == 0
    place.held = 0
    assert close_due(session, TIMETABLE, on=MONDAY + 91 * DAY) == 1


@pytest.mark.parametrize("status", [VacancyStatus.DRAFT, VacancyStatus.FULL, VacancyStatus.CLOSED])
def test_only_an_open_place_is_asked_about_or_confirmed(session, make, face, status):
    place = make.vacancy(firm(make, face), status=status, confirmed_on=MONDAY, filled=1 if status == "vol" else 0)
    assert ask_whether_true(session, TIMETABLE, on=MONDAY + 90 * DAY) == 0
    with pytest.raises(NotNow):
        confirm_vacancy(session, make.actor_of(face), place, on=MONDAY)


def test_a_closing_date_is_announced_seven_days_ahead_once_and_again_when_it_changes(session, make, face):
    place = make.vacancy(firm(make, face), closes_on=MONDAY + 20 * DAY, confirmed_on=MONDAY)
    told = [announce_closings(session, TIMETABLE, on=MONDAY + days * DAY) for days in (12, 13, 13, 14)]
    assert told == [0, 1, 0, 0]
    change_vacancy(
        session, make.actor_of(face), place, replace(facts_of(place), closes_on=MONDAY + 40 * DAY), on=MONDAY + 15 * DAY
    )
    assert [announce_closings(session, TIMETABLE, on=MONDAY + days * DAY) for days in (20, 33, 34)] == [0, 1, 0]
    assert len(mails(session, "sluit-bijna")) == 2
    close_due(session, TIMETABLE, on=MONDAY + 41 * DAY)
    assert place.closed_why is ClosedWhy.CLOSING_DATE


class Year:
    """Places whose clock jumps to and fro, with what was told of them and on which day."""

    def __init__(self, session, actor, places, chance):
        self.session, self.actor, self.places, self.chance = session, actor, places, chance
        self.rounds, self.dates, self.asked = Counter(), Counter(), {}

    def live(self, day):
        """The timetable on this day, in any order, twice; then perhaps somebody does something."""
        self.session.info["at"] = datetime.combine(day, time(6), UTC)
        before = {place.id: (place.asked_on, place.told_closing) for place in self.places}
        jobs = [ask_whether_true, announce_closings, close_due]
        for job in self.chance.sample([*jobs, *jobs], 6):
            job(self.session, TIMETABLE, on=day)
        for place in self.places:
            self._note(place, *before[place.id], day)
            self._act(place, day)

    def _note(self, place, asked, told, day):
        if place.asked_on not in {asked, None}:
            self.rounds[place.reference, place.round] += 1
            self.asked[place.reference, place.round] = day
        if place.told_closing != told:
            self.dates[place.reference, place.closes_on] += 1
        if place.closed_why is ClosedWhy.NOT_CONFIRMED:
            assert place.closed_on > self.asked[place.reference, place.round] + 14 * DAY

    def _act(self, place, day):
        if place.status is VacancyStatus.CLOSED and self.chance.random() < 0.3:
            later = day + timedelta(days=self.chance.randrange(5, 200))
            reopen_vacancy(self.session, self.actor, place, on=day, closes_on=later)
        elif place.status is VacancyStatus.OPEN and self.chance.random() < 0.05:
            confirm_vacancy(self.session, self.actor, place, on=day)


@pytest.mark.parametrize("seed", range(3))
def test_a_year_with_a_jumping_clock_tells_everybody_everything_once(session, make, face, seed):
    chance = random.Random(seed)
    closing = [MONDAY + timedelta(days=chance.randrange(20, 300)) for _ in range(4)]
    places = [make.vacancy(firm(make, face), confirmed_on=MONDAY, closes_on=day) for day in closing]
    year, day = Year(session, make.actor_of(face), places, chance), MONDAY
    for _ in range(60):
        day += timedelta(days=chance.choice((1, 1, 3, 9, 30, -2, -25)))
        year.live(day)
    assert set(year.rounds.values()) | set(year.dates.values()) == {1}
    for about, known in (("klopt", year.rounds), ("sluit-bijna", year.dates)):
        told = [place.reference for mail in mails(session, about) for place in places if place.reference in mail.body]
        assert known
        assert Counter(told) == Counter(reference for reference, _ in known)


def test_a_copy_is_equal_but_for_what_must_differ(session, make, face):
    place = make.vacancy(
        firm(make, face),
        seats=3,
        filled=1,
        held=1,
        closes_on=MONDAY + 20 * DAY,
        starts_on=MONDAY,
        occupation="orderpicker",
        drafted_from="orderpicker",
        confirmed_on=MONDAY,
        asked_on=MONDAY,
        hard={"veilig": 2},
        hard_reason="Er rijden heftrucks.",
        times=1,
        certificates=2,
    )
    copy = copy_vacancy(session, make.actor_of(face), place, on=MONDAY + DAY)
    session.flush()
    differs = {
        column.key for column in Vacancy.__table__.columns if getattr(copy, column.key) != getattr(place, column.key)
    }
    assert differs == {
        *("id", "reference", "status", "filled", "held", "starts_on", "closes_on", "logged_on", "logged_by_id"),
        *("opened_on", "confirmed_on", "asked_on", "copied_from"),
    }
    assert (copy.copied_from, copy.status, copy.filled, copy.held) == (place.reference, VacancyStatus.DRAFT, 0, 0)
    assert facts_of(copy) == replace(facts_of(place), starts_on=None, closes_on=None)


def test_opening_again_asks_a_new_date_and_refuses_one_that_has_passed(session, make, face):
    place = make.vacancy(
        status=VacancyStatus.CLOSED, closes_on=MONDAY - DAY, closed_on=MONDAY, closed_why=ClosedWhy.CLOSING_DATE
    )
    with pytest.raises(InputRefused):
        reopen_vacancy(session, make.actor_of(face), place, on=MONDAY, closes_on=MONDAY - DAY)
    reopen_vacancy(session, make.actor_of(face), place, on=MONDAY, closes_on=MONDAY + 30 * DAY)
    assert (place.status, place.closes_on, place.closed_on) == (VacancyStatus.OPEN, MONDAY + 30 * DAY, None)
    assert (place.closed_why, place.confirmed_on) == (ClosedWhy.BY_HAND, MONDAY)


def test_the_history_tells_who_did_what_and_never_a_value(session, make, face):
    actor = make.actor_of(face)
    source = facts_of(make.vacancy(firm(make, face)))
    place = log_vacancy(session, actor, firm(make, face), replace(source, drafted_from="orderpicker"), on=MONDAY)
    session.flush()
    change_vacancy(session, actor, place, replace(source, title="Geheime titel", drafted_from="orderpicker"), on=MONDAY)
    confirm_draft(session, actor, place, on=MONDAY)
    open_vacancy(session, actor, place, on=MONDAY)
    ask_whether_true(session, TIMETABLE, on=MONDAY + 60 * DAY)
    close_vacancy(session, actor, place, on=MONDAY, reason="De opdracht ging niet door.")
    session.flush()
    told = history_of(session, place)
    assert [(one.text.partition(":")[0], one.who) for one in reversed(told)] == [
        ("Vastgelegd als concept", "Noor Visser"),
        ("Gewijzigd", "Noor Visser"),
        ("Concept uit het beroep nagelopen", "Noor Visser"),
        ("Open gezet", "Noor Visser"),
        ("Gevraagd of de plek nog klopt", "vanzelf"),
        ("Gesloten", "Noor Visser"),
    ]
    assert told[0].reason == "De opdracht ging niet door."
    assert "titel" in told[-2].text
    assert not any("Geheime" in one.text for one in told)


def test_every_act_on_a_place_has_words_in_its_history(session, make, face):
    """What the acts of this room write down is told; what is written by looking is not."""
    recorded = set(session.scalars(select(AuditEntry.act).where(AuditEntry.subject_kind == "vacancy")))
    assert recorded <= set(ACTS) | {"vacancy.made"}
    assert set(FIELDS) <= {column.key for column in Vacancy.__table__.columns} | {
        "tasks",
        "conditions",
        "establishment",
    }


def test_a_draft_from_an_occupation_is_gone_through_once(session, make, face):
    place = make.vacancy(drafted_from="orderpicker")
    confirm_draft(session, make.actor_of(face), place, on=MONDAY)
    confirm_draft(session, make.actor_of(face), place, on=date(2027, 1, 1))
    assert place.drafted_from == ""
    acts = session.scalars(select(AuditEntry.act).where(AuditEntry.act == "vacancy.draft_confirmed")).all()
    assert len(acts) == 1
