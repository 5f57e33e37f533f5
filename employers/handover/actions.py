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
from employers.handover.policy import may_cover, may_cover_for
from employers.handover.queries import Bundle, busy_hand_over, held_by, receivers
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import DomainError, InputRefused, NotAllowed
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
    """Begin a hand-over, of oneself or for somebody who cannot; from now on nobody hands this person new work.

    Why somebody cannot is asked nowhere and kept nowhere. Raises InputRefused for a day that passed.
    """
    if leaves_on is not None and leaves_on < on:
        raise InputRefused({"leaves_on": "De laatste werkdag ligt niet in het verleden."})
    busy = busy_hand_over(session, user.id)
    if busy is not None:
        return busy
    row = HandOver(user_id=user.id, started_by_id=int(actor.id or 0), started_on=on, leaves_on=leaves_on)
    session.add(row)
    record(session, actor, _act("hand_over.begun", actor, user.id), row)
    if actor.id != user.id and user.is_active:
        session.flush()
        tell(session, messages.begun_for(session, row, actor.name, user))
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

    On behalf of somebody else there is a hand-over of that person first, and the trail says that it was on behalf. Raises
    InputRefused per field, and then nothing changes.
    """
    holder = bundle.holder
    _refuse_unbegun(session, actor, holder)
    held = {one.key: one for one in bundle.promises}
    _refuse_wrong(session, actor, bundle, given, held)
    if given.face is not None and bundle.is_face:
        put_face(
            session, actor, bundle.employer, given.face.id, on=on, act=_act("employer.handed_over", actor, holder.id)
        )
    if bundle.is_substitute and (given.substitute is not None or given.no_substitute):
        put_face(
            *(session, actor, bundle.employer, given.substitute.id if given.substitute else None),
            on=on,
            part=FacePart.SUBSTITUTE,
            act=_act("employer.substitute_named", actor, holder.id),
        )
    for key, user in given.promises.items():
        _give_promise(session, actor, held[key], user, holder.id)
    for user in given.people.values():
        if user.id != actor.id:
            tell(session, messages.received(session, bundle, user, on, by=actor.name if may_cover(actor) else ""))


def finish(session: Session, actor: Actor, hand_over: HandOver, *, on: date) -> None:
    """Everything has a new owner. Raises NotAllGiven while something has not."""
    user = session.get_one(User, hand_over.user_id)
    left = held_by(session, [user])
    if left:
        raise NotAllGiven(left)
    hand_over.ended_on, hand_over.finished = on, True
    record(session, actor, _act("hand_over.finished", actor, user.id), hand_over)
    if actor.id != user.id and user.is_active:
        tell(session, messages.finished_for(session, hand_over, actor.name, user))


def drop(session: Session, actor: Actor, hand_over: HandOver, *, on: date) -> None:
    """This person stays after all. What was given away stays given."""
    hand_over.ended_on = on
    record(session, actor, _act("hand_over.dropped", actor, hand_over.user_id), hand_over)


def take_back_up(session: Session, actor: Actor, hand_over: HandOver) -> None:
    """Who handed everything over is here again and can be given work. What was given away stays given. Again changes nothing."""
    if hand_over.finished:
        hand_over.finished = False
        record(session, actor, "hand_over.back_again", hand_over)


def _refuse_unbegun(session: Session, actor: Actor, holder: User) -> None:
    """On behalf: only of who this person may cover for, and only once that was begun."""
    if not may_cover(actor):
        return
    if not may_cover_for(actor, user=holder):
        raise NotAllowed("Deze collega hoort niet bij jouw organisatie.")
    if busy_hand_over(session, holder.id) is None:
        raise NotAllowed(f"Begin eerst de overdracht namens {holder.name}.")


def _act(act: str, actor: Actor, holder_id: int) -> str:
    """The name of an act in the trail: on behalf of somebody who still works here or not, or as a colleague does it."""
    return f"{act}_for" if may_cover(actor) and actor.id != holder_id else act


def _refuse_wrong(session: Session, actor: Actor, bundle: Bundle, given: Given, held: Mapping[str, Promise]) -> None:
    able = {one.id for one in receivers(session, actor.organisation_id)} - {bundle.holder.id}
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


def _give_promise(session: Session, actor: Actor, promise: Promise, user: User, holder_id: int) -> None:
    moment = promise.moment
    if promise.part is Part.AGREEMENT:
        moment.agreement_by_id = user.id
    else:
        moment.next_step_by_id = user.id
    record(session, actor, _act("contact.promise_given", actor, holder_id), moment)
    session.flush()
    session.refresh(moment, ["agreement_by", "next_step_by"])
