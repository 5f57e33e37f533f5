"""What can be asked about places that employers reported themselves."""

from sqlalchemy import Select, select

from employers.models import Employer
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.gateway import visible


def reported_to(actor: Actor) -> Select[Vacancy]:
    """Concepts that employers of whom this person is the face reported, and that nobody opened or closed yet."""
    of_employers = select(User.id).where(User.role == Role.EMPLOYER)
    return (
        visible(actor, Vacancy)
        .join(Vacancy.employer)
        .where(
            Vacancy.status == VacancyStatus.DRAFT,
            Vacancy.logged_by_id.in_(of_employers),
            Employer.account_manager_id == actor.id,
        )
        .order_by(None)
        .order_by(Vacancy.logged_on, Vacancy.id)
    )


def own_concepts(employer_ids: frozenset[int]) -> Select[Vacancy]:
    """What these employers reported themselves and colleagues have not opened yet; the employer reads that it is there."""
    of_employers = select(User.id).where(User.role == Role.EMPLOYER)
    return (
        select(Vacancy)
        .where(
            Vacancy.employer_id.in_(employer_ids),
            Vacancy.status == VacancyStatus.DRAFT,
            Vacancy.logged_by_id.in_(of_employers),
        )
        .order_by(Vacancy.id.desc())
    )
