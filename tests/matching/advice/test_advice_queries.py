"""Where to recruit, counted on a real database: who waits, what opens work for them, and what is one step away."""

from decimal import Decimal

import pytest

from candidates.models import CandidateStatus
from employers.vacancies.workflow import VacancyStatus
from matching.advice.queries import advice_of, prospects
from matching.advice.spots import spots_of
from matching.core.catalogue import certificates_to_bits, families_to_bits
from tests.matching.advice.runs import outcome, stored_run

SIXTEEN = Decimal(16)


@pytest.fixture
def region(make):
    make.region()
    make.parameters()
    return make.establishment()


def waiting(make, many, **values):
    return [make.profile(level=4, **values).pseudonym for _ in range(many)]


def test_there_is_no_advice_before_the_first_allocation(session, region):
    assert advice_of(session, SIXTEEN) is None


def test_only_who_has_no_proposal_and_is_still_looking_is_counted(session, make, region):
    nobody = make.profile(level=4)
    busy, gone = make.profile(level=4), make.profile(level=4, candidate=make.candidate(status=CandidateStatus.PAUSED))
    newcomer = make.profile(level=4)
    stored_run(make, outcome({nobody.pseudonym: 0, busy.pseudonym: 1, gone.pseudonym: 0}))
    found = advice_of(session, SIXTEEN)
    assert newcomer.pseudonym
    assert (found.waiting, found.nowhere, found.reached) == (1, 1, 1)
    assert [idea.people for idea in found.ideas] == [1]


def test_each_next_idea_is_for_people_the_former_did_not_reach(session, make, region):
    """Half the people refuse all work but in gardens; half all but cleaning: two ideas, never the same people twice."""
    from matching.core.catalogue import FAMILY_CODES

    not_green, not_clean = (families_to_bits(set(FAMILY_CODES) - {only}) for only in ("groen", "schoonmaak"))
    people = waiting(make, 3, vetoes=not_green) + waiting(make, 2, vetoes=not_clean)
    stored_run(make, outcome(dict.fromkeys(people, 0)))
    found = advice_of(session, SIXTEEN)
    assert [(idea.occupation.family, idea.people, idea.fresh) for idea in found.ideas] == [
        ("groen", 3, 3),
        ("schoonmaak", 2, 2),
    ]
    assert {idea.spot.name for idea in found.ideas} == {"Enschede"}


def test_more_hours_reach_fewer_people(session, make, region):
    people = waiting(make, 2, hours_max=Decimal(20)) + waiting(make, 1)
    stored_run(make, outcome(dict.fromkeys(people, 0)))
    assert advice_of(session, SIXTEEN).ideas[0].people == 3
    assert advice_of(session, Decimal(24)).ideas[0].people == 1


def test_a_kind_of_work_tells_what_it_lacks_most(session, make, region):
    bits = certificates_to_bits({"vca"})
    place = make.vacancy(region, family="bouw", certificates=bits)
    people = waiting(make, 3) + waiting(make, 1, certificates=bits, hours_max=Decimal(12))
    stored_run(make, outcome(dict.fromkeys(people, 0), [place]))
    found = advice_of(session, SIXTEEN)
    assert [(one.family, one.lack, one.people) for one in found.lacks] == [
        ("bouw", ("certificaat", "vca"), 3),
        ("bouw", ("uren", ""), 1),
    ]


def test_a_place_with_room_on_its_list_is_hard_to_fill_and_says_what_would_help(session, make, region):
    place, easy = make.vacancy(region, hours_min=Decimal(30)), make.vacancy(region)
    people = waiting(make, 4, hours_max=Decimal(24))
    stored_run(make, outcome(dict.fromkeys(people, 0), [place], qualified=1))
    (hard,) = advice_of(session, SIXTEEN).hard
    assert hard.vacancy is place is not easy
    assert (hard.place.qualified, hard.listed, hard.lack, hard.people) == (1, 0, ("uren", ""), 4)


def test_new_work_is_where_most_employers_of_a_gemeente_are(session, make):
    make.region()
    for postcode in ("7511AA", "7521BB", "7521CC"):
        make.establishment(postcode=postcode)
    make.establishment(postcode="7601AA", gemeente_code="GM0141", place="Almelo")
    make.establishment(postcode="1011AA", gemeente_code="GM0363", place="Amsterdam")
    assert [(spot.name, spot.pc4) for spot in spots_of(session)] == [("Almelo", "7601"), ("Enschede", "7521")]


def test_an_employer_with_an_open_place_of_the_kind_is_no_prospect(session, make, region):
    make.vacancy(region, family="groen", status=VacancyStatus.CLOSED)
    has_open = make.establishment()
    make.vacancy(has_open, family="groen", status=VacancyStatus.CLOSED)
    make.vacancy(has_open, family="groen")
    found = prospects(session, frozenset({"groen", "horeca"}))
    assert [one.reference for one in found["groen"]] == [region.employer.reference]
    assert found["horeca"] == []
