"""Doors of broken glass."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from candidates.emergency import policy
from candidates.emergency.actions import open_in_emergency
from candidates.emergency.forms import EmergencyForm
from candidates.emergency.queries import emergencies_visible_to
from candidates.models import Candidate
from candidates.queries import find_candidate
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved

bp = Blueprint("emergency", __name__, url_prefix="/kandidaten")

View = str | Response | tuple[str, int]
MOST = 200


@bp.get("/noodtoegang")
@guard(policy.may_list_emergencies)
def index() -> View:
    """Who opened which file, when and why."""
    session, actor = current_session(), current_actor()
    return render_template(
        "emergency/index.html",
        rows=session.execute(emergencies_visible_to(actor).limit(MOST)).all(),
        now=session.info["at"],
        is_coach=actor.is_a(Role.COACH),
        reads_files=actor.is_staff,
        formal=actor.is_a(Role.ORG_ADMIN),
        me=actor.id,
        most=MOST,
    )


@bp.route("/<candidate>/noodtoegang", methods=["GET", "POST"])
@guard(policy.may_open_in_emergency, candidate=find_candidate)
def open_file(candidate: Candidate) -> View:
    """Give a reason, then read the file for a while."""
    form = EmergencyForm()
    session = current_session()

    def act(session: Session) -> None:
        open_in_emergency(session, current_actor(), candidate, reason=form.reason.data or "")

    if request.method == "POST" and saved(form, act):
        flash("Je kunt dit bestand nu lezen. De jobcoach heeft bericht gekregen, met jouw reden.", "informatie")
        return redirect(url_for("candidates.show", candidate=candidate.reference))
    minutes = whole_number_on(session, Parameter.EMERGENCY_MINUTES, day_of(session.info["at"]))
    page = render_template(
        "emergency/open.html", form=form, reference=candidate.reference, coach=candidate.coach, minutes=minutes
    )
    return (page, 422) if form.errors else page
