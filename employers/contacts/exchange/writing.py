"""A question and an answer as they are sent: nothing empty, and no text longer than the exchange takes. Pure."""

import re
from typing import Any

from employers.contacts.exchange.shape import (
    LONGEST_ADDITION,
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_PERSON,
    LONGEST_PHONE,
    LONGEST_PLACE,
    LONGEST_STREET,
    LONGEST_TRADE_NAME,
    NO,
    YES,
    Answer,
    Match,
    Question,
)


def question_body(question: Question) -> dict[str, Any]:
    """The question as it is sent.

    >>> from datetime import date
    >>> question_body(Question("01234567", date(2026, 1, 31)))["vraagObject"]["datum"]
    {'$gte': '2026-01-31'}
    """
    asked: dict[str, Any] = {"werkgever": {"nummerKvk": {"$eq": question.kvk}}}
    if question.since is not None:
        asked["datum"] = {"$gte": question.since.isoformat()}
    return {"vraagObject": asked}


def answer_body(answer: Answer) -> dict[str, Any]:
    """The answer as it is sent."""
    return {"maximumAantalResultatenBereikt": answer.is_cut, "matches": [_match(one) for one in answer.matches]}


def house_number(text: str) -> tuple[int | None, str]:
    """A house number of ours as the two fields of the exchange; what is no number in front is no house number.

    >>> [house_number(one) for one in ("12", "12 a-3", "0012bis", "a12", "")]
    [(12, ''), (12, 'a-3'), (12, 'bis'), (None, ''), (None, '')]
    """
    found = re.fullmatch(r"\s*([0-9]{1,5})(?![0-9])[\s-]*(.*?)\s*", text, re.DOTALL)
    if found is None:
        return None, ""
    return int(found[1]), found[2][:LONGEST_ADDITION].strip()


def phone_number(text: str) -> str:
    """A telephone number without what is only there to read it; empty when the exchange cannot hold it.

    >>> phone_number("+31 (0)6 - 12 34 56 78"), phone_number("074-1234567"), phone_number("bel de receptie, toestel 12")
    ('+31612345678', '0741234567', '')
    """
    bare = re.sub(r"[\s().\-/]", "", text.replace("(0)", ""))
    return bare if len(bare) <= LONGEST_PHONE and re.fullmatch(r"\+?[0-9]+", bare) else ""


def _said(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", None, {})}


def _cut(text: str, longest: int) -> str:
    return text[:longest].strip()


def _email(text: str) -> str:
    # Half an address reaches somebody else.
    return text if len(text) <= LONGEST_EMAIL else ""


def _match(one: Match) -> dict[str, Any]:
    by, employer, at = one.by, one.employer, one.employer.address
    return {
        "datum": one.on.isoformat(),
        **_said(
            codeOnderwerp=one.subject,
            codeSoort=one.kind,
            accountmanager=_said(
                naam=_cut(by.name, LONGEST_NAME),
                naamOrganisatie=_cut(by.organisation, LONGEST_NAME),
                emailadres=_email(by.email),
                telefoonnummer=phone_number(by.phone),
            ),
            werkgever=_said(
                handelsnaamOrganisatie=_cut(employer.name, LONGEST_TRADE_NAME),
                nummerKvk=employer.kvk,
                codeSbi=employer.sbi,
                codeSoortAfspraken=employer.agreement,
                erkendSbbLeerbedrijf=None if employer.sbb is None else YES if employer.sbb else NO,
                vestigingsadres=_said(
                    straatnaam=_cut(at.street, LONGEST_STREET),
                    huisnummer=at.number,
                    huisnummertoevoeging=_cut(at.addition, LONGEST_ADDITION),
                    woonplaatsnaam=_cut(at.place, LONGEST_PLACE),
                    postcode=at.postcode.upper(),
                    contactpersoonAfdeling=_said(
                        naam=_cut(at.person.name, LONGEST_PERSON),
                        functie=_cut(at.person.function, LONGEST_NAME),
                        emailadres=_email(at.person.email),
                        telefoonnummer=phone_number(at.person.phone),
                    ),
                ),
            ),
        ),
    }
