"""What we tell people about their account. Plain text, no personal data of candidates."""

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.outbox import Message


def invitation(user: User, region_name: str, link: str, key: str) -> Message:
    """The link for the first sign-in."""
    return Message(
        key=key,
        to_address=user.email,
        subject=f"Welkom bij {region_name}",
        body=(
            f"Beste {user.name},\n\n"
            f"U kunt nu inloggen bij {region_name}. Kies eerst een wachtwoord:\n\n{link}\n\n"
            "Deze link werkt 7 dagen en één keer. Is dat te kort? Vraag dan op de inlogpagina een nieuwe link.\n\n"
            "Verwachtte u dit bericht niet? Dan hoeft u niets te doen.\n"
        ),
    )


def forgotten(user: User, region_name: str, link: str, key: str) -> Message:
    """The link to choose a new password."""
    return Message(
        key=key,
        to_address=user.email,
        subject=f"Een nieuw wachtwoord voor {region_name}",
        body=(
            f"Beste {user.name},\n\n"
            f"Met deze link kiest u een nieuw wachtwoord:\n\n{link}\n\n"
            "Deze link werkt 2 uur en één keer. Vroeg u dit niet zelf? Dan hoeft u niets te doen; "
            "uw wachtwoord blijft hetzelfde.\n"
        ),
    )


def password_changed(user: User, region_name: str, key: str) -> Message:
    """A word of caution to the owner of the account."""
    return Message(
        key=key,
        to_address=user.email,
        subject=f"Uw wachtwoord voor {region_name} is gewijzigd",
        body=(
            f"Beste {user.name},\n\n"
            "Het wachtwoord van uw account is zojuist gewijzigd. Op andere apparaten moet u opnieuw inloggen.\n\n"
            "Deed u dit niet zelf? Vraag dan meteen een nieuwe link op de inlogpagina en bel de beheerder van uw regio.\n"
        ),
    )
