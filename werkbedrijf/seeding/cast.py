"""Who is in the test world: the partners, and every role twice, once at the own partner and once at another."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy.orm import Session

from werkbedrijf.accounts.actions import UserFacts, add_user, set_password
from werkbedrijf.accounts.passwords import Cost, checked
from werkbedrijf.accounts.telling import Around
from werkbedrijf.accounts.totp import enrol_totp
from werkbedrijf.foundation.actors import TIMETABLE, Actor, Organisation, OrganisationKind, Role, User, actor_for
from werkbedrijf.foundation.audit import record

OWN, FOREIGN = "own", "foreign"
SIDES = (OWN, FOREIGN)
MAILBOX = "toetswereld.example"
# The roles of the permission matrix by their letters there; who is not signed in and the timetable have no user.
LETTERS = {
    "CO": Role.COACH,
    "AM": Role.ACCOUNT_MANAGER,
    "OA": Role.ORG_ADMIN,
    "RC": Role.COORDINATOR,
    "EM": Role.EMPLOYER,
    "AL": Role.ALDERMAN,
    "FA": Role.ADMINISTRATOR,
    "AU": Role.AUDITOR,
}
PARTNERS = (
    ("Gemeente Enschede", OrganisationKind.GEMEENTE, "GM0153"),
    ("Gemeente Hengelo", OrganisationKind.GEMEENTE, "GM0164"),
    ("UWV Twente", OrganisationKind.UWV, None),
    ("Sociaal werkbedrijf Twente", OrganisationKind.SW_BEDRIJF, None),
)


@dataclass(slots=True)
class Person:
    """A user of the world, with what a tester needs to come in."""

    user: User
    password: str
    totp_secret: str | None = None


@dataclass(slots=True)
class Cast:
    """The partners by side, and the people by role and side."""

    partners: dict[str, Organisation]
    all_partners: list[Organisation]
    people: dict[tuple[Role, str], Person] = field(default_factory=dict)

    def user(self, role: Role, side: str) -> User:
        """The user with this role on this side."""
        return self.people[role, side].user

    def actor(self, session: Session, role: Role, side: str) -> Actor:
        """The same, as the acts see this person."""
        return actor_for(session, self.user(role, side))


def make_partners(session: Session) -> Cast:
    """The four partners; the first is the own one, the second the other."""
    rows = [Organisation(name=name, kind=kind, gemeente_code=code) for name, kind, code in PARTNERS]
    for row in rows:
        session.add(row)
        record(session, TIMETABLE, "organisation.added", row)
    session.flush()
    return Cast(partners=dict(zip(SIDES, rows[:2], strict=True)), all_partners=rows)


class Keys(NamedTuple):
    """What one person comes in with; without a secret (base32) the app gets a new one."""

    password: str
    totp_secret: str | None


def new_password() -> str:
    """A password nobody can guess: whoever made the world reads it in the manifest."""
    return "-".join(secrets.token_hex(3) for _ in range(4))


def add_person(session: Session, cast: Cast, role: Role, side: str, keys: Keys, cost: Cost, **facts: object) -> Person:
    """One user who can sign in; ``facts`` may say the name and, for an employer's user, for which employers."""
    mailbox = f"{role.value}.{'eigen' if side == OWN else 'ander'}@{MAILBOX}"
    name = str(facts.get("name") or f"{role.words.capitalize()} {'Eigen' if side == OWN else 'Ander'}")
    organisation = None if role == Role.EMPLOYER else cast.partners[side]
    employers = facts.get("employers") or ()
    assert isinstance(employers, tuple)  # noqa: S101  # told by this room alone
    told = UserFacts(name=name, email=mailbox, role=role, organisation=organisation, employers=employers)
    user = add_user(session, TIMETABLE, told)
    set_password(session, TIMETABLE, user, checked(keys.password, Around(name, mailbox), cost=cost))
    cast.people[role, side] = Person(user, keys.password, enrol_totp(session, user, secret=keys.totp_secret))
    return cast.people[role, side]


def keys_of(known: Mapping[str, object] | None) -> dict[tuple[Role, str], Keys]:
    """The passwords and the secrets of the apps of an earlier manifest, or new ones."""
    users = known.get("users", {}) if known else {}
    assert isinstance(users, Mapping)  # noqa: S101  # the shape of a manifest
    found: dict[tuple[Role, str], Keys] = {}
    for letters, role in LETTERS.items():
        for side in SIDES:
            one = (users.get(letters) or {}).get(side) or {}
            found[role, side] = Keys(str(one.get("password") or new_password()), one.get("totp_secret"))
    return found
