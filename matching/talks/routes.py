"""Doors for gesprekken."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from matching.proposals.models import Proposal
from matching.proposals.queries import find_proposal
from matching.talks import actions, policy
from matching.talks.calendar import file_of
from matching.talks.forms import TalkForm, values_of
from matching.talks.models import Talk
from matching.talks.queries import find_talk, talk_of
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved, transaction

bp = Blueprint("talks", __name__)

View = str | AnyResponse | tuple[str, int]


@bp.get("/voordrachten/<proposal>/gesprek")
@guard(policy.may_plan_talk, looks="proposal.looked_at", proposal=find_proposal)
def show(proposal: Proposal) -> View:
    """The gesprek of a voordracht, or the form to plan it."""
    talk = talk_of(current_session(), proposal)
    values = values_of(talk) if talk else {"place": _usual(proposal)}
    return _page(proposal, talk, TalkForm(formdata=None, data=values))


@bp.post("/voordrachten/<proposal>/gesprek")
@guard(policy.may_plan_talk, proposal=find_proposal)
def plan(proposal: Proposal) -> View:
    """Plan it, or move it."""
    form = TalkForm()

    def act(session: Session) -> None:
        actions.plan_talk(session, current_actor(), proposal, form.facts(), known=form.known)

    if saved(form, act):
        flash("Gepland. Iedereen krijgt bericht. Hieronder staat het bestand voor in een agenda.", "goed")
        return redirect(url_for("talks.show", proposal=proposal.reference))
    talk = talk_of(current_session(), proposal)
    # What is shown now is what the next try is based on.
    form.sequence.data = "" if talk is None else str(talk.sequence)
    return _page(proposal, talk, form), 422


@bp.post("/gesprekken/<talk>/afzeggen")
@guard(policy.may_cancel_talk, talk=find_talk)
def cancel(talk: Talk) -> View:
    """Call it off."""
    with transaction() as session:
        actions.cancel_talk(session, current_actor(), talk)
    flash("Afgezegd. Iedereen krijgt bericht.", "goed")
    return redirect(url_for("proposals.show", proposal=talk.proposal.reference))


@bp.get("/gesprekken/<talk>/gesprek.ics")
@guard(policy.may_see_talk, talk=find_talk)
def calendar(talk: Talk) -> Response:
    """The file for a calendar."""
    answer = Response(file_of(talk, request.host.partition(":")[0]), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="gesprek.ics"'
    return answer


def _page(proposal: Proposal, talk: Talk | None, form: TalkForm) -> str:
    return render_template(
        "talks/show.html", proposal=proposal.reference, vacancy=proposal.vacancy, talk=talk, form=form
    )


def _usual(proposal: Proposal) -> str:
    where = proposal.vacancy.establishment
    return " ".join(part for part in (where.street, where.house_number, where.place) if part)
