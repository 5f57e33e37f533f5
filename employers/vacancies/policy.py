"""Who may see and change places. Account managers log them, staff sees all, an employer sees its own."""

from employers.models import Employer
from employers.vacancies.cleaning import missing_before_opening
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VACANCY, VacancyStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes

ONLY_ACCOUNT_MANAGERS = (
    "Alleen accountmanagers leggen plekken vast. Geef het door aan het aanspreekpunt van de werkgever."
)


def may_see_vacancies(actor: Actor) -> Verdict:
    if actor.is_staff or actor.is_a(Role.EMPLOYER):
        return yes
    return no("Alleen accountmanagers, jobcoaches en werkgevers zien plekken.")


def may_suggest_occupations(actor: Actor) -> Verdict:
    return yes if actor.is_staff else no(ONLY_ACCOUNT_MANAGERS)


def may_see_vacancy(actor: Actor, *, vacancy: Vacancy) -> Verdict:
    own = actor.is_a(Role.EMPLOYER) and vacancy.employer_id in actor.employer_ids
    visible = own and vacancy.status is not VacancyStatus.DRAFT
    return yes if actor.is_staff or visible else hidden


def may_log_vacancy(actor: Actor, *, employer: Employer) -> Verdict:
    if not actor.is_a(Role.ACCOUNT_MANAGER):
        own = actor.is_a(Role.EMPLOYER) and employer.id in actor.employer_ids
        return no(ONLY_ACCOUNT_MANAGERS) if actor.is_staff or own else hidden
    if not employer.establishments:
        return no("Deze werkgever heeft nog geen vestiging. Voeg eerst een vestiging toe.")
    if not employer.open_establishments:
        return no("Alle vestigingen van deze werkgever zijn gesloten. Open er een, of voeg een nieuwe toe.")
    return yes


def may_change_vacancy(actor: Actor, *, vacancy: Vacancy) -> Verdict:
    return first_no(_account_manager(actor, vacancy), _not_closed(vacancy))


def may_open_vacancy(actor: Actor, *, vacancy: Vacancy) -> Verdict:
    return first_no(
        _account_manager(actor, vacancy), _fits("open", vacancy), _complete(vacancy), _is_open_there(vacancy)
    )


def may_close_vacancy(actor: Actor, *, vacancy: Vacancy) -> Verdict:
    """An account manager, or the employer itself: work that is not there any more should not wait for a phone call."""
    own = actor.is_a(Role.EMPLOYER)
    waiting = no(
        "Er wacht nog een kandidaat op uw antwoord. Geef eerst antwoord, dan kunt u de plek sluiten."
        if own
        else "Er wachten nog voordrachten op antwoord. Trek die eerst in, dan kan de plek sluiten."
    )
    who = may_see_vacancy(actor, vacancy=vacancy) if own else _account_manager(actor, vacancy)
    return first_no(who, _fits("close", vacancy), waiting if vacancy.held else yes)


def may_reopen_vacancy(actor: Actor, *, vacancy: Vacancy) -> Verdict:
    return first_no(
        _account_manager(actor, vacancy), _fits("reopen", vacancy), _complete(vacancy), _is_open_there(vacancy)
    )


def may_confirm_vacancy(actor: Actor, *, vacancy: Vacancy) -> Verdict:
    own = actor.is_a(Role.EMPLOYER) and vacancy.employer_id in actor.employer_ids
    who = yes if own else _account_manager(actor, vacancy)
    return first_no(may_see_vacancy(actor, vacancy=vacancy), who, _fits("confirm", vacancy))


def may_confirm_draft(actor: Actor, *, vacancy: Vacancy) -> Verdict:
    """Also of a closed place: it opens again only when somebody went through what came from an occupation."""
    return _account_manager(actor, vacancy)


def may_copy_vacancy(actor: Actor, *, vacancy: Vacancy) -> Verdict:
    return _account_manager(actor, vacancy)


def may_see_history(actor: Actor, *, vacancy: Vacancy) -> Verdict:
    seen = may_see_vacancy(actor, vacancy=vacancy)
    return first_no(
        seen, yes if actor.is_staff else no("Wat er met een plek gebeurde, zien accountmanagers en jobcoaches.")
    )


def _account_manager(actor: Actor, vacancy: Vacancy) -> Verdict:
    seen = may_see_vacancy(actor, vacancy=vacancy)
    return first_no(seen, yes if actor.is_a(Role.ACCOUNT_MANAGER) else no(ONLY_ACCOUNT_MANAGERS))


def _not_closed(vacancy: Vacancy) -> Verdict:
    closed = vacancy.status is VacancyStatus.CLOSED
    return no("Deze plek is gesloten. Open hem eerst opnieuw.") if closed else yes


def _fits(act: str, vacancy: Vacancy) -> Verdict:
    fits = VACANCY.may(act, vacancy.status)
    return yes if fits else no(f"Dit kan nu niet: de plek heeft de status ‘{vacancy.status.value}’.")


def _is_open_there(vacancy: Vacancy) -> Verdict:
    if vacancy.establishment.closed_on is None:
        return yes
    return no("De vestiging van deze plek is gesloten. Kies eerst een andere vestiging.")


def _complete(vacancy: Vacancy) -> Verdict:
    missing = missing_before_opening(vacancy.tasks, vacancy.family, vacancy.drafted_from)
    return no(f"Deze plek kan nog niet open. {' '.join(missing.values())}") if missing else yes
