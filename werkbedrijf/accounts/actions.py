"""What changes users. Hashing is done before: an act gets a password that was checked already."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import delete
from sqlalchemy.orm import Session

from employers.models import Employer
from werkbedrijf.accounts import messages, passkeys
from werkbedrijf.accounts.errors import LastAdministrator, LastFactor, RoleNotConfirmed
from werkbedrijf.accounts.factors import factors_of, second_step_needed
from werkbedrijf.accounts.links import LinkKind, Links
from werkbedrijf.accounts.models import Passkey
from werkbedrijf.accounts.passkeys import Site
from werkbedrijf.accounts.passwords import NewPassword
from werkbedrijf.accounts.queries import employers_of, other_administrators, user_by_email
from werkbedrijf.accounts.role_queries import is_unconfirmed
from werkbedrijf.accounts.totp import enrol_totp, remove_totp
from werkbedrijf.foundation.actors import TIMETABLE, Actor, Organisation, Role, User, actor_for, speaks_for
from werkbedrijf.foundation.audit import Result, record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import Message, tell
from werkbedrijf.foundation.region import current_region


@dataclass(frozen=True, slots=True)
class UserFacts:
    """Who a user is. Staff work for an organisation; an employer's user speaks for employers instead."""

    name: str
    email: str
    role: Role
    organisation: Organisation | None = None
    employers: Iterable[Employer] = field(default=())
    phone: str = ""


def add_user(session: Session, actor: Actor, facts: UserFacts) -> User:
    """A user who cannot sign in yet. Raises InputRefused when the facts do not fit together."""
    email = _checked(session, actor, facts, None)
    user = User(
        email=email,
        name=facts.name.strip(),
        phone=facts.phone.strip() or None,
        role=facts.role,
        organisation=facts.organisation,
        is_active=True,
        session_version=1,
    )
    session.add(user)
    session.flush()
    _speak_for(session, user, facts.employers)
    record(session, actor, "user.added", user)
    return user


def invite_user(session: Session, actor: Actor, facts: UserFacts, *, links: Links) -> User:
    """A new user, and a mail with the link for the first sign-in."""
    user = add_user(session, actor, facts)
    send_invitation(session, actor, user, links=links)
    return user


def send_invitation(session: Session, actor: Actor, user: User, *, links: Links) -> None:
    """Mail a link for choosing a password; links that were sent before stop working, and so do open sessions."""
    at: datetime = session.info["at"]
    if user.invited_at is not None:
        user.session_version += 1
    user.invited_at = at
    record(session, actor, "user.invited", user)
    link = links.choose_password(user, LinkKind.INVITATION, at)
    key = f"accounts.invitation:{user.id}:{user.session_version}"
    tell(session, messages.invitation(user, _region_name(session), link, key))


def send_forgotten(session: Session, user: User, *, links: Links) -> None:
    """Mail a link to someone who says the password is lost; asked again within the hour, the first one counts."""
    record(session, actor_for(session, user), "user.link_asked", user)
    tell(session, _forgotten(session, user, links))


def send_nothing(session: Session, email: str, *, links: Links) -> None:
    """For an address that is nobody's: the same work and a line in the trail, and no mail."""
    region = current_region(session)
    nobody = User(id=0, name="", email=email.strip().lower()[:200], session_version=1)
    with session.begin_nested() as undone:
        tell(session, _forgotten(session, nobody, links))
        session.flush()
        undone.rollback()
    if region is not None:
        reason = "onbekend e-mailadres"
        record(session, TIMETABLE, "user.link_asked", region, result=Result.REFUSED, reason=reason)


def _forgotten(session: Session, user: User, links: Links) -> Message:
    at: datetime = session.info["at"]
    link = links.choose_password(user, LinkKind.FORGOTTEN, at)
    key = f"accounts.forgotten:{user.id}:{user.session_version}:{at:%Y%m%d%H}"
    return messages.forgotten(user, _region_name(session), link, key)


def set_password(session: Session, actor: Actor, user: User, password: NewPassword) -> None:
    """Keep a new password. Every open session and every link that was sent ends."""
    known = user.password_hash is not None
    user.password_hash = password.hashed
    user.session_version += 1
    record(session, actor, "user.password_set", user)
    if known:
        key = f"accounts.password_changed:{user.id}:{user.session_version}"
        tell(session, messages.password_changed(user, _region_name(session), key))


def change_user(session: Session, actor: Actor, user: User, facts: UserFacts) -> None:
    """Other facts about a user. With another address the links that went to the old one end."""
    email = _checked(session, actor, facts, user)
    if user.role == Role.ADMINISTRATOR and facts.role != Role.ADMINISTRATOR:
        _keep_an_administrator(session, user)
    before = {employer.id for employer in employers_of(session, user)}
    changed = _speak_for(session, user, facts.employers) != before
    # From here on nothing is asked of the database: the trail finds the changed fields before they are flushed.
    if user.email != email:
        user.session_version += 1
    user.name, user.email, user.phone = facts.name.strip(), email, facts.phone.strip() or None
    user.role, user.organisation = facts.role, facts.organisation
    record(session, actor, "user.changed", user, fields=("employers",) if changed else ())


def switch_off_user(session: Session, actor: Actor, user: User) -> None:
    """Someone who may not come in any more; what this person did stays in the trail."""
    if user.role == Role.ADMINISTRATOR:
        _keep_an_administrator(session, user)
    user.is_active = False
    user.session_version += 1
    record(session, actor, "user.switched_off", user)


def switch_on_user(session: Session, actor: Actor, user: User) -> None:
    """Someone who may come in again, with the old password. Raises RoleNotConfirmed for who is new and waits for that."""
    if is_unconfirmed(session, user):
        raise RoleNotConfirmed
    user.is_active = True
    record(session, actor, "user.switched_on", user)


def end_sessions(session: Session, actor: Actor, user: User) -> None:
    """Sign this person out everywhere."""
    user.session_version += 1
    record(session, actor, "user.sessions_ended", user)


def change_app(session: Session, actor: Actor, user: User, secret: str, step: int) -> None:
    """Another app, or a first one; ``step`` is the period of the code that showed that the phone has it."""
    enrol_totp(session, user, actor=actor, secret=secret, last_step=step)
    _warn(session, user, "een app voor de tweede stap is ingesteld")


def drop_app(session: Session, actor: Actor, user: User) -> None:
    """The app goes. Raises LastFactor when the person would be left without a second step."""
    if second_step_needed(session) and not factors_of(session, user).passkeys:
        raise LastFactor
    remove_totp(session, actor, user)
    _warn(session, user, "de app voor de tweede stap is weggehaald")


def add_passkey(session: Session, actor: Actor, user: User, site: Site, *, sealed: str, answer: str, name: str) -> None:
    """A passkey more. Raises NoPasskey."""
    passkeys.add_passkey(session, actor, user, site, sealed=sealed, answer=answer, name=name)
    _warn(session, user, "er is een passkey bij gekomen")


def drop_passkey(session: Session, actor: Actor, user: User, row: Passkey) -> None:
    """A passkey goes. Raises LastFactor when the person would be left without a second step."""
    known = factors_of(session, user)
    if second_step_needed(session) and known.totp is None and len(known.passkeys) == 1:
        raise LastFactor
    passkeys.remove_passkey(session, actor, user, row)
    _warn(session, user, "er is een passkey weggehaald")


def _warn(session: Session, user: User, what: str) -> None:
    """Tell the owner of the account, once per change."""
    at: datetime = session.info["at"]
    tell(
        session,
        messages.factor_changed(user, _region_name(session), what, f"accounts.factor:{user.id}:{at.isoformat()}"),
    )


def _checked(session: Session, actor: Actor, facts: UserFacts, user: User | None) -> str:
    """The address as it is kept; raises InputRefused with a sentence per field."""
    problems: dict[str, str] = {}
    if not facts.name.strip():
        problems["name"] = "Vul een naam in."
    email = facts.email.strip().lower()
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError:
        problems["email"] = "Dit is geen volledig e-mailadres. Een voorbeeld: naam@gemeente.nl."
    else:
        other = user_by_email(session, email)
        if other is not None and other is not user:
            # Whose it is, is told to who may know of that person (security.md, section 3: users).
            seen = actor.is_a(Role.ADMINISTRATOR, Role.SYSTEM) or other.organisation_id == actor.organisation_id
            whose = f"is al van {other.name} ({other.role.words})" if seen else "hoort al bij een ander account"
            problems["email"] = f"Dit adres {whose}."
    problems |= _wrong_side(facts)
    if problems:
        raise InputRefused(problems)
    return email


def _wrong_side(facts: UserFacts) -> dict[str, str]:
    if facts.role == Role.SYSTEM:
        return {"role": "Deze rol is van de dienst zelf."}
    if facts.role == Role.EMPLOYER:
        if facts.organisation is not None:
            return {"organisation": "Iemand van een werkgever hoort niet bij een partner van de regio."}
        return {} if list(facts.employers) else {"employers": "Kies voor welke werkgever deze persoon spreekt."}
    if list(facts.employers):
        return {"employers": "Alleen iemand met de rol werkgever spreekt voor een werkgever."}
    return {} if facts.organisation is not None else {"organisation": "Kies bij welke organisatie deze persoon werkt."}


def _speak_for(session: Session, user: User, employers: Iterable[Employer]) -> set[int]:
    wanted = {employer.id for employer in employers}
    session.execute(delete(speaks_for).where(speaks_for.c.user_id == user.id))
    if wanted:
        session.execute(speaks_for.insert(), [{"user_id": user.id, "employer_id": one} for one in sorted(wanted)])
    return wanted


def _keep_an_administrator(session: Session, user: User) -> None:
    if user.is_active and not other_administrators(session, user):
        raise LastAdministrator(user.name)


def _region_name(session: Session) -> str:
    region = current_region(session)
    return region.name if region else "het regionaal werkbedrijf"
