"""What happens to a change that an employer asked for: asked, taken over, declined, withdrawn. And closing an own place."""

from datetime import date

from sqlalchemy.orm import Session

from employers.cleaning import LONGEST_NOTE
from employers.vacancies.actions import change_vacancy, close_vacancy
from employers.vacancies.cleaning import clean_vacancy
from employers.vacancies.facts import VacancyFacts
from employers.vacancies.models import Vacancy
from employers.vacancies.telling import facts_of
from employers.vacancies.wishes import messages
from employers.vacancies.wishes.facts import differing, followed
from employers.vacancies.wishes.models import PlaceWish
from employers.vacancies.wishes.workflow import WISH
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.constraints import refused_as
from werkbedrijf.foundation.errors import DomainError, InputRefused
from werkbedrijf.foundation.outbox import tell

LONGEST_WORD = 500


class AskedAlready(DomainError):
    """Two people of one employer at the same moment."""

    def __init__(self) -> None:
        super().__init__("Een collega van u vroeg net ook een wijziging van deze plek. Laad de pagina opnieuw.")


def ask_change(
    session: Session, actor: Actor, vacancy: Vacancy, wanted: VacancyFacts, note: str, *, on: date
) -> PlaceWish:
    """Ask to change a place; nothing changes until the face of the employer took it over. Raises InputRefused per field."""
    assert actor.id is not None  # noqa: S101  # somebody signed in
    now = clean_vacancy(facts_of(vacancy))
    differs, told = differing(now, clean_vacancy(wanted)), note.strip()
    problems = {}
    if not differs and not told:
        problems["title"] = "Er is niets anders dan nu. Wijzig iets, of schrijf onderaan op wat er anders moet."
    if len(told) > LONGEST_NOTE:
        problems["note"] = f"Dit heeft ten hoogste {LONGEST_NOTE} tekens."
    if "closes_on" in differs and wanted.closes_on and wanted.closes_on < on:
        problems["closes_on"] = "Deze dag is al voorbij. Kies een latere dag."
    if problems:
        raise InputRefused(problems)
    wish = PlaceWish(
        vacancy=vacancy,
        asked_by_id=actor.id,
        asked_on=on,
        place_version=vacancy.version,
        wanted=differs,
        note=told,
        status=WISH.start,
    )
    with refused_as(session, {"uq_place_wish_one_open": AskedAlready()}):
        session.add(wish)
    record(session, actor, "place_wish.asked", wish)
    for message in messages.asked(session, wish):
        tell(session, message)
    return wish


def take_over(session: Session, actor: Actor, wish: PlaceWish, *, on: date) -> None:
    """The place becomes as the employer asked; what was not asked about stays. Raises InputRefused when that cannot be."""
    wish.status = WISH.after("take_over", wish.status)
    wish.answered_by_id, wish.ended_on = actor.id, on
    if wish.wanted:
        facts = followed(facts_of(wish.vacancy), wish.wanted)
        change_vacancy(session, actor, wish.vacancy, facts, on=on)
    record(session, actor, "place_wish.taken_over", wish)
    for message in messages.answered(session, wish):
        tell(session, message)


def decline(session: Session, actor: Actor, wish: PlaceWish, word: str, *, on: date) -> None:
    """The place stays as it is; the employer reads why. Raises InputRefused without a reason."""
    told = " ".join(word.split())
    if not told:
        raise InputRefused({"word": "Schrijf op waarom niet. De werkgever leest dit."})
    if len(told) > LONGEST_WORD:
        raise InputRefused({"word": f"Dit heeft ten hoogste {LONGEST_WORD} tekens."})
    wish.status, wish.word = WISH.after("decline", wish.status), told
    wish.answered_by_id, wish.ended_on = actor.id, on
    record(session, actor, "place_wish.declined", wish)
    for message in messages.answered(session, wish):
        tell(session, message)


def withdraw(session: Session, actor: Actor, wish: PlaceWish, *, on: date) -> None:
    """The employer asks it no longer."""
    wish.status, wish.ended_on = WISH.after("withdraw", wish.status), on
    record(session, actor, "place_wish.withdrawn", wish)


def close_own(session: Session, actor: Actor, vacancy: Vacancy, *, on: date, reason: str) -> None:
    """The employer closes an own place, at once; its face hears of it. Refusals as of ``close_vacancy``."""
    close_vacancy(session, actor, vacancy, on=on, reason=reason)
    for message in messages.closed_by_employer(session, vacancy):
        tell(session, message)
