"""What the timetable does with employers: looking at night which ones may be in the region twice."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.merging.models import EmployerPair, PairVerdict
from employers.merging.signs import Card, domain_of, likely_pairs, phone_of
from employers.models import ContactPerson, Employer, Establishment
from employers.record.models import TradeName
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import record


def cards_of(session: Session) -> list[Card]:
    """What is compared of every employer that stands by itself; five queries for all."""
    names: dict[int, list[str]] = defaultdict(list)
    for key, name in session.execute(select(TradeName.employer_id, TradeName.search_name).order_by(TradeName.id)):
        names[key].append(name)
    phones: dict[int, set[str]] = defaultdict(set)
    domains: dict[int, set[str]] = defaultdict(set)
    for key, phone, email in session.execute(
        select(ContactPerson.employer_id, ContactPerson.phone, ContactPerson.email)
    ):
        phones[key].add(phone_of(phone))
        domains[key].add(domain_of(email))
    addresses: dict[int, set[str]] = defaultdict(set)
    branches: dict[int, set[str]] = defaultdict(set)
    places = (
        Establishment.employer_id,
        Establishment.postcode,
        Establishment.house_number,
        Establishment.branch_number,
    )
    for key, postcode, number, branch in session.execute(select(*places)):
        if number:
            addresses[key].add(f"{postcode} {number.replace(' ', '').casefold()}")
        branches[key].add(branch or "")
    query = select(Employer.id, Employer.search_name, Employer.kvk, Employer.website)
    return [
        Card(
            id=row.id,
            names=(row.search_name, *names[row.id]),
            kvk=row.kvk or "",
            branches=frozenset(branches[row.id] - {""}),
            addresses=frozenset(addresses[row.id]),
            phones=frozenset(phones[row.id] - {""}),
            domains=frozenset({*domains[row.id], domain_of(row.website)} - {""}),
        )
        for row in session.execute(query.where(Employer.merged_into_id.is_(None)).order_by(Employer.id))
    ]


def find_employer_pairs(session: Session, *, on: date) -> int:
    """Write down which employers may be one; answers how many pairs are new. Twice in a row changes nothing.

    What a person decided stays decided. A pair that nobody looked at and that has no signs any more is taken away.
    """
    known = {(row.first_id, row.second_id): row for row in session.scalars(select(EmployerPair))}
    found = {(pair.first, pair.second): pair for pair in likely_pairs(cards_of(session))}
    new = 0
    for both, pair in found.items():
        signs = [[sign.kind.value, sign.value] for sign in pair.signs]
        row = known.get(both)
        if row is None:
            row = EmployerPair(
                first_id=pair.first, second_id=pair.second, strength=pair.strength, signs=signs, found_on=on
            )
            session.add(row)
            record(session, TIMETABLE, "employerpair.found", row)
            new += 1
        elif row.verdict is PairVerdict.OPEN and (row.strength, row.signs) != (pair.strength, signs):
            row.strength, row.signs = pair.strength, signs
            record(session, TIMETABLE, "employerpair.changed", row)
    for both, row in known.items():
        if row.verdict is PairVerdict.OPEN and both not in found:
            record(session, TIMETABLE, "employerpair.lapsed", row)
            session.delete(row)
    return new
