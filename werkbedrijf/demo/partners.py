"""The demo's partners and the people who work there, with one sign-in per role."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from sqlalchemy.orm import Session

from employers.models import Employer
from werkbedrijf.accounts.actions import UserFacts, add_user, set_password
from werkbedrijf.accounts.demo_sign_in import DEMO_DOMAIN
from werkbedrijf.accounts.passwords import NewPassword
from werkbedrijf.demo.names import FIRST_NAMES, LAST_NAMES
from werkbedrijf.demo.places import Map
from werkbedrijf.foundation.actors import TIMETABLE, Actor, Organisation, OrganisationKind, Role, User, actor_for
from werkbedrijf.foundation.audit import record


@dataclass(frozen=True, slots=True)
class Team:
    """Who works in the demo region. The first of each list has a sign-in."""

    managers: list[User]
    coaches: list[User]
    alderman: User
    administrator: User
    org_admin: User
    coordinator: User
    auditor: User

    def actors(self, session: Session, users: Iterable[User]) -> list[Actor]:
        """The people as the acts see them."""
        return [actor_for(session, user) for user in users]


def make_team(session: Session, region: Map, city: str, random: Random, password: NewPassword, size: int) -> Team:
    """Partners of the region, and some twenty people; ``size`` is the number of candidates they work for."""
    home = next(g for g in region.gemeenten if g.name == city)
    neighbours = [g for g in region.gemeenten if g is not home][:2]
    gemeenten = [
        _organisation(session, f"Gemeente {g.name}", OrganisationKind.GEMEENTE, g.code) for g in (home, *neighbours)
    ]
    uwv = _organisation(session, f"UWV {city}", OrganisationKind.UWV, None)
    sw = _organisation(session, f"Sociaal werkbedrijf {city}", OrganisationKind.SW_BEDRIJF, None)
    partners = [*gemeenten, uwv, sw]
    managers = [
        _user(session, Role.ACCOUNT_MANAGER, partner, random, "accountmanager" if n == 0 else f"accountmanager{n + 1}")
        for n, partner in enumerate(partners)
    ]
    each = max(2, min(20, size // (45 * len(partners))))
    coaches = [
        _user(session, Role.COACH, partner, random, "jobcoach" if n == 0 else f"jobcoach{n + 1}")
        for n, partner in enumerate(partners * each)
    ]
    alderman = _user(session, Role.ALDERMAN, gemeenten[0], random, "wethouder")
    administrator = _user(session, Role.ADMINISTRATOR, gemeenten[0], random, "beheerder")
    org_admin = _user(session, Role.ORG_ADMIN, gemeenten[0], random, "organisatiebeheerder")
    coordinator = _user(session, Role.COORDINATOR, gemeenten[0], random, "regiocoordinator")
    auditor = _user(session, Role.AUDITOR, gemeenten[0], random, "auditor")
    for user in (managers[0], coaches[0], alderman, administrator, org_admin, coordinator, auditor):
        set_password(session, TIMETABLE, user, password)
    return Team(
        managers=managers,
        coaches=coaches,
        alderman=alderman,
        administrator=administrator,
        org_admin=org_admin,
        coordinator=coordinator,
        auditor=auditor,
    )


def make_employer_user(session: Session, employer: Employer, random: Random, password: NewPassword) -> User:
    """The sign-in of an employer."""
    facts = UserFacts(
        name=_name(random),
        email=f"werkgever@{DEMO_DOMAIN}",
        role=Role.EMPLOYER,
        employers=(employer,),
        phone="053 000 00 01",
    )
    user = add_user(session, TIMETABLE, facts)
    set_password(session, TIMETABLE, user, password)
    return user


def _organisation(session: Session, name: str, kind: OrganisationKind, code: str | None) -> Organisation:
    row = Organisation(name=f"{name} (demo)", kind=kind, gemeente_code=code)
    session.add(row)
    record(session, TIMETABLE, "organisation.added", row)
    return row


def _user(session: Session, role: Role, organisation: Organisation, random: Random, mailbox: str) -> User:
    facts = UserFacts(
        name=_name(random),
        email=f"{mailbox}@{DEMO_DOMAIN}",
        role=role,
        organisation=organisation,
        phone=f"053 000 0{random.randrange(100, 999)}",
    )
    return add_user(session, TIMETABLE, facts)


def _name(random: Random) -> str:
    return f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"
