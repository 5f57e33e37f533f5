"""Who stands behind a look, and why, in words for the person: the firm of an employer, the role, and the purpose.

Never a person: of an employer the firm is told, of a partner the organisation.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from candidates.models import Candidate
from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.trays.holder import LinkRole
from matching.trays.models import Tray, TrayCard
from werkbedrijf.foundation.actors import Role, speaks_for
from werkbedrijf.foundation.purposes import OTHERWISE, in_force, purpose_of, purpose_of_page
from werkbedrijf.foundation.texts import in_words
from werkbedrijf.rights.recipients import recipients_of

# An employer who signed in, or who came by a link.
EMPLOYERS: Final = frozenset({Role.EMPLOYER.value, LinkRole.HOLDER.value})
UNKNOWN_FIRM: Final = "een werkgever"
PAGE: Final = "page.looked_at"

_OWN: Mapping[str, str] = {
    "candidate.exported": "Een kopie maken voor de persoon zelf",
    "candidate.looks_shown": "Nagaan wie er keek",
}
# What an employer looks for, by the room of the page or the first word of the act.
_OF_EMPLOYERS: Mapping[str, str] = {
    **dict.fromkeys(("dashboards", "employers", "reporting"), "Overzicht: wie is voorgesteld en wie er werkt"),
    **dict.fromkeys(("proposal", "proposals", "vacancies"), "Kiezen wie voor een gesprek komt"),
    **dict.fromkeys(("talk", "talks"), "Een gesprek afspreken"),
    **dict.fromkeys(("traycard", "tray", "trays", "own_trays", "tray_link"), "Kaarten zonder naam bekijken"),
    **dict.fromkeys(("placement", "placements", "aftercare", "missed", "supports"), "Volgen hoe het werk gaat"),
    **dict.fromkeys(("booking", "bookings", "training", "closing", "assessment"), "Leren op een leerwerkplek volgen"),
}
_OTHERWISE_EMPLOYER = "Meewerken als werkgever"


def role_in_words(act: str, role: str) -> str:
    """The role of who looked. Nobody's account means the machine itself, or who operates it."""
    if role == Role.SYSTEM.value:
        return "wie de computer beheert" if act in _OWN else "de computer, volgens het rooster"
    return Role(role).words if role in set(Role) else role


def purpose_in_words(act: str, code: str, role: str, reference: str) -> str:
    """Why somebody looked, by the kind of page or act; ``reference`` is the page where a whole page was looked at."""
    if act in _OWN:
        return _OWN[act]
    page = reference if act == PAGE else ""
    if role in EMPLOYERS:
        return _OF_EMPLOYERS.get((page or act).partition(".")[0], _OTHERWISE_EMPLOYER)
    # Older lines call every page of the own desk daily work; the page itself says more.
    if page and code in ("", OTHERWISE):
        code = purpose_of_page(page)
    activity = in_force().get(code or purpose_of(act))
    return activity.name if activity else "Werken met de dienst"


def firms_behind(session: Session, candidate: Candidate, lines: Iterable[Any]) -> Mapping[int, str]:
    """Of each line by an employer: the firm it looked for. Who speaks for more firms looked for those that know this person."""
    mine = [line for line in lines if line.actor_role in EMPLOYERS]
    if not mine:
        return {}
    cards = _cards(session, candidate)
    known = {one.employer.id for one in recipients_of(session, candidate) if one.employer} | {
        firm.id for firm in cards.values()
    }
    spoken = _spoken_for(session, {line.actor_id for line in mine} - {None})
    return {line.id: _firm(line, cards, spoken.get(line.actor_id, {}), known) for line in mine}


def _firm(line: Any, cards: Mapping[str, Employer], own: Mapping[int, str], known: set[int]) -> str:
    if line.act.startswith("traycard.") and line.subject_reference in cards:
        return cards[line.subject_reference].name
    names = [name for number, name in own.items() if number in known] or list(own.values())
    return in_words(names) or UNKNOWN_FIRM


def _spoken_for(session: Session, users: set[int]) -> Mapping[int, Mapping[int, str]]:
    asked = (
        select(speaks_for.c.user_id, Employer.id, Employer.name)
        .join(Employer, Employer.id == speaks_for.c.employer_id)
        .where(speaks_for.c.user_id.in_(users))
        .order_by(Employer.name)
    )
    found: dict[int, dict[int, str]] = {}
    for user, number, name in session.execute(asked):
        found.setdefault(user, {})[number] = name
    return found


def _cards(session: Session, candidate: Candidate) -> Mapping[str, Employer]:
    whose = joinedload(TrayCard.tray).joinedload(Tray.vacancy).joinedload(Vacancy.employer)
    cards = session.scalars(select(TrayCard).where(TrayCard.candidate_id == candidate.id).options(whose))
    return {str(card.reference): card.tray.vacancy.employer for card in cards}
