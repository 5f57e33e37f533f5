"""Words that give a password away because of whose it is (OWASP ASVS 5.0, 6.2.11). Pure."""

import re
import unicodedata
from dataclasses import dataclass

# A part of a name or address this long may not be in the password.
TELLING_PART = 4
# A part this short is only taken out, to see what the person thought of besides.
SHORTEST_PART = 3
# So much must be left of a password without the words that others know of this person.
LEAST_LEFT = 8

# The name of this service, in every region.
PRODUCT = "werkbedrijf"
# In the name of an organisation, a region or a mailbox, but of none in particular: such a word alone may be in a password.
EVERYDAY = frozenset(
    {"gemeente", "regio", "stichting", "partner", "werk", "voor", "sociaal", "bedrijf", "demo", "regionaal"}
    | {"holding", "groep", "nederland", "service", "beheer", "example", "mail", "home", "live", "planet"}
)

# Letters that people replace by a look-alike.
LOOK_ALIKES = str.maketrans("0134578@$!|", "oieastbasil")


@dataclass(frozen=True, slots=True)
class Around:
    """What others know of who chooses a password; ``organisations`` is where this person works or for whom it speaks."""

    name: str
    email: str
    organisations: tuple[str, ...] = ()
    region: str = ""


def plain(typed: str) -> str:
    """How a password is compared: in lower case, without accents, and with one way to write each letter.

    >>> plain("WÁCHTWOORD ２０２６")
    'wachtwoord 2026'
    """
    letters = unicodedata.normalize("NFKD", typed.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def what_tells(lowered: str, around: Around) -> str | None:
    """What of this person stands in a password as ``plain`` writes it, in words, or None.

    >>> what_tells("jan@zonneveld.example", Around("Jan Smit", "jan@zonneveld.example"))
    'Uw naam of e-mailadres'
    >>> what_tells("bakkerij zonneveld", Around("Jan Smit", "jan@mail.example", ("Bakkerij Zonneveld",)))
    'De naam van uw organisatie'
    """
    told = _told(around)
    plainly = next((what for what, parts, _ in told if any(part in lowered for part in parts)), None)
    if plainly:
        return plainly
    known = {word for _, _, words in told for word in words}
    for text in (_bare(lowered), _bare(lowered.translate(LOOK_ALIKES))):
        left = _without(text, known)
        if left != text and len(left) < LEAST_LEFT:
            return next(what for what, _, words in told if _without(text, words) != text)
    return None


def _told(around: Around) -> tuple[tuple[str, set[str], set[str]], ...]:
    """Of what it is, the words that may not be in a password at all, and those that are taken out together."""
    local, _, domain = around.email.partition("@")
    # The last part of a domain, such as nl, is of everybody.
    mailbox = domain.rpartition(".")[0]
    return (
        (
            "Uw naam of e-mailadres",
            _words((around.name, local), TELLING_PART) | (_words((mailbox,), TELLING_PART) - EVERYDAY),
            _known((around.name, local, mailbox)) | _wholes((around.email,)),
        ),
        (
            "De naam van uw organisatie",
            _words(around.organisations, TELLING_PART) - EVERYDAY,
            _known(around.organisations),
        ),
        (
            "De naam van uw regio of van deze dienst",
            (_words((around.region,), TELLING_PART) - EVERYDAY) | {PRODUCT},
            _known((around.region,)) | {PRODUCT},
        ),
    )


def _words(texts: tuple[str, ...], shortest: int) -> set[str]:
    return {word for text in texts for word in re.split(r"[\W_]+", plain(text)) if len(word) >= shortest}


def _known(texts: tuple[str, ...]) -> set[str]:
    """Every word of these, and each of them in one piece."""
    return _words(texts, SHORTEST_PART) | _wholes(texts)


def _wholes(texts: tuple[str, ...]) -> set[str]:
    return {whole for text in texts if len(whole := _bare(plain(text))) >= SHORTEST_PART}


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _without(text: str, known: set[str]) -> str:
    # The longest first, so that a short word does not leave the rest of a longer one.
    for word in sorted(known, key=len, reverse=True):
        text = text.replace(word, "")
    return text
