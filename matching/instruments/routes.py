"""The door of this room."""

from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from matching.instruments import policy
from matching.instruments.pages import cost_page, cost_paper
from werkbedrijf.foundation.pdf import pdf_of
from werkbedrijf.foundation.web import current_actor, current_session, guard

bp = Blueprint("instruments", __name__)


@bp.get("/wat-kost-het")
@guard(policy.may_work_out_cost)
def index() -> str | tuple[str, int]:
    """What a job costs month by month, and what helps. Everything stands in the address; nothing is kept."""
    return cost_page(current_session(), current_actor(), request.args)


@bp.get("/wat-kost-het/pdf")
@guard(policy.may_work_out_cost)
def paper() -> AnyResponse:
    """The same outcome as a PDF to keep or to send; back to the form where something in it is not right."""
    html = cost_paper(current_session(), current_actor(), request.args)
    if html is None:
        return redirect(f"{url_for('instruments.index')}?{urlencode(request.args)}")
    named = {"Content-Disposition": 'attachment; filename="wat-kost-het.pdf"'}
    return Response(pdf_of(html), mimetype="application/pdf", headers=named)
