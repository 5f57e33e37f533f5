"""What an operator asks of the national exchange, and what comes back."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from employers.contacts.actions import log_contact
from employers.facts import MomentFacts
from tests.conftest import NOW
from tests.making import MONDAY, Make
from werkbedrijf import cli
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.migrations import upgrade


@pytest.fixture
def type_(tmp_path):
    return lambda *words: CliRunner().invoke(cli.werkbedrijf, ["vum", *words])


@pytest.fixture
def database(tmp_path):
    database = Database(Settings(data_dir=tmp_path).prepare().database)
    upgrade(database)
    session = database.session(at=NOW, write=True)
    make = Make(session)
    make.parameters()
    employer = make.employer("De Zon", kvk="01234567")
    told = MomentFacts("Verhaal", spoke_with="Kim Geheim", subject_code=2, shared=False)
    log_contact(session, make.actor(), employer, told, on=MONDAY)
    session.commit()
    session.close()
    yield database
    database.close()


def test_an_answer_is_asked_written_down_and_read_back(type_, database, tmp_path):
    answer = type_("contactmoments", "--kvk", "01234567", "--json", "--data-dir", str(tmp_path))
    assert answer.exit_code == 0, answer.output
    assert "Kim Geheim" not in answer.output
    assert json.loads(answer.output)["matches"][0]["codeOnderwerp"] == 2
    with database.reading(at=NOW) as session:
        lines = session.scalars(select(AuditEntry).where(AuditEntry.act == "vum.contacts_taken")).all()
        assert [line.subject_reference for line in lines] == ["KvK 01234567"]

    file = tmp_path / "antwoord.json"
    file.write_text(answer.output, encoding="utf-8")
    read = type_("read", str(file))
    assert (read.exit_code, f"{MONDAY}  onderwerp 2  soort" in read.output) == (0, True)
    assert json.loads(type_("read", str(file), "--json").output) == json.loads(answer.output)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"matches": []}', "[" * 100_000])
def test_a_file_that_does_not_fit_is_a_sentence(type_, tmp_path, text):
    file = tmp_path / "antwoord.json"
    file.write_text(text, encoding="utf-8")
    answer = type_("read", str(file))
    assert (answer.exit_code, "Traceback" in answer.output) == (cli.EXIT_REFUSED, False)
    assert "geen VUM 3.1-bericht" in answer.stderr


def test_a_number_that_is_no_kvk_is_refused(type_, database, tmp_path):
    answer = type_("contactmoments", "--kvk", "123", "--data-dir", str(tmp_path))
    assert (answer.exit_code, "acht cijfers" in answer.stderr) == (cli.EXIT_REFUSED, True)
