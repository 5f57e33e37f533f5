"""Links that let someone choose a password: signed, for one person, for a short time, and used once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from itsdangerous import BadSignature, URLSafeSerializer

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.settings import Settings


class LinkKind(StrEnum):
    """Why the link was sent, which decides how long it works."""

    INVITATION = "uitnodiging"
    FORGOTTEN = "vergeten"

    @property
    def lasts(self) -> timedelta:
        """How long the link works."""
        return timedelta(days=7) if self is LinkKind.INVITATION else timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link that was really ours says."""

    user_id: int
    session_version: int
    kind: LinkKind
    made_at: datetime

    def works_for(self, user: User, at: datetime) -> bool:
        """Whether the link still works: not too old, and nothing ended it. Choosing a password raises the version."""
        fresh = timedelta(0) <= at - self.made_at <= self.kind.lasts
        return fresh and user.is_active and user.session_version == self.session_version


@dataclass(frozen=True, slots=True)
class Links:
    """Makes and reads links of this installation."""

    secret_key: str
    base_url: str

    @classmethod
    def of(cls, settings: Settings) -> "Links":
        """With the key and the address of these settings."""
        return cls(settings.secret_key, settings.base_url)

    def choose_password(self, user: User, kind: LinkKind, at: datetime) -> str:
        """The whole address for this person, made at this moment."""
        token = self._signer().dumps([user.id, user.session_version, kind.value, int(at.timestamp())])
        return f"{self.base_url.rstrip('/')}/welkom/{token}"

    def opened(self, token: str) -> Opened | None:
        """What the link says, or None when it is not ours."""
        try:
            user_id, version, kind, made = self._signer().loads(token)
        except BadSignature:
            return None
        return Opened(user_id, version, LinkKind(kind), datetime.fromtimestamp(made, UTC))

    def _signer(self) -> URLSafeSerializer:
        return URLSafeSerializer(self.secret_key, salt="wachtwoord kiezen")
