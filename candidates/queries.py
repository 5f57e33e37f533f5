"""What can be asked about candidates, always within what this person may see."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true
from sqlalchemy.orm import Session, joinedload

from candidates.facts import search_name_of
from candidates.models import Candidate, CandidateStatus, Visibility
from candidates.naming import names_of
from candidates.profile.models import Profile
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.gateway import find, gate, kept
from werkbedrijf.foundation.listing import Filter, Listing

BY_NAME = "naam"
SORTS: Mapping[str, Any] = {
    # Names stand locked in the database: by name the order comes from ``in_order_of_name``.
    BY_NAME: Candidate.id,
    "kenmerk": Candidate.id,
    "ingeschreven": Candidate.registered_on,
}
REGION_SORTS: Mapping[str, Any] = {"kenmerk": Candidate.id, "beschikbaar": Profile.available_from}
ALIKE = 72
MOST_FOUND = 100

IS_HERE = Candidate.erased_revision.is_(None)
"""Everybody but those who were erased: of them only a row without a name is left."""

_SHOWN = and_(Visibility.candidate_agreed_on.is_not(None), Visibility.coach_agreed_on.is_not(None))
_UNKNOWN = Profile.levels.contains("?")
FILTERS: Mapping[str, Mapping[str, ColumnElement[bool]]] = {
    "status": {status.value: Candidate.status == status for status in CandidateStatus},
    "zichtbaar": {"ja": _SHOWN, "nee": ~_SHOWN},
    "profiel": {"compleet": ~_UNKNOWN, "vragen": _UNKNOWN, "geen": Profile.id.is_(None)},
}


@gate(Candidate)
def candidates_known_to(actor: Actor) -> Select[Candidate]:
    """Those this person may know of: the own files, and for staff everybody who did not leave, by reference alone."""
    pool = Candidate.status != CandidateStatus.LEFT if actor.is_staff else false()
    everybody = actor.is_a(Role.SYSTEM)
    return select(Candidate).where(true() if everybody else or_(_whole_file(actor), pool))


@kept
def candidates_visible_to(actor: Actor) -> Select[Candidate]:
    """Those whose whole file this person may see: the own caseload, or for an account manager the own organisation."""
    return select(Candidate).where(_whole_file(actor))


def pool_visible_to(actor: Actor) -> Select[Candidate]:
    """Those in the region whose profile staff may see under its reference. Show no name of them."""
    return (
        select(Candidate)
        .join(Profile, Profile.candidate_id == Candidate.id)
        .where(Candidate.status == CandidateStatus.ACTIVE if actor.is_staff else false())
    )


def find_candidate(session: Session, actor: Actor, reference: str) -> Candidate | None:
    """The candidate with this reference, if this person may know that there is one."""
    return find(session, actor, Candidate, reference.strip().upper(), joinedload(Candidate.visibility))


def caseload(actor: Actor, listing: Listing, found: Sequence[int] | None = None) -> Select[Candidate]:
    """The list of files as the address asks for it; ``found`` holds the ids that a search gave, best first."""
    query = _with_all_beside(actor)
    for name, value in listing.filters.items():
        query = query.where(FILTERS[name][value])
    if found is not None and not found:
        return query.where(false())
    if found:
        best_first = case({id_: place for place, id_ in enumerate(found)}, value=Candidate.id, else_=len(found))
        return query.where(Candidate.id.in_(found)).order_by(best_first)
    return query.order_by(*listing.ordered(SORTS, SORTS["kenmerk"]))


@kept
def _with_all_beside(actor: Actor) -> Select[Candidate]:
    return _files(actor).options(joinedload(Candidate.visibility), joinedload(Candidate.coach))


def in_order_of_name(session: Session, actor: Actor, listing: Listing) -> list[int]:
    """The ids of the own list as the address filters it, by last name; the same name by the oldest first."""
    people = _files(actor)
    for name, value in listing.filters.items():
        people = people.where(FILTERS[name][value])
    named = sorted(names_of(session, people), key=lambda one: one.id)
    return [one.id for one in sorted(named, key=lambda one: one.last_name, reverse=listing.descending)]


def region(actor: Actor, listing: Listing) -> Select[Candidate]:
    """The list of everybody's references as the address asks for it."""
    query = pool_visible_to(actor)
    if listing.query:
        query = query.where(Candidate.reference.in_(references_like(listing.query)))
    return query.order_by(*listing.ordered(REGION_SORTS, REGION_SORTS["kenmerk"]))


def filters_for(session: Session, actor: Actor) -> list[Filter]:
    """The filters of the own list, each choice with its number."""
    choices = [(name, value) for name, values in FILTERS.items() for value in values]
    row = session.execute(_numbers_of(actor)).one()
    counts = {choice: int(number) for choice, number in zip(choices, row, strict=True)}
    return [
        Filter(name, title, labels, {value: counts[name, value] for value, _ in labels})
        for name, title, labels in (
            ("status", "Status", [(status.value, status.value.replace("_", " ")) for status in CandidateStatus]),
            ("zichtbaar", "Zichtbaar voor werkgevers", [("ja", "zichtbaar"), ("nee", "nog niet zichtbaar")]),
            (
                "profiel",
                "Wat iemand kan",
                [("compleet", "alles ingevuld"), ("vragen", "nog vragen"), ("geen", "niet ingevuld")],
            ),
        )
    ]


@kept
def _numbers_of(actor: Actor) -> Select[Any]:
    conditions = (condition for values in FILTERS.values() for condition in values.values())
    sums = [func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for condition in conditions]
    return _files(actor).with_only_columns(*sums)


def found_in_caseload(session: Session, actor: Actor, typed: str) -> list[int]:
    """The files that answer to a reference or to a loosely typed name, best first."""
    by_reference = candidates_visible_to(actor).where(Candidate.reference.in_(references_like(typed)))
    exact = list(session.scalars(by_reference.with_only_columns(Candidate.id)))
    if exact:
        return exact
    words = search_name_of(typed, "").split()
    rows = names_of(session, candidates_visible_to(actor)) if words else []
    scores = [(likeness(words, row.search_name.split()), row.id) for row in rows]
    best = sorted((-score, id_) for score, id_ in scores if score >= ALIKE)
    return [id_ for _, id_ in best[:MOST_FOUND]]


def references_like(typed: str) -> list[str]:
    """The references somebody may mean: ``K-0042``, ``k42`` and ``42`` are one.

    >>> references_like("k 42"), references_like("Jansen")
    (['K-0042'], [])
    """
    digits = typed.strip().upper().removeprefix("K").strip("- ")
    return [f"K-{int(digits):04d}"] if digits.isascii() and digits.isdigit() and len(digits) < 10 else []


def likeness(typed: Sequence[str], name: Sequence[str]) -> float:
    """How well typed words fit the words of a name, 0 to 100: every word finds its best, a beginning is enough.

    >>> round(likeness(["van", "dyk"], ["sam", "van", "dijk"])), likeness(["jan"], ["jansen"])
    (79, 100.0)
    """
    best = [
        max((100.0 if part.startswith(word) else fuzz.ratio(word, part) for part in name), default=0) for word in typed
    ]
    return sum(best) / len(best) if best else 0.0


def waiting_longest(actor: Actor, leave_out: Collection[int] | Select[int] = ()) -> Select[Candidate]:
    """The own people in beeld, longest registered first, except those in ``leave_out`` (ids, or a query of ids)."""
    query = candidates_visible_to(actor).where(Candidate.status == CandidateStatus.ACTIVE)
    kept = query.where(Candidate.id.not_in(leave_out)) if not _is_empty(leave_out) else query
    return kept.order_by(Candidate.registered_on, Candidate.id)


def coaches_of(organisation_id: int | None) -> Select[User]:
    """The job coaches of a partner who can sign in, by name."""
    mine = (User.role == Role.COACH, User.is_active, User.organisation_id == organisation_id)
    return select(User).where(*mine).order_by(User.name, User.id)


def find_coach(session: Session, organisation_id: int | None, user_id: str | int | None) -> User | None:
    """One of the coaches of a partner, by the id in a form."""
    wanted = str(user_id or "")
    if not (wanted.isascii() and wanted.isdigit()):
        return None
    return session.scalars(coaches_of(organisation_id).where(User.id == int(wanted))).first()


def in_caseload_of(actor: Actor) -> ColumnElement[bool]:
    """Candidates this coach works with, as coach or as substitute: agrees with ``is_in_caseload``."""
    own = or_(Candidate.coach_id == actor.id, Candidate.substitute_id == actor.id)
    return and_(own, Candidate.organisation_id == actor.organisation_id)


def _whole_file(actor: Actor) -> ColumnElement[bool]:
    if actor.is_a(Role.COACH):
        return and_(in_caseload_of(actor), IS_HERE)
    if actor.is_a(Role.ACCOUNT_MANAGER):
        return and_(Candidate.organisation_id == actor.organisation_id, IS_HERE)
    return false()


@kept
def _files(actor: Actor) -> Select[Candidate]:
    joined = candidates_visible_to(actor).join(Visibility, Visibility.candidate_id == Candidate.id)
    return joined.outerjoin(Profile, Profile.candidate_id == Candidate.id)


def _is_empty(ids: Collection[int] | Select[int]) -> bool:
    return not isinstance(ids, Select) and not ids
