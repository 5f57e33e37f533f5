"""The one gate between a person and rows that belong to a partner, a caseload or an employer.

A room says once, with ``@gate``, which rows of its table a person may know of. Doors, pages and lists then ask ``visible``
or ``find`` and cannot forget it: ``tests/house/test_gateway.py`` fails on any other way to such a row.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, Final, TypeVar, cast

from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.base import ExecutableOption

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.errors import ProgrammingError

Row = TypeVar("Row")
Gate = Callable[[Actor], Select[Any]]
G = TypeVar("G", bound=Callable[..., Any])
# So many questions are kept at hand.
KEPT: Final = 4_096

# What a door was asked for and what exists, but not for this person: for the line in the trail, never for the answer.
FOREIGN = "foreign"

_GATES: dict[type[Any], Gate] = {}


def gate(model: type[Any]) -> Callable[[G], G]:
    """Make a function ``(actor) -> select`` the way to the rows of this table; there is one per table."""

    def keep(query: G) -> G:
        if model in _GATES and _GATES[model] is not query:
            raise ProgrammingError(f"{model.__name__} has two gates")
        _GATES[model] = query
        return query

    return keep


def gated() -> frozenset[type[Any]]:
    """The tables that have a gate."""
    return frozenset(_GATES)


def visible(actor: Actor, model: type[Row]) -> Select[Row]:
    """The rows of this table that this person may know of."""
    return cast("Select[Row]", _seen(actor, cast("Hashable", model)))


def kept(query: G) -> G:
    """Make a query once for each actor (or day, or whatever it is made for), and hand out that one from then on.

    A page asks the same again and again, and making a query costs more than most answers. All that a query may hang on is in
    what it is made for. An actor is made anew at every request: who got or lost a right is another, with another query.
    """
    return cast("G", lru_cache(maxsize=KEPT)(query))


@kept
def _seen(actor: Actor, model: Any) -> Select[Any]:
    return _GATES[model](actor)


def find(session: Session, actor: Actor, model: type[Row], reference: str, *options: ExecutableOption) -> Row | None:
    """The row with this reference if this person may know of it, else None: foreign and missing are the same answer.

    One that exists for others is left in the session, so that the door writes down that somebody tried.
    """
    same = cast("Any", model).reference == reference
    mine = session.scalars(visible(actor, model).where(same).options(*options)).unique().first()
    if mine is None:
        session.info[FOREIGN] = session.scalars(select(model).where(same)).first()
    return mine
