"""A box that was locked for us by somebody else: nothing of it lands elsewhere."""

import io
import tarfile

import pyrage
import pytest

from tests.werkbedrijf.safekeeping.conftest import IDENTITY
from werkbedrijf.safekeeping.errors import BackupRefused
from werkbedrijf.safekeeping.sealing import seal, unseal


def boxed(tmp_path, member, content=b"weg"):
    member.size = len(content) if member.isfile() else 0
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w:gz") as tar:
        tar.addfile(member, io.BytesIO(content))
    (tmp_path / "doos").write_bytes(pyrage.encrypt(plain.getvalue(), [IDENTITY.to_public()]))
    return tmp_path / "doos"


def named(name, kind=tarfile.REGTYPE, goal=""):
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, goal
    return member


@pytest.mark.parametrize(
    "member",
    [
        named("../buiten"),
        named("map/../../buiten"),
        named("binnen", tarfile.SYMTYPE, "../buiten"),
        named("binnen", tarfile.LNKTYPE, "../buiten"),
        named("binnen", tarfile.FIFOTYPE),
    ],
    ids=["above", "around", "symbolic", "hard", "pipe"],
)
def test_what_could_land_elsewhere_is_refused(tmp_path, member):
    with pytest.raises(BackupRefused, match="geen back-up"):
        unseal(boxed(tmp_path, member), tmp_path / "uit", str(IDENTITY))

    assert sorted(path.name for path in tmp_path.iterdir()) == ["doos", "uit"]
    assert list((tmp_path / "uit").iterdir()) == []


def test_an_absolute_name_is_refused(tmp_path):
    goal = tmp_path / "elders"
    with pytest.raises(BackupRefused):
        unseal(boxed(tmp_path, named(str(goal))), tmp_path / "uit", str(IDENTITY))

    assert not goal.exists()


def test_folders_and_files_come_back_as_they_were(tmp_path):
    content, place = tmp_path / "in", tmp_path / "werk"
    (content / "a" / "b").mkdir(parents=True)
    place.mkdir()
    (content / "een").write_bytes(b"1")
    (content / "a" / "b" / "twee").write_bytes(b"22")
    seal(content, tmp_path / "doos", [str(IDENTITY.to_public())], workplace=place)
    unseal(tmp_path / "doos", tmp_path / "uit", str(IDENTITY))

    assert {
        path.relative_to(tmp_path / "uit").as_posix(): path.read_bytes()
        for path in (tmp_path / "uit").rglob("*")
        if path.is_file()
    } == {
        "een": b"1",
        "a/b/twee": b"22",
    }
