"""The file of a copy is made anew, is for its owner alone, and replaces nothing."""

import stat

import pytest

from werkbedrijf.foundation.errors import NotFound, SetupError
from werkbedrijf.personal import _write_private

COPY = b"alles over iemand"


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_can_be_read_by_its_owner_alone(tmp_path):
    _write_private(tmp_path / "kopie.zip", COPY)
    assert ((tmp_path / "kopie.zip").read_bytes(), mode(tmp_path / "kopie.zip")) == (COPY, 0o600)


def test_a_name_that_was_open_to_others_is_so_no_longer(tmp_path):
    held = tmp_path / "kopie.zip"
    held.touch()
    held.chmod(0o644)
    _write_private(held, COPY)
    assert (held.read_bytes(), mode(held)) == (COPY, 0o600)


def test_what_is_there_already_is_not_replaced(tmp_path):
    held = tmp_path / "kopie.zip"
    held.write_bytes(b"van een ander, en langer dan de kopie zelf")
    with pytest.raises(SetupError, match=r"bestaat al\. Er is niets gemaakt en niets vervangen"):
        _write_private(held, COPY)
    assert held.read_bytes().startswith(b"van een ander")


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(NotFound, match="kan niet worden geschreven"):
        _write_private(tmp_path / "weg" / "kopie.zip", COPY)
