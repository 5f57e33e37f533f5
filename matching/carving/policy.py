"""Who may divide work differently: account managers make and change, coaches read, an employer sees what was discussed."""

from employers.models import Employer
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.carving.models import Carving
from matching.carving.workflow import CARVING, CarvingStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes
from werkbedrijf.foundation.workflow import label

ONLY_ACCOUNT_MANAGERS = (
    "Alleen accountmanagers leggen dit vast. Bespreek een idee met het aanspreekpunt van de werkgever."
)


def may_list_carvings(actor: Actor) -> Verdict:
    return yes if actor.is_staff or actor.is_a(Role.EMPLOYER) else hidden


def may_see_workbench(actor: Actor, *, employer: Employer) -> Verdict:
    return yes if actor.is_staff else hidden


def may_carve(actor: Actor, *, employer: Employer) -> Verdict:
    return first_no(may_see_workbench(actor, employer=employer), _account_manager(actor))


def may_see_carving(actor: Actor, *, carving: Carving) -> Verdict:
    own = actor.is_a(Role.EMPLOYER) and carving.employer_id in actor.employer_ids
    return yes if actor.is_staff or (own and carving.status is not CarvingStatus.DRAFT) else hidden


def may_discuss(actor: Actor, *, carving: Carving) -> Verdict:
    return _may_move(actor, carving, "discuss")


def may_agree(actor: Actor, *, carving: Carving) -> Verdict:
    return _may_move(actor, carving, "agree")


def may_decline(actor: Actor, *, carving: Carving) -> Verdict:
    return _may_move(actor, carving, "decline")


def may_place(actor: Actor, *, carving: Carving) -> Verdict:
    return _may_move(actor, carving, "place")


def may_lower(actor: Actor, *, carving: Carving, source: Vacancy) -> Verdict:
    """Whether the tasks that went to the new place can leave this place by themselves."""
    mine = [task for task in carving.tasks if task.source_id == source.id]
    return first_no(
        may_see_carving(actor, carving=carving),
        _account_manager(actor),
        yes if mine else hidden,
        _after_placing(carving),
        no("Deze taken zijn al van de plek af.") if all(task.lowered_on for task in mine) else yes,
        _simple(source),
    )


def _may_move(actor: Actor, carving: Carving, act: str) -> Verdict:
    fits = CARVING.may(act, carving.status)
    return first_no(
        may_see_carving(actor, carving=carving),
        _account_manager(actor),
        yes if fits else no(f"Dit kan nu niet: het voorstel heeft de status ‘{label(carving.status)}’."),
    )


def _account_manager(actor: Actor) -> Verdict:
    return yes if actor.is_a(Role.ACCOUNT_MANAGER) else no(ONLY_ACCOUNT_MANAGERS)


def _after_placing(carving: Carving) -> Verdict:
    placed = carving.status is CarvingStatus.PLACED
    return yes if placed else no("Maak eerst de nieuwe plek. Daarna haal je de taken van deze plek af.")


def _simple(source: Vacancy) -> Verdict:
    """A place for several people, or one that people are put forward for, is a matter for a person."""
    if source.seats > 1:
        return no(
            f"Deze plek is voor {source.seats} mensen. Bespreek voor wie het werk verandert en wijzig de plek zelf."
        )
    if source.held or source.filled:
        return no(
            "Er is iemand voorgesteld of geplaatst op deze plek. Bespreek wat er verandert en wijzig de plek zelf."
        )
    if source.status is VacancyStatus.CLOSED:
        return no("Deze plek is gesloten. Er hoeft niets meer vanaf.")
    return yes
