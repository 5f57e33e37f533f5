from datetime import timedelta

import pytest

from candidates.models import CandidateStatus
from candidates.registration.models import Ground, Regeling
from matching.placements.models import Placement
from matching.placements.workflow import PLACEMENT, PlacementStatus
from matching.proposals import queries
from matching.proposals.errors import NoProfile
from matching.proposals.queries import working_candidates
from matching.proposals.shortlist import candidates_for, explained, month_key, places_for
from matching.proposals.shown import Shown
from matching.proposals.workflow import ProposalStatus
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role

KEY = month_key("only for tests", MONDAY)


@pytest.fixture(autouse=True)
def parameters(request):
    if "make" in request.fixturenames:
        request.getfixturevalue("make").parameters()


def listed(session, vacancy, **kwargs):
    return candidates_for(session, vacancy, on=MONDAY, key=KEY, **kwargs)


def order(session, vacancy):
    return [row.candidate.reference for row in listed(session, vacancy).rows]


def left_out(found):
    return {row.code: row.count for row in found.left_out}


def test_who_can_most_of_the_work_comes_first_with_the_reasons(session, make):
    weak, strong = make.profile(level=1), make.profile(level=3)

    found = listed(session, make.vacancy())

    assert [row.candidate for row in found.rows] == [strong.candidate, weak.candidate]
    assert [row.number for row in found.rows] == [1, 2]
    assert (found.considered, found.eligible, found.suitable) == (2, 2, 1)
    assert found.rows[0].score == 100
    assert found.rows[0].shown.explanation.fits == (
        "orders verzamelen (60 % van het werk)",
        "inpakken (40 % van het werk)",
    )
    assert found.rows[1].score == found.rows[1].shown.score < 80


def test_only_who_can_enough_when_asked_so(session, make):
    make.profile(level=1)
    strong = make.profile(level=3)

    found = listed(session, make.vacancy(), suitable_only=True)

    assert [row.candidate for row in found.rows] == [strong.candidate]
    assert found.listed == 1
    assert found.eligible == 2


def test_everybody_is_on_the_list_or_left_out_for_one_reason(session, make):
    make.profile()
    make.profile(pc4="1011")
    make.profile(hours_min=4, hours_max=8)
    make.profile(available_from=MONDAY + timedelta(days=30))
    make.profile(make.candidate(status=CandidateStatus.PAUSED))
    accepted = make.proposal(status=ProposalStatus.ACCEPTED)
    make.placement()

    found = listed(session, make.vacancy())

    assert left_out(found) == {
        "reistijd": 1,
        "uren": 1,
        "nog_niet_beschikbaar": 1,
        "al_aangenomen": 1,
        "werkt_al": 1,
    }
    assert found.eligible + sum(left_out(found).values()) == found.considered == 6
    assert accepted.candidate not in [row.candidate for row in found.rows]
    for row in found.left_out:
        assert row.title
        assert row.sentence.startswith("1 persoon ")


def test_who_is_free_when_the_work_starts_is_on_the_list(session, make):
    later = make.profile(available_from=MONDAY + timedelta(days=30))

    found = listed(session, make.vacancy(starts_on=MONDAY + timedelta(days=31)))

    assert [row.candidate for row in found.rows] == [later.candidate]


@pytest.mark.parametrize("status", PlacementStatus)
def test_who_has_a_planned_or_running_placement_works(session, make, status):
    placement = make.placement(status=status)

    working = session.scalars(working_candidates()).all()

    active = not PLACEMENT.final(status)
    assert working == ([placement.candidate_id] if active else [])
    assert Placement.__tablename__ == queries._PLACEMENT.name


def test_someone_is_back_on_the_list_after_the_work(session, make):
    placement = make.placement(status=PlacementStatus.ENDED)

    assert order(session, make.vacancy()) == [placement.candidate.reference]


def test_an_open_voordracht_stays_on_the_list_and_is_marked(session, make):
    vacancy = make.vacancy(seats=3)
    proposal = make.proposal(vacancy)
    make.proposal(make.vacancy(), proposal.candidate)

    [row] = listed(session, vacancy).rows

    assert row.open_here is proposal
    assert row.open_elsewhere == 1


def test_among_equals_who_was_proposed_less_often_goes_first(session, make):
    often, seldom = make.profile(), make.profile()
    make.proposal(candidate=often.candidate, status=ProposalStatus.WITHDRAWN)

    vacancies = [make.vacancy() for _ in range(6)]

    assert {tuple(order(session, vacancy)) for vacancy in vacancies} == {
        (seldom.candidate.reference, often.candidate.reference)
    }


def test_what_was_proposed_long_ago_no_longer_counts(session, make):
    often, seldom = make.profile(), make.profile()
    proposal = make.proposal(candidate=often.candidate, status=ProposalStatus.WITHDRAWN)
    proposal.sent_on = MONDAY - timedelta(days=181)
    session.flush()

    firsts = {order(session, make.vacancy())[0] for _ in range(12)}

    assert firsts == {often.candidate.reference, seldom.candidate.reference}


def test_nothing_about_the_person_changes_score_or_order(session, make):
    people = [make.profile(level=level) for level in (2, 3, 3, 3)]
    vacancy = make.vacancy()
    before = [(row.candidate.reference, row.score) for row in listed(session, vacancy).rows]

    other = make.user(Role.COACH, organisation=make.organisation("UWV Elders"))
    for profile in people:
        candidate = profile.candidate
        candidate.first_name, candidate.last_name = "Anders", "Genaamd"
        candidate.born_on = MONDAY.replace(year=1970)
        candidate.gemeente_code, candidate.coach, candidate.organisation = "GM0363", other, other.organisation
        make.regeling(candidate, Regeling.WSW)
        make.register_entry(candidate, Ground.WSW)
    session.flush()

    assert [(row.candidate.reference, row.score) for row in listed(session, vacancy).rows] == before


def test_only_the_own_people_when_asked_so_while_the_counts_stay(session, make):
    mine, theirs = make.profile(), make.profile()

    found = listed(session, make.vacancy(), among={mine.candidate_id})

    assert [row.candidate for row in found.rows] == [mine.candidate]
    assert (found.listed, found.suitable, found.considered) == (1, 2, 2)
    assert theirs.candidate not in [row.candidate for row in found.rows]


def test_pages_follow_each_other_without_a_gap_and_end_at_the_last(session, make):
    for _ in range(5):
        make.profile()
    vacancy = make.vacancy()

    pages = [listed(session, vacancy, limit=2, page=number) for number in (1, 2, 3, 9)]

    numbers = [[row.number for row in page.rows] for page in pages]
    assert numbers == [[1, 2], [3, 4], [5], [5]]
    assert pages[3].page == 3
    assert len({row.candidate for page in pages for row in page.rows}) == 5


def test_an_empty_region_gives_an_empty_list(session, make):
    found = listed(session, make.vacancy())

    assert (found.rows, found.considered, found.left_out) == ((), 0, ())


def test_both_ways_round_the_score_is_the_same(session, make):
    profile = make.profile(level=2, levels="?1" + "2" * 30)
    vacancies = [make.vacancy(), make.vacancy(make.establishment(postcode="7521AA"))]

    found = places_for(session, profile.candidate, on=MONDAY, key=KEY)

    for row in found.rows:
        [other] = listed(session, row.vacancy).rows
        assert (row.score, row.ranked.minutes) == (other.score, other.ranked.minutes)
        assert row.shown == other.shown
    assert {row.vacancy for row in found.rows} == set(vacancies)


def test_only_open_places_suit_a_person(session, make):
    profile = make.profile()
    make.vacancy(status="concept")
    make.vacancy(status="gesloten")
    here = make.vacancy()
    make.vacancy(make.establishment(postcode="1011AB"))

    found = places_for(session, profile.candidate, on=MONDAY, key=KEY)

    assert [row.vacancy for row in found.rows] == [here]
    assert (found.considered, left_out(found)) == (2, {"reistijd": 1})


def test_without_a_profile_nothing_is_compared(session, make):
    candidate = make.candidate()

    with pytest.raises(NoProfile, match=candidate.reference):
        places_for(session, candidate, on=MONDAY, key=KEY)
    with pytest.raises(NoProfile):
        explained(session, make.vacancy(), candidate, on=MONDAY)


def test_what_is_stored_is_what_was_shown(session, make):
    profile = make.profile(levels="0?" + "3" * 30, needs=1, certificates=1)
    vacancy = make.vacancy()

    [row] = listed(session, vacancy).rows

    kept = explained(session, vacancy, profile.candidate, on=MONDAY)
    assert kept == row.shown.to_dict()
    assert Shown.from_dict(kept) == row.shown


def test_the_key_is_of_the_month_and_of_the_installation():
    assert month_key("a", MONDAY) == month_key("a", MONDAY.replace(day=1))
    assert len({month_key("a", MONDAY), month_key("b", MONDAY), month_key("a", MONDAY.replace(month=12))}) == 3
