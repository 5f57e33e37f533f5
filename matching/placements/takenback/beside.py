"""What rests on a placement in the rooms above this one: what has to be put right first, what comes along, what falls away.

Those rooms fill it in themselves, by a name, so that this room need not know them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from matching.placements.models import Placement
from werkbedrijf.foundation.actors import Actor

Told = Callable[[Session, Placement], Iterable[str]]
LetGo = Callable[[Session, Actor, Placement, date], None]


def _nothing(_session: Session, _placement: Placement) -> Iterable[str]:
    return ()


def _keep(_session: Session, _actor: Actor, _placement: Placement, _on: date) -> None:
    """Nothing falls away."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What one room does about a start that is taken back.

    ``stops`` says why it cannot be yet, ``tells`` what will change, ``let_go`` lets fall what waits. No names, no amounts.
    """

    stops: Told = _nothing
    tells: Told = _nothing
    let_go: LetGo = _keep


_rooms: dict[str, Beside] = {}


def stand_beside(name: str, room: Beside) -> None:
    """Say what a room keeps of placements."""
    _rooms[name] = room


def stops(session: Session, placement: Placement) -> list[str]:
    """Every sentence about what has to be put right first, in a fixed order."""
    return [said for room in _in_order() for said in room.stops(session, placement)]


def tells(session: Session, placement: Placement) -> list[str]:
    """Every sentence about what changes elsewhere."""
    return [said for room in _in_order() for said in room.tells(session, placement)]


def let_go(session: Session, actor: Actor, placement: Placement, *, on: date) -> None:
    """Let fall what still waits in other rooms."""
    for room in _in_order():
        room.let_go(session, actor, placement, on)


def _in_order() -> Iterator[Beside]:
    return (_rooms[name] for name in sorted(_rooms))
