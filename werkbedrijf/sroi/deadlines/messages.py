"""What is told about a deadline: which contract, what and when, and a page. No amount, and nothing about a person."""

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Role, User
from werkbedrijf.foundation.notices import Topic
from werkbedrijf.foundation.outbox import Message, link
from werkbedrijf.foundation.texts import long_day
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.deadlines.models import Told
from werkbedrijf.sroi.deadlines.working_out import Deadline, DeadlineKind

CLOSING = "Met vriendelijke groet,\nhet werkbedrijf"


def message(
    session: Session, contract: Contract, deadline: Deadline, user: User, what: Told, days_before: int
) -> Message:
    """To one person, once for this deadline on this day."""
    words = _said(contract, deadline, what, polite=user.role is Role.EMPLOYER)
    # Who administers an organisation has no door to the contract: the coordinator tells about it.
    where = [link(session, f"/sroi/opdrachten/{contract.reference}")] if what is not Told.ESCALATED else []
    parts = [f"Beste {user.name},", *words, *where, CLOSING]
    return Message(
        key=f"social:{contract.reference}:{deadline.key}:{deadline.day}:{what}-{days_before}:{user.id}",
        to_address=user.email,
        subject=_subject(contract, deadline, what),
        body="\n\n".join(parts) + "\n",
        topic=Topic.SOCIAL_RETURN,
    )


def _subject(contract: Contract, deadline: Deadline, what: Told) -> str:
    if what is Told.AHEAD:
        return f"{deadline.kind.words}: {contract.reference}, uiterlijk {long_day(deadline.day)}"
    return f"Te laat, {deadline.kind.words.lower()}: {contract.reference}"


def _said(contract: Contract, deadline: Deadline, what: Told, *, polite: bool) -> list[str]:
    name, day = f"opdracht {contract.reference}", long_day(deadline.day)
    if what is Told.ESCALATED:
        return [
            (
                f"Bij {name} van {contract.organisation.name} is een termijn voorbij: {deadline.kind.words.lower()}, {day}. "
                "Er is nog niets gedaan. Bespreek met de regiocoördinator wie dit oppakt."
            )
        ]
    late = what is Told.LATE
    told = {
        DeadlineKind.MILESTONE: f"Het tussendoel van {day} bij {name} is {'niet' if late else 'nog niet'} gehaald.",
        DeadlineKind.REPORT: f"De tussenrapportage van {day} bij {name} is {'niet' if late else 'nog niet'} ontvangen.",
        DeadlineKind.END: f"De {name} {'liep' if late else 'loopt'} tot en met {day}. Er is nog niet gedaan wat is beloofd.",
        DeadlineKind.REPAIR: f"De hersteltermijn van {name} {'liep' if late else 'loopt'} tot en met {day}. Er staat nog open wat is beloofd.",
        DeadlineKind.SETTLEMENT: f"De {name} {'had' if late else 'moet'} uiterlijk {day} {'afgerekend moeten zijn' if late else 'zijn afgerekend'}.",
    }[deadline.kind]
    if polite:
        return [told, "Op deze pagina ziet u wat er nog te doen is:"]
    return [told, "Hier zie je wat er nog te doen is:"]
