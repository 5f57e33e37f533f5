"""What went wrong with a mail, in words an administrator can do something with."""

import re
from typing import Final
from urllib.parse import unquote, urlsplit

_KINDS: Final = {
    "SMTPAuthenticationError": "De mailserver neemt naam of wachtwoord niet aan. Kijk WERKBEDRIJF_MAIL_URL na.",
    "SMTPSenderRefused": "De mailserver neemt deze afzender niet aan. Kijk WERKBEDRIJF_MAIL_FROM na.",
    "NotPrivate": "De mailserver biedt geen beveiligde verbinding. Zonder versturen we het wachtwoord niet.",
    "SSLCertVerificationError": "Het certificaat van de mailserver klopt niet met de naam van de server.",
    "SSLError": "De beveiligde verbinding met de mailserver kwam niet tot stand.",
    "SMTPResponseException": "De mailserver wil geen beveiligde verbinding maken.",
    "SMTPServerDisconnected": "De mailserver verbrak de verbinding.",
    "ConnectionRefusedError": "De mailserver antwoordt niet op dit adres.",
    "TimeoutError": "De mailserver antwoordde niet op tijd.",
    "gaierror": "Er is geen mailserver met deze naam.",
    "SMTPNotSupportedError": "De mailserver kan niet wat voor deze mail nodig is.",
    "SMTPConnectError": "De mailserver wil nu geen verbinding.",
    "SMTPHeloError": "De mailserver wil nu geen verbinding.",
    "ValueError": "Het e-mailadres klopt niet.",
}
_REFUSED: Final = {
    "4": "De mailserver neemt deze mail nu nog niet aan. We proberen het vanzelf opnieuw.",
    "5": "De mailserver neemt deze mail niet aan. Kijk of het e-mailadres klopt.",
}


def in_words(problem: str) -> str:
    """A kept problem (``troubles.kept_of``) as a sentence, with its code behind it.

    >>> in_words("ConnectionRefusedError (ECONNREFUSED) bij werkbedrijf.foundation.transports:70")
    'De mailserver antwoordt niet op dit adres. (ConnectionRefusedError, ECONNREFUSED)'
    >>> in_words("SMTPRecipientsRefused (450)")
    'De mailserver neemt deze mail nu nog niet aan. We proberen het vanzelf opnieuw. (SMTPRecipientsRefused, 450)'
    >>> in_words("")
    ''
    """
    kind, _, rest = problem.partition(" ")
    kind = kind.strip(";:,")
    code = re.match(r"\(([^)]*)\)", rest)
    told = ", ".join([kind, *([code[1]] if code else [])])
    if not kind:
        return ""
    sentence = _KINDS.get(kind) or _REFUSED.get(code[1][:1] if code else "") or "Versturen lukte niet."
    return f"{sentence} ({told})"


def way_out(mail_url: str) -> str:
    """How mail leaves now, without the password.

    >>> way_out("smtp://noor:geheim@mail.hengelo.example:587")
    'Via mail.hengelo.example (poort 587), met de naam noor. De verbinding wordt beveiligd als de server dat kan.'
    >>> way_out("")
    'Er is geen mailserver ingesteld. Berichten komen in een map op de server en gaan de deur niet uit.'
    """
    if not mail_url:
        return "Er is geen mailserver ingesteld. Berichten komen in een map op de server en gaan de deur niet uit."
    address = urlsplit(mail_url)
    secure = address.scheme == "smtps"
    port = address.port or (465 if secure else 25)
    name = f", met de naam {unquote(address.username)}" if address.username else ", zonder naam en wachtwoord"
    safe = "De verbinding is beveiligd." if secure else "De verbinding wordt beveiligd als de server dat kan."
    return f"Via {address.hostname} (poort {port}){name}. {safe}"
