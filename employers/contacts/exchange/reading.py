"""A question or an answer of somebody else, read with care: what does not fit is refused by name. Pure."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from employers.contacts.exchange.shape import (
    AGREEMENTS,
    HIGHEST_NUMBER,
    HIGHEST_SBI,
    KINDS,
    LONGEST_ADDITION,
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_PLACE,
    LONGEST_TRADE_NAME,
    NO,
    SUBJECTS,
    UNKNOWN,
    YES,
    About,
    Address,
    Answer,
    Match,
    NotVum,
    Person,
    Question,
)

_KVK = re.compile(r"[0-9]{8}")
_POSTCODE = re.compile(r"[0-9]{4}[a-zA-Z]{2}")


def read_question(told: Any) -> Question:
    """The question in a message; what else it asks is ignored. Raises NotVum without a KvK number, or for a day that is none.

    >>> read_question({"vraagObject": {"werkgever": {"nummerKvk": {"$eq": "01234567"}}, "naam": "wat nieuw is"}})
    Question(kvk='01234567', since=None)
    """
    asked = _object(_object(told, "bericht").get("vraagObject"), "vraagObject")
    number = _object(_object(asked.get("werkgever"), "werkgever").get("nummerKvk"), "werkgever.nummerKvk")
    kvk = number.get("$eq")
    if not isinstance(kvk, str) or not _KVK.fullmatch(kvk):
        raise NotVum("werkgever.nummerKvk", "$eq is verplicht en heeft acht cijfers.")
    wanted = asked.get("datum")
    since = _object(wanted, "datum").get("$gte") if wanted is not None else None
    return Question(kvk, None if since is None else _day(since, "datum"))


def read_answer(told: Any) -> Answer:
    """The contact moments in an answer of somebody else. Raises NotVum, with the field, for what does not fit the exchange."""
    body = _object(told, "bericht")
    is_cut, found = body.get("maximumAantalResultatenBereikt"), body.get("matches")
    if not isinstance(is_cut, bool):
        raise NotVum("maximumAantalResultatenBereikt", "ja of nee is verplicht.")
    if not isinstance(found, list):
        raise NotVum("matches", "een lijst is verplicht.")
    return Answer(tuple(_read_match(_At(one, f"matches[{at}]")) for at, one in enumerate(found)), is_cut)


class _At:
    """One object of an answer, and where it stands."""

    def __init__(self, value: Any, where: str):
        self.value, self.where = _object(value, where), where

    def inside(self, name: str) -> "_At":
        """The object under a name; one that is not there is empty."""
        return _At(self.value.get(name) or {}, f"{self.where}.{name}")

    def text(self, name: str, longest: int, fits: re.Pattern[str] | None = None) -> str:
        """The text under a name; of several the first."""
        value = self.value.get(name)
        if isinstance(value, list):
            value = value[0] if value else None
        if value in (None, ""):
            return ""
        where = f"{self.where}.{name}"
        if not isinstance(value, str) or len(value) > longest:
            raise NotVum(where, f"een tekst van ten hoogste {longest} tekens.")
        if fits is not None and not fits.fullmatch(value):
            raise NotVum(where, "dit heeft een andere vorm dan afgesproken.")
        return value

    def number(self, name: str, allowed: range) -> int | None:
        """The whole number under a name."""
        value = self.value.get(name)
        if value in (None, ""):
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value not in allowed:
            raise NotVum(f"{self.where}.{name}", f"een getal van {allowed.start} tot en met {allowed.stop - 1}.")
        return value


def _read_match(at: _At) -> Match:
    by, employer = at.inside("accountmanager"), at.inside("werkgever")
    address = employer.inside("vestigingsadres")
    person = address.inside("contactpersoonAfdeling")
    return Match(
        on=_day(at.value.get("datum"), f"{at.where}.datum"),
        subject=at.number("codeOnderwerp", SUBJECTS),
        kind=at.number("codeSoort", KINDS),
        by=_read_person(by, LONGEST_NAME, organisation=by.text("naamOrganisatie", LONGEST_NAME)),
        employer=About(
            name=employer.text("handelsnaamOrganisatie", LONGEST_TRADE_NAME),
            kvk=employer.text("nummerKvk", 8, _KVK),
            sbi=employer.number("codeSbi", range(HIGHEST_SBI + 1)),
            agreement=employer.number("codeSoortAfspraken", AGREEMENTS),
            sbb={YES: True, NO: False}.get(employer.number("erkendSbbLeerbedrijf", range(9)) or UNKNOWN),
            address=Address(
                street=address.text("straatnaam", LONGEST_PLACE),
                number=address.number("huisnummer", range(HIGHEST_NUMBER + 1)),
                addition=address.text("huisnummertoevoeging", LONGEST_ADDITION),
                place=address.text("woonplaatsnaam", LONGEST_PLACE),
                postcode=address.text("postcode", 6, _POSTCODE),
                person=_read_person(person, LONGEST_NAME, function=person.text("functie", LONGEST_NAME)),
            ),
        ),
    )


def _read_person(at: _At, longest: int, **more: str) -> Person:
    return Person(
        name=at.text("naam", longest),
        email=at.text("emailadres", LONGEST_EMAIL),
        phone=at.text("telefoonnummer", LONGEST_PHONE),
        **more,
    )


def _object(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise NotVum(where, "hier hoort een object.")
    return value


def _day(value: Any, where: str) -> date:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise NotVum(where, "een dag als 2026-01-31 is verplicht.")
