"""Settings that are filled in and cannot work: found at the start, and not on the day they are needed."""

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

import pyrage

from werkbedrijf.foundation.settings import Settings
from werkbedrijf.operating.selfcheck.findings import Finding, unsafe


def usable_findings(settings: Settings) -> Iterator[Finding]:
    """What nothing can be done with."""
    if settings.mail_url and not _is_mail_server(settings.mail_url):
        yield unsafe(
            "post_onbruikbaar",
            "WERKBEDRIJF_MAIL_URL is geen adres van een mailserver.",
            "Geen bericht gaat weg: geen uitnodiging, geen herinnering en geen melding.",
            "Schrijf het als smtp://naam:wachtwoord@server:poort, of met smtps://.",
        )
    if settings.backup_recipient and not _is_recipient(settings.backup_recipient):
        yield unsafe(
            "reserve_onbruikbaar",
            "WERKBEDRIJF_BACKUP_RECIPIENT is geen publieke age-sleutel.",
            "Elke back-up mislukt dan.",
            "Zet hier de regel die met age1 begint uit wat age-keygen maakte.",
        )
    if settings.trusted_proxy and not _is_address(settings.trusted_proxy):
        yield unsafe(
            "proxy_onbruikbaar",
            "WERKBEDRIJF_TRUSTED_PROXY is geen IP-adres.",
            "Alle bezoekers lijken dan één adres te hebben: wie zich vaak vergist, houdt anderen buiten.",
            "Zet hier het adres van de webserver in cijfers, zoals 127.0.0.1.",
        )


def _is_mail_server(url: str) -> bool:
    try:
        address = urlsplit(url)
        return address.scheme in {"smtp", "smtps"} and address.port != 0
    except ValueError:
        return False


def _is_recipient(written: str) -> bool:
    try:
        pyrage.x25519.Recipient.from_str(written.strip())
    except pyrage.RecipientError:
        return False
    return True


def _is_address(written: str) -> bool:
    try:
        ip_address(written)
    except ValueError:
        return False
    return True
