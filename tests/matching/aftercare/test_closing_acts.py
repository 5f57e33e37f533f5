"""What was learned, and the learner's word about it: signed once, never changed, and followed by a version at most."""

from datetime import timedelta

import pytest

from employers.vacancies.kinds import VacancyKind
from matching.aftercare.closing import policy
from matching.aftercare.closing.actions import change_assessment, sign_assessment, write_assessment
from matching.aftercare.closing.models import Answer, Learned
from matching.aftercare.closing.queries import tasks_of, versions_of
from matching.placements.models import ContractForm
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.workflow import NotNow

OUTCOME = [("Inpakken", Learned.ALONE), ("Orders verzamelen", Learned.HELPED)]


@pytest.fixture
def placement(make):
    vacancy = make.vacancy(kind=VacancyKind.LEERWERKPLEK)
    proposal = make.proposal(vacancy, status=ProposalStatus.ACCEPTED)
    return make.placement(proposal, contract_form=ContractForm.NONE, ends_on=MONDAY + timedelta(weeks=12))


def coach_of(make, placement):
    return make.actor_of(placement.candidate.coach)


def written(make, placement, words="Werkt netjes en op tijd", by=None, outcome=OUTCOME):
    return write_assessment(make.session, by or coach_of(make, placement), placement, outcome, words, on=MONDAY)


def signed(make, assessment, answer=Answer.AGREED, own_words="Ik heb veel geleerd"):
    actor = coach_of(make, assessment.placement)
    sign_assessment(make.session, actor, assessment, answer, own_words, on=MONDAY)
    return assessment


def test_what_was_learned_is_written_over_until_it_is_signed(make, placement):
    first = written(make, placement)
    with pytest.raises(InputRefused, match="Wijzig die"):
        written(make, placement)
    change_assessment(make.session, coach_of(make, placement), first, OUTCOME[:1], "Werkt netjes", on=MONDAY)

    assert (first.number, first.words, first.tasks) == (1, "Werkt netjes", OUTCOME[:1])


def test_what_was_signed_stays_and_a_correction_is_a_version_beside_it(make, placement):
    first = signed(make, written(make, placement))
    second = written(make, placement, words="Toch anders")

    assert (first.number, second.number) == (1, 2)
    assert (first.words, first.own_words, first.answer) == (
        "Werkt netjes en op tijd",
        "Ik heb veel geleerd",
        Answer.AGREED,
    )
    with pytest.raises(NotNow):
        signed(make, first, Answer.NOT_AGREED)
    with pytest.raises(NotNow):
        change_assessment(make.session, coach_of(make, placement), first, OUTCOME, "Anders", on=MONDAY)
    manager = coach_of(make, placement)
    assert [one.number for one in versions_of(make.session, manager, placement)] == [2, 1]


def test_who_does_not_agree_says_what_is_different(make, placement):
    assessment = written(make, placement)

    with pytest.raises(InputRefused, match="wat er volgens de leerling anders is"):
        signed(make, assessment, Answer.NOT_AGREED, " ")
    signed(make, assessment, Answer.NOT_AGREED, "Ik deed de kassa ook")

    assert (assessment.answer, assessment.signed_on) == (Answer.NOT_AGREED, MONDAY)
    assert assessment.witness_id == placement.candidate.coach_id


@pytest.mark.parametrize("words", ["x" * 1201, "Was vaak ziek"])
def test_words_that_do_not_fit_or_are_about_health_are_refused(make, placement, words):
    with pytest.raises(InputRefused) as refused:
        written(make, placement, words=words)

    assert set(refused.value.problems) == {"words"}


def test_nothing_of_it_is_to_be_read_in_the_database(make, placement):
    assessment = signed(make, written(make, placement))
    make.session.flush()

    cells = (assessment.outcome_sealed, assessment.words_sealed, assessment.own_words_sealed)
    assert all(cells) and not any(word in cell for cell in cells for word in (b"Inpakken", b"netjes", b"geleerd"))


def test_what_can_be_learned_is_what_the_place_says_or_else_its_tasks(make, placement):
    assert tasks_of(make.session, placement) == [task.title for task in placement.vacancy.tasks]


def test_the_coach_hears_that_an_employer_wrote_it(make, placement):
    employer = make.actor_of(make.employer_user(placement.vacancy.employer))
    written(make, placement, by=employer)

    (message,) = make.session.query(OutboxMessage).filter(OutboxMessage.key.like("nazorg:%")).all()

    assert message.to_address == placement.candidate.coach.email and "/afsluiting" in message.body


def test_only_the_coach_sits_beside_the_learner(make, placement):
    employer = make.actor_of(make.employer_user(placement.vacancy.employer))
    manager = make.actor_of(make.user(Role.ACCOUNT_MANAGER, organisation=placement.candidate.organisation))
    assessment = written(make, placement)

    assert policy.may_write_assessment(employer, learning=placement)
    assert policy.may_sign_assessment(coach_of(make, placement), assessment=assessment)
    for other in (employer, manager):
        verdict = policy.may_sign_assessment(other, assessment=assessment)
        assert not verdict and placement.candidate.coach.name in verdict.reason


def test_a_garantiebaan_has_no_closing_and_a_place_that_did_not_begin_none_yet(make, placement):
    job = make.placement()
    planned = make.placement(
        make.proposal(make.vacancy(kind=VacancyKind.LEERWERKPLEK), status=ProposalStatus.ACCEPTED),
        contract_form=ContractForm.NONE,
        status=PlacementStatus.PLANNED,
    )

    assert policy.may_see_assessment(coach_of(make, job), learning=job).hidden
    assert not policy.may_write_assessment(coach_of(make, planned), learning=planned)
