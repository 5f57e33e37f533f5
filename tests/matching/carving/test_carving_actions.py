from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from employers.vacancies.models import ConditionState, VacancyKind, WorkplaceCondition
from employers.vacancies.workflow import VacancyStatus
from matching.carving import actions
from matching.carving.board import board_of, openings
from matching.carving.drafting import whole_shares
from matching.carving.errors import SourceChanged, StillToLower
from matching.carving.models import Carving
from matching.carving.queries import not_waiting
from matching.carving.workflow import CarvingStatus
from matching.proposals.workflow import ProposalStatus
from tests.making import MONDAY
from tests.matching.carving.firm import Firm, tasks
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.workflow import NotNow

S = CarvingStatus


@pytest.fixture
def firm(make):
    return Firm(make)


def acts(session):
    return list(
        session.scalars(select(AuditEntry.act).where(AuditEntry.subject_kind == "carving").order_by(AuditEntry.id))
    )


def test_a_choice_of_tasks_is_kept_as_it_stood(firm):
    carving = firm.save(title="  Hulp op   het terrein ")

    assert (carving.reference, carving.title, carving.status) == ("A-0001", "Hulp op het terrein", S.DRAFT)
    # 40 % of 32 and 35 % of 20 hours, up to the next quarter.
    assert (carving.hours, carving.people) == (Decimal(20), 3)
    assert [(t.title, t.share, t.hours) for t in carving.tasks] == [
        ("Inpakken", 40, Decimal("12.8")),
        ("Vegen", 35, Decimal(7)),
    ]
    assert carving.establishment is firm.site
    assert acts(firm.session) == ["carving.saved"]


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (["P-0001-1"], "‘Orders’ is de hoofdtaak van Orderpicker (P-0001) en blijft daar."),
        (["P-0002-2"], "Deze taken zijn samen 7 uur per week. Een functie heeft ten minste 8 uur; kies er taken bij."),
        (["P-0001-2", "P-0009-2"], "Een van de taken is er niet meer. Kies opnieuw."),
    ],
)
def test_what_cannot_be_a_function_is_refused_in_words(firm, chosen, words):
    with pytest.raises(InputRefused) as refused:
        firm.save(chosen)

    assert refused.value.problems == {"tasks": words}
    assert firm.session.scalars(select(Carving)).all() == []


def test_a_function_without_a_name_is_refused(firm):
    with pytest.raises(InputRefused) as refused:
        firm.save(title=" ")

    assert refused.value.problems == {"title": "Geef de nieuwe functie een naam."}


def test_only_people_who_wait_are_counted(firm, make):
    elsewhere = make.vacancy(seats=9)
    working = make.placement(make.proposal(elsewhere, status=ProposalStatus.ACCEPTED)).candidate
    promised = make.proposal(elsewhere, status=ProposalStatus.ACCEPTED).candidate
    put_forward = make.proposal(elsewhere, status=ProposalStatus.SENT).candidate
    declined = make.proposal(elsewhere, status=ProposalStatus.DECLINED).candidate
    later = make.profile(available_from=MONDAY + timedelta(days=30)).candidate

    away = not_waiting(firm.session, MONDAY)
    board = board_of(firm.session, firm.employer, on=MONDAY)

    assert {working.id, promised.id, put_forward.id, later.id} <= away
    assert declined.id not in away
    assert board.chosen(board.indices(firm.chosen)).people == len(firm.people) + 1


def test_who_refuses_a_kind_of_work_or_lives_too_far_is_not_counted(firm, make):
    make.profile(vetoes=0b11111111111111)
    make.profile(pc4="6211", max_minutes=30)
    make.profile(level=0)
    make.profile(hours_max=Decimal(16), hours_min=Decimal(8))

    board = board_of(firm.session, firm.employer, on=MONDAY)

    assert board.chosen(board.indices(firm.chosen)).people == len(firm.people)
    assert board.chosen(board.indices(firm.chosen[:1])).people == len(firm.people) + 1


def test_the_region_names_employers_where_it_would_help(firm, make):
    alone = make.vacancy(tasks=tasks("Alles", 100))

    (found,) = openings(firm.session, on=MONDAY)

    assert (found.employer, found.places, found.best.people) == (firm.employer, 2, 3)
    assert alone.employer is not firm.employer


def test_the_region_counts_once_for_the_same_people_and_places_and_anew_when_one_changed(firm, make, monkeypatch):
    (first,) = openings(firm.session, on=MONDAY)
    with monkeypatch.context() as patched:
        patched.setattr("matching.carving.board.workbench", None)
        (again,) = openings(firm.session, on=MONDAY)
    firm.second.hours_max = Decimal(30)
    firm.session.flush()
    (longer,) = openings(firm.session, on=MONDAY)
    make.profile()
    (more,) = openings(firm.session, on=MONDAY)

    assert (again.best, again.longest) == (first.best, first.longest)
    assert longer.longest.effort > first.longest.effort
    assert more.best.people == longer.best.people + 1


def test_an_agreed_proposal_becomes_a_place_as_a_concept(firm):
    firm.first.times, firm.second.certificates, firm.first.hard = 1, 1, {"veilig": 2}
    firm.first.hard_reason = "Er rijden heftrucks."
    carving = firm.agreed()

    place = actions.make_place(firm.session, firm.manager, carving, on=MONDAY)

    assert (carving.status, carving.vacancy) == (S.PLACED, place)
    assert (place.status, place.title, place.establishment) == (VacancyStatus.DRAFT, "Hulp op het terrein", firm.site)
    assert (place.hours_min, place.hours_max, place.seats) == (Decimal(20), Decimal(20), 1)
    assert [(t.title, t.share, t.asks) for t in place.tasks] == [
        ("Inpakken", 64, {"staan": [2, 2]}),
        ("Vegen", 36, {"staan": [2, 2]}),
    ]
    assert (place.kind, place.family) == (VacancyKind.GARANTIEBAAN, "logistiek")
    assert (place.times, place.certificates, place.hard) == (1, 1, {"veilig": 2})
    assert place.hard_reason == "Er rijden heftrucks."
    assert "P-0001" in place.description and carving.reference in place.description
    assert acts(firm.session) == ["carving.saved", "carving.discussed", "carving.agreed", "carving.place_made"]


def test_conditions_of_the_new_place_are_those_that_hold_at_every_old_one(firm):
    P, X = ConditionState.PRESENT, ConditionState.IMPOSSIBLE
    firm.first.conditions = [
        WorkplaceCondition(code="jobcoach", state=P),
        WorkplaceCondition(code="vast_rooster", state=P),
        WorkplaceCondition(code="zittend", state=X, reason="Er is geen ruimte."),
    ]
    firm.second.conditions = [
        WorkplaceCondition(code="jobcoach", state=P),
        WorkplaceCondition(code="zittend", state=P),
    ]

    place = actions.make_place(firm.session, firm.manager, firm.agreed(), on=MONDAY)

    assert [(c.code, c.state, c.reason) for c in place.conditions] == [
        ("jobcoach", P, ""),
        ("zittend", X, "Er is geen ruimte."),
    ]


def test_shares_add_up_to_a_hundred_and_none_is_zero():
    for efforts in ([1], [1, 10_000], [1, 1, 1], [841_500, 500_000, 4_000], [3_000_000, 1, 1, 1, 1]):
        shares = whole_shares(efforts)
        assert sum(shares) == 100 and min(shares) >= 1


def test_the_tasks_leave_the_old_place_with_their_hours(firm):
    carving = firm.placed()

    actions.lower_source(firm.session, firm.manager, carving, firm.first, on=MONDAY)

    assert [(t.title, t.share) for t in firm.first.tasks] == [("Orders", 100)]
    assert (firm.first.hours_min, firm.first.hours_max) == (Decimal("9.6"), Decimal("19.2"))
    assert [task.lowered_on for task in carving.tasks] == [MONDAY, None]
    assert acts(firm.session)[-1] == "carving.lowered"


def test_a_place_that_changed_meanwhile_is_left_alone(firm):
    carving = firm.placed()
    firm.first.tasks[1].title = "Verpakken"

    with pytest.raises(SourceChanged, match="intussen gewijzigd"):
        actions.lower_source(firm.session, firm.manager, carving, firm.first, on=MONDAY)

    assert firm.first.hours_max == 32


def test_agreement_names_who_and_a_possible_day(firm):
    carving = firm.save()
    actions.discuss(firm.session, firm.manager, carving, on=MONDAY)

    with pytest.raises(InputRefused) as refused:
        actions.agree(firm.session, firm.manager, carving, by=" ", agreed_on=MONDAY + timedelta(days=1), on=MONDAY)

    assert set(refused.value.problems) == {"by", "agreed_on"}
    assert carving.status is S.DISCUSSED


def test_a_proposal_takes_its_steps_in_order(firm):
    carving = firm.save()

    with pytest.raises(NotNow):
        actions.make_place(firm.session, firm.manager, carving, on=MONDAY)
    with pytest.raises(NotNow):
        actions.agree(firm.session, firm.manager, carving, by="Mia", agreed_on=MONDAY, on=MONDAY)


def test_a_proposal_that_does_not_go_on_keeps_its_reason(firm):
    carving = firm.agreed()
    with pytest.raises(InputRefused):
        actions.decline(firm.session, firm.manager, carving, reason=" ", on=MONDAY)

    actions.decline(firm.session, firm.manager, carving, reason="De collega's willen het niet.", on=MONDAY)

    assert (carving.status, carving.decline_reason) == (S.DECLINED, "De collega's willen het niet.")


def test_the_database_refuses_a_yes_of_nobody(firm):
    carving = firm.save()
    carving.status = S.AGREED

    with pytest.raises(IntegrityError, match="agreed_by_somebody"):
        firm.session.flush()


def test_a_proposal_about_tasks_that_are_gone_makes_no_place(firm):
    carving = firm.agreed()
    firm.second.tasks[1].share = 30

    with pytest.raises(SourceChanged, match="Groenmedewerker is gewijzigd of gesloten"):
        actions.make_place(firm.session, firm.manager, carving, on=MONDAY)

    assert carving.status is S.AGREED


def test_the_same_work_is_never_given_to_two_new_places(firm):
    first, second = firm.agreed(), firm.agreed()
    actions.make_place(firm.session, firm.manager, first, on=MONDAY)

    with pytest.raises(StillToLower, match=r"Van Orderpicker gaan al taken .*A-0001"):
        actions.make_place(firm.session, firm.manager, second, on=MONDAY)
    for source in (firm.first, firm.second):
        actions.lower_source(firm.session, firm.manager, first, source, on=MONDAY)
    with pytest.raises(SourceChanged):
        actions.make_place(firm.session, firm.manager, second, on=MONDAY)


def test_a_place_for_several_people_gives_the_same_task_more_than_once(firm):
    first, second = firm.agreed(), firm.agreed()
    firm.first.seats = 4
    actions.make_place(firm.session, firm.manager, first, on=MONDAY)
    actions.lower_source(firm.session, firm.manager, first, firm.second, on=MONDAY)
    third = firm.save([f"{firm.first.reference}-2"])
    actions.discuss(firm.session, firm.manager, third, on=MONDAY)
    actions.agree(firm.session, firm.manager, third, by="Mia", agreed_on=MONDAY, on=MONDAY)

    actions.make_place(firm.session, firm.manager, third, on=MONDAY)

    assert third.status is S.PLACED
    assert second.status is S.AGREED


def test_tasks_that_somebody_took_off_by_hand_stop_nothing(firm):
    first = firm.placed()
    actions.lower_source(firm.session, firm.manager, first, firm.second, on=MONDAY)
    firm.first.tasks[1].title, firm.first.tasks[1].share = "Verpakken", 35
    firm.first.tasks[0].share = 65

    carving = firm.save([f"{firm.first.reference}-2"])
    actions.discuss(firm.session, firm.manager, carving, on=MONDAY)
    actions.agree(firm.session, firm.manager, carving, by="Mia", agreed_on=MONDAY, on=MONDAY)
    actions.make_place(firm.session, firm.manager, carving, on=MONDAY)

    assert carving.status is S.PLACED
