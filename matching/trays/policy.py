"""Who may make, see and change a kaartenmapje: decision 0014.

An account manager makes it and chooses whom to ask; the coach of every person says yes or no; the holder of the link is
no actor at all and passes by the link alone.
"""

from candidates.policy import is_in_caseload
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.trays.models import Tray, TrayCard
from matching.trays.workflow import CARD, TRAY, TrayStatus
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes
from werkbedrijf.foundation.workflow import label

ONLY_ACCOUNT_MANAGERS = "Een accountmanager maakt een kaartenmapje. Geef door wie jij erin wilt laten zien."
COACH_SAYS = "De eigen jobcoach beslist of deze kandidaat in het mapje komt. De coach heeft bericht gekregen."


def may_see_trays(actor: Actor, *, vacancy: Vacancy) -> Verdict:
    if not actor.is_staff:
        return hidden
    return yes if actor.is_a(Role.ACCOUNT_MANAGER) else no(ONLY_ACCOUNT_MANAGERS)


def may_make_tray(actor: Actor, *, vacancy: Vacancy) -> Verdict:
    closed = no(f"Deze plek heeft de status ‘{label(vacancy.status)}’. Een kaartenmapje kan alleen bij een open plek.")
    return first_no(may_see_trays(actor, vacancy=vacancy), yes if vacancy.status == VacancyStatus.OPEN else closed)


def may_see_tray(actor: Actor, *, tray: Tray) -> Verdict:
    """The partner of the maker or of the employer's face, and the coaches of who is in it."""
    if actor.is_a(Role.ACCOUNT_MANAGER):
        return yes if _is_of_partner(actor, tray) else hidden
    if actor.is_a(Role.COACH):
        return yes if any(is_in_caseload(actor, card.candidate) for card in tray.cards) else hidden
    return hidden


def may_open_tray(actor: Actor, *, tray: Tray) -> Verdict:
    """Look at the cards signed in: the employer of the place, once there is a link; the cards are those of the link."""
    own = actor.is_a(Role.EMPLOYER) and tray.vacancy.employer_id in actor.employer_ids
    return yes if own and tray.status is TrayStatus.SHARED else hidden


def may_share_tray(actor: Actor, *, tray: Tray) -> Verdict:
    return first_no(_may_move(actor, tray, "share"), _still_open(tray))


def may_withdraw_tray(actor: Actor, *, tray: Tray) -> Verdict:
    return _may_move(actor, tray, "withdraw")


def may_answer_card(actor: Actor, *, card: TrayCard) -> Verdict:
    """Yes or no to showing this person: the coach or the substitute, nobody else."""
    own = is_in_caseload(actor, card.candidate)
    return first_no(
        may_see_tray(actor, tray=card.tray),
        yes if own else no(COACH_SAYS) if actor.is_a(Role.ACCOUNT_MANAGER) else hidden,
        _fits("agree", card),
        _runs(card.tray),
    )


def may_remove_card(actor: Actor, *, card: TrayCard) -> Verdict:
    """Take one card away: the coach of this person, or the account manager."""
    own = actor.is_a(Role.ACCOUNT_MANAGER) or is_in_caseload(actor, card.candidate)
    return first_no(may_see_tray(actor, tray=card.tray), yes if own else hidden, _fits("remove", card))


def may_follow_card(actor: Actor, *, card: TrayCard) -> Verdict:
    """Say that the question of the employer is taken up."""
    own = actor.is_a(Role.ACCOUNT_MANAGER) or is_in_caseload(actor, card.candidate)
    asked = card.wanted_at is not None and card.followed_on is None
    return first_no(
        may_see_tray(actor, tray=card.tray),
        yes if own else hidden,
        yes if asked else no("Over deze kaart is nu geen vraag van de werkgever."),
    )


def _may_move(actor: Actor, tray: Tray, act: str) -> Verdict:
    fits = no(f"Dit kan nu niet: het kaartenmapje heeft de status ‘{label(tray.status)}’.")
    return first_no(
        may_see_tray(actor, tray=tray),
        yes if actor.is_a(Role.ACCOUNT_MANAGER) else no(ONLY_ACCOUNT_MANAGERS),
        yes if TRAY.may(act, tray.status) else fits,
    )


def _is_of_partner(actor: Actor, tray: Tray) -> bool:
    people = (tray.made_by, tray.vacancy.employer.account_manager, tray.vacancy.logged_by)
    return any(user is not None and user.organisation_id == actor.organisation_id for user in people)


def _still_open(tray: Tray) -> Verdict:
    return yes if tray.vacancy.status == VacancyStatus.OPEN else no("De plek staat niet meer open.")


def _runs(tray: Tray) -> Verdict:
    return yes if TRAY.may("withdraw", tray.status) else no("Dit kaartenmapje is al gestopt.")


def _fits(act: str, card: TrayCard) -> Verdict:
    return yes if CARD.may(act, card.status) else no(f"Deze kaart heeft de status ‘{label(card.status)}’.")
