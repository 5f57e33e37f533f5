"""Seven kinds of places: what each decides, everywhere a kind matters."""

from datetime import date
from decimal import Decimal

import pytest

from employers.vacancies.kinds import RULES, Pay, VacancyKind
from employers.vacancies.rows import LAYOUT, SPOKEN
from matching.placements.actions import agree_end, plan_placement
from matching.placements.facts import FORMS, PlacementFacts
from matching.placements.longest import Term, term_of
from matching.placements.models import ContractForm
from matching.placements.reasons import LongerReason
from matching.proposals.workflow import ProposalStatus
from tests.making import MONDAY
from werkbedrijf.demo.firms import KINDS as DEMO_KINDS
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.parameters import DEFINITIONS
from werkbedrijf.garantiebanen.counting import BY_KIND, SENTENCES, LeftOut, Work, why_left_out
from werkbedrijf.learning.queries import MEANT_TO_END

K, F = VacancyKind, ContractForm
PAID = {F.REGULAR, F.BBL, F.AGENCY, F.PAYROLL, F.POSTED, F.WSW_POSTED, F.WSW_SUPPORTED}
# Per kind: the contracts that fit, whether its hours can count, and what somebody lives on.
TABLE = {
    K.GARANTIEBAAN: (PAID, True, Pay.WAGE),
    K.LEERWERKPLEK: ({F.NONE, F.REGULAR, F.BBL}, False, Pay.EITHER),
    K.PROEFPLAATSING: ({F.NONE}, False, Pay.BENEFIT),
    K.WERKERVARINGSPLEK: ({F.NONE}, False, Pay.BENEFIT),
    K.BESCHUT: ({F.REGULAR, F.POSTED, F.WSW_INTERNAL, F.WSW_POSTED}, False, Pay.WAGE),
    K.DETACHERING: ({F.POSTED, F.WSW_POSTED}, True, Pay.WAGE),
    K.VACANCY: (PAID, True, Pay.WAGE),
}


@pytest.mark.parametrize("kind", VacancyKind)
def test_every_kind_has_its_contracts_its_count_and_its_pay(kind):
    forms, counts, pay = TABLE[kind]
    assert (set(FORMS[kind]), kind.rules.can_count, kind.rules.pay) == (forms, counts, pay)
    assert (F.NONE in forms) == (pay is not Pay.WAGE), "without a wage there is no contract, and the other way round"
    assert kind in DEMO_KINDS
    assert kind.words
    assert kind.rules.hint.endswith(".")


@pytest.mark.parametrize("kind", VacancyKind)
@pytest.mark.parametrize("form", ContractForm)
def test_work_counts_by_kind_and_contract_together(kind, form):
    work = Work("PL-0001", 1, "GM0153", kind.value, form.value, started=True, registered=True, hours=Decimal(24))
    expected = TABLE[kind][1] and form not in {F.NONE, F.WSW_INTERNAL}
    assert (why_left_out(work) is None) == expected


def test_why_a_kind_never_counts_is_said_once_for_all_pages():
    assert {kind: SENTENCES[reason] for kind, reason in BY_KIND.items()} == {
        kind: rules.why_not for kind, rules in RULES.items() if not rules.can_count
    }
    assert set(SENTENCES) == set(LeftOut)


def test_terms_are_dated_values_with_a_source_and_the_longest_is_no_shorter():
    for rules in RULES.values():
        assert (rules.usual is None) == (rules.longest is None)
        if rules.usual and rules.longest:
            (_, first, source), (_, most, _) = (
                DEFINITIONS[rules.usual].shipped[0],
                DEFINITIONS[rules.longest].shipped[0],
            )
            assert int(first) <= int(most)
            assert source


@pytest.mark.parametrize("kind", VacancyKind)
def test_a_file_names_every_kind_as_it_is_kept_and_as_people_write_it(kind):
    read = LAYOUT.by_name["kind"].parse
    assert read(kind.value) == read(kind.value.replace("_", " ").capitalize()) == kind
    assert all(read(words) is meant for words, meant in SPOKEN.items())


def test_of_what_is_meant_to_end_nothing_is_learned():
    assert set(MEANT_TO_END) == {kind for kind in VacancyKind if TABLE[kind][2] is not Pay.WAGE}


def test_what_people_write_for_a_kind_is_no_other_kind():
    assert not set(SPOKEN) & {kind.value for kind in VacancyKind if kind is not K.VACANCY}


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "fits"),
    [
        (date(2027, 1, 15), date(2027, 3, 15), True),
        (date(2027, 1, 15), date(2027, 3, 16), False),
        (date(2026, 12, 31), date(2027, 2, 28), True),
        (date(2026, 12, 31), date(2027, 3, 1), False),
        (date(2027, 1, 15), None, False),
    ],
)
def test_a_trial_lasts_two_months_to_the_day(starts_on, ends_on, fits):
    term = Term(K.PROEFPLAATSING, 2, 6)
    assert (not dict(term.problem(starts_on, ends_on))) == fits


@pytest.mark.parametrize("kind", [kind for kind in VacancyKind if not kind.rules.has_term])
def test_other_kinds_need_no_end(session, make, kind):
    assert term_of(session, make.actor(), kind, make.candidate(), MONDAY) is None


def _agreed(make, kind, ends_on):
    place = make.vacancy(kind=kind)
    proposal = make.proposal(place, status=ProposalStatus.ACCEPTED)
    workplace = place.establishment
    facts = PlacementFacts(place.employer, workplace, F.NONE, Decimal(20), date(2026, 12, 1), ends_on)
    return proposal, facts


def test_a_trial_is_planned_for_two_months_and_extended_to_six(session, make):
    make.parameters()
    actor = make.actor()
    proposal, facts = _agreed(make, K.PROEFPLAATSING, date(2027, 2, 2))
    with pytest.raises(InputRefused) as refused:
        plan_placement(session, actor, proposal, facts, on=MONDAY)
    assert "zondag 31 januari 2027" in refused.value.problems["ends_on"]
    proposal, facts = _agreed(make, K.PROEFPLAATSING, date(2027, 2, 1))
    placement = plan_placement(session, actor, proposal, facts, on=MONDAY)
    agree_end(session, actor, placement, date(2027, 6, 1), on=MONDAY, because=LongerReason.LEARN)
    for beyond in (date(2027, 6, 2), None):
        with pytest.raises(InputRefused):
            agree_end(session, actor, placement, beyond, on=MONDAY, because=LongerReason.LEARN)


@pytest.mark.parametrize(("kind", "told"), [(K.PROEFPLAATSING, True), (K.VACANCY, False)])
def test_the_form_of_a_placement_says_how_long_a_trial_may_last(client, stored, kind, told):
    stored.region()
    stored.parameters()
    proposal = stored.proposal(stored.vacancy(kind=kind), status=ProposalStatus.ACCEPTED)
    client.sign_in_as(proposal.candidate.coach)
    stored.regeling(proposal.candidate)
    said = (
        "Een proefplaatsing duurt ten hoogste 2 maanden. Dat is volgens de Participatiewet art. 10 en de verordening."
    )
    assert (said in client.get(f"/plaatsingen/nieuw/{proposal.reference}").text) == told
