"""The door by which an employer reports a place."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from employers.models import Employer
from employers.queries import find_employer
from employers.reporting import policy
from employers.reporting.actions import report_place
from employers.reporting.forms import PlaceForm
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, guard, saved

bp = Blueprint("reporting", __name__)


@bp.route("/werkgevers/<employer>/plek-melden", methods=["GET", "POST"])
@guard(policy.may_report_place, employer=find_employer)
def place(employer: Employer) -> str | Response | tuple[str, int]:
    """Report a new place in five questions."""
    form = PlaceForm().offer(employer.open_establishments)

    def act(session: Session) -> None:
        told = form.told(employer.open_establishments)
        report_place(session, current_actor(), employer, told, on=day_of(session.info["at"]))

    if request.method == "POST" and saved(form, act):
        face = employer.account_manager
        who = face.name if face is not None and face.is_active else "Iemand van het werkbedrijf"
        flash(f"Dank u. {who} belt u over deze plek.", "goed")
        return redirect(url_for("dashboards.today"))
    status = 422 if request.method == "POST" else 200
    return render_template("reporting/place.html", form=form, employer=employer, face=employer.account_manager), status
