"""What an employer finds on its own first page beside what waits: gesprekken, places, work that runs, and whom to call.

No candidate is handed over: a placement is named by its place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from employers.models import Employer, Establishment
from employers.record.models import AgreementKind, EmployerAgreement
from employers.record.queries import counts_on
from employers.reporting.queries import own_concepts
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import seats_left, vacancies_visible_to
from employers.vacancies.workflow import VacancyStatus
from matching.placements.models import Placement
from matching.placements.supports.queries import help_on
from matching.placements.workflow import PlacementStatus
from matching.proposals.models import Proposal
from matching.talks.models import Talk
from matching.talks.queries import coming_talks
from matching.trays.models import Tray
from matching.trays.queries import open_for_employer
from werkbedrijf.dashboards.today.asking import AT, UNTIL, asked
from werkbedrijf.dashboards.today.matters import MOST_LINES, placements
from werkbedrijf.foundation.actors import Actor, Organisation, User


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the region whom an employer can call."""

    name: str
    phone: str | None
    email: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Firm:
    """One employer of this person: whom to call, who stands in, and what was promised about SROI."""

    reference: str
    name: str
    face: Colleague | None
    substitute: Colleague | None
    sroi: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Own:
    """Everything of the own employer that an employer comes to look up; rows of the columns that the page shows."""

    firms: tuple[Firm, ...]
    talks: Sequence[Any]
    trays: Sequence[Any]
    places: Sequence[Any]
    concepts: Sequence[Any]
    running: Sequence[Any]
    # What help runs today, in words, per placement.
    help: Mapping[int, str]


def own_of(session: Session, actor: Actor, day: date) -> Own:
    """The own page of this employer."""
    running = asked(session, _running, actor)
    supports = help_on(session, actor, [one.id for one in running], day)
    return Own(
        firms=_firms(session, actor, day),
        talks=asked(session, _talks, actor, at=session.info["at"]),
        trays=asked(session, _trays, actor, until=day),
        places=asked(session, _places, actor),
        concepts=asked(session, _concepts, actor),
        running=running,
        help={number: ", ".join(kind.words for kind in kinds) for number, kinds in supports.items()},
    )


def _firms(session: Session, actor: Actor, day: date) -> tuple[Firm, ...]:
    duties = asked(session, _duties, actor, until=day)
    return tuple(
        Firm(
            one.reference,
            one.name,
            Colleague(one.face, one.face_phone, one.face_email, one.organisation) if one.face else None,
            Colleague(one.substitute, one.substitute_phone, one.substitute_email) if one.substitute else None,
            [duty for duty in duties if duty.employer_id == one.id],
        )
        for one in asked(session, _employers, actor)
    )


def _employers(actor: Actor) -> Select[*tuple[Any, ...]]:
    # Who is gone is nobody to call.
    face, substitute = aliased(User), aliased(User)
    named = (Employer.id, Employer.reference, Employer.name, Organisation.name.label("organisation"))
    of_face = (face.name.label("face"), face.phone.label("face_phone"), face.email.label("face_email"))
    of_other = (
        substitute.name.label("substitute"),
        substitute.phone.label("substitute_phone"),
        substitute.email.label("substitute_email"),
    )
    return (
        select(Employer)
        .outerjoin(face, (face.id == Employer.account_manager_id) & face.is_active)
        .outerjoin(Organisation, Organisation.id == face.organisation_id)
        .outerjoin(substitute, (substitute.id == Employer.substitute_id) & substitute.is_active)
        .where(Employer.id.in_(actor.employer_ids))
        .with_only_columns(*named, *of_face, *of_other)
        .order_by(Employer.search_name)
    )


def _duties(actor: Actor) -> Select[*tuple[Any, ...]]:
    ours = (EmployerAgreement.employer_id.in_(actor.employer_ids), EmployerAgreement.kind == AgreementKind.SROI)
    told = (EmployerAgreement.employer_id, EmployerAgreement.subject, EmployerAgreement.until)
    return select(*told).where(*ours, counts_on(UNTIL)).order_by(EmployerAgreement.until, EmployerAgreement.id)


def _talks(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (Talk.id, Talk.at, Talk.place, Proposal.reference, Vacancy.title)
    coming = coming_talks(actor, AT).join(Talk.proposal).join(Proposal.vacancy)
    return coming.with_only_columns(*told).limit(MOST_LINES)


def _trays(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (Tray.reference, Tray.open_until, Vacancy.title)
    return open_for_employer(actor, UNTIL).with_only_columns(*told).limit(MOST_LINES)


def _places(actor: Actor) -> Select[*tuple[Any, ...]]:
    hours = (Vacancy.hours_min, Vacancy.hours_max)
    told = (Vacancy.reference, Vacancy.title, Vacancy.status, Vacancy.seats, seats_left().label("left"), *hours)
    ours = vacancies_visible_to(actor).where(Vacancy.status.in_((VacancyStatus.OPEN, VacancyStatus.FULL)))
    return ours.join(Vacancy.establishment).with_only_columns(*told, Establishment.place).limit(MOST_LINES)


def _concepts(actor: Actor) -> Select[*tuple[Any, ...]]:
    return own_concepts(actor.employer_ids).with_only_columns(Vacancy.title, Vacancy.logged_on).limit(MOST_LINES)


def _running(actor: Actor) -> Select[*tuple[Any, ...]]:
    days = (Placement.starts_on, Placement.ends_on)
    told = (Placement.id, Placement.reference, Placement.status, *days, Vacancy.title)
    return placements(actor, PlacementStatus.PLANNED, PlacementStatus.RUNNING).with_only_columns(*told)
