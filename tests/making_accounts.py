"""What coming in leaves behind, to test with; part of ``Make``."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from werkbedrijf.accounts import sessions
from werkbedrijf.accounts.models import ExternalIdentity, Passkey
from werkbedrijf.foundation.actors import User

FAR_AWAY = datetime(2200, 1, 1, tzinfo=UTC)


class AccountMaking:
    """Sessions and passkeys, as methods of the factory."""

    session: Session
    _numbers: Iterator[int]

    def session_token(self, user: User, *, fresh: bool = True) -> str:
        """A session without limits for this person, with the second step behind it; what the cookie would hold."""
        row, token = sessions.begin(self.session, user, sessions.Place("Firefox op Linux"), complete=True)
        row.ends_at = row.seen_at = FAR_AWAY
        row.proved_at = FAR_AWAY if fresh else datetime(2000, 1, 1, tzinfo=UTC)
        self.session.flush()
        return token

    def passkey(self, user: User) -> Passkey:
        """A passkey of this person that nothing can answer for."""
        at = self.session.info["at"]
        row = Passkey(
            user_id=user.id, credential_id=f"sleutel-{next(self._numbers)}", public_key=b"", name="Laptop", added_at=at
        )
        self.session.add(row)
        self.session.flush()
        return row

    def identity(self, user: User, provider: str = "proef", subject: str = "") -> ExternalIdentity:
        """What this person comes in with at a service of others."""
        subject = subject or f"persoon-{next(self._numbers)}"
        row = ExternalIdentity(user_id=user.id, provider=provider, subject=subject, linked_at=self.session.info["at"])
        self.session.add(row)
        self.session.flush()
        return row
