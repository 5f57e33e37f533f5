"""Where to tell that something is not safe: the standard file for it (RFC 9116, on the list of Forum Standaardisatie)."""

from datetime import timedelta

from flask import Blueprint, Response

from werkbedrijf.foundation import clock
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.web import public, settings

bp = Blueprint("security_contact", __name__)

# The standard asks a day within a year, after which a reader should look again.
GOOD_FOR = timedelta(days=180)


def contact_of(chosen: Settings) -> str:
    """Whom to tell, as an address that starts with ``mailto:`` or ``https:``: what was set, or else the sender of our mail."""
    told = chosen.security_contact or chosen.mail_from
    return told if told.startswith(("mailto:", "https:", "tel:")) else f"mailto:{told}"


@bp.get("/.well-known/security.txt")
@public
def security_txt() -> Response:
    """Contact, until when this holds, and in which languages to write."""
    until = (clock.now() + GOOD_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact_of(settings())}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings().base_url.rstrip('/')}/.well-known/security.txt",
    ]
    return Response("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
