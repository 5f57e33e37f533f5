"""A coach changes the list of a place, with a reason; the next run divides around it, until it is taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from employers.vacancies.workflow import VacancyStatus
from matching.allocation import actions
from matching.allocation.errors import AlreadyChosen, AlreadySent, CannotBeAdded
from matching.proposals.errors import DoesNotFit
from matching.proposals.models import OutsideReason, Proposal
from matching.proposals.workflow import ProposalStatus
from matching.runs.models import AllocationChoice, ChoiceKind, ChoiceReason
from matching.runs.queries import outcome_of
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused

ADDED, REMOVED = ChoiceKind.ADDED, ChoiceKind.REMOVED


def choose(make, place, person, kind=ADDED, reason=ChoiceReason.WISH, note=""):
    coach = make.actor_of(person.coach)
    return actions.choose(make.session, coach, place, person, kind, reason=reason, note=note, on=MONDAY)


@pytest.fixture
def full(make):
    """A place with six who can do all of it and one who can do less, and coaches of each."""
    make.parameters()
    strong = [make.profile(level=4) for _ in range(6)]
    weak = make.profile(level=1)
    return make.vacancy(), strong, weak


def names(run, place):
    return {row.person: row for row in outcome_of(run).lists[place.reference]}


def test_who_is_added_is_on_the_next_list_and_who_is_taken_off_is_not(session, make, full):
    place, strong, weak = full
    first = names(make.run(), place)
    off = next(profile for profile in strong if profile.pseudonym in first)

    choose(make, place, weak.candidate)
    choose(make, place, off.candidate, REMOVED, ChoiceReason.TRAVEL)
    second = make.run(on=MONDAY + timedelta(days=1))

    now = names(second, place)
    assert now[weak.pseudonym].added and off.pseudonym not in now
    assert outcome_of(second).certificate["choices"] == {
        "added": [[weak.pseudonym, place.reference]],
        "not_added": [],
        "removed": [[off.pseudonym, place.reference]],
    }
    assert outcome_of(second).certificate["shortlists"]["valid"]


def test_what_is_taken_back_no_longer_counts(session, make, full):
    place, _, weak = full
    choice = choose(make, place, weak.candidate)
    actions.take_back(session, make.actor_of(weak.candidate.coach), choice, on=MONDAY)

    assert weak.pseudonym not in names(make.run(), place)
    acts = session.scalars(select(AuditEntry.act).where(AuditEntry.subject_kind == "allocationchoice")).all()
    assert acts == ["allocationchoice.made", "allocationchoice.ended"]


@pytest.mark.parametrize(
    ("kind", "reason", "note", "field"),
    [
        (ADDED, ChoiceReason.TRAVEL, "", "reason"),
        (REMOVED, ChoiceReason.KNOWS, "", "reason"),
        (ADDED, ChoiceReason.OTHER, " ", "note"),
        (ADDED, ChoiceReason.WISH, "heeft autisme", "note"),
    ],
)
def test_a_reason_belongs_to_the_choice_and_says_nothing_about_health(make, full, kind, reason, note, field):
    place, _, weak = full

    with pytest.raises(InputRefused) as refusal:
        choose(make, place, weak.candidate, kind, reason, note)

    assert set(refusal.value.problems) == {field}


def test_words_of_ones_own_stand_with_the_reason(make, full):
    place, strong, _ = full

    assert choose(make, place, strong[0].candidate, note="na een gesprek").reason == (
        "Wil hier graag werken (na een gesprek)"
    )
    assert choose(make, place, strong[1].candidate, reason=ChoiceReason.OTHER, note="Buurvrouw").reason == "Buurvrouw"


def test_whom_a_filter_refuses_cannot_be_added_and_hears_why(make, full):
    place = full[0]
    far = make.profile(pc4="1011")

    with pytest.raises(DoesNotFit, match="minuten"):
        choose(make, place, far.candidate)


def test_who_has_no_room_or_comes_later_cannot_be_added(make, full):
    place = full[0]
    later = make.profile(available_from=MONDAY + timedelta(days=9))
    busy = make.profile()
    for _ in range(2):
        make.proposal(candidate=busy.candidate)
    placed = make.placement().candidate

    with pytest.raises(CannotBeAdded, match="pas vrij op"):
        choose(make, place, later.candidate)
    with pytest.raises(CannotBeAdded, match="2 voordrachten wachten"):
        choose(make, place, busy.candidate)
    with pytest.raises(CannotBeAdded, match="zoekt nu geen werk"):
        choose(make, place, placed)


def test_a_voordracht_is_a_promise_and_one_choice_holds_at_a_time(make, full):
    place, strong, weak = full
    make.proposal(place, strong[0].candidate)
    with pytest.raises(AlreadySent, match="Trek zo nodig"):
        choose(make, place, strong[0].candidate, REMOVED, ChoiceReason.TRAVEL)

    choose(make, place, weak.candidate)
    with pytest.raises(AlreadyChosen, match="Maak dat eerst ongedaan"):
        choose(make, place, weak.candidate)


# -- on the pages


@pytest.fixture
def region(stored, monkeypatch):
    monkeypatch.setattr("werkbedrijf.foundation.clock.now", lambda: NOW)
    stored.region()
    stored.parameters()
    return stored


def test_the_ranking_begins_with_the_list_and_says_who_is_needed_elsewhere(client, region):
    coach = region.user(Role.COACH)
    only = region.profile(region.candidate(coach=coach, first_name="Enige"), level=4, certificates=1)
    for _ in range(7):
        region.profile(level=4)
    easy, scarce = region.vacancy(title="Makkelijk"), region.vacancy(title="Zeldzaam", certificates=1)
    region.run()

    page = client.sign_in_as(coach).get(f"/plekken/{easy.reference}/kandidaten")
    at_scarce = client.get(f"/plekken/{scarce.reference}/kandidaten")

    assert "De verdeling stelt voor deze plek voor" in page.text
    assert page.text.count("e op de lijst") == 5
    assert page.text.index("5e op de lijst") < page.text.index("Wie dit werk ook kan")
    assert "1e op de lijst" in at_scarce.text
    if "Ook sterk voor Zeldzaam" not in page.text:
        assert f"Beter op de plek Zeldzaam ({scarce.reference}): daar kan niemand anders dit werk." in page.text
    places = client.get(f"/kandidaten/{only.candidate.reference}/plekken")
    assert "1e op de lijst" in places.text


def test_the_places_of_a_person_begin_with_the_lists_that_hold_this_person(client, region):
    person = region.profile().candidate
    on_list = region.vacancy(title="Op de lijst")
    region.vacancy(title="Ook op de lijst")
    region.vacancy(title="Past niet", certificates=1)
    gone = region.vacancy(title="Al dicht")
    region.run()
    gone.status = VacancyStatus.CLOSED
    region.save()
    me = client.sign_in_as(person.coach)

    page = me.get(f"/kandidaten/{person.reference}/plekken")

    told = page.text.partition("De verdeling zet deze kandidaat op de lijst van:")[2].partition("Gemaakt op")[0]
    assert f"Op de lijst bij {on_list.employer.name} {on_list.reference} : 1e op de lijst" in told
    assert "Ook sterk voor" not in page.text
    assert "Past niet" not in told and "Al dicht" not in told
    assert f"/plekken/{on_list.reference}/kandidaten" in page.links()


def test_who_is_on_no_list_sees_no_list(client, region):
    person = region.profile(pc4="1011").candidate
    region.vacancy()
    region.run()

    assert "De verdeling zet" not in client.sign_in_as(person.coach).get(f"/kandidaten/{person.reference}/plekken").text


def test_a_coach_takes_somebody_off_and_back_with_a_reason(client, region, database):
    coach = region.user(Role.COACH)
    mine = region.profile(region.candidate(coach=coach)).candidate
    place = region.vacancy()
    region.run()
    me = client.sign_in_as(coach)
    door = f"/plekken/{place.reference}/kandidaten/{mine.reference}/lijst"

    assert door in me.get(f"/plekken/{place.reference}/kandidaten").html
    assert me.get(door).h1 == "Haal van de lijst"
    assert "Kies een reden." in me.post(door, {}, status=422, follow=False).text
    kept = me.post(door, {"reason": "reis_lukt_niet", "note": "heeft adhd"}, status=422, follow=False)
    assert "heeft adhd" in kept.html
    done = me.post(door, {"reason": "reis_lukt_niet", "note": ""})
    assert f"Van de lijst gehaald door {coach.name}: De reis lukt niet." in done.text

    assert me.get(door).h1 == "Lijst aangepast"
    undone = me.post(f"{door}/terug")
    assert "Ongedaan gemaakt" in undone.text and "Van de lijst gehaald" not in undone.text
    with database.reading(at=NOW) as session:
        assert [choice.ended_on for choice in session.scalars(select(AllocationChoice))] == [MONDAY]


def test_past_the_list_asks_why_and_keeps_it(client, region, database):
    coach = region.user(Role.COACH)
    weak = region.profile(region.candidate(coach=coach), level=1).candidate
    strong = region.profile(region.candidate(coach=coach), level=4).candidate
    for _ in range(4):
        region.profile(level=3)
    place = region.vacancy(seats=3)
    run = region.run()
    me, door = client.sign_in_as(coach), f"/plekken/{place.reference}/voordrachten"

    asked = me.post(door, {"candidate": weak.reference})
    assert asked.h1 == "Waarom deze kandidaat?" and asked.status == 200
    again = me.post(door, {"candidate": weak.reference, "outside_reason": "zomaar"}, status=422, follow=False)
    assert again.h1 == "Waarom deze kandidaat?"
    assert me.post(door, {"candidate": weak.reference, "outside_reason": "werkgever_vroeg"}).h1.startswith("Voordracht")
    assert me.post(door, {"candidate": strong.reference}).h1.startswith("Voordracht")

    with database.reading(at=NOW) as session:
        outside, inside = session.scalars(select(Proposal).order_by(Proposal.id))
    assert (outside.run_id, outside.list_rank, outside.outside_reason) == (run.id, None, OutsideReason.ASKED)
    assert (inside.run_id, inside.outside_reason) == (run.id, None) and inside.list_rank in range(1, 6)
    assert inside.explanation["run"] == run.reference and "price_units" in inside.explanation
    assert inside.status is ProposalStatus.SENT


def test_nobody_is_asked_why_without_a_list(client, region):
    coach = region.user(Role.COACH)
    mine = region.profile(region.candidate(coach=coach)).candidate
    place = region.vacancy()

    page = client.sign_in_as(coach).post(f"/plekken/{place.reference}/voordrachten", {"candidate": mine.reference})

    assert page.h1.startswith("Voordracht")
