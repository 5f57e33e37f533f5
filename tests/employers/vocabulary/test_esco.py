"""ESCO occupations come in whole or not at all, and only widen what is suggested."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from employers.vocabulary.catalogue import occupations
from employers.vocabulary.esco.actions import take_release
from employers.vocabulary.esco.models import EscoLabel, EscoOccupation, EscoRelease
from employers.vocabulary.esco.queries import looks_like, told_before
from employers.vocabulary.esco.reading import read_esco
from tests.conftest import NOW
from tests.making import MAKER, MONDAY
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.tables import FileRefused
from werkbedrijf.imports.command import run_import

EXTRACT = Path(__file__).parents[4] / "shared" / "data" / "public" / "esco_beroepen_nl.csv"
ADDRESS = "http://data.europa.eu/esco/occupation"
# As ESCO publishes it: more columns, and other labels under each other in one cell.
PUBLISHED = f"""conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,code
Occupation,{ADDRESS}/een,9334,rekkenvuller,"schapbeheerder
winkelrekvuller",,released,9334.10
Occupation,{ADDRESS}/twee,0110,admiraal,vlootvoogd,,released,0110.9
"""


def run(database, tmp_path, text, *, commit=True):
    path = tmp_path / "occupations_nl.csv"
    path.write_text(text, encoding="utf-8")
    return run_import(database, Settings(data_dir=tmp_path), "esco", path, commit=commit, actor_email=None, at=NOW)


@pytest.fixture
def manager(stored):
    stored.region()
    stored.parameters()
    user = stored.user()
    stored.save()
    return user


def kept(database, kind):
    with database.reading(at=NOW) as session:
        return session.scalar(select(func.count()).select_from(kind))


def test_codes_stay_text_and_every_word_is_kept_once():
    file = read_esco(PUBLISHED.encode())

    assert [(one.code, one.isco) for one in file.facts] == [("9334.10", "9334"), ("0110.9", "0110")]
    assert file.facts[0].labels == ("rekkenvuller", "schapbeheerder", "winkelrekvuller")
    assert file.refused == ()


def test_a_zero_that_a_spreadsheet_dropped_comes_back():
    assert read_esco(PUBLISHED.replace(",0110,", ",110,").encode()).facts[1].isco == "0110"


def test_a_dry_run_counts_and_saves_nothing(database, tmp_path, manager):
    answer = run(database, tmp_path, PUBLISHED, commit=False)

    assert (answer["new"], answer["changed"], answer["refused"]) == (2, 0, [])
    assert "Europese Commissie" in answer["notice"]
    assert kept(database, EscoOccupation) == kept(database, EscoRelease) == 0


def test_a_release_takes_the_place_of_the_one_before_and_is_written_down(database, tmp_path, manager):
    run(database, tmp_path, PUBLISHED)
    answer = run(database, tmp_path, PUBLISHED.replace("vlootvoogd", "vlootbaas").replace("/een", "/drie"))

    assert (answer["new"], answer["changed"]) == (1, 1)
    assert (kept(database, EscoOccupation), kept(database, EscoLabel)) == (2, 5)
    with database.reading(at=NOW) as session:
        assert (
            session.scalars(select(AuditEntry.act).where(AuditEntry.act == "esco.imported")).all()
            == ["esco.imported"] * 2
        )


def test_one_wrong_row_saves_nothing(database, tmp_path, manager):
    wrong = PUBLISHED.replace(",9334,", ",zomaar,")

    assert [one["field"] for one in run(database, tmp_path, wrong, commit=False)["refused"]] == ["iscoGroup"]
    with pytest.raises(FileRefused, match="niets opgeslagen"):
        run(database, tmp_path, wrong)
    assert kept(database, EscoOccupation) == 0


@pytest.mark.parametrize("text", ["", "naam,kvk\nDe Zon,1", "conceptUri,iscoGroup,preferredLabel,altLabels\n"])
def test_another_file_is_refused_with_a_sentence(database, tmp_path, manager, text):
    with pytest.raises(FileRefused):
        run(database, tmp_path, text)


@pytest.mark.parametrize(
    "text", ["x" * 200_000 + "\n" + PUBLISHED, PUBLISHED + "http://data.europa.eu/" + "y" * 200_000]
)
def test_a_cell_without_end_is_refused_with_a_sentence(database, tmp_path, manager, text):
    with pytest.raises(FileRefused, match="geen goede CSV"):
        run(database, tmp_path, text)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\u202e"])
def test_a_sign_that_nobody_sees_is_told_with_its_row_and_column(database, tmp_path, manager, sign):
    wrong = PUBLISHED.replace("admiraal", f"admi{sign}raal", 1)
    assert wrong != PUBLISHED
    (told,) = run(database, tmp_path, wrong, commit=False)["refused"]
    assert (told["field"], told["reason"]) == ("preferredLabel", "Hier staat een onzichtbaar teken dat er niet hoort.")
    with pytest.raises(FileRefused, match="niets opgeslagen"):
        run(database, tmp_path, wrong)
    assert kept(database, EscoOccupation) == 0


def test_a_word_of_esco_leads_to_our_own_occupations_of_that_group(database, tmp_path, manager, client):
    address = "/plekken/beroepen?q=winkelrekvuller"
    before = client.sign_in_as(manager).get(address).answer.json

    run(database, tmp_path, PUBLISHED)
    after = client.get(address).answer.json

    assert "lijkt op: winkelrekvuller" not in [one["hint"] for one in before]
    told = {one["value"]: one["hint"] for one in after}
    assert {occupations()[code].isco for code, hint in told.items() if hint.startswith("lijkt op")} <= {"9334"}
    assert "vakkenvuller" in told


def test_without_esco_nothing_looks_like_anything(session):
    assert looks_like(session, "winkelrekvuller") == []


def test_on_each_kind_of_database_a_release_replaces_the_one_before(session, make):
    for text in (PUBLISHED, PUBLISHED.replace("winkelrekvuller", "schapvuller")):
        take_release(session, MAKER, read_esco(text.encode()), on=MONDAY)
        session.flush()

    assert looks_like(session, "winkelrekvuller") == []
    assert "vakkenvuller" in [one.occupation.code for one in looks_like(session, "schapvuller")]
    assert {label for _, _, labels, _ in told_before(session).values() for label in labels} == {
        "rekkenvuller",
        "schapbeheerder",
        "schapvuller",
        "admiraal",
        "vlootvoogd",
    }


def test_a_group_outside_our_vocabulary_suggests_nothing(database, tmp_path, manager):
    run(database, tmp_path, PUBLISHED)

    with database.reading(at=NOW) as session:
        assert looks_like(session, "vlootvoogd") == []


@pytest.mark.skipif(not EXTRACT.exists(), reason="het ESCO-bestand staat hier niet")
def test_the_published_extract_comes_in_whole(database, tmp_path, manager):
    answer = run(database, tmp_path, EXTRACT.read_text(encoding="utf-8"))

    assert (answer["new"], answer["refused"]) == (3039, [])
    assert kept(database, EscoLabel) > 20_000
    with database.reading(at=NOW) as session:
        assert looks_like(session, "afwashulp")
        assert session.scalars(select(EscoOccupation.isco).where(EscoOccupation.label == "admiraal")).one() == "0110"
