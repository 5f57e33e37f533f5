"""What we tell people about their account. Plain text, no personal data of candidates."""

from datetime import datetime

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.outbox import Message
from werkbedrijf.foundation.texts import moment


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


def factor_changed(user: User, region_name: str, what: str, key: str) -> Message:
    """A word of caution: something about the second step changed."""
    return Message(
        key=key,
        to_address=user.email,
        subject=f"De tweede stap bij het inloggen bij {region_name} is gewijzigd",
        body=(
            f"Beste {user.name},\n\n"
            f"Bij uw account is zojuist iets gewijzigd: {what}.\n\n"
            "Deed u dit niet zelf? Log dan in, log op uw account alle apparaten uit en kies een ander wachtwoord. "
            "Lukt dat niet? Bel dan de beheerder van uw regio.\n"
        ),
    )


def way_in_changed(user: User, region_name: str, what: str, key: str) -> Message:
    """A word of caution: there is another way in, or one less."""
    return Message(
        key=key,
        to_address=user.email,
        subject=f"Hoe u inlogt bij {region_name} is gewijzigd",
        body=(
            f"Beste {user.name},\n\n"
            f"Bij uw account is zojuist iets gewijzigd: {what}.\n\n"
            "Deed u dit niet zelf? Log dan in, haal op uw account weg wat u niet kent en log alle apparaten uit. "
            "Lukt dat niet? Bel dan de beheerder van uw regio.\n"
        ),
    )


def factors_reset(user: User, region_name: str, key: str) -> Message:
    """The administrator took the second step away."""
    return Message(
        key=key,
        to_address=user.email,
        subject=f"U stelt de tweede stap voor {region_name} opnieuw in",
        body=(
            f"Beste {user.name},\n\n"
            "Een beheerder heeft de tweede stap van uw account weggehaald, omdat u er niet meer bij kon. "
            "Logt u weer in, dan stelt u meteen een nieuwe in.\n\n"
            "Vroeg u hier niet om? Bel dan meteen de beheerder van uw regio.\n"
        ),
    )


def new_device(user: User, region_name: str, at: datetime, browser: str, key: str) -> Message:
    """Someone came in from a browser that we did not know: when and with what. From where stands on the page alone."""
    return Message(
        key=key,
        to_address=user.email,
        subject=f"Nieuw apparaat bij {region_name}",
        body=(
            f"Beste {user.name},\n\n"
            f"Op {moment(at)} uur is met uw account ingelogd op een apparaat dat we nog niet kenden: {browser}.\n\n"
            "Was u dat zelf? Dan hoeft u niets te doen. Was u dat niet? Log dan in, ga naar uw account, "
            "log dat apparaat uit en kies een ander wachtwoord. Bel daarna de beheerder van uw regio.\n"
        ),
    )
