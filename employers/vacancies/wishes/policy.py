"""Who may ask to change a place, and who answers: its employer, and account managers of the region."""

from employers.vacancies.models import Vacancy
from employers.vacancies.policy import may_change_vacancy, may_see_vacancy
from employers.vacancies.wishes.models import PlaceWish
from employers.vacancies.wishes.workflow import WishStatus
from employers.vacancies.workflow import VacancyStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes


def may_ask_change(actor: Actor, *, vacancy: Vacancy) -> Verdict:
    """The employer of an open or full place."""
    colleague = no("De werkgever vraagt dit zelf. Als accountmanager wijzig je de plek meteen.")
    closed = no("Deze plek is gesloten. Uw aanspreekpunt opent de plek graag weer voor u.")
    return first_no(
        may_see_vacancy(actor, vacancy=vacancy),
        yes if actor.is_a(Role.EMPLOYER) else colleague,
        closed if vacancy.status is VacancyStatus.CLOSED else yes,
    )


def may_see_wish(actor: Actor, *, wish: PlaceWish) -> Verdict:
    if actor.is_a(Role.ACCOUNT_MANAGER):
        return yes
    own = actor.is_a(Role.EMPLOYER) and wish.vacancy.employer_id in actor.employer_ids
    if own:
        return yes
    return no("Wat een werkgever wil wijzigen, behandelt een accountmanager.") if actor.is_staff else hidden


def may_take_over(actor: Actor, *, wish: PlaceWish) -> Verdict:
    return first_no(may_see_wish(actor, wish=wish), may_change_vacancy(actor, vacancy=wish.vacancy), _waits(wish))


def may_decline(actor: Actor, *, wish: PlaceWish) -> Verdict:
    own = no("Uw aanspreekpunt beantwoordt deze vraag.")
    return first_no(may_see_wish(actor, wish=wish), yes if actor.is_a(Role.ACCOUNT_MANAGER) else own, _waits(wish))


def may_withdraw(actor: Actor, *, wish: PlaceWish) -> Verdict:
    colleague = no("De werkgever vroeg dit, en trekt het zelf in.")
    return first_no(may_see_wish(actor, wish=wish), yes if actor.is_a(Role.EMPLOYER) else colleague, _waits(wish))


def _waits(wish: PlaceWish) -> Verdict:
    return yes if wish.status is WishStatus.ASKED else no(f"Deze vraag is al {wish.status.value}.")
