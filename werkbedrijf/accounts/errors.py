"""Refusals at the door."""

from datetime import datetime

from werkbedrijf.foundation.clock import AMSTERDAM
from werkbedrijf.foundation.errors import DomainError


class WrongSignIn(DomainError):
    """The same sentence whether the address is unknown, the password wrong, or there is no password yet."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer beide, of vraag een nieuwe link."
        )


class TooManyTries(DomainError):
    """Too many wrong passwords or codes for this address, or from this place."""

    status = 429

    def __init__(self, until: datetime):
        super().__init__(
            f"Er is te vaak iets verkeerds ingevuld. Probeer het weer om {until.astimezone(AMSTERDAM):%H:%M} uur. "
            "Weet u uw wachtwoord niet meer? Vraag dan een nieuwe link."
        )
        self.until = until


class LinkTooOld(DomainError):
    """The link for signing in the first time was used, replaced, or is too old."""

    status = 410

    def __init__(self) -> None:
        super().__init__("Deze link is al gebruikt of is te oud.")


class LastAdministrator(DomainError):
    """Without this person nobody could manage the region any more."""

    def __init__(self, name: str):
        super().__init__(
            f"{name} is de enige beheerder die kan inloggen. Maak eerst iemand anders beheerder; "
            "diegene moet ook al een wachtwoord hebben gekozen."
        )


class LastFactor(DomainError):
    """Without this nothing is left for the second step."""

    def __init__(self) -> None:
        super().__init__("Dit is uw enige tweede stap. Stel eerst iets anders in, zoals een passkey.")


class RoleNotConfirmed(DomainError):
    """Who is new and got a role comes in when a second person has confirmed it."""

    def __init__(self) -> None:
        super().__init__(
            "Deze rol is nog niet door een tweede persoon bevestigd. Tot dan kan deze persoon niet inloggen."
        )
