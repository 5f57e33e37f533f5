"""What people tell us about who a candidate is, checked before it is kept.

Typed, imported and invented candidates all come in through this one form of words.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from email_validator import EmailNotValidError, validate_email

from werkbedrijf.foundation.delicate import NO_BSN, holds_bsn
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.facts.regions import gemeente_by_code

LONGEST_NAME = 100
OLDEST_BIRTH_YEAR = 1920
# Who comes from elsewhere without a name is called by a mark of there, with figures and letters as chance has it.
_WITH_LETTERS = re.compile(r"\w*[^\W\d_]\w*")
_PHONE = re.compile(r"\+?[0-9()\s.-]{9,20}")


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """Who someone is and how to reach this person. ``gemeente_code`` is the CBS code, GM and four digits.

    There is no field for health, and none for the law someone comes under: that stands in the registration.
    """

    first_name: str
    last_name: str
    gemeente_code: str
    born_on: date | None = None
    email: str = ""
    phone: str = ""

    def checked(self, *, on: date) -> "CandidateFacts":
        """The same facts, tidied up; raises InputRefused with a sentence per field that cannot stay."""
        tidy = CandidateFacts(
            first_name=_spaced(self.first_name),
            last_name=_spaced(self.last_name),
            gemeente_code=_code(self.gemeente_code),
            born_on=self.born_on,
            email=self.email.strip().lower(),
            phone=_spaced(self.phone),
        )
        problems = dict(tidy.problems(on))
        if problems:
            raise InputRefused(problems)
        return tidy

    def problems(self, on: date) -> Iterator[tuple[str, str]]:
        """Field and sentence for whatever cannot stay."""
        yield from _name_problem("first_name", self.first_name, "Vul de voornaam in.")
        yield from _name_problem("last_name", self.last_name, "Vul de achternaam in.")
        if gemeente_by_code(self.gemeente_code) is None:
            yield "gemeente_code", "Kies een gemeente uit de lijst."
        if self.born_on and not date(OLDEST_BIRTH_YEAR, 1, 1) <= self.born_on < on:
            yield "born_on", f"Een geboortedatum ligt tussen {OLDEST_BIRTH_YEAR} en vandaag. Kijk het jaar na."
        if self.email and not is_email(self.email):
            yield "email", f"‘{self.email}’ is geen e-mailadres. Een adres ziet eruit als naam@voorbeeld.nl."
        if self.phone and not is_phone(self.phone):
            yield "phone", f"‘{self.phone}’ is geen telefoonnummer. Gebruik cijfers, zoals 06 12345678."
        elif holds_bsn(self.phone) and not self.phone.startswith(("0", "+")):
            yield "phone", "Dit kan een BSN zijn, en dat mag hier niet in. Begin een telefoonnummer met 0 of met +31."


def search_name_of(first_name: str, last_name: str) -> str:
    """A name to compare loosely typed names with: lower case, without accents and signs, single spaces.

    >>> search_name_of("José", "van der Heijden-Smit")
    'jose van der heijden smit'
    """
    decomposed = unicodedata.normalize("NFD", f"{first_name} {last_name}".casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def is_email(text: str) -> bool:
    """Whether this has the form of a mail address; nobody is asked whether it exists."""
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def is_phone(text: str) -> bool:
    """Whether this has the form of a telephone number: nine to fifteen digits and the usual signs between them."""
    return bool(_PHONE.fullmatch(text)) and 9 <= sum(c.isdigit() for c in text) <= 15


def _name_problem(field: str, name: str, missing: str) -> Iterator[tuple[str, str]]:
    if not name:
        yield field, missing
    elif len(name) > LONGEST_NAME:
        yield field, f"Deze naam is te lang. Gebruik ten hoogste {LONGEST_NAME} tekens."
    elif not name.isprintable() or not any(c.isalpha() for c in name):
        yield field, "Een naam bestaat uit letters. Kijk na wat er staat."
    elif holds_bsn(_WITH_LETTERS.sub(" ", name)):
        yield field, NO_BSN


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _code(text: str) -> str:
    gemeente = gemeente_by_code(text)
    return gemeente.code if gemeente else text.strip()
