"""The door through which contact moments leave as a file in the shape of the national exchange."""

import json
from datetime import date

from flask import Blueprint, g, render_template, request
from werkzeug.wrappers import Response

from employers.contacts import policy
from employers.contacts.exchange.sharing import Going, answer_about, going
from employers.contacts.exchange.writing import answer_body
from employers.forms import Form
from employers.models import Employer
from employers.queries import find_employer
from werkbedrijf.foundation.audit import note
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.fields import DayField
from werkbedrijf.foundation.freshness import needs_fresh
from werkbedrijf.foundation.web import current_actor, current_session, guard, transaction

bp = Blueprint("contact_exchange", __name__, url_prefix="/werkgevers")


class TakeForm(Form):
    since = DayField("Contacten vanaf", description="Leeg betekent: alle contacten.")


@bp.route("/<employer>/contacten/vum", methods=["GET", "POST"])
@guard(policy.may_take_contacts, employer=find_employer)
@needs_fresh
def take(employer: Employer) -> str | Response | tuple[str, int]:
    """Say which contacts go along, and take them."""
    form = TakeForm()
    if form.validate_on_submit():
        return _file(employer, form.since.data)
    told: Going = going(current_session(), employer, None)
    page = render_template("employers/contact_file.html", form=form, employer=employer, going=told)
    return page, 422 if request.method == "POST" else 200


def _file(employer: Employer, since: date | None) -> Response:
    # A repeat makes the file anew: the answer is not kept, as answers of other acts are for two days.
    g.asked = None
    with transaction() as session:
        note(session, current_actor(), "vum.contacts_taken", "vum", employer.reference)
        answer = answer_about(session, employer, since, on=day_of(session.info["at"]))
    content = json.dumps(answer_body(answer), ensure_ascii=False, indent=1)
    sent = Response(content, content_type="application/json; charset=utf-8")
    sent.headers["Content-Disposition"] = f"attachment; filename=contactmomenten-{employer.reference}.json"
    return sent
