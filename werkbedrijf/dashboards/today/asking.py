"""How Vandaag asks: a question is made once per role, then asked anew for the person and the day; only what a line shows is read.

Making a question and turning its answer into objects takes many times longer than the database needs for it, and Vandaag asks
dozens. A question still begins at its gate. It is made for anybody in a role, and who somebody is is filled in when it is
asked: two hundred people share one, and who got or lost a right has other values in it at the next request.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import Integer, Select, String, bindparam
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.gateway import kept

Maker = Callable[[Actor], Select[*tuple[Any, ...]]]

# What is filled in when a question is asked.
AT: Final[Any] = bindparam("at")
SINCE: Final[Any] = bindparam("since")
UNTIL: Final[Any] = bindparam("until")

# Anybody. A question that looks into these in Python, and does not only ask the database about them, raises.
_ID: Final[Any] = bindparam("actor_id", type_=Integer())
_ORGANISATION: Final[Any] = bindparam("actor_organisation_id", type_=Integer())
_GEMEENTE: Final[Any] = bindparam("actor_gemeente_code", type_=String())
_EMPLOYERS: Final[Any] = bindparam("actor_employer_ids", type_=Integer(), expanding=True)
_OPENED: Final[Any] = bindparam("actor_opened_ids", type_=Integer(), expanding=True)


def asked(session: Session, question: Maker, actor: Actor, **given: Any) -> Sequence[Any]:
    """The answer to a question of this person: rows of columns."""
    who = {
        "actor_id": actor.id,
        "actor_organisation_id": actor.organisation_id,
        "actor_gemeente_code": actor.gemeente_code,
        "actor_employer_ids": list(actor.employer_ids),
        "actor_opened_ids": list(actor.opened_ids),
    }
    return session.connection().execute(_made(question, actor.role), {**who, **given}).all()


@kept
def _made(question: Maker, role: Role) -> Select[*tuple[Any, ...]]:
    return question(
        Actor(
            id=_ID,
            name="",
            role=role,
            organisation_id=_ORGANISATION,
            gemeente_code=_GEMEENTE,
            employer_ids=_EMPLOYERS,
            opened_ids=_OPENED,
        )
    )
