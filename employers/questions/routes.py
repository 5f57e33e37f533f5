"""Doors: ask, see what waits, answer."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import Select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from employers.models import Employer
from employers.queries import find_employer
from employers.questions import actions, policy
from employers.questions.forms import AnswerForm, AskForm
from employers.questions.models import EmployerQuestion
from employers.questions.owners import owner_now
from employers.questions.queries import find_question, for_me, own_employers, questions_for, too_late
from employers.questions.workflow import QuestionStatus
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.listing import Filter, Listing, page_of
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.texts import long_day
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved, transaction

bp = Blueprint("questions", __name__)

View = str | Response | tuple[str, int]
KINDS = {QuestionStatus.OPEN: "informatie", QuestionStatus.ANSWERED: "goed", QuestionStatus.WITHDRAWN: "rustig"}
FILTERS = (Filter("welke", "Welke vragen", [("mijn", "Voor mij"), ("te-laat", "Te laat")]),)


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("/vragen")
@guard(policy.may_list_questions)
def index() -> View:
    """Questions of employers, what waits first."""
    session, actor = current_session(), current_actor()
    listing = Listing.read(request.args, sorts=["term"], default="term", filters=FILTERS)
    return render_template(
        "questions/index.html",
        page=page_of(session, _asked_for(actor, listing.filters), listing),
        listing=listing,
        filters=FILTERS,
        kinds=KINDS,
        day=_today(),
        own=own_employers(session, actor),
    )


def _asked_for(actor: Actor, filters: Mapping[str, str]) -> Select[EmployerQuestion]:
    if filters.get("welke") == "mijn":
        return for_me(actor)
    if filters.get("welke") == "te-laat":
        return too_late(actor, _today())
    return questions_for(actor)


@bp.get("/werkgevers/<employer>/vraag")
@guard(policy.may_ask, employer=find_employer)
def new(employer: Employer) -> View:
    """The form of a question."""
    return _ask_page(employer, AskForm(formdata=None))


@bp.post("/werkgevers/<employer>/vraag")
@guard(policy.may_ask, employer=find_employer)
def ask(employer: Employer) -> View:
    """Ask it, or write it down."""
    form = AskForm()
    made: list[EmployerQuestion] = []

    def act(session: Session) -> None:
        made.append(actions.ask(session, current_actor(), employer, form.text.data or "", on=_today()))

    if saved(form, act):
        flash(f"De vraag is gesteld. Het antwoord komt uiterlijk op {long_day(made[0].due_on)}.", "goed")
        return redirect(url_for("questions.show", question=made[0].reference))
    return _ask_page(employer, form), 422


@bp.get("/vragen/<question>")
@guard(policy.may_see_question, question=find_question)
def show(question: EmployerQuestion) -> View:
    """One question."""
    return _page(question, AnswerForm(formdata=None))


@bp.post("/vragen/<question>/antwoord")
@guard(policy.may_answer, question=find_question)
def answer(question: EmployerQuestion) -> View:
    """Answer it."""
    form = AnswerForm()

    def act(session: Session) -> None:
        actions.answer(session, current_actor(), question, form.text.data or "", contact=form.kind, on=_today())

    if saved(form, act):
        flash("Het antwoord is verstuurd. De werkgever krijgt bericht.", "goed")
        return redirect(url_for("questions.show", question=question.reference))
    return _page(question, form), 422


@bp.post("/vragen/<question>/intrekken")
@guard(policy.may_withdraw, question=find_question)
def withdraw(question: EmployerQuestion) -> View:
    """No answer needed any more."""
    with transaction() as session:
        actions.withdraw(session, current_actor(), question, on=_today())
    flash("De vraag is ingetrokken.", "goed")
    return redirect(url_for("questions.show", question=question.reference))


def _ask_page(employer: Employer, form: AskForm) -> str:
    session = current_session()
    owner = owner_now(session, employer, otherwise=current_actor().organisation_id)
    return render_template(
        "questions/new.html",
        employer=employer,
        form=form,
        owner=session.get(User, owner.user_id) if owner.user_id else None,
        days=whole_number_on(session, Parameter.QUESTION_DAYS, _today()),
    )


def _page(question: EmployerQuestion, form: AnswerForm) -> str:
    actor = current_actor()
    return render_template(
        "questions/show.html",
        question=question,
        form=form,
        kinds=KINDS,
        day=_today(),
        formal=actor.is_a(Role.EMPLOYER),
        may_answer=policy.may_answer(actor, question=question),
        may_withdraw=policy.may_withdraw(actor, question=question),
    )
