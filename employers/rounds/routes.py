"""Doors of this room."""

from datetime import date

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from employers.rounds import actions, calling, policy
from employers.rounds.call_pages import call_page
from employers.rounds.errors import CalledMeanwhile, NotYours
from employers.rounds.forms import ChoiceForm, MoveForm, OutcomeForm, RoundForm, StopForm
from employers.rounds.models import CallRound, RoundCall
from employers.rounds.pages import (
    choose_page,
    divide_page,
    index_page,
    list_page,
    list_rows,
    offer_callers,
    offer_moves,
    own_gemeenten,
    round_page,
)
from employers.rounds.queries import calls_of, find_call, find_round, next_call
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.freshness import needs_fresh
from werkbedrijf.foundation.tables import to_csv
from werkbedrijf.foundation.texts import count
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved, transaction

bp = Blueprint("rounds", __name__, url_prefix="/belrondes")

View = str | AnyResponse | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("")
@guard(policy.may_see_rounds)
def index() -> View:
    """Every belronde of the region."""
    return index_page(current_session(), current_actor(), request.args)


@bp.get("/nieuw")
@guard(policy.may_begin_round)
def choose() -> View:
    """Choose employers. The same address answers while somebody chooses."""
    return choose_page(current_session(), current_actor(), request.args)


@bp.route("/nieuw/verdelen", methods=["GET", "POST"])
@guard(policy.may_begin_round)
def divide() -> View:
    """Say who calls and what is asked, and begin."""
    session, actor = current_session(), current_actor()
    form = RoundForm() if request.method == "POST" else RoundForm(formdata=None)
    offer_callers(session, actor, form)
    if request.method == "GET":
        form.callers.data = [str(actor.id)]
        return divide_page(session, actor, request.args, form)
    if form.validate_on_submit():
        try:
            with transaction():
                choice = ChoiceForm.of(request.args, own_gemeenten(session)).facts()
                call_round = actions.begin_round(session, actor, form.facts(choice), on=_today())
                goal = url_for("rounds.show", call_round=call_round.reference)
        except InputRefused as refused:
            say_problems(form, refused.problems)
        else:
            flash("De belronde is begonnen. Iedereen ziet de eigen lijst op Vandaag.")
            return redirect(goal)
    return divide_page(session, actor, request.args, form), 422


@bp.get("/<call_round>")
@guard(policy.may_see_round, call_round=find_round)
def show(call_round: CallRound) -> View:
    """How far it is, and everybody in it."""
    return round_page(current_session(), current_actor(), call_round, request.args)


@bp.get("/<call_round>/mijn-lijst")
@guard(policy.may_see_round, call_round=find_round)
def mine(call_round: CallRound) -> View:
    """The own list, to call from or to print."""
    return list_page(current_session(), current_actor(), call_round)


@bp.get("/<call_round>/mijn-lijst.csv")
@guard(policy.may_see_round, call_round=find_round)
@needs_fresh
def export(call_round: CallRound) -> Response:
    """The own list as a file."""
    content = to_csv(list_rows(current_session(), current_actor(), call_round, _today()))
    answer = Response(content, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f"attachment; filename=belronde-{call_round.reference}.csv"
    return answer


@bp.post("/<call_round>/verplaatsen")
@guard(policy.may_lead_round, call_round=find_round)
def move(call_round: CallRound) -> View:
    """Put employers on the list of a colleague."""
    session, actor, form = current_session(), current_actor(), MoveForm()
    offer_moves(session, actor, call_round, form)
    if form.validate_on_submit() and form.werkgever.data:
        ids = [int(one) for one in form.werkgever.data]
        try:
            with transaction():
                calls = session.scalars(calls_of(actor, call_round).where(RoundCall.id.in_(ids))).all()
                moved = actions.move_calls(session, actor, call_round, calls, int(form.caller.data), on=_today())
        except InputRefused as refused:
            say_problems(form, {"caller": " ".join(refused.problems.values())})
        else:
            stays = "" if moved == len(ids) else " De andere stonden er al, zijn klaar of worden nu gebeld."
            flash(f"{count(moved, 'werkgever is', 'werkgevers zijn')} verplaatst.{stays}")
            return redirect(url_for("rounds.show", call_round=call_round.reference))
    elif not form.werkgever.data:
        form.werkgever.errors = ["Vink aan welke werkgevers je verplaatst."]
    return round_page(session, actor, call_round, request.args, move=form), 422


@bp.post("/<call_round>/stoppen")
@guard(policy.may_lead_round, call_round=find_round)
def stop(call_round: CallRound) -> View:
    """Stop calling."""
    form = StopForm()
    reason = form.reason.data or ""
    if saved(form, lambda session: actions.end_round(session, current_actor(), call_round, reason=reason, on=_today())):
        flash("De belronde is voorbij. Wie nog niet gebeld was, kan weer mee in een andere belronde.")
        return redirect(url_for("rounds.show", call_round=call_round.reference))
    return round_page(current_session(), current_actor(), call_round, request.args, stop=form), 422


@bp.get("/gesprek/<call>")
@guard(policy.may_see_call, call=find_call)
def call(call: RoundCall) -> View:
    """Whom to call, what to ask, and how it went."""
    return call_page(current_session(), current_actor(), call)


@bp.post("/gesprek/<call>/bellen")
@guard(policy.may_take_call, call=find_call)
def take(call: RoundCall) -> View:
    """Keep this employer for me: I call now."""
    return _taken(call)


def _taken(call: RoundCall) -> Response | AnyResponse:
    goal = redirect(url_for("rounds.call", call=call.id))
    try:
        with transaction() as session:
            calling.take_call(session, current_actor(), call, on=_today())
    except CalledMeanwhile:
        # The page itself says who, when and what.
        return goal
    except NotYours as refused:
        flash(refused.sentence, "let_op")
    return goal


@bp.post("/gesprek/<call>/niet-nu")
@guard(policy.may_leave_call, call=find_call)
def leave(call: RoundCall) -> View:
    """Not now: it stays on the list."""
    call_round = call.call_round.reference
    with transaction() as session:
        calling.leave_call(session, current_actor(), call, on=_today())
    return redirect(url_for("rounds.mine", call_round=call_round))


@bp.post("/gesprek/<call>/overslaan")
@guard(policy.may_skip_call, call=find_call)
def skip(call: RoundCall) -> View:
    """This belronde does not call this employer any more."""
    with transaction() as session:
        calling.skip_call(session, current_actor(), call, on=_today())
    flash(f"{call.employer.name} is van de lijst.")
    return redirect(url_for("rounds.mine", call_round=call.call_round.reference))


@bp.post("/gesprek/<call>/uitkomst")
@guard(policy.may_write_down, call=find_call)
def write(call: RoundCall) -> View:
    """Write down how it went, and go on to the next."""
    session, actor, form = current_session(), current_actor(), OutcomeForm()
    form.offer(call)
    block = None
    if form.validate_on_submit():
        try:
            with transaction():
                calling.write_down(session, actor, call, form.facts(), on=_today())
                following = _take_next(call.call_round)
        except InputRefused as refused:
            say_problems(form, refused.problems)
        except CalledMeanwhile as refused:
            block = refused.block
        else:
            return _onward(call, following)
    return call_page(session, actor, call, form, block), 409 if block else 422


def _take_next(call_round: CallRound) -> RoundCall | None:
    """Who is next is kept for this person in the same step, so that one thumb is enough."""
    session, actor = current_session(), current_actor()
    following = next_call(session, actor, call_round, on=_today(), at=session.info["at"])
    if following is not None and policy.may_take_call(actor, call=following):
        try:
            calling.take_call(session, actor, following, on=_today())
        except (CalledMeanwhile, NotYours):
            return None
    return following


def _onward(call: RoundCall, following: RoundCall | None) -> AnyResponse:
    said = f"Vastgelegd bij {call.employer.name}."
    if call.vacancy:
        said += f" Plek {call.vacancy.reference} staat in concept."
    if following is None:
        flash(f"{said} Er staat nu niemand meer op je lijst om te bellen.")
        return redirect(url_for("rounds.mine", call_round=call.call_round.reference))
    flash(f"{said} Dit is de volgende.")
    return redirect(url_for("rounds.call", call=following.id))
