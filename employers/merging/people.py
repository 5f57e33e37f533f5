"""Contact persons of one employer that are the same: found by signs, brought together, and taken apart again."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from employers.merging import moving
from employers.merging.errors import NotTwo, UndoFirst
from employers.merging.holdings import CONTACT
from employers.merging.models import ContactJoin, EmployerMerge
from employers.merging.queries import joins_of, merges_of
from employers.models import ContactPerson, Employer
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import NotAllowed

FILLED = ("function", "phone", "email")
LAST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Double:
    """Two contact persons that may be one, the one who was there first in front, and why."""

    first: ContactPerson
    second: ContactPerson
    why: str


def doubles_among(people: Iterable[ContactPerson]) -> list[Double]:
    """The pairs that have the same name, address or number; of who is still there. Pure."""
    present = sorted((one for one in people if one.left_on is None), key=lambda one: one.id)
    return [Double(one, other, why) for one, other in combinations(present, 2) if (why := _why(one, other))]


def _why(one: ContactPerson, other: ContactPerson) -> str:
    if _name(one.name) == _name(other.name):
        return "dezelfde naam"
    if one.email and one.email.casefold() == other.email.casefold() and not _two_names(one.name, other.name):
        return "hetzelfde e-mailadres"
    # Colleagues share the number of the front desk; with one initial and family name it is one person.
    if _short(one.name) == _short(other.name) and _short(one.name):
        return "hetzelfde telefoonnummer" if _same_number(one.phone, other.phone) else "bijna dezelfde naam"
    return ""


def _name(text: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", bare.casefold()))


def _two_names(one: str, other: str) -> bool:
    """Both tell a family name, and not the same: colleagues who share a mailbox."""
    left, right = _name(one).split(), _name(other).split()
    return len(left) > 1 and len(right) > 1 and left[-1] != right[-1]


def _short(text: str) -> str:
    """The first letter and the last word: ``K. de Vries`` and ``Kim de Vries`` are both ``k vries``."""
    words = _name(text).split()
    return f"{words[0][0]} {words[-1]}" if len(words) > 1 else ""


def _same_number(one: str, other: str) -> bool:
    left, right = (re.sub(r"[^0-9]", "", text)[-LAST_DIGITS:] for text in (one, other))
    return len(left) == LAST_DIGITS and left == right


def numbers_of(session: Session, people: Sequence[ContactPerson]) -> dict[int, int]:
    """Per person how many contacts, agreements and so on point at them."""
    connection = session.connection()
    return {one.id: sum(count.goes for count in moving.counts(connection, CONTACT, one.id, 0)) for one in people}


def join(session: Session, actor: Actor, kept: ContactPerson, gone: ContactPerson, *, on: date) -> ContactJoin:
    """Make two contact persons one: everything about ``gone`` is about ``kept`` from now on, who gets what was empty.

    Raises NotTwo when they are not two people who are there at the same employer.
    """
    if actor.id is None:
        raise NotAllowed("Contactpersonen samenvoegen doet een accountmanager.")
    _hold(session, kept, gone)
    if kept.id == gone.id or kept.employer_id != gone.employer_id or kept.left_on or gone.left_on:
        raise NotTwo("Dit zijn geen twee contactpersonen van deze werkgever meer. Kijk opnieuw.")
    connection = session.connection()
    filled = {name: getattr(gone, name) for name in FILLED if getattr(gone, name) and not getattr(kept, name)}
    moved = moving.move_all(connection, CONTACT, gone.id, kept.id)
    values = moving.set_values(connection, "contact_person", kept.id, filled) if filled else []
    values += moving.set_values(connection, "contact_person", gone.id, {"left_on": on})
    done = ContactJoin(
        kept_id=kept.id,
        gone_id=gone.id,
        merge_id=_merge_behind(session, kept, gone),
        done_on=on,
        by_id=actor.id,
        moved=moved,
        values_set=values,
    )
    session.add(done)
    _seen(session, actor, "contactjoin.made", done)
    return done


def take_apart(session: Session, actor: Actor, done: ContactJoin, *, on: date) -> None:
    """Make them two again; what came since stays with the kept one. Again changes nothing.

    Raises UndoFirst when the kept one went into somebody else.
    """
    if actor.id is None:
        raise NotAllowed("Contactpersonen uit elkaar halen doet een accountmanager.")
    _hold(session, done.kept, done.gone)
    session.refresh(done)
    if done.undone_on is not None:
        return
    later = select(ContactJoin).where(ContactJoin.gone_id == done.kept_id, ContactJoin.undone_on.is_(None))
    if (found := session.scalars(later).first()) is not None:
        raise UndoFirst(f"{done.kept.name} is zelf samengevoegd met {found.kept.name}. Haal die eerst uit elkaar.")
    connection = session.connection()
    moving.unset_values(connection, done.values_set)
    moving.move_back(connection, done.moved)
    done.undone_on, done.undone_by_id = on, actor.id
    _seen(session, actor, "contactjoin.undone", done)


def take_apart_with(session: Session, actor: Actor, merge: EmployerMerge, *, on: date) -> None:
    """Before two employers are taken apart: the people who were brought together across them, the last first."""
    touched: set[int] = set()
    wanted = []
    for one in reversed(joins_of(session, merge.kept)):
        if one.merge_id == merge.id or {one.kept_id, one.gone_id} & touched:
            touched |= {one.kept_id, one.gone_id}
            wanted.append(one)
    for one in reversed(wanted):
        take_apart(session, actor, one, on=on)


def _merge_behind(session: Session, *people: ContactPerson) -> int | None:
    """The newest merge that brought one of these two to the employer of the other."""
    ids = {one.id for one in people}
    employer = session.get_one(Employer, people[0].employer_id)
    for merge in merges_of(session, employer):
        came = {key[0] for one in merge.moved if one["table"] == "contact_person" for key in one["keys"]}
        if len(ids & came) == 1:
            return merge.id
    return None


def _hold(session: Session, *people: ContactPerson) -> None:
    session.flush()
    ids = [one.id for one in people]
    query = select(ContactPerson).where(ContactPerson.id.in_(ids)).order_by(ContactPerson.id).with_for_update()
    session.scalars(query.execution_options(populate_existing=True)).all()


def _seen(session: Session, actor: Actor, act: str, done: ContactJoin) -> None:
    """Write it down, say that both changed, and forget what the session knew of rows that moved beside it."""
    ids: Sequence[int] = (done.kept_id, done.gone_id)
    raised = update(ContactPerson).where(ContactPerson.id.in_(ids)).values(version=ContactPerson.version + 1)
    session.connection().execute(raised)
    session.flush()
    record(session, actor, act, done, done.kept, done.gone)
    session.flush()
    session.expire_all()
