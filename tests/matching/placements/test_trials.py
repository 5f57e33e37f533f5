"""A trial obeys the maximum of its own law, and only who may know the law reads which one."""

from datetime import timedelta

import pytest

from candidates.registration.models import Ground, Regeling
from candidates.registration.trials import LAWS
from employers.vacancies.models import VacancyKind
from matching.placements.actions import agree_end, plan_placement, start_placement
from matching.placements.models import ContractForm
from matching.placements.reasons import LongerReason
from matching.proposals.workflow import ProposalStatus
from tests.making import MONDAY
from tests.matching.placements.test_placement_actions import facts_for
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.definitions import DEFINITIONS
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.periods import months_back
from werkbedrijf.foundation.texts import long_day

DAY = timedelta(days=1)
LAW_WORDS = ("wet", "Wajong", "WIA", "Wsw", "UWV", "gemeente", "maand", "art.")


@pytest.fixture
def trial(make):
    make.parameters()
    vacancy = make.vacancy(kind=VacancyKind.PROEFPLAATSING)
    return make.proposal(vacancy, status=ProposalStatus.ACCEPTED)


@pytest.fixture
def coach(make, trial):
    return make.actor_of(trial.candidate.coach)


@pytest.fixture
def elsewhere(make):
    """An account manager of another partner: sees the placement, keeps no file."""
    return make.actor(Role.ACCOUNT_MANAGER)


def plan(session, actor, trial, months, *, extra=0):
    ends_on = months_back(MONDAY, -months) + extra * DAY
    facts = facts_for(trial, contract_form=ContractForm.NONE, starts_on=MONDAY, ends_on=ends_on)
    return plan_placement(session, actor, trial, facts, on=MONDAY)


def refusal(session, actor, trial, months, *, extra=1):
    with pytest.raises(InputRefused) as refused:
        plan(session, actor, trial, months, extra=extra)
    assert list(refused.value.problems) == ["ends_on"]
    return refused.value.problems["ends_on"]


@pytest.mark.parametrize(
    ("regeling", "months"),
    [(Regeling.PARTICIPATIEWET, 2), (Regeling.WAJONG, 6), (Regeling.WIA, 6), (Regeling.WSW, 2)],
)
def test_each_law_has_its_own_maximum_to_the_day_and_the_refusal_says_which(
    session, make, trial, coach, regeling, months
):
    make.regeling(trial.candidate, regeling)

    said = refusal(session, coach, trial, months)

    last = long_day(months_back(MONDAY, -months) - DAY)
    assert LAWS[regeling].article in said
    assert f"{months} maanden" in said
    assert last in said
    assert LAWS[regeling].advice in said
    assert plan(session, coach, trial, months).ends_on == months_back(MONDAY, -months)


def test_under_several_laws_the_shortest_holds(session, make, trial, coach):
    make.regeling(trial.candidate, Regeling.WAJONG)
    make.regeling(trial.candidate, Regeling.PARTICIPATIEWET)

    assert "Participatiewet" in refusal(session, coach, trial, 2)


def test_the_ground_tells_the_law_where_no_regeling_is_written_down(session, make, trial, coach):
    make.register_entry(trial.candidate, Ground.WIA_EXPERIMENT)

    assert "WIA art. 37" in refusal(session, coach, trial, 6)


def test_a_law_holds_on_the_first_day_and_not_when_it_ended_before(session, make, trial, coach):
    make.regeling(trial.candidate, Regeling.WAJONG, ends_on=MONDAY)

    said = refusal(session, coach, trial, 2)

    assert "Wajong" not in said
    assert "Voor het tellen" in said


@pytest.mark.parametrize("regeling", [None, *Regeling])
def test_who_may_not_know_the_law_reads_a_day_and_the_same_for_every_law(session, make, trial, elsewhere, regeling):
    if regeling is not None:
        make.regeling(trial.candidate, regeling)

    said = refusal(session, elsewhere, trial, 2)

    last = long_day(months_back(MONDAY, -2) - DAY)
    assert said == f"De laatste dag die kan is {last}. Mag het langer? De jobcoach weet dat."
    assert not [word for word in LAW_WORDS if word in said]


@pytest.mark.parametrize("regeling", [Regeling.PARTICIPATIEWET, Regeling.WAJONG])
def test_no_length_that_another_partner_tries_tells_one_law_from_another(session, make, trial, elsewhere, regeling):
    make.regeling(trial.candidate, regeling)

    assert len({refusal(session, elsewhere, trial, months) for months in (2, 3, 4, 5, 6)}) == 1


def test_an_extension_takes_a_reason_and_ends_at_six_months(session, make, trial, coach):
    make.regeling(trial.candidate)
    placement = plan(session, coach, trial, 2)
    start_placement(session, coach, placement, on=MONDAY)

    with pytest.raises(InputRefused) as refused:
        agree_end(session, coach, placement, months_back(MONDAY, -4), on=MONDAY)
    assert list(refused.value.problems) == ["longer_because"]

    agree_end(session, coach, placement, months_back(MONDAY, -6), on=MONDAY, because=LongerReason.LEARN)
    assert placement.longer_because is LongerReason.LEARN

    with pytest.raises(InputRefused, match="Participatiewet"):
        agree_end(session, coach, placement, months_back(MONDAY, -6) + DAY, on=MONDAY, because=LongerReason.LEARN)

    agree_end(session, coach, placement, months_back(MONDAY, -2), on=MONDAY, because=LongerReason.LEARN)
    assert placement.longer_because is None


def test_the_table_of_laws_is_complete_and_every_figure_has_a_source():
    assert set(LAWS) == set(Regeling)
    for law in LAWS.values():
        for name in (law.usual, law.longest):
            assert all(source for _, _, source in DEFINITIONS[name].shipped)
