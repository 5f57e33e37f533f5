"""What we tell people about a gesprek: the voordracht, the moment and a link; never a name of the candidate."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from matching.proposals.messages import CLOSING, account_manager_of, coaches_of, users_of
from matching.talks.models import Talk
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.outbox import Message, link
from werkbedrijf.foundation.texts import moment


def planned(session: Session, actor: Actor, talk: Talk, *, is_new: bool) -> Iterator[Message]:
    """To everybody around it, but who did it."""
    what = "gepland" if is_new else "verzet"
    for user in _around(session, talk):
        if user.id != actor.id:
            yield _message(
                session,
                talk,
                f"{talk.sequence}",
                user,
                f"Gesprek {what}: {moment(talk.at)}",
                f"Het gesprek over {talk.proposal.vacancy.title} is {what}: {moment(talk.at)}, {talk.place}.",
                "Bij de voordracht staat een bestand voor de agenda:",
            )


def cancelled(session: Session, actor: Actor, talk: Talk) -> Iterator[Message]:
    """To everybody around it, but who did it."""
    for user in _around(session, talk):
        if user.id != actor.id:
            yield _message(
                session,
                talk,
                f"{talk.sequence}",
                user,
                "Gesprek gaat niet door",
                f"Het gesprek over {talk.proposal.vacancy.title} op {moment(talk.at)} gaat niet door.",
                "Spreek samen een nieuw moment af:",
            )


def reminder(session: Session, talk: Talk) -> Iterator[Message]:
    """To everybody, the day before."""
    for user in _around(session, talk):
        yield _message(
            session,
            talk,
            f"morgen-{talk.sequence}",
            user,
            f"Morgen een gesprek over {talk.proposal.vacancy.title}",
            f"Morgen is het gesprek over {talk.proposal.vacancy.title}: {moment(talk.at)}, {talk.place}.",
            "Komt het niet uit? Verzet het gesprek dan bij de voordracht:",
        )


def _around(session: Session, talk: Talk) -> list[User]:
    proposal = talk.proposal
    manager = account_manager_of(proposal)
    people = [*users_of(session, proposal.vacancy.employer), *coaches_of(proposal), *([manager] if manager else [])]
    return list({user.id: user for user in people}.values())


def _message(session: Session, talk: Talk, about: str, user: User, subject: str, *lines: str) -> Message:
    where = link(session, f"/voordrachten/{talk.proposal.reference}/gesprek")
    return Message(
        key=f"gesprek:{talk.proposal.reference}:{about}:{user.id}",
        to_address=user.email,
        subject=subject,
        body="\n\n".join([f"Beste {user.name},", *lines, where, CLOSING]) + "\n",
    )
