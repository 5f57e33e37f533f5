"""Rows of employers, places and candidates: what an import would do, and that it does that whole or not at all."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from candidates.imports import CANDIDATES
from employers.imports import EMPLOYERS
from employers.models import ContactPerson, Employer, Establishment, Sector
from employers.vacancies.imports import VACANCIES
from employers.vacancies.models import Vacancy, VacancyKind
from employers.vacancies.workflow import VacancyStatus
from tests.importing import file_of, outcomes, save
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.importing import Outcome
from werkbedrijf.foundation.tables import FileRefused, to_csv, to_xlsx
from werkbedrijf.imports.actions import carry_out, take_file
from werkbedrijf.imports.errors import ImportStopped
from werkbedrijf.imports.models import BatchState, ImportBatch, ImportedRecord, ImportKind
from werkbedrijf.imports.planning import KINDS, plan

WRITERS = {"csv": to_csv, "xlsx": to_xlsx}


@pytest.fixture
def manager(make):
    coach = make.user(Role.COACH)
    actor = make.actor(Role.ACCOUNT_MANAGER, organisation=coach.organisation)
    make.session.commit()
    return actor


def adds_up(made, read):
    summary = made.summary
    return summary["new"] + summary["changed"] + summary["doubtful"] + len(summary["refused"]) == read


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("writer", list(WRITERS))
def test_the_example_file_can_be_imported_and_says_the_same_again(session, make, manager, kind, writer):
    if kind is ImportKind.VACANCIES:
        place = make.establishment(make.employer("Bakkerij De Korenaar (voorbeeld)", kvk="90000001"), postcode="7511GA")
        assert place.id
    if kind is ImportKind.PLACEMENTS:
        coach = make.user(Role.COACH)
        coach.organisation_id = manager.organisation_id
        session.flush()
        session.refresh(coach)
        assert (make.candidate(coach=coach).reference, make.vacancy().reference) == ("K-0001", "P-0001")
    content = WRITERS[writer](KINDS[kind].layout.example_rows())
    made = plan(session, manager, kind, content, on=MONDAY)
    assert outcomes(made) == [Outcome.NEW], made.judged[0].why
    assert not made.ignored
    assert save(session, manager, made) == 1
    again = plan(session, manager, kind, content, on=MONDAY)
    assert outcomes(again) == [Outcome.SAME], again.judged
    assert again.summary == {"new": 0, "changed": 0, "doubtful": 1, "refused": []}


def test_an_employer_comes_in_with_its_place_and_its_person(session, manager):
    made = plan(
        session,
        manager,
        ImportKind.EMPLOYERS,
        file_of(
            ("NAAM", "kvk nummer", "Sector", "postcode", "Plaats", "Contactpersoon", "Telefoon"),
            ("Kwekerij 't Loo", "08 12 34 56", "overheid", "7511 aa", "Enschede", "An Voorbeeld", "+31 53 123 45 67"),
        ),
        on=MONDAY,
    )
    save(session, manager, made)
    employer = session.scalars(select(Employer)).one()
    assert (employer.kvk, employer.sector, employer.account_manager_id) == ("08123456", Sector.GOVERNMENT, manager.id)
    assert session.scalars(select(Establishment)).one().gemeente_code == "GM0153"
    assert session.scalars(select(ContactPerson)).one().phone == "+31 53 123 45 67"


def test_a_known_kvk_number_changes_only_what_the_row_says(session, make, manager):
    make.employer("Slagerij Vos", kvk="12345678", website="https://vos.example", sector=Sector.GOVERNMENT)
    content = file_of(("Naam", "KvK-nummer", "Website"), ("Slagerij Vos & Zn.", "12345678", ""))
    made = plan(session, manager, ImportKind.EMPLOYERS, content, on=MONDAY)
    assert outcomes(made) == [Outcome.CHANGED]
    assert made.judged[0].changes == ("Naam",)
    save(session, manager, made)
    employer = session.scalars(select(Employer)).one()
    assert (employer.name, employer.website) == ("Slagerij Vos & Zn.", "https://vos.example")
    assert employer.sector is Sector.GOVERNMENT


def test_what_looks_like_a_known_employer_is_doubtful_and_says_which(session, make, manager):
    known = make.employer("Schoonmaakbedrijf De Bezem", kvk="11111111", search_name="schoonmaakbedrijf de bezem")
    place = make.establishment(make.employer("Garage Roest", kvk="22222222", search_name="garage roest"))
    other = make.employer("Heel iets anders", kvk="33333333", search_name="heel iets anders")
    content = file_of(
        ("Naam", "KvK-nummer", "Postcode", "Plaats"),
        ("Schoonmaakbedrijf de Bezum BV", "", "", ""),
        ("Garage Roest Enschede", "", place.postcode, "Enschede"),
        ("Zuivelfabriek", "33333333", "", ""),
        ("Echt Nieuw", "44444444", "", ""),
        ("Echt Nieuw", "44444444", "", ""),
    )
    made = plan(session, manager, ImportKind.EMPLOYERS, content, on=MONDAY)
    assert outcomes(made) == [Outcome.DOUBTFUL, Outcome.DOUBTFUL, Outcome.DOUBTFUL, Outcome.NEW, Outcome.DOUBTFUL]
    assert known.reference in made.judged[0].why
    assert place.employer.reference in made.judged[1].why
    assert other.name in made.judged[2].why
    assert "rij 5" in made.judged[4].why
    assert adds_up(made, 5)


def test_doubtful_rows_go_in_only_when_chosen(session, make, manager):
    make.employer("De Bezem", kvk="11111111", search_name="de bezem")
    content = file_of(("Naam",), ("De Bezem",), ("Nieuwe Firma Vijf",))
    made = plan(session, manager, ImportKind.EMPLOYERS, content, on=MONDAY)
    assert made.doubtful == {2}
    assert save(session, manager, made) == 1
    again = plan(session, manager, ImportKind.EMPLOYERS, content, on=MONDAY)
    assert save(session, manager, again, chosen={2}) == 1
    assert session.scalar(select(func.count()).select_from(Employer)) == 3


def test_every_refusal_names_row_column_and_sentence(session, manager):
    content = file_of(
        ("Naam", "KvK-nummer", "Postcode", "Plaats", "Sector"),
        ("Goed", "12345678", "7511AA", "Enschede", "markt"),
        ("Kort", "1234567", "75", "Enschede", "markt"),
        ("", "12345679", "", "", ""),
        ("Raar", "", "", "", "zorg"),
    )
    made = plan(session, manager, ImportKind.EMPLOYERS, content, on=MONDAY)
    refused = made.summary["refused"]
    assert [(one["record"], one["field"]) for one in refused] == [(3, "KvK-nummer"), (4, "Naam"), (5, "Sector")]
    assert "acht cijfers" in refused[0]["reason"]
    assert "Postcode: " in refused[0]["reason"]
    assert adds_up(made, 4)


def test_columns_nobody_knows_are_ignored_and_named(session, manager):
    content = file_of(("Naam", "Schoenmaat"), ("Firma", "43"))
    made = plan(session, manager, ImportKind.EMPLOYERS, content, on=MONDAY)
    assert made.ignored == ("Schoenmaat",)


def test_a_missing_or_doubled_column_refuses_the_file(session, manager):
    with pytest.raises(FileRefused, match="ontbreekt: ‘Naam’"):
        plan(session, manager, ImportKind.EMPLOYERS, file_of(("KvK-nummer",), ("12345678",)), on=MONDAY)
    with pytest.raises(FileRefused, match="twee keer"):
        plan(session, manager, ImportKind.EMPLOYERS, file_of(("Naam", "Werkgever"), ("A", "B")), on=MONDAY)


def test_a_place_takes_its_tasks_from_the_occupation_or_from_the_file(session, make, manager):
    make.establishment(make.employer("Magazijn", kvk="12345678"))
    content = file_of(
        (
            "Werkgever",
            "Titel",
            "Soort plek",
            "Beroep",
            "Soort werk",
            "Uren minimaal",
            "Uren maximaal",
            "Taken",
            "Openen",
        ),
        ("12345678", "Orderpicker", "garantiebaan", "orderpicker", "", "16", "25,5", "", ""),
        ("12345678", "Orderpicker laat", "garantiebaan", "orderpicker", "", "16", "25,5", "", "ja"),
        ("W-0001", "Inpakker", "leerwerkplek", "", "productie", "8", "", "Dozen vouwen 70; Vegen 30", ""),
        ("12345678", "Zonder taken", "vacature", "", "groen", "8", "", "", "ja"),
        ("87654321", "Nergens", "vacature", "", "groen", "8", "", "", ""),
    )
    made = plan(session, manager, ImportKind.VACANCIES, content, on=MONDAY)
    assert outcomes(made) == [Outcome.NEW, Outcome.REFUSED, Outcome.NEW, Outcome.REFUSED, Outcome.REFUSED]
    assert "Laat ‘Openen’ leeg: iemand loopt ze na" in made.judged[1].why
    save(session, manager, made)
    first, second = session.scalars(select(Vacancy).order_by(Vacancy.id)).all()
    assert (first.status, first.drafted_from, first.hours_max, first.kind) == (
        VacancyStatus.DRAFT,
        "orderpicker",
        Decimal("25.5"),
        VacancyKind.GARANTIEBAAN,
    )
    assert sum(task.share for task in first.tasks) == 100 and first.tasks[0].asks
    assert [(task.title, task.share) for task in second.tasks] == [("Dozen vouwen", 70), ("Vegen", 30)]
    assert second.status is VacancyStatus.DRAFT and second.hours_max == second.hours_min == 8


def test_a_place_is_changed_by_its_reference_and_doubted_by_its_title(session, make, manager):
    vacancy = make.vacancy()
    heading = ("Kenmerk", "Werkgever", "Titel", "Soort plek", "Uren minimaal", "Aantal plekken", "Soort werk")
    row = (vacancy.employer.kvk, vacancy.title, "garantiebaan", "16", "3", "logistiek")
    made = plan(
        session, manager, ImportKind.VACANCIES, file_of(heading, (vacancy.reference, *row), ("", *row)), on=MONDAY
    )
    assert outcomes(made) == [Outcome.CHANGED, Outcome.DOUBTFUL]
    assert made.judged[0].changes == ("Aantal plekken",)
    assert vacancy.reference in made.judged[1].why
    save(session, manager, made)
    assert vacancy.seats == 3


def test_a_failure_in_the_middle_leaves_nothing(session, make, manager, monkeypatch):
    content = file_of(("Naam", "KvK-nummer"), *((f"Firma nummer {n * 7919}", f"{20000000 + n}") for n in range(6)))
    made = plan(session, manager, ImportKind.EMPLOYERS, content, on=MONDAY)
    batch = take_file(session, manager, made, file_name="firma's.csv", content=content)
    session.flush()
    # Somebody registers one of them after the plan was made.
    make.employer("Was eerder", kvk="20000003")
    session.flush()
    before = session.scalar(select(func.count()).select_from(Employer))
    with pytest.raises(ImportStopped, match=r"Bij record 5 .* Er is niets opgeslagen"):
        carry_out(session, manager, made, on=MONDAY, batch=batch)
    assert session.scalar(select(func.count()).select_from(Employer)) == before
    assert session.scalar(select(func.count()).select_from(ImportedRecord)) == 0
    session.refresh(batch)
    assert batch.state is BatchState.DRAFT and batch.content == content


def test_what_came_from_which_file_is_kept_and_the_file_is_not(session, manager):
    content = file_of(("Naam",), ("Firma Een",), ("Tweede Zaak",))
    made = plan(session, manager, ImportKind.EMPLOYERS, content, on=MONDAY)
    batch = take_file(session, manager, made, file_name="firma's.csv", content=content)
    carry_out(session, manager, made, on=MONDAY, batch=batch)
    session.flush()
    session.refresh(batch)
    assert batch.state is BatchState.SAVED
    assert (batch.content, batch.preview, batch.file_name) == (b"", [], "")
    rows = session.execute(
        select(ImportedRecord.number, ImportedRecord.reference).order_by(ImportedRecord.number)
    ).all()
    assert [tuple(row) for row in rows] == [(2, "W-0001"), (3, "W-0002")]
    assert session.scalars(select(ImportBatch)).one().uploaded_by_id == manager.id


def test_every_column_has_its_own_headings():
    for kind in (EMPLOYERS, VACANCIES, CANDIDATES):
        headings = [heading for column in kind.layout.columns for heading in column.headings]
        assert len(headings) == len(set(headings)), kind.title


def test_the_columns_of_candidates_ask_nothing_that_is_refused():
    for kind in (EMPLOYERS, VACANCIES, CANDIDATES):
        kind.layout.match([column.title for column in kind.layout.columns])
