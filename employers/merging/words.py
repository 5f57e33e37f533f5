"""What the signs, the tables and the choices are called to a person. Pure."""

from collections.abc import Iterable, Sequence

from employers.merging.signs import ALIKE, Kind
from werkbedrijf.foundation.texts import count

_KINDS = {
    Kind.KVK: "hetzelfde KvK-nummer",
    Kind.BRANCH: "hetzelfde vestigingsnummer",
    Kind.PHONE: "hetzelfde telefoonnummer",
    Kind.MAIL: "e-mail of website van {value}",
    Kind.ADDRESS: "hetzelfde adres",
}
# One and more of what goes along, per table.
TABLES = {
    "carving": ("voorstel om werk te verdelen", "voorstellen om werk te verdelen"),
    "contact_moment": ("contact", "contacten"),
    "contact_person": ("contactpersoon", "contactpersonen"),
    "correction_notice": ("bericht over een verbetering", "berichten over een verbetering"),
    "employer_agreement": ("afspraak", "afspraken"),
    "establishment": ("vestiging", "vestigingen"),
    "placement": ("plaatsing", "plaatsingen"),
    "round_call": ("regel in een belronde", "regels in een belronde"),
    "speaks_for": ("gebruiker van de werkgever", "gebruikers van de werkgever"),
    "trade_name": ("andere naam", "andere namen"),
    "vacancy": ("plek", "plekken"),
}
OTHERWISE = ("ander gegeven", "andere gegevens")


def sign_words(signs: Iterable[Sequence[str]]) -> list[str]:
    """The signs of a pair as a person reads them, the name first.

    >>> sign_words([["naam", "94"], ["telefoon", "531234567"]])
    ['de namen zijn bijna gelijk (94 van de 100)', 'hetzelfde telefoonnummer']
    """
    return [_name(int(value)) if kind == Kind.NAME else _KINDS[Kind(kind)].format(value=value) for kind, value in signs]


def _name(alike: int) -> str:
    if alike == 100:
        return "dezelfde naam"
    return f"de namen {'zijn bijna gelijk' if alike >= ALIKE else 'lijken op elkaar'} ({alike} van de 100)"


def rows_in_words(counts: Iterable[tuple[str, int]]) -> list[str]:
    """How many of everything, the tables without a word of their own together.

    >>> rows_in_words([("vacancy", 2), ("iets_nieuws", 1), ("contact_moment", 1), ("nog_iets", 2)])
    ['2 plekken', '1 contact', '3 andere gegevens']
    """
    named: dict[tuple[str, str], int] = {}
    for table, number in counts:
        words = TABLES.get(table, OTHERWISE)
        named[words] = named.get(words, 0) + number
    last = named.pop(OTHERWISE, 0)
    told = [count(number, one, more) for (one, more), number in named.items() if number]
    return told + ([count(last, *OTHERWISE)] if last else [])
