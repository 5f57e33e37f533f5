"""Employers from a table: the columns, and what each row would do to what the region knows."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.actions import add_contact, add_establishment, change_employer, register_employer
from employers.cleaning import clean_employer, clean_establishment
from employers.comparing import MOST_LIKE, Known, Names
from employers.facts import EmployerFacts, EstablishmentFacts
from employers.lookalikes import with_kvk
from employers.models import Employer, Establishment
from employers.naming import kvk_number, search_name
from employers.record.keeping import known_facts
from employers.record.models import TradeName
from employers.rows import LAYOUT, Told, problems_of, told_by
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.importing import (
    Choices,
    Judge,
    Judged,
    Outcome,
    Resemblance,
    TableKind,
    refused,
)
from werkbedrijf.foundation.spreadsheets.columns import Problem, Record

ANOTHER_FIRM = 55
"""Below this likeness (0 to 100) two names with one KvK number may belong to two firms."""


# What a change of a field is called to who reads the preview.
TITLES = {
    "name": "Naam",
    "kvk": "KvK-nummer",
    "sector": "Sector",
    "website": "Website",
    "trade_names": "Andere namen",
    "sbi_section": "Branche",
    "size": "Grootte",
    "sbb_recognised": "Erkend leerbedrijf",
    "sbb_until": "Erkend tot en met",
    "sbb_number": "Nummer leerbedrijf",
}


class Judging:
    """Knows the employers of the region once, and adds what the file would add."""

    def __init__(self, session: Session):
        self.session = session
        columns = (Employer.id, Employer.reference, Employer.name, Employer.search_name, Employer.kvk)
        rows = session.execute(select(*columns, Employer.merged_into_id)).all()
        by_id = {row.id: Known(row.id, row.reference, row.name, row.search_name) for row in rows}
        # What went into another is that other, whatever the file calls it by.
        into = {row.id: row.merged_into_id for row in rows if row.merged_into_id}
        for key, next_one in into.items():
            goal = next_one
            while goal in into:
                goal = into[goal]
            by_id[key] = by_id[goal]
        self.by_reference = {row.reference: by_id[row.id] for row in rows}
        self.by_kvk = {row.kvk: by_id[row.id] for row in rows if row.kvk}
        self.names = Names()
        for row in rows:
            self.names.add(row.search_name, by_id[row.id])
        for key, name in session.execute(select(TradeName.employer_id, TradeName.search_name)):
            self.names.add(name, by_id[key])
        self.at_address: dict[tuple[str, str], Names] = defaultdict(Names)
        places = select(Establishment.employer_id, Establishment.postcode, Establishment.house_number)
        for place in session.execute(places):
            one = by_id[place.employer_id]
            self.at_address[place.postcode, place.house_number.casefold()].add(one.search_name, one)

    def __call__(self, record: Record) -> Judged:
        """What this row would do."""
        label = record.get("name", "")
        told = told_by(record)
        problems = problems_of(told)
        if problems:
            return refused(record, label, *problems)
        reference = record.get("reference")
        if reference and reference not in self.by_reference:
            return refused(record, label, Problem("Kenmerk", f"Er is geen werkgever met kenmerk {reference}."))
        kvk = kvk_number(told.employer.kvk) if told.employer.kvk else None
        owner = self.by_kvk.get(kvk) if kvk else None
        if reference:
            return self._known(record, told, self.by_reference[reference], owner)
        if owner:
            return self._known(record, told, owner, owner)
        return self._new(record, told, kvk)

    def _known(self, record: Record, told: Told, known: Known, owner: Known | None) -> Judged:
        if owner is not None and owner.id != known.id:
            words = f"Dit KvK-nummer is van {owner.name} ({owner.reference})."
            return refused(record, told.employer.name, Problem("KvK-nummer", words))
        if known.id < 0:
            why = f"Dezelfde werkgever staat eerder in dit bestand, op rij {-known.id}."
            onto = _onto_kvk(told)
            return Judged(record.number, Outcome.DOUBTFUL, known.name, resembles=(Resemblance("", why),), save=onto)
        employer = self.session.get_one(Employer, known.id)
        changes = changes_of(employer, told)
        target = f"{employer.reference} versie {employer.version}"
        if not changes:
            return Judged(record.number, Outcome.SAME, employer.name, target=target)
        save = _changing(employer.id, told)
        if fuzz.token_sort_ratio(search_name(told.employer.name), employer.search_name) < ANOTHER_FIRM:
            why = f"{employer.reference} heeft dit kenmerk of KvK-nummer, maar heet {employer.name}."
            like = (Resemblance(employer.reference, why),)
            return Judged(
                record.number,
                Outcome.DOUBTFUL,
                told.employer.name,
                resembles=like,
                changes=changes,
                target=target,
                save=save,
            )
        return Judged(record.number, Outcome.CHANGED, employer.name, changes=changes, target=target, save=save)

    def _new(self, record: Record, told: Told, kvk: str | None) -> Judged:
        wanted = search_name(told.employer.name)
        like = self._resembling(wanted, told.establishment)
        outcome = Outcome.DOUBTFUL if like else Outcome.NEW
        self._remember(Known(-record.number, "", told.employer.name, wanted), kvk, told.establishment)
        return Judged(record.number, outcome, told.employer.name, resembles=like, save=_registering(told))

    def _resembling(self, wanted: str, place: EstablishmentFacts | None) -> tuple[Resemblance, ...]:
        found: dict[int, Resemblance] = {}
        for one in self.names.like(wanted):
            found.setdefault(one.id, _resemblance(one, "De naam lijkt op"))
        there = self.at_address.get(_address(place)) if place else None
        if there and len(found) < MOST_LIKE:
            for one in there.first_like(wanted):
                found.setdefault(one.id, _resemblance(one, "Op hetzelfde adres zit"))
                if len(found) == MOST_LIKE:
                    break
        return tuple(found.values())[:MOST_LIKE]

    def _remember(self, one: Known, kvk: str | None, place: EstablishmentFacts | None) -> None:
        self.names.add(one.search_name, one)
        if kvk:
            self.by_kvk[kvk] = one
        if place:
            self.at_address[_address(place)].add(one.search_name, one)


def merged(employer: Employer, told: Told) -> EmployerFacts:
    """What the employer would be: an empty cell leaves things as they are, and other names come beside those there are."""
    now, facts = known_facts(employer), told.employer
    sbb = facts if told.says_sbb else now
    return clean_employer(
        replace(
            now,
            name=facts.name,
            kvk=facts.kvk or now.kvk,
            sector=facts.sector if told.says_sector else now.sector,
            sector_from=facts.sector_from if told.says_sector else None,
            website=facts.website or now.website,
            trade_names=(*now.trade_names, *facts.trade_names),
            sbi_section=facts.sbi_section or now.sbi_section,
            size=facts.size or now.size,
            sbb_recognised=sbb.sbb_recognised,
            sbb_until=sbb.sbb_until,
            sbb_number=sbb.sbb_number,
        )
    )


def changes_of(employer: Employer, told: Told) -> tuple[str, ...]:
    """The titles of what would change; empty when everything is known already."""
    wanted, now = merged(employer, told), known_facts(employer)
    changes = [title for name, title in TITLES.items() if getattr(wanted, name) != getattr(now, name)]
    changes += ["Vestiging"] if _new_place(employer, told) else []
    changes += ["Contactpersoon"] if _new_contact(employer, told) else []
    return tuple(changes)


def _new_place(employer: Employer, told: Told) -> bool:
    known = {(one.postcode, one.house_number.casefold()) for one in employer.establishments}
    return told.establishment is not None and _address(told.establishment) not in known


def _new_contact(employer: Employer, told: Told) -> bool:
    known = {one.name.casefold() for one in employer.contacts}
    return told.contact is not None and " ".join(told.contact.name.split()).casefold() not in known


def _address(place: EstablishmentFacts) -> tuple[str, str]:
    clean = clean_establishment(place, "")
    return clean.postcode, clean.house_number.casefold()


def _resemblance(one: Known, what: str) -> Resemblance:
    where = one.reference or f"rij {-one.id} van dit bestand"
    return Resemblance(one.reference, f"{what} {one.name} ({where}).")


def _registering(told: Told) -> Callable[[Session, Actor, date], Employer]:
    def save(session: Session, actor: Actor, on: date) -> Employer:
        employer = register_employer(session, actor, told.employer, on=on)
        if told.establishment:
            add_establishment(session, actor, employer, told.establishment, on=on)
        if told.contact:
            add_contact(session, actor, employer, told.contact, on=on)
        return employer

    return save


def _changing(employer_id: int, told: Told) -> Callable[[Session, Actor, date], Employer]:
    return lambda session, actor, on: _change(session, actor, session.get_one(Employer, employer_id), told, on)


def _onto_kvk(told: Told) -> Callable[[Session, Actor, date], Employer]:
    """Onto the employer that an earlier row made; when that row was left out, this one makes it."""

    def save(session: Session, actor: Actor, on: date) -> Employer:
        kvk = kvk_number(told.employer.kvk)
        known = with_kvk(session, kvk) if kvk else None
        return _change(session, actor, known, told, on) if known else _registering(told)(session, actor, on)

    return save


def _change(session: Session, actor: Actor, employer: Employer, told: Told, on: date) -> Employer:
    changes = set(changes_of(employer, told))
    if changes - {"Vestiging", "Contactpersoon"}:
        change_employer(session, actor, employer, merged(employer, told), on=on)
    if told.establishment and "Vestiging" in changes:
        add_establishment(session, actor, employer, told.establishment, on=on)
    if told.contact and "Contactpersoon" in changes:
        add_contact(session, actor, employer, told.contact, on=on)
    return employer


def judging(session: Session, actor: Actor, on: date, choices: Choices) -> Judge:
    """Begin to judge rows of employers."""
    return Judging(session)


EMPLOYERS = TableKind("werkgevers", "Werkgevers", "werkgever", LAYOUT, judging)
