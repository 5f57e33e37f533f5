"""What can be asked about changes that employers asked for."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager

from employers.models import Employer
from employers.vacancies.models import Vacancy
from employers.vacancies.wishes.models import PlaceWish
from employers.vacancies.wishes.workflow import WishStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.gateway import find


def find_wish(session: Session, actor: Actor, reference: str) -> PlaceWish | None:
    """The newest wish about the place with this reference, if this person may know of that place."""
    place = find(session, actor, Vacancy, reference)
    return newest_wish(session, place) if place is not None else None


def newest_wish(session: Session, vacancy: Vacancy) -> PlaceWish | None:
    """What was asked last about a place, or None."""
    rows = select(PlaceWish).where(PlaceWish.vacancy_id == vacancy.id).order_by(PlaceWish.id.desc())
    return session.scalars(rows.limit(1)).first()


def wishes_for(actor: Actor) -> Select[PlaceWish]:
    """What waits for an answer at employers whose face this person is, the oldest first."""
    return (
        select(PlaceWish)
        .join(PlaceWish.vacancy)
        .join(Vacancy.employer)
        .where(PlaceWish.status == WishStatus.ASKED, Employer.account_manager_id == actor.id)
        .options(contains_eager(PlaceWish.vacancy).contains_eager(Vacancy.employer))
        .order_by(PlaceWish.asked_on, PlaceWish.id)
    )
