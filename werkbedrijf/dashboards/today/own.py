"""What an employer finds on its own first page beside what waits: gesprekken, places, work that runs, and whom to call.

No candidate is handed over: a placement is named by its place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from employers.models import Employer
from employers.record.models import AgreementKind, EmployerAgreement
from employers.record.queries import counts_on
from employers.reporting.queries import own_concepts
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import vacancies_visible_to
from employers.vacancies.workflow import VacancyStatus
from matching.placements.models import Placement
from matching.placements.supports.queries import running as running_on
from matching.placements.supports.queries import supports_of
from matching.placements.workflow import PlacementStatus
from matching.talks.models import Talk
from matching.talks.queries import coming_talks
from matching.trays.models import Tray
from matching.trays.queries import open_for_employer
from werkbedrijf.dashboards.today.matters import MOST_LINES, placements
from werkbedrijf.foundation.actors import Actor, User


@dataclass(frozen=True, slots=True)
class Firm:
    """One employer of this person: whom to call, who stands in, and what was promised about SROI."""

    employer: Employer
    face: User | None
    substitute: User | None
    sroi: Sequence[EmployerAgreement]


@dataclass(frozen=True, slots=True)
class Own:
    """Everything of the own employer that an employer comes to look up."""

    firms: tuple[Firm, ...]
    talks: Sequence[Talk]
    trays: Sequence[Tray]
    places: Sequence[Vacancy]
    concepts: Sequence[Vacancy]
    running: Sequence[Placement]
    # What help runs today, in words, per placement.
    help: Mapping[int, str]


def own_of(session: Session, actor: Actor, day: date) -> Own:
    """The own page of this employer."""
    mine = (
        select(Employer)
        .where(Employer.id.in_(actor.employer_ids))
        .options(joinedload(Employer.account_manager).joinedload(User.organisation), joinedload(Employer.substitute))
    )
    employers = session.scalars(mine.order_by(Employer.search_name)).unique().all()
    duties = select(EmployerAgreement).where(
        EmployerAgreement.employer_id.in_(actor.employer_ids),
        EmployerAgreement.kind == AgreementKind.SROI,
        counts_on(day),
    )
    sroi = session.scalars(duties.order_by(EmployerAgreement.until, EmployerAgreement.id)).all()
    open_ones = vacancies_visible_to(actor).where(Vacancy.status.in_((VacancyStatus.OPEN, VacancyStatus.FULL)))
    running = session.scalars(placements(actor, PlacementStatus.PLANNED, PlacementStatus.RUNNING)).unique().all()
    supports = supports_of(session, actor, running)
    return Own(
        firms=tuple(
            Firm(
                one,
                _there(one.account_manager),
                _there(one.substitute),
                [row for row in sroi if row.employer_id == one.id],
            )
            for one in employers
        ),
        talks=session.scalars(coming_talks(actor, session.info["at"]).limit(MOST_LINES)).unique().all(),
        trays=session.scalars(open_for_employer(actor, day).limit(MOST_LINES)).unique().all(),
        places=session.scalars(open_ones.limit(MOST_LINES)).unique().all(),
        concepts=session.scalars(own_concepts(actor.employer_ids).limit(MOST_LINES)).all(),
        running=running,
        help={number: ", ".join(one.kind.words for one in running_on(rows, day)) for number, rows in supports.items()},
    )


def _there(user: User | None) -> User | None:
    return user if user is not None and user.is_active else None
