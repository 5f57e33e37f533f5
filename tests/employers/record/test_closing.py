"""A vestiging that closes: what is there stays, nothing new begins there, and it can open again."""

from datetime import timedelta

import pytest

from employers.record.actions import close_establishment, reopen_establishment
from employers.record.facts import ClosingFacts
from employers.rounds.facts import Choice
from employers.rounds.selection import select_employers
from employers.vacancies.actions import change_vacancy, log_vacancy
from employers.vacancies.policy import may_log_vacancy, may_open_vacancy
from employers.vacancies.telling import facts_of
from employers.vacancies.workflow import VacancyStatus
from tests.making import MONDAY
from werkbedrijf.foundation.errors import InputRefused

MOVED = ClosingFacts("Verhuisd naar Almelo")


@pytest.fixture
def zon(session, make):
    make.parameters()
    employer = make.employer("De Zon")
    return employer, make.establishment(employer), make.establishment(employer, place="Almelo", gemeente_code="GM0141")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (ClosingFacts("  "), "reason"),
        (ClosingFacts("x" * 5000), "reason"),
        (ClosingFacts("Weg", MONDAY + timedelta(days=9000)), "closed_on"),
    ],
)
def test_a_closing_says_why_and_when(session, make, zon, facts, field):
    _, here, _ = zon
    with pytest.raises(InputRefused) as refusal:
        close_establishment(session, make.actor(), here, facts, on=MONDAY)
    assert list(refusal.value.problems) == [field]
    assert here.closed_on is None


def test_nothing_new_begins_there_and_what_is_there_stays(session, make, zon):
    employer, here, there = zon
    vacancy = make.vacancy(here, status=VacancyStatus.DRAFT)
    actor = make.actor()
    told = facts_of(vacancy)
    close_establishment(session, actor, here, MOVED, on=MONDAY)
    session.commit()

    assert (here.closed_on, employer.open_establishments, vacancy.establishment) == (MONDAY, [there], here)
    with pytest.raises(InputRefused, match="gesloten"):
        log_vacancy(session, actor, here, told, on=MONDAY)
    change_vacancy(session, actor, vacancy, told, on=MONDAY, establishment=here)
    assert "gesloten" in may_open_vacancy(actor, vacancy=vacancy).reason
    elsewhere = make.vacancy(there)
    with pytest.raises(InputRefused, match="gesloten"):
        change_vacancy(session, actor, elsewhere, facts_of(elsewhere), on=MONDAY, establishment=here)

    close_establishment(session, actor, there, MOVED, on=MONDAY)
    assert "Alle vestigingen" in may_log_vacancy(actor, employer=employer).reason
    reopen_establishment(session, actor, here, on=MONDAY)
    session.commit()
    assert (here.closed_on, here.closed_reason) == (None, "")
    assert may_log_vacancy(actor, employer=employer)
    log_vacancy(session, actor, here, told, on=MONDAY)


def test_a_belronde_by_gemeente_does_not_find_an_employer_that_closed_there(session, make, zon):
    employer, here, _ = zon
    actor = make.actor()

    def found(code):
        return employer.id in {
            one.id for one in select_employers(session, actor, Choice(gemeenten=(code,)), on=MONDAY).items
        }

    assert found("GM0153") and found("GM0141")
    close_establishment(session, actor, here, ClosingFacts("Weg", MONDAY + timedelta(days=30)), on=MONDAY)
    session.flush()
    assert not found("GM0153") and found("GM0141")


def test_the_page_closes_and_opens_and_names_what_still_runs(client, stored):
    stored.region()
    stored.parameters()
    anna = stored.user(name="Anna Bos")
    employer = stored.employer("De Zon", account_manager=anna)
    here, _there = (
        stored.establishment(employer),
        stored.establishment(employer, place="Almelo", gemeente_code="GM0141"),
    )
    stored.vacancy(here, title="Tuinhulp")
    client.sign_in_as(anna)
    address = f"/werkgevers/vestigingen/{here.reference}"

    page = client.get(f"{address}/sluiten")
    assert "Hier loopt nog 1 plek" in page.text and "Tuinhulp" in page.text
    assert "Schrijf op waarom" in client.post(f"{address}/sluiten", {"reason": ""}, status=422).text
    page = client.post(f"{address}/sluiten", {"reason": "Verhuisd naar Almelo"})
    assert "1 gesloten vestiging" in page.text and "Verhuisd naar Almelo" in page.text
    new = client.get(f"/werkgevers/{employer.reference}/plekken/nieuw")
    assert f'value="{here.reference}"' not in new.html and "Almelo" in new.html
    assert "is weer open" in client.post(f"{address}/heropenen").text
    assert here.reference in client.get(f"/werkgevers/{employer.reference}/plekken/nieuw").html
