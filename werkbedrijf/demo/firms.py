"""Invented employers with their places, through the real actions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sqlalchemy.orm import Session

from employers.actions import add_contact, add_establishment, log_contact, register_employer
from employers.facts import ContactFacts, EmployerFacts, EstablishmentFacts, MomentFacts
from employers.models import ContactKind, Employer, Establishment, Sector, Size
from employers.vacancies.actions import ask_again, confirm_vacancy, log_vacancy, open_vacancy
from employers.vacancies.facts import ConditionFacts, TaskFacts, VacancyFacts
from employers.vacancies.models import ConditionState, Vacancy, VacancyKind
from employers.vocabulary.catalogue import Occupation, occupations
from matching.core.catalogue import CONDITION_CODES
from werkbedrijf.demo.names import FIRM_FIRST, FIRM_LAST, FIRST_NAMES, LAST_NAMES
from werkbedrijf.demo.places import Map
from werkbedrijf.demo.plans import Plan
from werkbedrijf.foundation.actors import TIMETABLE, Actor

KINDS = tuple(VacancyKind)
KIND_WEIGHTS = (57, 14, 4, 4, 5, 4, 12)

STALE_EACH = 12
"""Of one in so many places nobody said lately that it is still true."""

SPECIAL_EACH = 40
"""Of one in so many places the closing date is near, and of another nobody went through the draft of the occupation."""

# The branch of the firms of each kind of work.
SECTIONS = {
    **dict.fromkeys(("agrarisch",), "A"),
    **dict.fromkeys(("productie", "ambacht"), "C"),
    **dict.fromkeys(("recycling",), "E"),
    **dict.fromkeys(("bouw",), "F"),
    **dict.fromkeys(("detailhandel", "techniek"), "G"),
    **dict.fromkeys(("logistiek", "bezorging"), "H"),
    **dict.fromkeys(("horeca",), "I"),
    **dict.fromkeys(("groen", "schoonmaak", "facilitair", "administratie"), "N"),
    **dict.fromkeys(("zorg_welzijn",), "Q"),
}

NOTES = (
    "Kennismaking. De werkgever wil graag een leerwerkplek proberen.",
    "Rondleiding gehad. Er is elke ochtend eenvoudig werk dat nu blijft liggen.",
    "Gebeld over de open plek. Een vaste begeleider is geregeld.",
    "Gesproken over de uren. De middag komt beter uit dan de ochtend.",
)


def kvk_of(seed: int, number: int) -> str:
    """An invented KvK number of eight digits, another one per firm of a plan; no real one begins with two noughts.

    >>> kvk_of(3, 41), kvk_of(12, 41)
    ('00300041', '00200041')
    """
    return f"00{(seed % 10) * 100_000 + number:06d}"


def draw_firms(
    session: Session, managers: list[Actor], plan: Plan, region: Map, random: Random, *, on: date
) -> Iterator[Establishment]:
    """Register the employers of the plan; each gives one establishment."""
    families = list(FIRM_FIRST)
    used: set[str] = set()
    for number in range(plan.employers):
        family = families[number % len(families)]
        manager = managers[number % len(managers)]
        name = _name(family, used, random)
        facts = EmployerFacts(
            name=name,
            kvk=kvk_of(plan.seed, number),
            sector=Sector.GOVERNMENT if number % 9 == 0 else Sector.MARKET,
            sbi_section=SECTIONS.get(family, ""),
            size=random.choice(tuple(Size)),
            sbb_recognised=number % 4 == 0,
            sbb_until=on + timedelta(days=30 * (number % 30 + 1)) if number % 8 == 0 else None,
        )
        since = on - timedelta(days=random.randrange(430, 800))
        employer = register_employer(session, manager, facts, on=since)
        spot = region.draw(random)
        yield add_establishment(
            session,
            manager,
            employer,
            EstablishmentFacts(
                name=name,
                street="Voorbeeldstraat",
                house_number=str(number + 1),
                postcode=f"{spot.pc4}AA",
                place=spot.place,
                gemeente_code=spot.gemeente.code,
            ),
            on=since,
        )
        _people_of(session, manager, employer, random, on=on)


def draw_doubles(
    session: Session, managers: list[Actor], establishments: list[Establishment], *, on: date
) -> Iterator[Employer]:
    """Two employers that somebody registered again, written in another way; something was said with each."""
    for number, establishment in enumerate(establishments[:2]):
        first = establishment.employer
        manager = next(one for one in managers if one.id != first.account_manager_id)
        name = first.name.replace(" (demo)", " B.V. (demo)") if number else first.name.replace("e", "ee", 1)
        employer = register_employer(session, manager, EmployerFacts(name=name, sector=first.sector), on=on)
        where = EstablishmentFacts(
            street=establishment.street,
            house_number=establishment.house_number,
            postcode=establishment.postcode,
            place=establishment.place,
            gemeente_code=establishment.gemeente_code,
        )
        add_establishment(session, manager, employer, where, on=on)
        _people_of(session, manager, employer, Random(number), on=on)  # noqa: S311 - invented people
        yield employer


def _name(family: str, used: set[str], random: Random) -> str:
    while True:
        name = f"{random.choice(FIRM_FIRST[family])} {random.choice(FIRM_LAST)} (demo)"
        if name not in used:
            used.add(name)
            return name
        if len(used) > 60:
            name = name.replace(" (demo)", f" {len(used)} (demo)")
            used.add(name)
            return name


def _people_of(session: Session, manager: Actor, employer: Employer, random: Random, *, on: date) -> None:
    person = f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"
    known = add_contact(
        session,
        manager,
        employer,
        ContactFacts(name=person, function="Teamleider", phone="053 000 00 00", email="teamleider@voorbeeld.example"),
        on=on,
    )
    promised = random.random() < 0.25
    log_contact(
        session,
        manager,
        employer,
        MomentFacts(
            held_on=on - timedelta(days=random.randrange(1, 120)),
            kind=random.choice((ContactKind.PHONE, ContactKind.VISIT)),
            subject_code=(1, 2, 3, 5)[len(person) % 4],
            contact_person_id=known.id,
            note=random.choice(NOTES),
            next_step="Terugbellen over een tweede plek" if promised else "",
            next_step_on=on + timedelta(days=random.randrange(1, 20)) if promised else None,
        ),
        on=on,
    )


def draw_places(
    session: Session,
    establishments: list[Establishment],
    managers: list[Actor],
    plan: Plan,
    random: Random,
    *,
    on: date,
) -> Iterator[Vacancy]:
    """Log and open the places of the plan, spread over the employers, with work that fits their trade."""
    by_family: dict[str, list[Occupation]] = {}
    for occupation in occupations().values():
        by_family.setdefault(occupation.family, []).append(occupation)
    families = list(FIRM_FIRST)
    by_id = {manager.id: manager for manager in managers}
    for number in range(plan.places):
        index = number % len(establishments)
        establishment = establishments[index]
        occupation = random.choice(by_family[families[index % len(families)]])
        manager = by_id[establishment.employer.account_manager_id]
        logged = on - timedelta(days=random.randrange(20, 420))
        told = _place(occupation, random, on=on)
        if number % SPECIAL_EACH == 3:
            told = replace(told, closes_on=on + timedelta(days=4))
        elif number % SPECIAL_EACH == 5:
            told = replace(told, drafted_from=occupation.code)
        vacancy = log_vacancy(session, manager, establishment, told, on=logged)
        if random.random() < 0.96 and not told.drafted_from:
            open_vacancy(session, manager, vacancy, on=logged)
            _ask_since(session, manager, vacancy, number, on=on)
        yield vacancy


def _ask_since(session: Session, manager: Actor, vacancy: Vacancy, number: int, *, on: date) -> None:
    """Most places were confirmed lately; of some nobody said for a while that they are true, and one of those was asked about."""
    if number % STALE_EACH:
        confirm_vacancy(session, manager, vacancy, on=max(vacancy.logged_on, on - timedelta(days=number % 50)))
    elif vacancy.logged_on < on - timedelta(days=70):
        ask_again(session, TIMETABLE, vacancy, on=on - timedelta(days=3))


def _place(occupation: Occupation, random: Random, *, on: date) -> VacancyFacts:
    low = random.choice((12, 16, 16, 20, 24))
    offered = [
        code for code in CONDITION_CODES if code in occupation.conditions_often_present or random.random() < 0.12
    ]
    refused = [code for code in CONDITION_CODES if code not in offered and random.random() < 0.02]
    return VacancyFacts(
        kind=random.choices(KINDS, KIND_WEIGHTS)[0],
        title=occupation.title,
        occupation=occupation.code,
        hours_min=Decimal(low),
        hours_max=Decimal(min(36, low + random.choice((4, 8, 12)))),
        seats=random.choices((1, 2, 3, 4), (55, 25, 12, 8))[0],
        tasks=tuple(
            TaskFacts(title=task.title, share=task.share, separable=task.separable, asks=dict(task.asks))
            for task in occupation.tasks
        ),
        conditions=(
            *(ConditionFacts(code, ConditionState.PRESENT) for code in offered),
            *(ConditionFacts(code, ConditionState.IMPOSSIBLE, "Dat kan niet op deze werkplek.") for code in refused),
        ),
        certificates=tuple(occupation.certificates),
        times=tuple(time for time in ("avond", "weekend") if random.random() < 0.12),
        starts_on=on + timedelta(days=random.randrange(-30, 60)),
        closes_on=on + timedelta(days=random.randrange(10, 150)),
    )
