"""Doors around the face of an employer: ask to take over, answer, withdraw, and name a substitute."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired

from employers.faces import actions, policy
from employers.faces.actions import AlreadyAsked
from employers.faces.models import FaceRequest
from employers.faces.queries import account_managers, find_request
from employers.forms import Form
from employers.models import Employer
from employers.queries import find_employer
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import Asked, choices_of, say_problems
from werkbedrijf.foundation.humane import Humane
from werkbedrijf.foundation.parameters import Parameter, value_on
from werkbedrijf.foundation.web import current_actor, current_session, guard, transaction

bp = Blueprint("faces", __name__, url_prefix="/werkgevers")

YES = "Ja, neem maar over"
View = str | Response | tuple[str, int]


class AskForm(Form):
    reason = StringField(
        "Waarom wil jij deze werkgever overnemen?",
        [DataRequired("Schrijf op waarom jij deze werkgever wilt overnemen."), Humane(of_work=True)],
        description="Bijvoorbeeld: ik spreek deze werkgever al elke maand over leerwerkplekken.",
    )


class AnswerForm(Form):
    answer = RadioField("Jouw antwoord", [Asked()], choices=choices_of([("ja", YES), ("nee", "Nee, ik blijf het")]))
    word = StringField("Toelichting", [Humane(of_work=True)], description="Bij nee vragen we je om een reden.")
    away = BooleanField("Het aanspreekpunt is er niet, ik antwoord als vervanger")


class SubstituteForm(Form):
    substitute = SelectField("Vervanger", default="")


@bp.route("/<employer>/overname", methods=["GET", "POST"])
@guard(policy.may_ask_account, employer=find_employer)
def ask(employer: Employer) -> View:
    """Ask the present face to hand this employer over."""
    form, session = AskForm(), current_session()
    try:
        if form.validate_on_submit():
            with transaction() as writing:
                on = day_of(writing.info["at"])
                takeover = actions.ask_account(writing, current_actor(), employer, form.reason.data or "", on=on)
                goal, face = url_for("faces.show", takeover=takeover.id), takeover.face.name
            flash(f"Je vraag ligt bij {face}.")
            return redirect(goal)
    except InputRefused as refusal:
        say_problems(form, refusal.problems)
    except AlreadyAsked as refusal:
        form.form_errors.append(refusal.sentence)
    days = value_on(session, Parameter.FACE_ANSWER_DAYS, day_of(session.info["at"]))
    page = render_template("employers/face_ask.html", form=form, employer=employer, days=days)
    return page, 422 if form.errors else 200


@bp.get("/overname/<takeover>")
@guard(policy.may_see_request, takeover=find_request)
def show(takeover: FaceRequest) -> View:
    """One takeover: who asks what, why, and what came of it."""
    return _page(takeover, AnswerForm())


@bp.post("/overname/<takeover>")
@guard(policy.may_answer_request, takeover=find_request)
def answer(takeover: FaceRequest) -> View:
    """Yes or no, with a word."""
    form = AnswerForm()
    try:
        if form.validate_on_submit():
            with transaction() as session:
                agree, on = form.answer.data == "ja", day_of(session.info["at"])
                actions.answer_request(
                    *(session, current_actor(), takeover),
                    agree=agree,
                    word=form.word.data or "",
                    on=on,
                    face_is_away=bool(form.away.data),
                )
                who = takeover.asked_by.name
            flash(f"{who} hoort je antwoord.")
            return redirect(url_for("faces.show", takeover=takeover.id))
    except InputRefused as refusal:
        say_problems(form, refusal.problems)
    return _page(takeover, form), 422


@bp.post("/overname/<takeover>/intrekken")
@guard(policy.may_withdraw_request, takeover=find_request)
def withdraw(takeover: FaceRequest) -> Response:
    """The asker does not need it any more."""
    with transaction() as session:
        actions.withdraw_request(session, current_actor(), takeover, on=day_of(session.info["at"]))
        goal = url_for("employers.show", employer=takeover.employer.reference)
    flash("Je vraag is ingetrokken.")
    return redirect(goal)


@bp.route("/<employer>/vervanger", methods=["GET", "POST"])
@guard(policy.may_name_substitute, employer=find_employer)
def substitute(employer: Employer) -> View:
    """Who stands in for the face."""
    form, session = SubstituteForm(), current_session()
    people = [one for one in account_managers(session, current_actor()) if one.id != employer.account_manager_id]
    choices = [(str(one.id), f"{one.name}, {one.organisation}") for one in people]
    form.substitute.choices = choices_of([("", "Niemand"), *choices])
    if not form.is_submitted():
        form.substitute.data = str(employer.substitute_id or "")
    try:
        if form.validate_on_submit():
            with transaction() as writing:
                chosen = form.substitute.data
                user = writing.get(User, int(chosen)) if chosen else None
                actions.name_substitute(writing, current_actor(), employer, user, on=day_of(writing.info["at"]))
            flash("De vervanger is bijgewerkt.")
            return redirect(url_for("employers.show", employer=employer.reference))
    except InputRefused as refusal:
        say_problems(form, refusal.problems)
    page = render_template("employers/face_substitute.html", form=form, employer=employer)
    return page, 422 if form.errors else 200


def _page(takeover: FaceRequest, form: AnswerForm) -> str:
    actor, session = current_actor(), current_session()
    instead = policy.stands_in(actor, takeover=takeover)
    if instead:
        form.answer.choices = choices_of([("ja", YES), ("nee", f"Nee, {takeover.face.name} blijft het")])
    return render_template(
        "employers/face_request.html",
        takeover=takeover,
        employer=takeover.employer,
        form=form,
        day=day_of(session.info["at"]),
        may_open=actor.is_staff,
        may_answer=policy.may_answer_request(actor, takeover=takeover),
        stands_in=instead,
        may_withdraw=policy.may_withdraw_request(actor, takeover=takeover),
    )
