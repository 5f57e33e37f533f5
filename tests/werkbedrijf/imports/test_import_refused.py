"""What the page of an import does not take."""

from io import BytesIO

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.tables import to_csv
from werkbedrijf.imports.models import BatchState, ImportBatch


@pytest.fixture
def manager(client, stored):
    stored.region()
    stored.parameters()
    stored.employer("De Bezem", search_name="de bezem")
    coach = stored.user(Role.COACH)
    found = stored.user(Role.ACCOUNT_MANAGER, organisation=coach.organisation)
    client.sign_in_as(found)
    return found


def file_of(*names, called="bestand.csv"):
    return BytesIO(to_csv([("Naam",), *((name,) for name in names)])), called


def batches(database):
    with database.session(at=NOW) as session:
        return session.scalars(select(ImportBatch)).all()


@pytest.mark.usefixtures("manager")
def test_nothing_to_save_is_not_called_saved(client, database):
    client.post("/import", {"kind": "werkgevers", "file": file_of("Bezem, de")})

    page = client.post("/import/I-0001/opslaan")

    assert page.h1 == "Wat dit bestand zou doen" and "Kies eerst welke twijfelgevallen meegaan" in page.text
    assert "geïmporteerd" not in page.text
    assert [one.state for one in batches(database)] == [BatchState.DRAFT]


@pytest.mark.usefixtures("manager")
def test_of_two_files_neither_is_left_out_unsaid(client, database):
    two = [file_of("Firma Een"), file_of("Firma Twee", called="tweede.csv")]

    page = client.post("/import", {"kind": "werkgevers", "file": two}, status=422)

    assert "Kies één bestand" in page.text
    assert batches(database) == []


@pytest.mark.usefixtures("manager")
@pytest.mark.parametrize("kind", ["werkgevers", "kandidaten"])
def test_an_address_of_a_coach_that_is_far_too_long_is_not_kept(client, database, kind):
    page = client.post("/import", {"kind": kind, "file": file_of("Firma Een"), "coach": "a" * 5000}, status=422)

    assert "Kies een jobcoach uit de lijst" in page.text and "a" * 300 not in page.html
    assert batches(database) == []


@pytest.mark.usefixtures("manager")
def test_a_column_without_a_name_is_said_to_be_passed_over_where_it_holds_something(client):
    rows = [("Naam", "", "KvK-nummer", ""), ("Firma Een", "iets", "12345678", "")]

    page = client.post("/import", {"kind": "werkgevers", "file": (BytesIO(to_csv(rows)), "bestand.csv")})

    assert "slaan we over: kolom 2, die geen naam heeft." in page.text
