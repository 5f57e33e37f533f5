"""The shipped files: whole, understood by the programs they are for, and safe in what they say."""

import re
import shutil
import subprocess
from datetime import timedelta

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.conftest import NOW
from werkbedrijf import cli
from werkbedrijf.operating.writing import BLANK, SHIPPED, write

WORDS = {
    "NAME": "dienst.example",
    "USER": "werkbedrijf",
    "WORKERS": "4",
    "PORT": "8000",
    "HTTP": "18080",
    "HTTPS": "18443",
    "STATIC": "/usr/share/werkbedrijf/static",
    "PACKAGE": "/usr/share/werkbedrijf",
    "PROGRAM": "/usr/bin/true",
}


def certificate(folder):
    """A certificate that nobody trusts, for the test alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "dienst.example")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=4000))
        .not_valid_after(NOW + timedelta(days=4000))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("dienst.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def site(folder, **words):
    """The shipped files in a folder, with a whole nginx.conf around them."""
    certificate(folder)
    paths = {"HERE": str(folder), "CERTIFICATE": f"{folder}/cert.pem", "CERTIFICATE_KEY": f"{folder}/key.pem"}
    write(folder, WORDS | paths | words)
    (folder / "nginx.conf").write_text(
        (folder / "nginx.conf")
        .read_text()
        .replace("/var/log/nginx/", f"{folder}/")
        .replace("listen [::]", "#listen [::]")
    )
    (folder / "whole.conf").write_text(
        f"pid {folder}/pid; error_log {folder}/error.log; events {{ worker_connections 2048; }} http {{ "
        + "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        # As a distribution ships it: with kinds of files, and with compression on for whoever does not say otherwise.
        + "gzip on; types { text/css css; text/javascript js; image/svg+xml svg; image/png png; }"
        + f" include {folder}/nginx.conf; }}"
    )
    return folder / "whole.conf"


def test_every_blank_is_filled_in(tmp_path):
    answer = CliRunner().invoke(cli.werkbedrijf, ["operate", "--write", str(tmp_path), "--name", "dienst.example"])

    assert answer.exit_code == 0, answer.output
    assert [name for name in SHIPPED if BLANK.search((tmp_path / name).read_text())] == []


@pytest.mark.parametrize(("https", "address"), [("443", "dienst.example"), ("8443", "dienst.example:8443")])
def test_the_address_in_mails_and_behind_http_is_where_the_site_listens(tmp_path, https, address):
    words = ["operate", "--write", str(tmp_path), "--name", "dienst.example", "--https", https]
    CliRunner().invoke(cli.werkbedrijf, words)

    assert f"WERKBEDRIJF_BASE_URL=https://{address}\n" in (tmp_path / "environment").read_text()
    assert f"return 308 https://{address}$request_uri;" in (tmp_path / "nginx.conf").read_text()


def test_a_name_that_would_mean_something_else_is_refused(tmp_path):
    answer = CliRunner().invoke(cli.werkbedrijf, ["operate", "--write", str(tmp_path), "--name", "x; return 200"])

    assert answer.exit_code == cli.EXIT_SETUP
    assert "name mag alleen" in answer.stderr


def test_nginx_understands_the_site(tmp_path):
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not nginx:
        pytest.skip("nginx staat hier niet")
    answer = subprocess.run([nginx, "-t", "-c", str(site(tmp_path))], capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stderr
    assert "warn" not in answer.stderr


def test_the_site_keeps_to_the_guideline_for_tls(tmp_path):
    text = site(tmp_path).with_name("nginx.conf").read_text()

    assert re.search(r"ssl_protocols TLSv1\.2 TLSv1\.3;", text)
    assert all(word in text for word in ("ssl_early_data off;", "gzip off;", "ssl_session_tickets off;"))
    suites = re.search(r"ssl_ciphers (\S+);", text)[1].split(":")
    assert all(suite.startswith("ECDHE-") and ("GCM" in suite or "CHACHA20" in suite) for suite in suites)


def test_the_site_logs_no_address_and_no_question(tmp_path):
    text = site(tmp_path).with_name("nginx.conf").read_text()
    logged = re.search(r"log_format.*?;", text, re.DOTALL)[0]

    assert not re.search(r"\$(request\b(?!_)|request_uri|uri|args|query|remote_|http_|cookie)", logged)


@pytest.mark.parametrize("unit", ["werkbedrijf.service", "werkbedrijf-backup.service", "werkbedrijf-backup.timer"])
def test_systemd_understands_the_units(tmp_path, unit):
    analyze = shutil.which("systemd-analyze")
    if not analyze:
        pytest.skip("systemd-analyze staat hier niet")
    write(tmp_path, WORDS | {"USER": "root"})
    answer = subprocess.run(
        [analyze, "verify", "--man=no", str(tmp_path / unit)], capture_output=True, text=True, check=False
    )
    ours = [line for line in answer.stderr.splitlines() if str(tmp_path) in line or unit in line]
    assert [line for line in ours if "is not executable" not in line] == []


@pytest.mark.parametrize("unit", ["werkbedrijf.service", "werkbedrijf-backup.service"])
def test_the_service_may_write_where_its_settings_say(tmp_path, unit):
    write(tmp_path, WORDS)
    settings = re.findall(
        r"^#?WERKBEDRIJF_(?:DATA_DIR|KEYS|BACKUP_DIR)=(\S+)", (tmp_path / "environment").read_text(), re.MULTILINE
    )
    text = (tmp_path / unit).read_text()
    open_to_it = re.findall(r"-(/\S+)", re.search(r"^ReadWritePaths=(.*)$", text, re.MULTILINE)[1])
    made = re.findall(r"^ExecStartPre=\+/usr/bin/install -d .*?-o werkbedrijf .*$", text, re.MULTILINE)

    # systemd makes the state folder, for its user; of the others it makes none, and everything else is read-only.
    assert {"/var/lib/werkbedrijf", *open_to_it} == set(settings)
    assert "StateDirectory=werkbedrijf\n" in text
    assert "/var/backups/werkbedrijf" in " ".join(made)
    assert unit != "werkbedrijf.service" or "/etc/werkbedrijf/sleutels" in " ".join(made)


def test_the_units_are_closed_up(tmp_path):
    write(tmp_path, WORDS)
    for unit in ("werkbedrijf.service", "werkbedrijf-backup.service"):
        text = (tmp_path / unit).read_text()
        assert all(f"{word}\n" in text for word in ("NoNewPrivileges=yes", "ProtectSystem=strict", "LimitCORE=0"))
        assert "MemoryDenyWriteExecute=yes" not in text, "the arithmetic is compiled while it runs"
