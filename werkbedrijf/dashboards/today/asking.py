"""How Vandaag asks: a question is made once per person, then asked anew with the day; only what a line shows is read.

Making a question and turning its answer into objects takes many times longer than the database needs for it, and Vandaag asks
dozens. A question still begins at its gate: it is kept under the whole actor, so who got or lost a right has another one.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import Select, bindparam
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.gateway import kept

Maker = Callable[[Actor], Select[*tuple[Any, ...]]]

# What is filled in when a question is asked.
AT: Final[Any] = bindparam("at")
SINCE: Final[Any] = bindparam("since")
UNTIL: Final[Any] = bindparam("until")


def asked(session: Session, question: Maker, actor: Actor, **given: Any) -> Sequence[Any]:
    """The answer to a question of this person: rows of columns."""
    return session.connection().execute(_made(question, actor), given).all()


@kept
def _made(question: Maker, actor: Actor) -> Select[*tuple[Any, ...]]:
    return question(actor)
