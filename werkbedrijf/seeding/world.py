"""The world as a whole: first the cast with everything that happened to it, then the crowd around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from random import Random

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.models import Employer, Establishment
from employers.vacancies.models import Vacancy
from matching.allocation.running import run_here
from matching.runs.models import AllocationRun
from werkbedrijf.accounts.actions import UserFacts, add_user
from werkbedrijf.demo.firms import draw_firms, draw_places
from werkbedrijf.demo.places import Map
from werkbedrijf.demo.plans import Plan
from werkbedrijf.foundation.actors import TIMETABLE, Actor, Organisation, Role, User, actor_for
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.region import Region
from werkbedrijf.foundation.server import unhurried
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.imports.actions import carry_out, take_file
from werkbedrijf.imports.models import ImportBatch, ImportKind
from werkbedrijf.imports.planning import plan
from werkbedrijf.scenarios.actions import ask as ask_what_if
from werkbedrijf.scenarios.asked import Asked
from werkbedrijf.seeding.asked import call_and_wish
from werkbedrijf.seeding.canaries import Canary
from werkbedrijf.seeding.cast import FOREIGN, LETTERS, OWN, SIDES, Cast, Keys, add_person, make_partners
from werkbedrijf.seeding.people import crowd
from werkbedrijf.seeding.story import Side, live

REGION = "AM05"
CITY = "Enschede"
# So many places at one employer, and so many people at one coach, as in a real region.
PLACES_EACH = 3
PEOPLE_EACH = 45


class NotEmpty(DomainError):
    """There is something in the database already; a test world never goes on top of it."""

    def __init__(self) -> None:
        super().__init__(
            "In deze database staat al iets. Een toetswereld komt alleen in een lege database: kies een andere map met "
            "--data-dir, of een lege database met WERKBEDRIJF_DATABASE_URL. Er is niets veranderd."
        )


@dataclass(slots=True)
class World:
    """What was made, to write the manifest from."""

    cast: Cast
    sides: Mapping[str, Side]
    run: AllocationRun


def refuse_unless_empty(session: Session) -> None:
    """Raise NotEmpty when anybody or anything is in the database."""
    for kind in (Region, User, Employer, Candidate, Vacancy):
        if session.scalar(select(func.count()).select_from(kind)):
            raise NotEmpty


def make_cast(session: Session, settings: Settings, keys: Mapping[tuple[Role, str], Keys], *, on: date) -> World:
    """The region, the cast and everything that happened to it, in one transaction."""
    unhurried(session.connection())
    refuse_unless_empty(session)
    region = Region(id=1, code=REGION, name="Toetsregio", is_demo=False, started_on=on)
    session.add(region)
    record(session, TIMETABLE, "region.founded", region)
    cast = make_partners(session)
    for role in LETTERS.values():
        if role != Role.EMPLOYER:
            for where in SIDES:
                add_person(session, cast, role, where, keys[role, where], settings.password_cost)
    numbers = count()
    sides: dict[str, Side] = {}
    for name, other in ((OWN, FOREIGN), (FOREIGN, OWN)):
        coach, manager, colleague = (
            cast.actor(session, role, where)
            for role, where in ((Role.COACH, name), (Role.ACCOUNT_MANAGER, name), (Role.COACH, other))
        )
        side = sides[name] = Side(name, session, coach, manager, colleague, on, numbers)
        employer = live(side)
        facts = {"name": f"Werkgever {employer.name}", "employers": (employer,)}
        add_person(session, cast, Role.EMPLOYER, name, keys[Role.EMPLOYER, name], settings.password_cost, **facts)
        call_and_wish(side, cast.actor(session, Role.EMPLOYER, name))
    run = run_here(session, settings.secret_key, on=on)
    for side in sides.values():
        side.keep("scenario", "wacht", ask_what_if(session, side.manager, run, Asked(k=3), title=""))
        side.keep("batch", "concept", _batch(side))
        side.keep("saved", "opgeslagen", _saved(side))
    session.flush()
    return World(cast, sides, run)


def _batch(side: Side) -> ImportBatch:
    odd = side.odd()
    content = f"Voornaam;Achternaam;Gemeente\n{odd.first};{odd.last};Enschede\n".encode()
    made = plan(side.session, side.manager, ImportKind.CANDIDATES, content, on=side.on, gemeente="Enschede")
    batch = take_file(side.session, side.manager, made, file_name="kandidaten.csv", content=content)
    side.session.flush()
    side.canaries.append(Canary(odd.last, "name", side.name, batch.reference, "content"))
    return batch


def _saved(side: Side) -> ImportBatch:
    content = f"Naam\nGeimporteerde Firma {side.name}\n".encode()
    made = plan(side.session, side.manager, ImportKind.EMPLOYERS, content, on=side.on)
    batch = take_file(side.session, side.manager, made, file_name="werkgevers.csv", content=b"")
    carry_out(side.session, side.manager, made, on=side.on, batch=batch, chosen=made.doubtful)
    return batch


def make_crowd(
    database: Database, world: World, *, people: int, places: int, seed: int, on: date, at: datetime
) -> None:
    """Everybody and everything around the cast: ``people`` and ``places`` more, spread over the four partners."""
    random, region = Random(seed), Map(REGION, CITY)  # noqa: S311  # an invented world, no secret

    def slowly() -> Session:
        session = database.session(at=at, write=True)
        unhurried(session.connection())
        return session

    with database.transaction(at=at) as session:
        unhurried(session.connection())
        managers, coaches = _staff(session, world.cast, people)
        drawn = Plan("toets", REGION, CITY, participatiewet=0, wajong=0, wsw=0, places=places, seed=1 + seed % 9)
        _firms(session, managers, drawn, region, random, on=on)
    crowd(slowly, coaches, region, random, people, on=on)


def _staff(session: Session, cast: Cast, people: int) -> tuple[list[Actor], list[tuple[int, Actor]]]:
    """Account managers and coaches of every partner; only the cast can sign in."""

    def add(role: Role, number: int) -> User:
        partner = session.get_one(Organisation, cast.all_partners[number % len(cast.all_partners)].id)
        mailbox = f"{role.value}.{number + 1}@toetswereld.example"
        return add_user(
            session,
            TIMETABLE,
            UserFacts(name=f"{role.words.capitalize()} {number + 1}", email=mailbox, role=role, organisation=partner),
        )

    managers = [actor_for(session, add(Role.ACCOUNT_MANAGER, number)) for number in range(len(cast.all_partners))]
    users = [add(Role.COACH, number) for number in range(max(len(cast.all_partners), people // PEOPLE_EACH))]
    return managers, [(user.id, actor_for(session, user)) for user in users]


def _firms(session: Session, managers: Sequence[Actor], drawn: Plan, region: Map, random: Random, *, on: date) -> None:
    if not drawn.places:
        return
    establishments: list[Establishment] = list(draw_firms(session, list(managers), drawn, region, random, on=on))
    for _ in draw_places(session, establishments, list(managers), drawn, random, on=on):
        pass
