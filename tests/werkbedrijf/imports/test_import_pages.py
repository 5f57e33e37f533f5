"""The pages: choose a file, see what it would do, choose, save, throw away."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select

from candidates.models import Candidate
from employers.models import Employer
from tests.conftest import NOW
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.spreadsheets.limits import MOST_ROWS, FileRefused, check_shape
from werkbedrijf.foundation.tables import read_table, to_csv, to_xlsx
from werkbedrijf.imports.jobs import forget_files
from werkbedrijf.imports.models import BatchState, ImportBatch


def send(client, *rows, kind="werkgevers", content=None, name="bestand.csv", **more):
    content = content if content is not None else to_csv(rows)
    return client.post("/import", {"kind": kind, "file": (BytesIO(content), name), **more})


def employers(database):
    with database.session(at=NOW) as session:
        return session.scalars(select(Employer.name).order_by(Employer.id)).all()


def batch_of(database):
    with database.session(at=NOW) as session:
        return session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc())).first()


def test_the_page_tells_what_may_be_imported(client, importer):
    page = client.sign_in_as(importer).get("/import")
    assert page.h1 == "Importeren"
    for kind in ("werkgevers", "plekken", "kandidaten"):
        assert f"/import/kolommen/{kind}" in page.links()
        columns = client.get(f"/import/kolommen/{kind}")
        assert "Verplicht" in columns.text
        assert len(read_table(client.get(f"/import/voorbeeld/{kind}.csv").answer.data).rows) == 1
        assert len(read_table(client.get(f"/import/voorbeeld/{kind}.xlsx").answer.data).rows) == 1
    client.get("/import/kolommen/iets", status=404)


def test_a_file_is_shown_first_and_saved_with_the_button(client, database, importer):
    client.sign_in_as(importer)
    page = send(client, ("Naam", "KvK-nummer", "Schoenmaat"), ("Firma Een", "12345678", "43"), ("Fout", "12", "1"))
    assert page.h1 == "Wat dit bestand zou doen"
    assert "Firma Een" in page.text and "Schoenmaat" in page.text
    assert employers(database) == []
    refused = client.get("/import/I-0001?toon=geweigerd")
    assert "KvK-nummer" in refused.text and "acht cijfers" in refused.text and "Fout" in refused.text
    saved = client.post("/import/I-0001/opslaan")
    assert "Het bestand is geïmporteerd." in saved.text
    assert employers(database) == ["Firma Een"]
    assert "W-0001" in saved.text
    client.post("/import/I-0001/opslaan", status=403)


def test_doubtful_rows_are_chosen_one_by_one(client, database, importer, stored):
    stored.employer("De Bezem", search_name="de bezem")
    client.sign_in_as(importer)
    page = send(client, ("Naam",), ("De Bezem",), ("Bezem, de",))
    assert "De naam lijkt op De Bezem" in page.text
    assert "Er is niets om op te slaan." in page.text
    chosen = client.post("/import/I-0001/keuze", {"getoond": ["2", "3"], "gekozen": ["3", "99"]})
    assert "1 twijfelgeval gaat mee" in chosen.text
    client.post("/import/I-0001/opslaan")
    assert employers(database) == ["De Bezem", "Bezem, de"]


def test_saving_is_refused_when_the_outcome_changed_meanwhile(client, database, importer, stored):
    client.sign_in_as(importer)
    send(client, ("Naam", "KvK-nummer"), ("Firma Een", "12345678"))
    stored.employer("Firma Een", kvk="12345678", search_name="firma een")
    page = client.post("/import/I-0001/opslaan")
    assert "Intussen is er iets gewijzigd" in page.text
    assert "Al bekend en gelijk" in page.text
    assert batch_of(database).state is BatchState.DRAFT
    assert len(employers(database)) == 1


def test_a_file_can_be_thrown_away(client, database, importer):
    client.sign_in_as(importer)
    send(client, ("Naam",), ("Firma Een",))
    page = client.post("/import/I-0001/weggooien")
    assert "weggegooid" in page.text
    assert batch_of(database).state is BatchState.DISCARDED
    assert "Niet geïmporteerd" in client.get("/import/I-0001").h1
    assert employers(database) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 renamed", "maar een pdf"),
        ("Naam;Plaats\nCafé;X".encode("cp1252"), "andere tekencodering"),
        (b"Naam\n=cmd|' /C calc'!A0\n", "begint met een teken waarmee een formule begint"),
        (b"Naam;Diagnose\nA;B\n", "mogen hier niet in"),
        (b"", "leeg"),
    ],
)
def test_a_refused_file_is_refused_at_the_field_and_not_kept(client, database, importer, content, sentence):
    client.sign_in_as(importer)
    page = send(client, content=content, name="werkgevers.xlsx")
    assert page.status == 422
    assert sentence in page.text
    assert batch_of(database) is None


@pytest.mark.parametrize("kind", ["werkgevers", "plekken", "kandidaten", "plaatsingen"])
def test_a_file_with_only_names_of_columns_is_refused_at_the_field(client, database, importer, kind):
    client.sign_in_as(importer)
    heading, *_ = client.get(f"/import/voorbeeld/{kind}.csv").answer.data.splitlines(keepends=True)
    for content in (heading, heading + b";;;\n"):
        assert "Onder de kolomnamen staat nog niets." in send(client, kind=kind, content=content).text
    assert batch_of(database) is None


def test_the_widest_file_of_ours_may_be_full(client, importer):
    client.sign_in_as(importer)
    kinds = ("werkgevers", "plekken", "kandidaten", "plaatsingen")
    widest = max(len(read_table(client.get(f"/import/voorbeeld/{kind}.csv").answer.data).headers) for kind in kinds)
    check_shape(MOST_ROWS + 1, widest)
    with pytest.raises(FileRefused, match="te veel cellen"):
        check_shape(MOST_ROWS + 1, 2 * widest)


def test_without_a_file_or_kind_the_form_says_so(client, importer):
    client.sign_in_as(importer)
    page = client.post("/import", {})
    assert page.status == 422
    assert "Kies een bestand." in page.text and "Kies wat er in het bestand staat." in page.text


def test_a_name_of_a_file_is_only_text(client, database, importer):
    client.sign_in_as(importer)
    page = send(client, ("Naam",), ("Firma",), name="../../<b>x</b>.csv")
    assert "<b>x" not in page.html
    assert "../../<b>x</b>.csv" in page.text


def test_another_organisation_does_not_know_that_the_file_exists(client, importer, stored):
    stranger = stored.user(Role.ACCOUNT_MANAGER)
    client.sign_in_as(importer)
    send(client, ("Voornaam", "Achternaam", "Gemeente"), ("Sam", "Geheim", "Enschede"), kind="kandidaten")
    client.sign_in_as(stranger).get("/import/I-0001", status=404)
    assert "I-0001" not in client.get("/import").html


@pytest.mark.parametrize("role", [Role.COACH, Role.ALDERMAN, Role.ADMINISTRATOR])
def test_others_do_not_import(client, importer, stored, role):
    client.sign_in_as(stored.user(role)).get("/import", status=403)


def test_candidates_go_to_the_chosen_job_coach(client, database, importer, stored):
    other = stored.user(Role.COACH, organisation=importer.organisation)
    client.sign_in_as(importer)
    rows = (("Voornaam", "Achternaam", "Postcode"), ("Sam", "Voorbeeld", "7511"))
    send(client, kind="kandidaten", content=to_xlsx(rows), name="kandidaten.xlsx", coach=other.email)
    client.post("/import/I-0001/opslaan")
    with database.session(at=NOW) as session:
        assert session.scalars(select(Candidate)).one().coach_id == other.id


def test_files_are_forgotten_after_a_day(client, database, importer):
    client.sign_in_as(importer)
    send(client, ("Naam",), ("Firma",))
    uploaded = batch_of(database).uploaded_at
    with database.transaction(at=uploaded + timedelta(hours=23)) as session:
        assert forget_files(session, on=MONDAY) == 0
    with database.transaction(at=uploaded + timedelta(hours=24)) as session:
        assert forget_files(session, on=MONDAY) == 1
    with database.session(at=NOW) as session:
        batch = session.scalars(select(ImportBatch)).one()
        assert (batch.state, batch.content, batch.preview) == (BatchState.DISCARDED, b"", [])
        assert session.scalar(select(func.count()).select_from(Employer)) == 0


def test_a_long_outcome_has_pages_and_keeps_choices_between_them(client, database, importer, stored):
    stored.employer("Naam Gelijk", search_name="naam gelijk")
    client.sign_in_as(importer)
    send(client, ("Naam",), *((f"Naam gelijk {'abcdefghijklmnopqrstuvwxyzabcdef'[n]}",) for n in range(30)))
    page = client.get("/import/I-0001?toon=twijfel")
    assert "1 tot en met 25 van 30" in page.text
    client.post("/import/I-0001/keuze", {"getoond": ["2"], "gekozen": ["2"]})
    client.post("/import/I-0001/keuze", {"getoond": ["30"], "gekozen": ["30"], "pagina": "2"})
    assert batch_of(database).chosen == [2, 30]
    client.post("/import/I-0001/keuze", {"getoond": ["2"], "gekozen": []})
    assert batch_of(database).chosen == [30]
