"""Who works at an employer, on its page and its sheet: what each may know, never a name, and the same number of questions."""

from datetime import timedelta

import pytest

from matching.placements.at_employer import placements_at
from matching.placements.models import ContractForm
from matching.placements.workflow import PlacementStatus
from matching.proposals.workflow import ProposalStatus
from tests.making import MONDAY
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import Role


def placed(make, employer, coach=None, **facts):
    vacancy = make.vacancy(make.establishment(employer), title=facts.pop("title", "Inpakker"))
    candidate = make.candidate(**({"coach": coach} if coach else {}))
    proposal = make.proposal(candidate=candidate, vacancy=vacancy, status=ProposalStatus.ACCEPTED)
    return make.placement(proposal, **facts)


def told(session, actor, employer, day=MONDAY):
    found = placements_at(session, actor, employer, day)
    return [row.reference for row in found.rows], found.others


def test_each_sees_the_own_placements_and_of_the_others_how_many(session, make):
    make.parameters()
    employer, coach = make.employer(), make.user(Role.COACH)
    mine = placed(make, employer, coach)
    placed(make, employer)
    placed(make, make.employer())

    assert told(session, make.actor_of(coach), employer) == ([mine.reference], 1)
    stranger = make.actor_of(make.user(organisation=make.organisation("Anders")))
    assert told(session, stranger, employer) == ([], 2)


def test_what_did_not_begin_or_is_over_does_not_run(session, make):
    make.parameters()
    employer, coach = make.employer(), make.user(Role.COACH)
    placed(make, employer, coach, status=PlacementStatus.PLANNED, starts_on=MONDAY + timedelta(days=7))
    placed(make, employer, coach, status=PlacementStatus.CANCELLED)
    ended = placed(make, employer, coach, status=PlacementStatus.ENDED, ended_on=MONDAY + timedelta(days=3))
    actor = make.actor_of(coach)

    assert told(session, actor, employer) == ([ended.reference], 0)
    assert told(session, actor, employer, MONDAY + timedelta(days=3)) == ([], 0)


def test_work_on_loan_stands_with_both_employers(session, make):
    make.parameters()
    here, agency, coach = make.employer("De Zon"), make.employer("Uitzend BV"), make.user(Role.COACH)
    placed(make, here, coach, contract_form=ContractForm.AGENCY, formal_employer=agency)
    actor = make.actor_of(coach)

    (at_work,) = placements_at(session, actor, here, MONDAY).rows
    (lent,) = placements_at(session, actor, agency, MONDAY).rows
    assert (at_work.lent_by, at_work.lent_to) == ("Uitzend BV", "")
    assert (lent.lent_by, lent.lent_to) == ("", "De Zon")


@pytest.fixture
def firm(client, stored):
    stored.region()
    stored.parameters()
    coach = stored.user(Role.COACH, name="Coach Vrij")
    employer = stored.employer("De Zon")
    since = clock.today() - timedelta(days=30)
    mine = placed(stored, employer, coach, title="Tuinhulp", starts_on=since)
    return employer, coach, mine


def test_page_and_sheet_name_the_place_and_never_the_person(client, stored, firm):
    employer, coach, mine = firm
    person = mine.candidate
    client.sign_in_as(coach)
    for road in ("", "/overdrachtsblad"):
        page = client.get(f"/werkgevers/{employer.reference}{road}")
        assert "1 lopende plaatsing" in page.text
        assert f"{mine.reference}, garantiebaan" in page.text
        assert person.last_name not in page.html
    client.sign_in_as(stored.user(Role.COACH, organisation=stored.organisation("Anders")))
    for road in ("", "/overdrachtsblad"):
        page = client.get(f"/werkgevers/{employer.reference}{road}")
        assert "1 plaatsing waar je de gegevens niet van ziet" in page.text
        assert mine.reference not in page.html


def test_an_employer_where_nobody_works_says_so(client, stored, firm):
    _, coach, _ = firm
    other = stored.employer("De Maan")
    client.sign_in_as(coach)
    for road in ("", "/overdrachtsblad"):
        assert "Er werkt hier nu niemand" in client.get(f"/werkgevers/{other.reference}{road}").text
