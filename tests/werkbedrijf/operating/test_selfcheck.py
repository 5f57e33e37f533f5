"""What keeps the service closed, and what only asks for a look."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from click.testing import CliRunner
from joserfc.jwk import ECKey
from sqlalchemy import text

from tests.conftest import NOW
from tests.making import Make
from werkbedrijf import cli, serving
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.keys.ring import Kind, ring_at
from werkbedrijf.foundation.region import Region
from werkbedrijf.foundation.sign_in_services import SignInService
from werkbedrijf.operating.selfcheck import Level, check, data, files, is_unsafe
from werkbedrijf.operating.selfcheck.schema import rules_of_sqlite, wanted
from werkbedrijf.watching.shared import SHARED


def found(settings, database, *, at=NOW, processes=3):
    return {finding.code: finding.level for finding in check(settings, database, at=at, processes=processes)}


def test_a_proper_installation_has_nothing_to_say(settings, database):
    assert found(settings, database) == {}


def test_on_postgresql_too(settings, postgresql):
    at = postgresql.engine.connect().scalar(text("SELECT clock_timestamp()"))
    assert found(settings, postgresql, at=at) == {}


@pytest.mark.parametrize(
    ("changed", "code", "level"),
    [
        ({"secret_key": "kort"}, "geheim_zwak", Level.UNSAFE),
        ({"secret_key": "a" * 64}, "geheim_zwak", Level.UNSAFE),
        ({"secret_key": "changeme-changeme-changeme-123"}, "geheim_zwak", Level.UNSAFE),
        ({"base_url": "https://dienst.example"}, "cookies_onveilig", Level.UNSAFE),
        ({"base_url": "https://dienst.example", "secure_cookies": True}, "proxy_niet_genoemd", Level.NOTICE),
        ({"base_url": "http://dienst.example"}, "adres_zonder_https", Level.NOTICE),
        ({"password_cost": "test"}, "wachtwoorden_zwak_bewaard", Level.NOTICE),
        (
            {"password_cost": "test", "base_url": "https://dienst.example"},
            "wachtwoorden_zwak_bewaard",
            Level.UNSAFE,
        ),
        ({"mail_url": ""}, "post_niet_ingesteld", Level.NOTICE),
    ],
)
def test_a_setting_that_is_not_right_is_named(settings, database, changed, code, level):
    assert found(settings.model_copy(update=changed), database)[code] is level


@pytest.mark.parametrize(
    ("changed", "code", "level"),
    [
        ({"issuer": "http://inlog.example"}, "inlogdienst_zonder_https", Level.UNSAFE),
        ({"issuer": "http://127.0.0.1:9000"}, "inlogdienst_zonder_https", Level.NOTICE),
        ({"issuer": "HTTPS://inlog.example"}, None, None),
        ({"issuer": "https://"}, "inlogdienst_adres", Level.UNSAFE),
        ({"issuer": "https:///alleen-een-pad"}, "inlogdienst_adres", Level.UNSAFE),
        ({"issuer": "https://inlog.example:99999"}, "inlogdienst_adres", Level.UNSAFE),
        ({"client_secret": ""}, "inlogdienst_onvolledig", Level.UNSAFE),
        ({"client_id": ""}, "inlogdienst_onvolledig", Level.UNSAFE),
        ({"issuer": ""}, "inlogdienst_onvolledig", Level.UNSAFE),
        ({}, None, None),
    ],
)
def test_a_sign_in_service_that_is_not_configured_right_is_named(settings, database, changed, code, level):
    service = SignInService(**{"issuer": "https://inlog.example", "client_id": "x", "client_secret": "y", **changed})
    told = found(settings.model_copy(update={"oidc": {"entra": service}}), database)
    assert told == ({code: level} if code else {})


@pytest.mark.parametrize(
    ("where", "held"),
    [
        ("client_secret_file", "y"),
        ("client_key_file", ECKey.generate_key("P-256").as_pem(private=True).decode()),
    ],
)
def test_a_secret_in_a_file_is_for_its_owner_alone(settings, database, tmp_path, where, held):
    path = tmp_path / "geheim"
    path.write_text(held, encoding="utf-8")
    path.chmod(0o644)
    service = SignInService(issuer="https://inlog.example", client_id="x", **{where: path})
    configured = settings.model_copy(update={"oidc": {"entra": service}})
    assert found(configured, database) == {"inlogdienst_geheim_leesbaar": Level.UNSAFE}
    path.chmod(0o600)
    assert found(configured, database) == {}
    path.unlink()
    assert found(configured, database) == {"inlogdienst_onvolledig": Level.NOTICE}


def test_a_key_that_cannot_be_used_is_named(settings, database, tmp_path):
    path = tmp_path / "sleutel"
    path.write_text("geen sleutel", encoding="utf-8")
    path.chmod(0o600)
    service = SignInService(issuer="https://inlog.example", client_id="x", client_key_file=path)
    told = found(settings.model_copy(update={"oidc": {"entra": service}}), database)
    assert told == {"inlogdienst_sleutel": Level.NOTICE}


@pytest.mark.parametrize("held", [None, "", "geen certificaat"])
def test_a_file_of_who_vouches_for_a_service_holds_certificates(settings, database, tmp_path, held):
    path = tmp_path / "autoriteit.pem"
    if held is not None:
        path.write_text(held, encoding="utf-8")
    service = SignInService(issuer="https://inlog.example", client_id="x", client_secret="y", ca_file=path)
    told = found(settings.model_copy(update={"oidc": {"entra": service}}), database)
    assert told == {"inlogdienst_certificaten": Level.NOTICE}


def test_a_name_that_no_address_can_hold_is_named(settings, database):
    service = SignInService(issuer="https://inlog.example", client_id="x", client_secret="y")
    configured = settings.model_copy(update={"oidc": {"de gemeente": service}})
    assert found(configured, database) == {"inlogdienst_naam": Level.UNSAFE}


def test_looking_for_mistakes_in_the_open_keeps_it_closed(settings, database, monkeypatch):
    monkeypatch.setenv("FLASK_DEBUG", "1")
    assert found(settings, database)["foutzoekstand"] is Level.UNSAFE


def test_a_file_that_everybody_may_read_keeps_it_closed(settings, database, tmp_path):
    (tmp_path / "own.db").chmod(0o644)
    assert found(settings, database)["bestand_voor_iedereen"] is Level.UNSAFE


def test_a_key_that_once_came_along_with_the_code_keeps_it_closed(settings, database, tmp_path, monkeypatch):
    ring = ring_at(tmp_path / "ring")
    ring.make()
    here = Database(database.url, keys=ring)
    assert "sleutel_bekend" not in found(settings, here)
    monkeypatch.setattr(files, "KNOWN_TO_ALL", {ring.current(Kind.PEPPER).kid})
    assert found(settings, here)["sleutel_bekend"] is Level.UNSAFE
    here.close()


def test_a_key_that_opens_backups_belongs_elsewhere(settings, database, tmp_path):
    ring = ring_at(tmp_path / "ring")
    ring.make()
    here = Database(database.url, keys=ring)
    without = settings.model_copy(update={"backup_recipient": ""})
    assert found(without, here) == {"reserve_op_deze_machine": Level.NOTICE}
    for kept in (tmp_path / "ring").glob("reserve-*"):
        if "age1" not in kept.read_text():
            kept.unlink()
    assert found(without, here) == {}
    here.close()


def test_an_old_engine_serves_one_process_alone(settings, database, monkeypatch):
    monkeypatch.setattr(data, "SOUND_SQLITE", (99, 0, 0))
    assert found(settings, database)["sqlite_te_oud"] is Level.UNSAFE
    assert "sqlite_te_oud" not in found(settings, database, processes=1)


def test_a_session_key_beside_the_database_asks_for_a_look(settings, database, tmp_path):
    here = settings.model_copy(update={"data_dir": tmp_path, "secret_key": ""}).prepare()
    assert found(here, database)["sessiesleutel_bij_database"] is Level.NOTICE


def test_a_rule_that_is_gone_is_named(settings, database):
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_audit_entry_subject")
    findings = check(settings, database, at=NOW, processes=3)
    assert [(f.code, "ix_audit_entry_subject" in f.what) for f in findings] == [("regel_ontbreekt", True)]


def test_the_rules_looked_for_are_those_of_a_new_database(database):
    # The last is of the steps themselves, and holds one line.
    assert rules_of_sqlite(database) - {"alembic_version_pkc"} == wanted()


def test_every_table_of_a_new_database_is_known_without_the_pages(database):
    told = subprocess.run(
        [sys.executable, "-c", "from werkbedrijf.rooms import METADATA; print(*METADATA.tables)"],
        capture_output=True,
        text=True,
        check=True,
    )
    with database.engine.connect() as connection:
        made = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")))

    assert made - {"alembic_version", "sqlite_sequence"} == set(told.stdout.split())


def test_a_rule_that_is_gone_from_postgresql_is_named(settings, postgresql):
    with postgresql.engine.connect() as connection:
        outer = connection.begin()
        connection.execute(text("ALTER TABLE region DROP CONSTRAINT ck_region_only_one_region"))
        outer.commit()
    try:
        assert found(settings, postgresql)["regel_ontbreekt"] is Level.UNSAFE
    finally:
        with postgresql.engine.begin() as connection:
            connection.execute(text("ALTER TABLE region ADD CONSTRAINT ck_region_only_one_region CHECK (id = 1)"))


def test_a_server_that_does_not_wait_for_its_disk_keeps_it_closed(settings, postgresql):
    with postgresql.engine.begin() as connection:
        name = connection.engine.url.database
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    postgresql.close()
    try:
        assert found(settings, postgresql)["schrijven_niet_zeker"] is Level.UNSAFE
    finally:
        with postgresql.engine.begin() as connection:
            connection.execute(text(f"ALTER DATABASE {name} RESET synchronous_commit"))
        postgresql.close()


def test_an_older_database_is_brought_up_to_date_first(settings, tmp_path):
    assert found(settings, Database(f"sqlite:///{tmp_path / 'leeg.db'}"))["database_niet_bij"] is Level.UNSAFE


def test_sign_ins_of_the_demo_belong_in_a_demo(settings, database, stored):
    stored.region(is_demo=False)
    stored.user(email="jobcoach@demo.werkbedrijf.example")
    stored.save()
    assert found(settings, database)["demo_aanmeldingen"] is Level.UNSAFE


def test_a_clock_behind_the_trail_asks_for_a_look(settings, database):
    with database.transaction(at=NOW) as session:
        region = Region(id=1, code="AR01", name="Twente", is_demo=False, started_on=NOW.date())
        session.add(region)
        record(session, TIMETABLE, "region.made", region)

    assert "klok_wijkt_af" not in found(settings, database)
    assert found(settings, database, at=NOW - timedelta(hours=1))["klok_wijkt_af"] is Level.NOTICE


def test_only_what_is_unsafe_keeps_it_closed(settings, database):
    weak = settings.model_copy(update={"mail_url": ""})
    assert not is_unsafe(check(weak, database, at=NOW, processes=3))


def test_the_command_says_it_to_people_and_to_programs(tmp_path, monkeypatch):
    def type_(*words):
        return CliRunner().invoke(cli.werkbedrijf, [*words, "--data-dir", str(tmp_path)])

    type_("migrate")
    (tmp_path / "werkbedrijf.db").chmod(0o644)
    answer = type_("selfcheck", "--json")
    assert answer.exit_code == cli.EXIT_SETUP
    told = json.loads(answer.stdout)
    assert (told["safe"], told["findings"][0]["code"]) == (False, "bestand_voor_iedereen")
    # What the command sets for its worker processes does not stay for the tests after this one.
    monkeypatch.setenv(SHARED, "")
    refused = type_("serve", "--workers", "2", "--port", "0")
    assert refused.exit_code == cli.EXIT_SETUP
    assert "ONVEILIG (bestand_voor_iedereen)" in refused.stderr
    assert "De dienst start niet." in refused.stderr
    monkeypatch.setattr(serving, "serve", lambda *_, **__: None)
    tried = type_("serve", "--port", "0")
    assert (tried.exit_code, "ONVEILIG (bestand_voor_iedereen)" in tried.stderr) == (0, True)
    assert "Let op" not in tried.stderr


def test_a_processing_log_that_is_gone_keeps_it_closed_until_somebody_says_so(settings, database):
    with database.session(at=NOW) as session:
        Make(session).candidate()
        session.commit()
    log = database.logs.file
    with_log = found(settings, database)
    database.logs.close()
    log.unlink()

    assert with_log.get("verwerkingen_ontbreken") is None
    assert found(settings, database)["verwerkingen_ontbreken"] is Level.UNSAFE
    assert not log.exists()
    log.touch(mode=0o600)
    assert "verwerkingen_ontbreken" not in found(settings, database)
