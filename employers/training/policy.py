"""Who may set up a leerwerkplek and keep its mentors. Account managers do, staff sees all.

An employer sees its own, and says itself when a mentor is away.
"""

from employers.models import Employer
from employers.policy import may_see_employer
from employers.training.models import Mentor, TrainingPlace
from employers.vacancies.models import Vacancy, VacancyKind
from employers.vacancies.policy import may_change_vacancy, may_see_vacancy
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, no, yes

ASK = "Een accountmanager legt dit vast. Geef het door aan het aanspreekpunt van de werkgever."


def may_set_up(actor: Actor, *, place: Vacancy) -> Verdict:
    other = no("Alleen bij een leerwerkplek leg je vast wat iemand er leert. Dit is een ander soort plek.")
    return first_no(may_change_vacancy(actor, vacancy=place), yes if place.kind == VacancyKind.LEERWERKPLEK else other)


def may_see_place(actor: Actor, *, place: Vacancy) -> Verdict:
    return may_see_vacancy(actor, vacancy=place)


def may_see_training(actor: Actor, *, training: TrainingPlace) -> Verdict:
    return may_see_vacancy(actor, vacancy=training.vacancy)


def may_keep_training(actor: Actor, *, training: TrainingPlace) -> Verdict:
    return first_no(may_see_training(actor, training=training), _account_manager(actor))


def may_see_mentors(actor: Actor, *, employer: Employer) -> Verdict:
    return may_see_employer(actor, employer=employer)


def may_add_mentor(actor: Actor, *, employer: Employer) -> Verdict:
    return first_no(may_see_mentors(actor, employer=employer), _account_manager(actor))


def may_see_mentor(actor: Actor, *, mentor: Mentor) -> Verdict:
    return may_see_mentors(actor, employer=mentor.employer)


def may_keep_mentor(actor: Actor, *, mentor: Mentor) -> Verdict:
    stopped = no("Deze begeleider is gestopt. Voeg iemand opnieuw toe als die weer gaat begeleiden.")
    return first_no(
        may_see_mentor(actor, mentor=mentor), _account_manager(actor), stopped if mentor.stopped_on else yes
    )


def may_report_absence(actor: Actor, *, mentor: Mentor) -> Verdict:
    """At the employer itself people know first who is away; a colleague also chooses what happens to who is booked."""
    stopped = no("Deze begeleider is gestopt. Er wordt niemand meer bij geboekt.")
    colleague = no(
        "De werkgever meldt dit zelf. Als accountmanager leg je afwezigheid vast en kies je wie het overneemt."
    )
    return first_no(
        may_see_mentor(actor, mentor=mentor),
        yes if actor.is_a(Role.EMPLOYER) else colleague,
        stopped if mentor.stopped_on else yes,
    )


def may_drop_absence(actor: Actor, *, mentor: Mentor) -> Verdict:
    """Whoever may say that somebody is away may also say that it is not so."""
    return (
        may_report_absence(actor, mentor=mentor) if actor.is_a(Role.EMPLOYER) else may_keep_mentor(actor, mentor=mentor)
    )


def _account_manager(actor: Actor) -> Verdict:
    return yes if actor.is_a(Role.ACCOUNT_MANAGER) else no(ASK)
