"""The lists that can go out, each within what the asker may see, with a heading and a line per thing.

Names, telephone numbers and addresses go out for the own candidates alone; everywhere else a person is a reference. No
regeling, no number of the state, no free text: who needs those opens the file of one person. Source: security.md section 3.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session, joinedload, selectinload

from candidates.models import Candidate
from candidates.queries import candidates_visible_to
from employers.models import Employer
from employers.queries import employers_visible_to
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import vacancies_visible_to
from matching.placements.models import Placement
from matching.placements.queries import placements_visible_to
from matching.proposals.models import Proposal
from matching.proposals.queries import proposals_visible_to
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.foundation.tables import Cell

Line = Callable[[Any, date], Sequence[Cell]]


class List(StrEnum):
    """What can be taken along."""

    CANDIDATES = "kandidaten"
    VACANCIES = "plekken"
    PROPOSALS = "voordrachten"
    PLACEMENTS = "plaatsingen"
    EMPLOYERS = "werkgevers"

    @property
    def words(self) -> str:
        """What is in it."""
        return {
            List.CANDIDATES: "Kandidaten van jouw organisatie, met naam en telefoonnummer",
            List.VACANCIES: "Plekken van de hele regio",
            List.PROPOSALS: "Voordrachten van jouw organisatie, zonder namen van kandidaten",
            List.PLACEMENTS: "Plaatsingen van jouw organisatie, zonder namen van kandidaten",
            List.EMPLOYERS: "Werkgevers van de hele regio",
        }[self]


@dataclass(frozen=True, slots=True)
class Taken:
    """What goes out: the heading, the lines, and the candidates (by number) whom they are about."""

    heading: Sequence[str]
    lines: Sequence[Sequence[Cell]]
    people: Sequence[int]


def take(session: Session, actor: Actor, which: List, *, on: date) -> Taken:
    """One list, in the order of its references; ``on`` is the day whose hours stand in it."""
    heading, question, line, person = _LISTS[which]
    rows = session.scalars(question(actor)).unique().all()
    people = [person(row) for row in rows] if person else []
    return Taken(heading, [line(row, on) for row in rows], people)


def _candidates(actor: Actor) -> Select[Candidate]:
    beside = (joinedload(Candidate.visibility), joinedload(Candidate.coach))
    return candidates_visible_to(actor).options(*beside).order_by(Candidate.id)


def _candidate(row: Candidate, on: date) -> Sequence[Cell]:
    gemeente = gemeente_by_code(row.gemeente_code)
    return (
        *(row.reference, row.first_name, row.last_name, row.born_on, row.phone, row.email),
        *(gemeente.name if gemeente else "", row.coach.name, row.status.value.replace("_", " ")),
        *(row.visibility.is_shown(on), row.registered_on),
    )


def _vacancies(actor: Actor) -> Select[Vacancy]:
    return vacancies_visible_to(actor).order_by(None).order_by(Vacancy.id)


def _vacancy(row: Vacancy, _on: date) -> Sequence[Cell]:
    return (
        *(row.reference, row.title, row.employer.name, row.establishment.name, row.establishment.postcode),
        *(row.kind.words, row.status.value, row.seats, row.filled, row.seats_left),
        *(row.hours_min, row.hours_max, row.starts_on, row.closes_on, row.logged_on),
    )


def _proposals(actor: Actor) -> Select[Proposal]:
    beside = (joinedload(Proposal.vacancy).joinedload(Vacancy.employer), joinedload(Proposal.candidate))
    return proposals_visible_to(actor).options(*beside).order_by(None).order_by(Proposal.id)


def _proposal(row: Proposal, _on: date) -> Sequence[Cell]:
    return (
        *(row.reference, row.candidate.reference, row.vacancy.reference, row.vacancy.title, row.vacancy.employer.name),
        *(row.status.value.replace("_", " "), row.sent_on, row.held_until, row.invited_on, row.answered_on),
    )


def _placements(actor: Actor) -> Select[Placement]:
    beside = (
        joinedload(Placement.vacancy),
        joinedload(Placement.candidate),
        joinedload(Placement.formal_employer),
        selectinload(Placement.terms),
    )
    return placements_visible_to(actor).options(*beside).order_by(None).order_by(Placement.id)


def _placement(row: Placement, on: date) -> Sequence[Cell]:
    return (
        *(row.reference, row.candidate.reference, row.vacancy.reference, row.vacancy.title, row.formal_employer.name),
        *(row.kind.words, row.contract_form.words, row.hours_on(on), row.status.words),
        *(row.starts_on, row.ends_on, row.ended_on, row.end_reason.words if row.end_reason else ""),
    )


def _employers(actor: Actor) -> Select[Employer]:
    return (
        employers_visible_to(actor).options(joinedload(Employer.account_manager)).order_by(None).order_by(Employer.id)
    )


def _employer(row: Employer, _on: date) -> Sequence[Cell]:
    return (
        *(row.reference, row.name, row.kvk, row.sector.value, row.size.value if row.size else ""),
        *(row.website, row.account_manager.name if row.account_manager else "", row.registered_on),
    )


_WHO = ("Kenmerk", "Kandidaat", "Plek", "Functie", "Werkgever")
_LISTS: Mapping[List, tuple[Sequence[str], Callable[[Actor], Select[Any]], Line, Callable[[Any], int] | None]] = {
    List.CANDIDATES: (
        (
            *("Kenmerk", "Voornaam", "Achternaam", "Geboortedatum", "Telefoon", "E-mail", "Gemeente", "Jobcoach"),
            *("Status", "Zichtbaar voor werkgevers", "Ingeschreven op"),
        ),
        _candidates,
        _candidate,
        lambda row: int(row.id),
    ),
    List.VACANCIES: (
        (
            *("Kenmerk", "Functie", "Werkgever", "Vestiging", "Postcode", "Soort", "Status", "Aantal plekken"),
            *("Bezet", "Nog vrij", "Uren per week van", "Uren per week tot", "Begint op", "Sluit op", "Vastgelegd op"),
        ),
        _vacancies,
        _vacancy,
        None,
    ),
    List.PROPOSALS: (
        (*_WHO, "Status", "Verstuurd op", "Vastgehouden tot", "Uitgenodigd op", "Beantwoord op"),
        _proposals,
        _proposal,
        lambda row: int(row.candidate_id),
    ),
    List.PLACEMENTS: (
        (
            *(*_WHO, "Soort", "Contract", "Uren per week nu", "Status", "Begint op"),
            *("Afgesproken tot", "Geëindigd op", "Waarom geëindigd"),
        ),
        _placements,
        _placement,
        lambda row: int(row.candidate_id),
    ),
    List.EMPLOYERS: (
        ("Kenmerk", "Naam", "KvK-nummer", "Sector", "Mensen in dienst", "Website", "Accountmanager", "Vastgelegd op"),
        _employers,
        _employer,
        None,
    ),
}
