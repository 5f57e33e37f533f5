"""What goes wrong between us and a sign-in service."""

import re

from werkbedrijf.foundation.errors import DomainError

# Names of claims and of errors, such as invalid_client.
PLAIN = re.compile(r"[a-z][a-z0-9_]{0,40}")


class ServiceAway(Exception):
    """The service does not answer, or not in the way its own page says it does."""


class NotAccepted(Exception):
    """What came back is no proof of who this is: not signed by the service, not for us, not for this try, or too old."""


class LevelTooLow(NotAccepted):
    """The service knows who this is, but less surely than the operator asks."""


class FlowLost(Exception):
    """What came back belongs to no try of this browser, or to one that is over."""


class IdentityTaken(DomainError):
    """Somebody else comes in with this already, or this person with another one."""

    status = 403

    def __init__(self, title: str):
        super().__init__(
            f"Deze inlog bij {title} kan niet bij dit account. Hoort er al een andere bij? Haal die dan eerst weg. "
            "Lukt het daarna niet, vraag dan de beheerder van uw organisatie of van de regio."
        )


class LastWayIn(DomainError):
    """Without this the person could not come in any more."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            "Zo kunt u niet meer inloggen: u hebt nog geen wachtwoord. Kies er eerst een, met ‘Wachtwoord vergeten’ op de "
            "inlogpagina."
        )


def plain(word: object) -> str:
    """A name of a claim or of an error, such as ``invalid_client``; nothing when it can be something else, that somebody sent.

    >>> plain("invalid_client"), plain("Noor Visser"), plain(None)
    ('invalid_client', '', '')
    """
    return word if isinstance(word, str) and PLAIN.fullmatch(word) else ""
