"""What a service tells about who signed in, as we use it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from werkbedrijf.accounts.external.errors import LevelTooLow, NotAccepted
from werkbedrijf.foundation.sign_in_services import SignInService, listed

LONGEST = 500
# Clocks of two machines may differ this much.
LEEWAY = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Told:
    """Who signed in there, by what never changes; a name for people; when; and whether that counts as a second step."""

    subject: str
    shown: str
    proved_at: datetime | None
    second_step: bool

    def is_proof_since(self, at: datetime) -> bool:
        """Whether this person really signed in there after that moment, and did not only come along with an open session."""
        return self.proved_at is not None and self.proved_at >= at - LEEWAY


def told_by(service: SignInService, claims: Mapping[str, Any]) -> Told:
    """Read the claims as the settings of the service say. Raises NotAccepted when something needed is not there."""
    if service.levels and claims.get("acr") not in listed(service.levels):
        raise LevelTooLow("acr")
    return Told(
        subject=_subject(service, claims),
        shown=next((_text(claims.get(name)) for name in listed(service.shown) if _text(claims.get(name))), ""),
        proved_at=_moment(claims.get("auth_time")),
        second_step=any(_says(claims, one) for one in listed(service.second_step)),
    )


def _subject(service: SignInService, claims: Mapping[str, Any]) -> str:
    """Who this is. Of several claims each part tells its length, so that no two people run together."""
    parts = [_text(claims.get(name)) for name in listed(service.identity)]
    if not parts or not all(parts):
        raise NotAccepted("identity")
    subject = parts[0] if len(parts) == 1 else "|".join(f"{len(part)}:{part}" for part in parts)
    if len(subject) > LONGEST:
        raise NotAccepted("identity")
    return subject


def _says(claims: Mapping[str, Any], wanted: str) -> bool:
    """Whether the claims say this, written as ``amr:mfa`` or ``acr:…``.

    >>> _says({"amr": ["pwd", "mfa"]}, "amr:mfa"), _says({"amr": "mfa"}, "amr:mfa"), _says({"acr": "1"}, "acr:2")
    (True, False, False)
    """
    name, _, value = wanted.partition(":")
    if name == "amr":
        given = claims.get("amr")
        return isinstance(given, list) and value in given
    return name == "acr" and bool(value) and claims.get("acr") == value


def _text(value: object) -> str:
    text = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    return text.strip() if text.isprintable() else ""


def _moment(value: object) -> datetime | None:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None
