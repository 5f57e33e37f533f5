"""Setting an authenticator app up: the secret travels sealed in the form, and stays in the session, until a code shows that the phone has it."""

from dataclasses import dataclass

import segno
from sqlalchemy.orm import Session

from werkbedrijf.accounts.forms import AppForm
from werkbedrijf.accounts.sealing import NotOurs, opened, ring_of, seal
from werkbedrijf.accounts.totp import address_for_app, new_secret, step_of
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.region import current_region

WRONG = "Deze code klopt niet. Kijk of de klok van uw telefoon goed staat en vul de code in die de app nu toont."


def wrong_code(typed: str, *, has_app: bool) -> str:
    """What to do about a code that does not fit: one of the app comes anew, one on paper does not.

    >>> wrong_code("123 456", has_app=True)
    'Deze code klopt niet, of is al gebruikt. Wacht tot de app een nieuwe toont.'
    >>> wrong_code("abcd-efgh-jkmn", has_app=True)
    'Deze herstelcode klopt niet, of is al gebruikt. Kijk hem na, of neem de volgende van uw lijst.'
    """
    on_paper = any(letter.isalpha() for letter in typed) or not has_app
    if on_paper:
        return "Deze herstelcode klopt niet, of is al gebruikt. Kijk hem na, of neem de volgende van uw lijst."
    return "Deze code klopt niet, of is al gebruikt. Wacht tot de app een nieuwe toont."


@dataclass(frozen=True, slots=True)
class Setup:
    """A secret that waits for its first code, and how to bring it to the phone."""

    secret: str
    sealed: str
    picture: str
    address: str

    @property
    def spaced(self) -> str:
        """The secret in groups of four, for who types it over."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))


def setup_for(session: Session, user: User, *brought: str | None) -> Setup:
    """A new secret for this person, or the first of those that were brought along and open: in the form, in the session."""
    ring, about = ring_of(session), _about(user)
    known = (_opened(session, user, sealed) for sealed in brought)
    secret = next(filter(None, known), None) or new_secret()
    region = current_region(session)
    address = address_for_app(secret, user.email, region.name if region else "Werkbedrijf")
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff")
    return Setup(secret, seal(ring, secret, about), picture, address)


def secret_and_step(session: Session, user: User, form: AppForm) -> tuple[str, int] | None:
    """The secret of the form and the period of its first code; None when the code is not of this secret and this moment."""
    secret = _opened(session, user, form.geheim.data)
    step = step_of(secret, form.code.data, session.info["at"]) if secret else None
    return (secret, step) if secret is not None and step is not None else None


def _opened(session: Session, user: User, sealed: str | None) -> str | None:
    try:
        return opened(ring_of(session), sealed or "", _about(user))
    except NotOurs:
        return None


def _about(user: User) -> str:
    # The version ends a form that stood open while the second step was reset.
    return f"setup|{user.id}|{user.session_version}"
