"""A VUM vacancy as an employer, an establishment and a place in concept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.actions import add_establishment, register_employer
from employers.cleaning import LONGEST_NOTE, clean_employer, clean_establishment
from employers.facts import EmployerFacts, EstablishmentFacts
from employers.lookalikes import with_kvk
from employers.models import Employer, Establishment
from employers.naming import kvk_number, search_name
from employers.record.models import TradeName
from employers.vacancies.actions import log_vacancy
from employers.vacancies.cleaning import clean_vacancy
from employers.vacancies.facts import TaskFacts, VacancyFacts
from employers.vacancies.imports import changes_of, changing_place
from employers.vacancies.models import Vacancy, VacancyKind
from employers.vacancies.telling import facts_of
from employers.vacancies.workflow import VacancyStatus
from matching.core.catalogue import TIME_CODES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.foundation.importing import Choices, Judged, Outcome, Resemblance, certain_gemeente, refused
from werkbedrijf.foundation.spreadsheets.columns import Problem, Record
from werkbedrijf.imports.vum.hours import OCCUPATION, hours, nearest_occupation, with_open_bounds
from werkbedrijf.imports.vum.profiles import YES, again
from werkbedrijf.imports.vum.reading import Source, code, day_or_none, texts, whole
from werkbedrijf.imports.vum.sectors import family_of_sbi

SURE: Final = 0.9
"""From this strength on the occupation of our vocabulary is taken, with its tasks as a first proposal."""
KINDS: Final = {"1": VacancyKind.VACANCY, "2": VacancyKind.LEERWERKPLEK, "4": VacancyKind.WERKERVARINGSPLEK}
"""Our kind per ``codeTypeOvereenkomst`` of VUM, nearest to ordinary work first; 03 is volunteering."""
ADDRESS: Final = "adres.adresNederland"


@dataclass(frozen=True, slots=True)
class Told:
    """A vacancy in the words of the acts, with what is not sure about it."""

    employer: EmployerFacts
    place: EstablishmentFacts
    facts: VacancyFacts
    unsure: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Vacancies:
    """Judges vacancies: what was imported before is known by the id of the source."""

    def __init__(self, session: Session, on: date, choices: Choices):
        self.session, self.on, self.choices = session, on, choices
        self.known: Mapping[str, str] = choices.known or {}
        self.in_file: dict[str, int] = {}

    def __call__(self, source: Source) -> Judged:
        """What this vacancy would do."""
        label = title_of(source) or "Vacature"
        record = Record(source.number, {})
        if source.problem:
            return refused(record, label, Problem("vacature", source.problem))
        if not source.source_id:
            words = "Dit is geen profiel en geen vacature: het kenmerk ontbreekt of klopt niet."
            return refused(record, label, Problem("idVacature", words))
        if source.source_id in self.in_file:
            return again(source, label, self.in_file[source.source_id])
        self.in_file[source.source_id] = source.number
        told = told_by(source, self.choices)
        if isinstance(told, Problem):
            return refused(record, label, told, source_id=source.source_id)
        reference = self.known.get(source.source_id)
        vacancy = (
            self.session.scalars(select(Vacancy).where(Vacancy.reference == reference)).first() if reference else None
        )
        return self._changed(source, vacancy, told) if vacancy else self._new(source, told)

    def _new(self, source: Source, told: Told) -> Judged:
        return Judged(
            source.number,
            Outcome.DOUBTFUL if told.unsure else Outcome.NEW,
            f"{told.facts.title} bij {told.employer.name}",
            resembles=tuple(Resemblance("", words) for words in told.unsure),
            notes=told.notes,
            source_id=source.source_id,
            save=_logging(told),
        )

    def _changed(self, source: Source, vacancy: Vacancy, told: Told) -> Judged:
        now = facts_of(vacancy)
        # What a colleague completed stays; the exchange only knows these better.
        wanted = replace(
            now, starts_on=told.facts.starts_on or now.starts_on, closes_on=told.facts.closes_on or now.closes_on
        )
        if vacancy.status is VacancyStatus.DRAFT:
            wanted = replace(
                wanted, title=told.facts.title, hours_min=told.facts.hours_min, hours_max=told.facts.hours_max
            )
        changes = changes_of(vacancy, wanted) if vacancy.status is not VacancyStatus.CLOSED else ()
        return Judged(
            source.number,
            Outcome.CHANGED if changes else Outcome.SAME,
            f"{vacancy.title} bij {vacancy.employer.name}",
            changes=changes,
            target=f"{vacancy.reference} versie {vacancy.version}",
            source_id=source.source_id,
            save=changing_place(vacancy.id, wanted, changes=True, opens=False) if changes else None,
        )


def title_of(source: Source) -> str:
    """What the work is called: its name, its occupation, or the code of that."""
    names = [source.at("naamVacature"), *texts([source.at("beroep")], *OCCUPATION)]
    name = next((one for one in names if isinstance(one, str)), "")
    number = source.at("beroep.beroepsnaamGecodeerd.codeBeroepsnaam")
    return name[:200] or (f"Beroep met code {number}"[:200] if number else "")


def told_by(source: Source, choices: Choices) -> Told | Problem:
    """The vacancy in the words of the acts, or why it cannot be taken in."""
    title, name = title_of(source), source.at("werkgever.handelsnaamOrganisatie")
    if not isinstance(name, str):
        return Problem("handelsnaamOrganisatie", "De werkgever heeft geen naam. Een plek hoort bij een werkgever.")
    if not title:
        return Problem("naamVacature", "De vacature heeft geen naam en geen beroep.")
    kind, week, place = _kind(source), hours(source), _place(source, choices)
    for one in (kind, week, place):
        if isinstance(one, Problem):
            return one
    assert not isinstance(kind, Problem) and not isinstance(week, Problem)  # noqa: S101, PT018  # answered above
    assert not isinstance(place, Problem)  # noqa: S101  # answered above
    facts = VacancyFacts(
        kind=kind,
        title=title,
        **with_open_bounds(week[0]),
        description=str(source.at("omschrijvingVacature") or "")[:LONGEST_NOTE],
        times=TIME_CODES if code(source.at("flexibiliteit.indicatieOnregelmatigWerkOfPloegendienst")) == YES else (),
        starts_on=day_or_none(source.at("arbeidsVoorwaarden.datumAanvangWerkzaamheden")),
        closes_on=day_or_none(source.at("sluitingsdatumVacature")),
        **_work(source, title),
    )
    employer = EmployerFacts(name, kvk=kvk_number(str(source.at("werkgever.nummerKvk") or "")) or "")
    open_hours = (
        () if len(week[0]) == 2 else ("Niet alle uren zijn bekend; wat ontbreekt is zo ruim mogelijk ingevuld.",)
    )
    told = Told(employer, place[0], facts, tuple(place[1]), (*week[1], *open_hours))
    return _checked(told)


def _checked(told: Told) -> Told | Problem:
    try:
        clean_employer(told.employer)
        clean_establishment(told.place, told.employer.name)
        clean_vacancy(told.facts)
    except InputRefused as problem:
        name, words = next(iter(problem.problems.items()))
        return Problem(name, words)
    return told


def _kind(source: Source) -> VacancyKind | Problem:
    """A place of the kind that VUM names: the one nearest to ordinary work of all it names. Volunteering is no place here."""
    kinds = {
        code(one["codeTypeOvereenkomst"])
        for one in source.listed("contractvorm")
        if isinstance(one, dict) and "codeTypeOvereenkomst" in one
    }
    if not kinds:
        return VacancyKind.VACANCY
    known = next((kind for agreement, kind in KINDS.items() if agreement in kinds), None)
    return known or Problem("contractvorm", "Dit is vrijwilligerswerk. Zulke plekken staan hier niet in.")


def _place(source: Source, choices: Choices) -> tuple[EstablishmentFacts, tuple[str, ...]] | Problem:
    addresses = source.listed("werkgever.adresHouding")
    found: Any = next((one for one in addresses if isinstance(one, dict)), {})
    address = Source(
        source.number, found.get("adres", {}).get("adresNederland", {}) if isinstance(found.get("adres"), dict) else {}
    )
    postcode, place = str(address.at("postcode") or ""), str(address.at("woonplaatsnaam") or "")
    if not postcode or not place:
        return Problem("adresHouding", "Het adres heeft geen postcode of geen plaats.")
    certain = (
        gemeente_by_code(str(address.at("codeGemeente") or "")) or certain_gemeente(postcode[:4]) or choices.gemeente
    )
    where = certain or certain_gemeente("", place) or choices.likely_gemeente
    if where is None:
        return Problem(
            "adresHouding",
            f"De gemeente van postcode {postcode} is niet zeker. Geef bij het importeren een gemeente op.",
        )
    unsure = (
        ()
        if certain
        else (f"De gemeente van postcode {postcode} is niet zeker. Neem je deze plek mee, dan wordt het {where.name}.",)
    )
    street = "adresDetails.straatadres"
    number = [address.at(f"{street}.{part}") for part in ("huisnummer", "huisletter", "huisnummertoevoeging")]
    facts = EstablishmentFacts(
        postcode=postcode,
        place=place,
        gemeente_code=where.code,
        street=str(address.at(f"{street}.straatnaam") or ""),
        house_number=" ".join(str(part) for part in number if part is not None),
    )
    return facts, unsure


def _work(source: Source, title: str) -> dict[str, Any]:
    """Occupation and tasks when our vocabulary knows it; otherwise the kind of work of the sector, or none yet.

    Such a place is taken in as a concept: whoever opens it says first what the work is.
    """
    nearest = nearest_occupation([*texts([source.at("beroep")], *OCCUPATION), title])
    if nearest and nearest.strength >= SURE:
        one = nearest.occupation
        tasks = tuple(TaskFacts(task.title, task.share, dict(task.asks), task.separable) for task in one.tasks)
        return {"occupation": one.code, "family": one.family, "tasks": tasks, "drafted_from": one.code}
    sectors = [source.at("sector"), *source.listed("werkgever.sector")]
    numbers = (whole(one.get("codeSbi")) for one in sectors if isinstance(one, dict))
    family = next((found for number in numbers if number and (found := family_of_sbi(number))), None)
    return {"family": family or ""}


def _logging(told: Told) -> Callable[[Session, Actor, date], Vacancy]:
    def save(session: Session, actor: Actor, on: date) -> Vacancy:
        employer = _employer(session, told.employer) or register_employer(session, actor, told.employer, on=on)
        return log_vacancy(session, actor, _establishment(session, actor, employer, told.place, on), told.facts, on=on)

    return save


def _employer(session: Session, facts: EmployerFacts) -> Employer | None:
    """The employer the region has already: by KvK number, or by exactly this name when there is one."""
    if facts.kvk:
        return with_kvk(session, facts.kvk)
    name, others = search_name(facts.name), TradeName.employer_id
    also = Employer.id.in_(select(others).where(TradeName.search_name == name))
    by_name = select(Employer).where((Employer.search_name == name) | also, Employer.merged_into_id.is_(None)).limit(2)
    found = list(session.scalars(by_name))
    return found[0] if len(found) == 1 else None


def _establishment(
    session: Session, actor: Actor, employer: Employer, facts: EstablishmentFacts, on: date
) -> Establishment:
    clean = clean_establishment(facts, employer.name)
    for one in employer.open_establishments:
        if (one.postcode, one.house_number) == (clean.postcode, clean.house_number):
            return one
    return add_establishment(session, actor, employer, facts, on=on)


def judging_vacancies(session: Session, actor: Actor, on: date, choices: Choices) -> Vacancies:
    """Begin to judge vacancies."""
    return Vacancies(session, on, choices)
