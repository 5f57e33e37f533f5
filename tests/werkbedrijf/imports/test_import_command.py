"""``werkbedrijf import``: a dry run first, and only --commit saves."""

import importlib.util
import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from employers.models import Employer
from tests.conftest import NOW
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.tables import FileRefused, to_csv
from werkbedrijf.imports.command import run_import
from werkbedrijf.imports.errors import NoImporter
from werkbedrijf.imports.models import ImportBatch


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "werkgevers.csv"
    path.write_bytes(to_csv([("Naam", "KvK-nummer"), ("Firma", "12345678"), ("Fout", "1"), ("Firma", "")]))
    return path


@pytest.fixture
def run(database, tmp_path, stored):
    user = stored.user(Role.ACCOUNT_MANAGER)
    stored.save()

    def run(kind, path, **more):
        options = {"commit": False, "actor_email": user.email, "at": NOW} | more
        return run_import(database, Settings(data_dir=tmp_path), kind, path, **options)

    return run


def count(database, kind):
    with database.session(at=NOW) as session:
        return session.scalar(select(func.count()).select_from(kind))


@pytest.mark.parametrize("kind", ["employers", "werkgevers", "Employers"])
def test_a_dry_run_counts_and_changes_nothing(run, database, file, kind):
    answer = run(kind, file)
    assert {name: answer[name] for name in ("new", "changed", "doubtful")} == {"new": 1, "changed": 0, "doubtful": 1}
    assert [(one["record"], one["field"]) for one in answer["refused"]] == [(3, "KvK-nummer")]
    assert json.loads(json.dumps(answer)) == answer
    assert count(database, Employer) == count(database, ImportBatch) == 0


def test_commit_saves_what_is_new_and_leaves_what_is_doubtful(run, database, file):
    assert run("employers", file, commit=True)["new"] == 1
    assert run("employers", file)["new"] == 0
    assert count(database, Employer) == 1


def test_with_doubtful_saves_those_too(run, database, file):
    run("employers", file, commit=True, with_doubtful=True)
    assert count(database, Employer) == 2


def test_without_a_name_the_first_account_manager_imports(run, file):
    assert run("employers", file, actor_email=None)["new"] == 1


def test_somebody_who_is_no_account_manager_does_not_import(run, file, stored):
    coach = stored.user(Role.COACH)
    stored.save()
    for email in (coach.email, "niemand@voorbeeld.example"):
        with pytest.raises(NoImporter, match="--as"):
            run("employers", file, actor_email=email)


def test_what_cannot_be_read_is_a_sentence(run, tmp_path, file):
    with pytest.raises(FileRefused, match="niet te lezen"):
        run("employers", tmp_path / "er-is-niets.csv")
    with pytest.raises(DomainError, match="Kies uit"):
        run("recepten", file)
    large = tmp_path / "groot.csv"
    with large.open("wb") as out:
        out.truncate(100 * 1024 * 1024)
    with pytest.raises(FileRefused, match="te groot: 100 MB"):
        run("employers", large)


def test_no_hostile_file_gets_anything_in(run, database, tmp_path):
    path = Path(__file__).parents[1] / "foundation" / "hostile.py"
    spec = importlib.util.spec_from_file_location("hostile_files", path)
    hostile = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hostile)
    file = tmp_path / "werkgevers.xlsx"
    for name, content, words in hostile.crafted():
        file.write_bytes(content)
        with pytest.raises(FileRefused) as refused:
            run("employers", file, commit=True, with_doubtful=True)
        assert words in refused.value.sentence, name
    assert count(database, Employer) == count(database, ImportBatch) == 0
    file.write_bytes(hostile.workbook())
    assert run("employers", file, commit=True)["new"] == 1
