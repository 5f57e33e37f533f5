"""What changes with a hand-over: begin, give one thing to one colleague, finish, drop."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from employers.contacts.promises import Part, Promise
from employers.faces.changing import put_face
from employers.faces.models import FacePart
from employers.handover import messages
from employers.handover.models import HandOver
from employers.handover.queries import Bundle, busy_hand_over, held_by, receivers
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import DomainError, InputRefused
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.texts import count, in_words

NOT_RECEIVER = "Kies een collega die hier werkt en niet zelf vertrekt."
NOT_OWN = "Deze belofte is alleen voor de eigen organisatie. Kies een collega van die organisatie."
NO_MANAGER = "Een aanspreekpunt is een accountmanager. Kies een accountmanager."


class NotAllGiven(DomainError):
    """Something has no new owner yet."""

    def __init__(self, bundles: list[Bundle]):
        faces = sum(one.is_face or one.is_substitute for one in bundles)
        promises = sum(len(one.promises) for one in bundles)
        left = [
            words
            for number, words in (
                (faces, count(faces, "werkgever", "werkgevers")),
                (promises, count(promises, "belofte", "beloftes")),
            )
            if number
        ]
        super().__init__(f"De overdracht is nog niet klaar: kies eerst een nieuwe eigenaar voor {in_words(left)}.")


def begin(session: Session, actor: Actor, user: User, *, leaves_on: date | None, on: date) -> HandOver:
    """Begin the own hand-over; from now on nobody hands this person new work. Raises InputRefused for a day that passed."""
    if leaves_on is not None and leaves_on < on:
        raise InputRefused({"leaves_on": "De laatste werkdag ligt niet in het verleden."})
    busy = busy_hand_over(session, user.id)
    if busy is not None:
        return busy
    row = HandOver(user_id=user.id, started_by_id=int(actor.id or 0), started_on=on, leaves_on=leaves_on)
    session.add(row)
    record(session, actor, "hand_over.begun", row)
    return row


@dataclass(frozen=True, slots=True)
class Given:
    """Who gets what: the new face and substitute, and the new owner per key of a promise. What is not named stays.

    ``no_substitute`` says that the employer goes on without one.
    """

    face: User | None = None
    substitute: User | None = None
    no_substitute: bool = False
    promises: Mapping[str, User] = field(default_factory=dict)

    @property
    def people(self) -> dict[int, User]:
        """Everybody who receives something, by id."""
        named = (self.face, self.substitute, *self.promises.values())
        return {one.id: one for one in named if one is not None}


def give(session: Session, actor: Actor, bundle: Bundle, given: Given, *, on: date) -> None:
    """Give what somebody holds at one employer to others, thing by thing.

    Raises InputRefused per field, and then nothing changes.
    """
    held = {one.key: one for one in bundle.promises}
    _refuse_wrong(session, actor, bundle, given, held)
    if given.face is not None and bundle.is_face:
        put_face(session, actor, bundle.employer, given.face.id, on=on, act="employer.handed_over")
    if bundle.is_substitute and (given.substitute is not None or given.no_substitute):
        put_face(
            *(session, actor, bundle.employer, given.substitute.id if given.substitute else None),
            on=on,
            part=FacePart.SUBSTITUTE,
            act="employer.substitute_named",
        )
    for key, user in given.promises.items():
        _give_promise(session, actor, held[key], user)
    for user in given.people.values():
        if user.id != actor.id:
            tell(session, messages.received(session, bundle, user, on))


def finish(session: Session, actor: Actor, hand_over: HandOver, *, on: date) -> None:
    """Everything has a new owner. Raises NotAllGiven while something has not."""
    user = session.get_one(User, hand_over.user_id)
    left = held_by(session, [user])
    if left:
        raise NotAllGiven(left)
    hand_over.ended_on, hand_over.finished = on, True
    record(session, actor, "hand_over.finished", hand_over)


def drop(session: Session, actor: Actor, hand_over: HandOver, *, on: date) -> None:
    """This person stays after all. What was given away stays given."""
    hand_over.ended_on = on
    record(session, actor, "hand_over.dropped", hand_over)


def _refuse_wrong(session: Session, actor: Actor, bundle: Bundle, given: Given, held: Mapping[str, Promise]) -> None:
    able = {one.id for one in receivers(session, actor)} - {bundle.holder.id}
    problems = _problems_of_faces(given, able)
    for key, user in given.promises.items():
        if problem := _problem(held.get(key), user, able):
            problems[key] = problem
    if problems:
        raise InputRefused(problems)


def _problems_of_faces(given: Given, able: set[int]) -> dict[str, str]:
    problems = {}
    for name, user in (("face", given.face), ("substitute", given.substitute)):
        if user is None:
            continue
        if user.id not in able:
            problems[name] = NOT_RECEIVER
        elif user.role is not Role.ACCOUNT_MANAGER:
            problems[name] = NO_MANAGER
    if given.face is not None and given.substitute is not None and given.face.id == given.substitute.id:
        problems["substitute"] = "Kies als vervanger iemand anders dan het nieuwe aanspreekpunt."
    return problems


def _problem(promise: Promise | None, user: User, able: set[int]) -> str | None:
    if promise is None:
        return "Deze belofte is intussen gedaan of overgedragen. Laad de pagina opnieuw."
    if user.id not in able:
        return NOT_RECEIVER
    moment = promise.moment
    if not moment.shared and user.organisation_id != moment.organisation_id:
        return NOT_OWN
    return None


def _give_promise(session: Session, actor: Actor, promise: Promise, user: User) -> None:
    moment = promise.moment
    if promise.part is Part.AGREEMENT:
        moment.agreement_by_id = user.id
    else:
        moment.next_step_by_id = user.id
    record(session, actor, "contact.promise_given", moment)
    session.flush()
    session.refresh(moment, ["agreement_by", "next_step_by"])
