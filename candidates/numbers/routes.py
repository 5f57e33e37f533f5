"""Doors of the queue of double files."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from candidates.numbers import actions, policy
from candidates.numbers.models import DuplicateCheck, Verdict
from candidates.numbers.pages import shown
from candidates.numbers.queries import duplicates_for, find_duplicate
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.listing import Listing, page_of
from werkbedrijf.foundation.web import current_actor, current_session, guard, takes, transaction

bp = Blueprint("duplicates", __name__, url_prefix="/dubbelen")

CHOICES = {Verdict.SAME.value: Verdict.SAME, Verdict.OTHER.value: Verdict.OTHER}


@bp.get("")
@guard(policy.may_list_duplicates)
def index() -> str:
    """The queue."""
    actor = current_actor()
    listing = Listing.read(request.args, sorts=["nummer"], default="nummer")
    page = page_of(current_session(), duplicates_for(actor), listing)
    return render_template(
        "numbers/index.html", page=page, rows=shown(actor, page.rows), decides=actor.is_a(Role.COORDINATOR)
    )


@bp.post("/<duplicate>/vraag")
@guard(policy.may_ask, duplicate=find_duplicate)
@takes()
def ask(duplicate: DuplicateCheck) -> Response:
    """The coordinator asks both partners."""
    with transaction() as session:
        actions.ask_partners(session, current_actor(), duplicate)
    flash("Beide partners zien nu dat u hun akkoord vraagt.", "goed")
    return redirect(url_for("duplicates.index"))


@bp.post("/<duplicate>/akkoord")
@guard(policy.may_agree, duplicate=find_duplicate)
@takes()
def agree(duplicate: DuplicateCheck) -> Response:
    """The own partner agrees."""
    with transaction() as session:
        actions.agree(session, current_actor(), duplicate)
    flash("Het akkoord is opgeslagen.", "goed")
    return redirect(url_for("duplicates.index"))


@bp.post("/<duplicate>/besluit")
@guard(policy.may_decide, duplicate=find_duplicate)
@takes("besluit")
def decide(duplicate: DuplicateCheck) -> Response:
    """One person or two."""
    verdict = CHOICES.get(request.form.get("besluit", ""))
    if verdict is None:
        raise NotFound
    with transaction() as session:
        actions.decide(session, current_actor(), duplicate, verdict)
    flash("Het besluit is opgeslagen.", "goed")
    return redirect(url_for("duplicates.index"))
