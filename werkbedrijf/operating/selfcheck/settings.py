"""What the settings say, looked at before anything opens."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.sign_in_services import NAME, SignInService
from werkbedrijf.operating.selfcheck.findings import Finding, notice, unsafe
from werkbedrijf.operating.selfcheck.usable import usable_findings

# 128 bits as base64 is 22 characters; fewer can be guessed, however they were made.
SHORTEST_KEY = 22
# So few different characters were typed, not drawn.
FEWEST_DIFFERENT = 8
KNOWN_KEYS = (
    "secret",
    "geheim",
    "changeme",
    "change-me",
    "wijzigmij",
    "default",
    "development",
    "password",
    "only for",
)
TRUE = frozenset({"1", "true", "yes", "on", "t", "y"})


def setting_findings(settings: Settings, *, is_demo: bool) -> Iterator[Finding]:
    """What is unsafe or unwise in the settings of this run."""
    yield from _debugging()
    yield from _secret(settings)
    yield from _address(settings, is_demo=is_demo)
    yield from _passwords(settings)
    yield from _sign_in_services(settings)
    yield from usable_findings(settings)
    if not settings.mail_url and not is_demo:
        yield notice(
            "post_niet_ingesteld",
            "Er is geen mailserver ingesteld.",
            "Uitnodigingen en herinneringen komen in een map en bij niemand aan.",
            "Zet WERKBEDRIJF_MAIL_URL.",
        )


def _debugging() -> Iterator[Finding]:
    switched = [name for name in ("FLASK_DEBUG", "WERKBEDRIJF_DEBUG") if os.environ.get(name, "").lower() in TRUE]
    if os.environ.get("FLASK_ENV", "").lower() == "development":
        switched.append("FLASK_ENV")
    if sys.flags.dev_mode:
        switched.append("PYTHONDEVMODE")
    if switched:
        yield unsafe(
            "foutzoekstand",
            f"De foutzoekstand staat aan ({', '.join(switched)}).",
            "Wie een fout ziet, ziet dan ook gegevens en programmacode.",
            "Haal die instelling weg.",
        )


def _secret(settings: Settings) -> Iterator[Finding]:
    key = settings.secret_key
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_DIFFERENT or key.lower().startswith(KNOWN_KEYS):
        yield unsafe(
            "geheim_zwak",
            "De sleutel voor sessies en links is te kort of te raden.",
            "Wie hem raadt, meldt zich aan als een ander.",
            "Laat WERKBEDRIJF_SECRET_KEY weg, of zet hem op 64 tekens uit: "
            'python3 -c "import secrets; print(secrets.token_hex(32))"',
        )


def _address(settings: Settings, *, is_demo: bool) -> Iterator[Finding]:
    address = urlsplit(settings.base_url)
    local = (address.hostname or "") in {"127.0.0.1", "::1", "localhost"}
    if address.scheme == "https":
        if not settings.secure_cookies:
            yield unsafe(
                "cookies_onveilig",
                "Het adres is https, maar cookies gaan ook over een onversleutelde verbinding.",
                "Wie meeluistert, neemt dan een sessie over.",
                "Zet WERKBEDRIJF_SECURE_COOKIES=true.",
            )
        if not settings.trusted_proxy:
            yield notice(
                "proxy_niet_genoemd",
                "Het adres is https, maar er is geen webserver ervoor genoemd.",
                "Alle bezoekers lijken dan één adres te hebben: wie zich vaak vergist, houdt anderen buiten.",
                "Zet WERKBEDRIJF_TRUSTED_PROXY op het adres van de webserver, zoals 127.0.0.1.",
            )
    elif not local and not is_demo:
        yield notice(
            "adres_zonder_https",
            "Het adres van de dienst is geen https.",
            "Wachtwoorden en gegevens gaan dan leesbaar over het netwerk.",
            "Zet een webserver met https ervoor en zet WERKBEDRIJF_BASE_URL.",
        )


def _passwords(settings: Settings) -> Iterator[Finding]:
    if settings.password_cost != "sterk":  # noqa: S105  # a choice, no password
        # Whoever is behind https serves people; on one machine it may be a trial.
        severity = unsafe if settings.base_url.startswith("https:") else notice
        yield severity(
            "wachtwoorden_zwak_bewaard",
            "Wachtwoorden worden bewaard zoals in een test.",
            "Wie de database krijgt, raadt ze dan in minuten.",
            "Haal WERKBEDRIJF_PASSWORD_COST weg.",
        )


def _sign_in_services(settings: Settings) -> Iterator[Finding]:
    for name, service in settings.oidc.items():
        setting = f"WERKBEDRIJF_OIDC__{name.upper()}__"
        if not NAME.fullmatch(name):
            yield unsafe(
                "inlogdienst_naam",
                f"De naam van inlogdienst ‘{name[:40]}’ kan niet in een adres.",
                "De knop staat niet op de inlogpagina.",
                "Gebruik alleen kleine letters, cijfers en streepjes, zoals ENTRA.",
            )
        yield from _incomplete(name, service, setting)
        yield from _issuer(name, service, setting)
        yield from _unusable_files(name, service, setting)


def _incomplete(name: str, service: SignInService, setting: str) -> Iterator[Finding]:
    written = service.client_secret or service.client_secret_file or service.client_key_file
    missing = [
        *([] if service.issuer else ["ISSUER"]),
        *([] if service.client_id else ["CLIENT_ID"]),
        *([] if service.key() or service.secret() else ["CLIENT_SECRET_FILE of CLIENT_KEY_FILE"]),
    ]
    if missing:
        # A setting that is not there never works; a file is read anew each time and may be there in a minute.
        only_a_file = service.issuer and service.client_id and written
        yield (notice if only_a_file else unsafe)(
            "inlogdienst_onvolledig",
            f"Van inlogdienst {name} ontbreekt: {', '.join(missing)}.",
            "De knop staat niet op de inlogpagina.",
            f"Zet {setting}{missing[0]}, of haal deze inlogdienst weg; een bestand moet de gebruiker van de dienst kunnen lezen.",
        )


def _issuer(name: str, service: SignInService, setting: str) -> Iterator[Finding]:
    if service.issuer and not service.issuer.lower().startswith("https:"):
        # On this machine it is a trial; the button is there. Elsewhere it is not offered at all.
        yield (notice if service.is_safe else unsafe)(
            "inlogdienst_zonder_https",
            f"Het adres van inlogdienst {name} is geen https.",
            "Wie meeluistert, logt dan in als een ander.",
            f"Zet {setting}ISSUER op een adres met https.",
        )
    elif service.issuer and not service.is_safe:
        yield unsafe(
            "inlogdienst_adres",
            f"Het adres van inlogdienst {name} is geen volledig adres.",
            "Niemand kan met deze dienst inloggen.",
            f"Zet {setting}ISSUER op een heel adres, zoals https://inloggen.example.",
        )


def _unusable_files(name: str, service: SignInService, setting: str) -> Iterator[Finding]:
    # Imported here: it takes long to load, and most have no such service.
    from werkbedrijf.accounts.external.signing import has_authorities, problem_of

    if service.key() and (problem := problem_of(service)):
        yield notice(
            "inlogdienst_sleutel",
            f"Inlogdienst {name}: {problem[0].lower()}{problem[1:]}",
            "Niemand kan met deze dienst inloggen.",
            f"Zet {setting}CLIENT_KEY_FILE en, als de dienst de sleutel daaraan kent, CLIENT_CERTIFICATE_FILE goed.",
        )
    if service.ca_file is not None and not has_authorities(service):
        yield notice(
            "inlogdienst_certificaten",
            f"Inlogdienst {name}: in {service.ca_file} staat geen certificaat in PEM, of het is niet te lezen.",
            "Niemand kan met deze dienst inloggen.",
            f"Zet {setting}CA_FILE op het bestand van wie voor de dienst instaat, of haal de instelling weg.",
        )
    for path in filter(None, (service.client_secret_file, service.client_key_file)):
        if _everybody_reads(path):
            yield unsafe(
                "inlogdienst_geheim_leesbaar",
                f"Iedereen op deze machine kan {path} lezen.",
                f"Daarin staat het geheim van inlogdienst {name}.",
                f"Draai: chmod 600 {path}",
            )


def _everybody_reads(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH))
    except OSError:
        return False
