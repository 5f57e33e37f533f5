"""Places from a table: what each row would do to what the region knows."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.models import Employer, Establishment
from employers.naming import kvk_number, postcode, search_name
from employers.record.models import TradeName
from employers.vacancies.actions import change_vacancy, log_vacancy, open_vacancy
from employers.vacancies.cleaning import clean_vacancy
from employers.vacancies.facts import VacancyFacts
from employers.vacancies.models import Vacancy
from employers.vacancies.rows import LAYOUT, problems_of, told_by
from employers.vacancies.telling import facts_of
from employers.vacancies.workflow import VACANCY, VacancyStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.importing import Choices, Judge, Judged, Outcome, Resemblance, TableKind, refused
from werkbedrijf.foundation.spreadsheets.columns import Problem, Record
from werkbedrijf.foundation.workflow import label as status_words

_TITLES = {
    "title": "Titel",
    "kind": "Soort plek",
    "occupation": "Beroep",
    "family": "Soort werk",
    "seats": "Aantal plekken",
    "hours_min": "Uren minimaal",
    "hours_max": "Uren maximaal",
    "tasks": "Taken",
    "description": "Omschrijving",
    "conditions": "Voorwaarden aanwezig",
    "times": "Werktijden",
    "certificates": "Certificaten",
    "starts_on": "Start",
    "closes_on": "Sluit",
}


class Judging:
    """Knows the employers and their running places once, and what the file adds."""

    def __init__(self, session: Session, on: date):
        self.session = session
        self.on = on
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.by_key: dict[str, int] = {}
        columns = (Employer.id, Employer.reference, Employer.kvk, Employer.search_name)
        for row in session.execute(select(*columns, Employer.merged_into_id)):
            self.by_key[row.reference.casefold()] = row.merged_into_id or row.id
            if row.kvk:
                self.by_key[row.kvk] = row.merged_into_id or row.id
            if row.merged_into_id is None:
                self.by_name[row.search_name].append(row.id)
        for key, name in session.execute(select(TradeName.employer_id, TradeName.search_name)):
            if key not in self.by_name[name]:
                self.by_name[name].append(key)
        self.running: dict[tuple[int, str], list[str]] = defaultdict(list)
        running = select(Vacancy.employer_id, Vacancy.title, Vacancy.reference).where(
            Vacancy.status != VacancyStatus.CLOSED
        )
        for employer_id, title, reference in session.execute(running):
            self.running[employer_id, title.casefold()].append(reference)
        self.in_file: dict[tuple[int, str], int] = {}

    def __call__(self, record: Record) -> Judged:
        """What this row would do."""
        label = record.get("title", "")
        employer_id = self._employer(record.get("employer"))
        if employer_id is None:
            words = f"‘{record.get('employer')}’ is geen werkgever die wij kennen. Importeer eerst de werkgever."
            return refused(record, label, Problem("Werkgever", words))
        place = _establishment(
            self.session.get_one(Employer, employer_id).open_establishments, record.get("postcode", "")
        )
        if isinstance(place, Problem):
            return refused(record, label, place)
        reference = record.get("reference")
        known = self._vacancy(reference) if reference else None
        if reference and (known is None or known.employer_id != employer_id):
            words = f"Deze werkgever heeft geen plek met kenmerk {reference}."
            return refused(record, label, Problem("Kenmerk", words))
        facts = told_by(record, facts_of(known) if known else None)
        stands_open = known is not None and known.status is not VacancyStatus.DRAFT and not known.drafted_from
        problems = problems_of(record, facts, self.on, stands_open=stands_open)
        if problems:
            return refused(record, label, *problems)
        return self._changed(record, known, facts) if known else self._new(record, place, facts)

    def _employer(self, told: str) -> int | None:
        kvk = kvk_number(told)
        found = self.by_key.get(told.casefold()) or (self.by_key.get(kvk) if kvk else None)
        named = self.by_name.get(search_name(told), [])
        return found or (named[0] if len(named) == 1 else None)

    def _vacancy(self, reference: str) -> Vacancy | None:
        return self.session.scalars(select(Vacancy).where(Vacancy.reference == reference)).first()

    def _changed(self, record: Record, vacancy: Vacancy, facts: VacancyFacts) -> Judged:
        changes = changes_of(vacancy, facts)
        opens = bool(record.get("open")) and vacancy.status is VacancyStatus.DRAFT
        target = f"{vacancy.reference} versie {vacancy.version}"
        if vacancy.status is VacancyStatus.CLOSED:
            words = f"Plek {vacancy.reference} heeft de status ‘{status_words(vacancy.status)}’. Open hem eerst."
            return refused(record, vacancy.title, Problem("Kenmerk", words))
        if not changes and not opens:
            return Judged(record.number, Outcome.SAME, vacancy.title, target=target)
        shown = (*changes, "Openen") if opens else changes
        save = changing_place(vacancy.id, facts, changes=bool(changes), opens=opens)
        return Judged(record.number, Outcome.CHANGED, vacancy.title, changes=shown, target=target, save=save)

    def _new(self, record: Record, place: Establishment, facts: VacancyFacts) -> Judged:
        key = (place.employer_id, facts.title.casefold())
        save = logging_place(place.id, facts, opens=bool(record.get("open")))
        for reference in self.running.get(key, ()):
            vacancy = self._vacancy(reference)
            if vacancy is not None and vacancy.establishment_id == place.id and not changes_of(vacancy, facts):
                return Judged(record.number, Outcome.SAME, facts.title, target=reference)
        like = self._resembling(key, place.employer)
        self.in_file.setdefault(key, record.number)
        return Judged(record.number, Outcome.DOUBTFUL if like else Outcome.NEW, facts.title, resembles=like, save=save)

    def _resembling(self, key: tuple[int, str], employer: Employer) -> tuple[Resemblance, ...]:
        found = [
            Resemblance(one, f"{employer.name} heeft al een plek met deze titel: {one}.")
            for one in self.running.get(key, ())
        ]
        if key in self.in_file:
            found.append(Resemblance("", f"Dezelfde titel bij deze werkgever staat ook op rij {self.in_file[key]}."))
        return tuple(found[:3])


def changes_of(vacancy: Vacancy, facts: VacancyFacts) -> tuple[str, ...]:
    """The titles of what would change."""
    now, wanted = clean_vacancy(facts_of(vacancy)), clean_vacancy(facts)
    return tuple(
        _TITLES.get(one.name, one.name)
        for one in fields(VacancyFacts)
        if _comparable(getattr(now, one.name)) != _comparable(getattr(wanted, one.name))
    )


def _comparable(value: object) -> object:
    """Codes are told in any order."""
    return sorted(value) if isinstance(value, tuple) and all(isinstance(one, str) for one in value) else value


def _establishment(places: Sequence[Establishment], told: str) -> Establishment | Problem:
    if not places:
        return Problem("Werkgever", "Deze werkgever heeft nog geen vestiging. Voeg eerst een vestiging toe.")
    if not told:
        return (
            places[0]
            if len(places) == 1
            else Problem("Postcode", "Deze werkgever heeft meer vestigingen. Vul de postcode in.")
        )
    wanted = postcode(told)
    found = [one for one in places if one.postcode == wanted]
    if wanted is None:
        return Problem("Postcode", "Een postcode heeft vier cijfers en twee letters, zoals 7511 AA.")
    return (
        found[0]
        if found
        else Problem("Postcode", f"Deze werkgever heeft geen vestiging op {wanted}. Voeg die eerst toe.")
    )


def logging_place(place_id: int, facts: VacancyFacts, *, opens: bool) -> Callable[[Session, Actor, date], Vacancy]:
    """An act that logs a place, and opens it when asked."""

    def save(session: Session, actor: Actor, on: date) -> Vacancy:
        vacancy = log_vacancy(session, actor, session.get_one(Establishment, place_id), facts, on=on)
        if opens:
            open_vacancy(session, actor, vacancy, on=on)
        return vacancy

    return save


def changing_place(
    vacancy_id: int, facts: VacancyFacts, *, changes: bool, opens: bool
) -> Callable[[Session, Actor, date], Vacancy]:
    """An act that changes a place, opens it, or both."""

    def save(session: Session, actor: Actor, on: date) -> Vacancy:
        vacancy = session.get_one(Vacancy, vacancy_id)
        if changes:
            change_vacancy(session, actor, vacancy, facts, on=on)
        if opens and VACANCY.may("open", vacancy.status):
            open_vacancy(session, actor, vacancy, on=on)
        return vacancy

    return save


def judging(session: Session, actor: Actor, on: date, choices: Choices) -> Judge:
    """Begin to judge rows of places."""
    return Judging(session, on)


VACANCIES = TableKind("plekken", "Plekken", "plek", LAYOUT, judging)
