"""Who asks and answers. Staff share the questions of employers; an employer sees the own ones; the coordinator watches."""

from employers.models import Employer
from employers.policy import may_see_employer
from employers.questions.models import EmployerQuestion
from employers.questions.workflow import QUESTION
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.policy import Verdict, first_no, hidden, no, yes
from werkbedrijf.foundation.workflow import label


def may_list_questions(actor: Actor) -> Verdict:
    return yes if actor.is_staff or actor.is_a(Role.EMPLOYER, Role.COORDINATOR) else hidden


def may_ask(actor: Actor, *, employer: Employer) -> Verdict:
    """The employer itself, or a colleague who writes down what an employer asked."""
    return may_see_employer(actor, employer=employer)


def may_see_question(actor: Actor, *, question: EmployerQuestion) -> Verdict:
    own = actor.is_a(Role.EMPLOYER) and question.employer_id in actor.employer_ids
    return yes if actor.is_staff or own or actor.is_a(Role.COORDINATOR) else hidden


def may_answer(actor: Actor, *, question: EmployerQuestion) -> Verdict:
    who = yes if actor.is_a(Role.ACCOUNT_MANAGER) else no("Een accountmanager geeft antwoord aan werkgevers.")
    return first_no(may_see_question(actor, question=question), who, _fits("answer", question))


def may_withdraw(actor: Actor, *, question: EmployerQuestion) -> Verdict:
    """Who asked it, or wrote it down."""
    asker = actor.id == question.asked_by_id or actor.is_a(Role.EMPLOYER)
    who = yes if asker else no("Wie de vraag stelde of opschreef, kan die intrekken.")
    return first_no(may_see_question(actor, question=question), who, _fits("withdraw", question))


def _fits(act: str, question: EmployerQuestion) -> Verdict:
    if QUESTION.may(act, question.status):
        return yes
    return no(f"Dit kan nu niet: de vraag heeft de status ‘{label(question.status)}’.")
