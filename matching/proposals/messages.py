"""What we tell people about a voordracht. A reference and a link, never a name or anything else about the person."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.models import Employer
from matching.proposals.models import Proposal
from werkbedrijf.foundation.actors import Role, User, speaks_for
from werkbedrijf.foundation.outbox import Message, link
from werkbedrijf.foundation.texts import long_day

CLOSING = "Met vriendelijke groet,\nhet werkbedrijf"


def users_of(session: Session, employer: Employer) -> list[User]:
    """Who speaks for this employer and can sign in."""
    theirs = select(speaks_for.c.user_id).where(speaks_for.c.employer_id == employer.id)
    return list(session.scalars(select(User).where(User.id.in_(theirs), User.is_active).order_by(User.id)))


def account_manager_of(proposal: Proposal) -> User | None:
    """Whom the region asks about this place: the employer's account manager, or who logged the place."""
    vacancy = proposal.vacancy
    found = vacancy.employer.account_manager or vacancy.logged_by
    return found if found is not None and found.is_active and found.role.value == "accountmanager" else None


def coaches_of(proposal: Proposal) -> list[User]:
    """The coach and, when there is one, the substitute."""
    return coaches_now(proposal.candidate)


def coaches_now(candidate: Candidate) -> list[User]:
    """Who looks after someone and still works for the partner; whoever has another role or partner now is told nothing."""
    people = (candidate.coach, candidate.substitute)
    ours = (Role.COACH, candidate.organisation_id)
    return [user for user in people if user and user.is_active and (user.role, user.organisation_id) == ours]


def new_proposal(session: Session, proposal: Proposal) -> Iterator[Message]:
    """To the employer: someone is put forward. Without a user there, to the account manager: call them."""
    vacancy = proposal.vacancy
    where = _page(session, proposal)
    users = users_of(session, vacancy.employer)
    for user in users:
        yield _message(
            proposal,
            "nieuw",
            user,
            f"Een kandidaat voor uw plek {vacancy.title}",
            f"Er is iemand voorgesteld voor uw plek {vacancy.title} ({vacancy.reference}).",
            f"Bekijk wat deze kandidaat kan, en laat uiterlijk {long_day(proposal.held_until)} weten wat u wilt:",
            where,
            "Zolang houden we de plek vrij voor deze kandidaat.",
        )
    manager = account_manager_of(proposal)
    if not users and manager:
        yield _message(
            proposal,
            "nieuw",
            manager,
            f"Bel {vacancy.employer.name} over voordracht {proposal.reference}",
            f"Voor plek {vacancy.reference} is iemand voorgesteld. Bij {vacancy.employer.name} kan nog niemand inloggen.",
            f"Bel de werkgever en noteer het antwoord uiterlijk {long_day(proposal.held_until)}:",
            where,
        )


def invited(session: Session, proposal: Proposal) -> Iterator[Message]:
    """To the coach: make the appointment."""
    for user in coaches_of(proposal):
        yield _message(
            proposal,
            "uitgenodigd",
            user,
            "Een kandidaat is uitgenodigd voor een gesprek",
            f"{proposal.vacancy.employer.name} nodigt {proposal.candidate.reference} uit voor een gesprek "
            f"over plek {proposal.vacancy.reference}.",
            f"De plek blijft vrij tot en met {long_day(proposal.held_until)}. Maak samen een afspraak:",
            _page(session, proposal),
        )


def accepted(session: Session, proposal: Proposal) -> Iterator[Message]:
    """To the coach and the account manager: plan the placement."""
    for user in _staff(proposal):
        yield _message(
            proposal,
            "aangenomen",
            user,
            "Een werkgever wil verder met een kandidaat",
            f"{proposal.vacancy.employer.name} zegt ja tegen kandidaat {proposal.candidate.reference} voor plek {proposal.vacancy.reference}.",
            "Andere voordrachten van deze kandidaat zijn gestopt. Plan nu de plaatsing:",
            _page(session, proposal),
        )


def declined(session: Session, proposal: Proposal) -> Iterator[Message]:
    """To the coach: the reason, and look on."""
    assert proposal.decline_reason is not None  # noqa: S101  # the constraint declined_has_a_reason
    for user in coaches_of(proposal):
        yield _message(
            proposal,
            "afgewezen",
            user,
            "Een werkgever gaat niet verder met een kandidaat",
            f"{proposal.vacancy.employer.name} gaat niet verder met kandidaat {proposal.candidate.reference} voor plek "
            f"{proposal.vacancy.reference}. Reden: {proposal.decline_reason.words.lower()}.",
            "Bekijk het antwoord, en zoek een andere plek:",
            _page(session, proposal),
        )


def withdrawn(session: Session, proposal: Proposal) -> Iterator[Message]:
    """To the employer, neutrally: the seat is free again."""
    yield from _ended_for_employer(session, proposal, "ingetrokken")


def lapsed(session: Session, proposal: Proposal) -> Iterator[Message]:
    """To the employer, neutrally, as for a withdrawal; to the coach because of what."""
    yield from _ended_for_employer(session, proposal, "vervallen")


def expired(session: Session, proposal: Proposal) -> Iterator[Message]:
    """To coach and account manager: nobody answered in time."""
    for user in _staff(proposal):
        yield _message(
            proposal,
            "verlopen",
            user,
            f"Voordracht {proposal.reference} is verlopen",
            f"{proposal.vacancy.employer.name} gaf niet op tijd antwoord over kandidaat "
            f"{proposal.candidate.reference} voor plek {proposal.vacancy.reference}. De plek is weer vrij.",
            "Bel de werkgever, of stel opnieuw voor:",
            _page(session, proposal),
        )


def reminder(session: Session, proposal: Proposal) -> Iterator[Message]:
    """To the employer, some days before the term ends; once per term."""
    vacancy = proposal.vacancy
    for user in users_of(session, vacancy.employer):
        yield _message(
            proposal,
            f"herinnering-{proposal.held_until}",
            user,
            f"Wilt u antwoorden over de kandidaat voor {vacancy.title}?",
            f"We houden uw plek {vacancy.title} ({vacancy.reference}) vrij tot en met {long_day(proposal.held_until)}.",
            "Daarna stopt de voordracht. Laat weten of u verder wilt:",
            _page(session, proposal),
        )


def _ended_for_employer(session: Session, proposal: Proposal, about: str) -> Iterator[Message]:
    vacancy = proposal.vacancy
    for user in users_of(session, vacancy.employer):
        yield _message(
            proposal,
            about,
            user,
            f"Een kandidaat voor {vacancy.title} is niet meer beschikbaar",
            f"De kandidaat van voordracht {proposal.reference} is niet meer beschikbaar voor uw plek {vacancy.title}.",
            "U hoeft niets te doen. De plek is weer vrij; wij zoeken met u verder:",
            link(session, "/voordrachten"),
        )


def _staff(proposal: Proposal) -> list[User]:
    manager = account_manager_of(proposal)
    people = [*coaches_of(proposal), *([manager] if manager else [])]
    return list({user.id: user for user in people}.values())


def _page(session: Session, proposal: Proposal) -> str:
    return link(session, f"/voordrachten/{proposal.reference}")


def _message(proposal: Proposal, about: str, user: User, subject: str, *lines: str) -> Message:
    return Message(
        key=f"voordracht:{proposal.reference}:{about}:{user.id}",
        to_address=user.email,
        subject=subject,
        body="\n\n".join([f"Beste {user.name},", *lines, CLOSING]) + "\n",
    )
