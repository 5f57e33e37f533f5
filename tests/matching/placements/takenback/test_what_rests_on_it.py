"""What rests on a start that is taken back: what was signed, weeks that are booked, the same work brought in again, and two at once."""

import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from employers.vacancies.kinds import VacancyKind
from matching.aftercare.closing.actions import sign_assessment, write_assessment
from matching.aftercare.closing.models import Answer, Learned
from matching.aftercare.closing.queries import drafts_in_caseload
from matching.bookings.models import BookingStatus, MentorWeek, PlaceWeek
from matching.placements.models import ContractForm, Placement
from matching.placements.takenback.actions import take_back
from matching.placements.takenback.errors import StillStands
from matching.placements.takenback.models import StartMistake, TakenBack
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from tests.making import MONDAY
from tests.making_training import booked, mentor, training_place
from tests.matching.bookings.test_booking_actions import counted
from tests.racing import at_once, prepared
from tests.werkbedrijf.imports.test_import_placements import row, saved
from werkbedrijf.foundation.actors import Role, User, actor_for
from werkbedrijf.foundation.workflow import NotNow

LATER = MONDAY + timedelta(days=3)


@pytest.fixture
def learner(make):
    vacancy = make.vacancy(kind=VacancyKind.LEERWERKPLEK)
    proposal = make.proposal(vacancy, status=ProposalStatus.ACCEPTED)
    return make.placement(proposal, contract_form=ContractForm.NONE, ends_on=MONDAY + timedelta(weeks=12))


def written(make, placement):
    coach = make.actor_of(placement.candidate.coach)
    outcome = [("Inpakken", Learned.ALONE)]
    return coach, write_assessment(make.session, coach, placement, outcome, "Werkt netjes", on=MONDAY)


def test_what_a_learner_signed_for_was_work_and_stays(make, learner):
    coach, assessment = written(make, learner)
    sign_assessment(make.session, coach, assessment, Answer.AGREED, "Ik heb veel geleerd", on=MONDAY)

    with pytest.raises(StillStands, match="heeft getekend"):
        take_back(make.session, make.actor(), learner, StartMistake.NEVER, on=LATER)

    assert learner.status is PlacementStatus.RUNNING


def test_a_draft_about_work_that_never_was_waits_for_nobody(make, learner):
    coach, assessment = written(make, learner)
    assert make.session.scalars(drafts_in_caseload(coach)).all() == [assessment]

    take_back(make.session, make.actor(), learner, StartMistake.NEVER, on=LATER)

    assert make.session.scalars(drafts_in_caseload(coach)).all() == []


def test_the_weeks_of_a_learner_come_free_also_those_that_are_over(make):
    place = training_place(make)
    booking = booked(make, place, mentor(make, place), weeks=3, status=PlacementStatus.RUNNING)
    placement = make.session.get_one(Placement, booking.placement_id)
    assert counted(make.session, PlaceWeek)

    take_back(make.session, make.actor(), placement, StartMistake.OTHER_PERSON, on=MONDAY + timedelta(weeks=2))

    assert booking.status is BookingStatus.CANCELLED
    assert counted(make.session, PlaceWeek) == counted(make.session, MentorWeek) == {}


def test_the_same_work_can_be_brought_in_again(make):
    make.parameters()
    manager = make.actor()
    coach = make.user(Role.COACH)
    coach.organisation_id = manager.organisation_id
    make.session.flush()
    make.session.refresh(coach)
    person, vacancy = make.candidate(coach=coach), make.vacancy(seats=1)
    saved(make.session, manager, row(person, vacancy))
    first = make.session.scalars(select(Placement)).one()
    take_back(make.session, manager, first, StartMistake.TWICE, on=LATER)

    made = saved(make.session, manager, row(person, vacancy))

    assert [one.outcome.value for one in made.judged] == ["nieuw"]
    kept = make.session.scalars(select(Placement.status).order_by(Placement.id)).all()
    assert kept == [PlacementStatus.CANCELLED, PlacementStatus.RUNNING]


def test_of_two_at_once_one_takes_it_back(postgresql):
    def build(make):
        placement, manager = make.placement(), make.user()
        make.session.flush()
        return [(placement.id, manager.id)] * 2

    def taking(placement_id, manager_id):
        def act(session):
            actor = actor_for(session, session.get_one(User, manager_id))
            take_back(session, actor, session.get_one(Placement, placement_id), StartMistake.NEVER, on=LATER)

        return act

    refusals = at_once(postgresql, *(taking(*one) for one in prepared(postgresql, build)))

    assert [type(one) for one in refusals if one is not None] == [NotNow]
    with postgresql.reading(at=None) as session:
        assert session.scalar(select(func.count()).select_from(TakenBack)) == 1


def test_every_room_that_keeps_something_of_it_stands_beside_without_any_door():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import werkbedrijf.rooms, matching.placements.takenback.beside as b; print(sorted(b._rooms))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.split("'")[1::2] == ["afsluiting", "gesloten_maanden", "social_return"]
