"""How long each kind of record about one person is kept, in words: the periods that hold now, and the day once it is known."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.foundation.parameters import DEFINITIONS, rows_on
from werkbedrijf.foundation.texts import long_day, number, unit_for
from werkbedrijf.rights.rules import RULES, SET_BY, ends_after
from werkbedrijf.rights.terms import endings, months_of

OF_FILE = "kandidaat"


def periods_of(session: Session, candidate: Candidate, on: date) -> Mapping[str, str]:
    """The period of every rule by its name; of the file that of the own partner, with the day on which it is erased if there is one."""
    values = rows_on(session, SET_BY.values(), on)
    months = months_of(session, on)
    told = {
        name: f"{number(values[value].value)} {unit_for(values[value].value, DEFINITIONS[value].unit)}"
        for name, value in SET_BY.items()
        if value in values
    }
    own = months.get(candidate.organisation_id, months[None])
    told[OF_FILE] = f"{own} {unit_for(own, 'maanden')}"
    periods = {name: ends_after(name, told.get(name, "")) for name in RULES}
    return {**periods, OF_FILE: f"{periods[OF_FILE]}{_day(session, candidate, on)}"}


def _day(session: Session, candidate: Candidate, on: date) -> str:
    (ending,) = endings(session, on, candidate=candidate) or (None,)
    return f" Dat is op {long_day(ending.ends_on)}." if ending else ""


def when_erased(session: Session, candidate: Candidate, on: date) -> str:
    """When everything about this person is erased, as one sentence or two."""
    (ending,) = endings(session, on, candidate=candidate) or (None,)
    if ending:
        return f"Uw gegevens worden gewist op {long_day(ending.ends_on)}."
    return "Uw gegevens blijven zolang u wordt begeleid of werkt. Daarna begint de bewaartermijn."
