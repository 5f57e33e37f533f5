"""The key ring: made once, outside the data, readable by the owner alone, and silent about values."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner
from pyrage import decrypt, encrypt, x25519

from werkbedrijf.cli import werkbedrijf
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.keys.ring import KeyLost, KeyRing, Kind, beside
from werkbedrijf.foundation.settings import Settings


@pytest.fixture
def ring(tmp_path):
    return KeyRing(tmp_path / "sleutels")


def test_many_processes_that_start_together_share_the_first_key(tmp_path):
    rings = [KeyRing(tmp_path / "sleutels") for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda one: one.current(Kind.REGION), rings))

    assert len({key.kid for key in found}) == len({key.secret for key in found}) == 1
    assert len(found[0].secret) == 32


def test_only_the_owner_may_read(ring):
    ring.make()

    assert stat.S_IMODE(ring.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in ring.files()} == {0o400}
    assert not list(ring.folder.glob(".nieuw-*"))


def test_a_new_key_is_current_and_the_old_one_stays(ring):
    first = ring.current(Kind.PEPPER)
    second = ring.new(Kind.PEPPER)

    assert ring.current(Kind.PEPPER) == second != first
    assert ring.get(first.kid) == first
    assert (first.number, second.number) == (1, 2)


def test_another_process_sees_a_new_key(ring):
    other = KeyRing(ring.folder)
    assert other.current(Kind.PEPPER).number == 1
    made = ring.new(Kind.PEPPER)

    assert other.current(Kind.PEPPER) == made
    assert other.get(made.kid).secret == made.secret


def test_a_lost_key_is_a_sentence_with_a_way_out(ring):
    with pytest.raises(KeyLost, match="WERKBEDRIJF_KEYS"):
        ring.get("regio-1-00000000")


def test_a_broken_key_file_is_never_replaced(ring):
    ring.make()
    path = ring.folder / "peper-1.sleutel"
    path.chmod(0o600)
    path.write_text("{", encoding="ascii")

    with pytest.raises(SetupError, match="peper-1"):
        KeyRing(ring.folder).current(Kind.PEPPER)
    assert path.read_text(encoding="ascii") == "{"


def test_the_audit_key_is_found_by_its_id(ring):
    first = ring.audit_key()
    second = ring.new(Kind.AUDIT)

    assert ring.audit_key() == second
    assert ring.audit_key(first.kid) == first


def test_backups_are_locked_for_a_key_that_may_be_elsewhere(ring):
    recipient, identity = ring.backup_recipient(), ring.backup_identity()
    locked = encrypt(b"alles", [x25519.Recipient.from_str(recipient)])

    assert decrypt(locked, [x25519.Identity.from_str(identity)]) == b"alles"
    (ring.folder / "reserve-1.sleutel").unlink()
    assert ring.backup_recipient() == recipient
    with pytest.raises(KeyLost):
        ring.backup_identity()


def test_a_second_backup_key_takes_over(ring):
    first = ring.backup_recipient()
    ring.new(Kind.BACKUP)

    assert ring.backup_recipient() != first
    assert str(x25519.Identity.from_str(ring.backup_identity()).to_public()) == ring.backup_recipient()


def test_no_value_is_shown(ring):
    key = ring.current(Kind.REGION)

    assert repr(key.secret)[2:-1] not in repr(key) and "secret" not in repr(key)


def test_the_folder_is_beside_the_data_and_may_be_set(tmp_path, monkeypatch):
    monkeypatch.delenv("WERKBEDRIJF_KEYS")
    assert Settings(data_dir=tmp_path / "data").keys_folder == beside(tmp_path / "data") == tmp_path / "data-sleutels"
    monkeypatch.setenv("WERKBEDRIJF_KEYS", str(tmp_path / "elders"))
    assert Settings(data_dir=tmp_path / "data").keys_folder == tmp_path / "elders"


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "bestand").write_text("")

    with pytest.raises(SetupError, match="WERKBEDRIJF_KEYS"):
        KeyRing(tmp_path / "bestand" / "sleutels").make()


def test_the_commands_tell_ids_and_dates_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("WERKBEDRIJF_KEYS", str(tmp_path / "sleutels"))
    run, data = CliRunner(), ["--data-dir", str(tmp_path / "data")]
    made = json.loads(run.invoke(werkbedrijf, ["keys", "new", "--kind", "peper", "--json", *data]).output)
    told = run.invoke(werkbedrijf, ["keys", "show", "--json", *data])
    plain = run.invoke(werkbedrijf, ["keys", "show", *data]).output

    listed = json.loads(told.output)["keys"]
    assert [one["kind"] for one in listed] == ["regio", "peper", "peper", "audit", "reserve"]
    assert made in listed and made["kid"] in plain
    ring = KeyRing(tmp_path / "sleutels")
    written = [json.loads(path.read_text())["secret"] for path in ring.files() if path.suffix == ".sleutel"]
    assert not [secret for secret in written if secret in told.output or secret in plain]
