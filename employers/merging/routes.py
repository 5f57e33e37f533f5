"""Doors of this room."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from employers.lookalikes import lookalikes
from employers.merging import actions, policy
from employers.merging.choices import differing
from employers.merging.forms import MergeForm
from employers.merging.models import EmployerMerge, EmployerPair
from employers.merging.pages import merge_page, preview, sides
from employers.merging.queries import find_merge, find_pair, open_pairs
from employers.merging.words import sign_words
from employers.models import Employer
from employers.policy import may_change_employer
from employers.queries import find_employer
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.listing import Listing, page_of
from werkbedrijf.foundation.web import check_version, current_actor, current_session, edits, guard, transaction

bp = Blueprint("merging", __name__, url_prefix="/werkgevers")

View = str | Response | tuple[str, int]
MOST_OFFERED = 6


def _today() -> Any:
    return day_of(current_session().info["at"])


@bp.get("/dubbel")
@guard(policy.may_see_pairs)
def index() -> View:
    """Employers that may be in the region twice, with why, the most certain first."""
    session = current_session()
    listing = Listing.read(request.args, sorts=["zekerheid"], default="zekerheid", filters=())
    page = page_of(session, open_pairs(current_actor()), listing)
    rows = [(pair, sign_words(pair.signs)) for pair in page.rows]
    return render_template("merging/index.html", page=page, rows=rows)


@bp.post("/dubbel/<pair>/verschillend")
@guard(policy.may_decide_pair, pair=find_pair)
def different(pair: EmployerPair) -> Response:
    """These are two."""
    with transaction() as session:
        actions.say_different(session, current_actor(), pair, on=_today())
    flash(f"{pair.first.name} en {pair.second.name} zijn twee werkgevers. We vragen het niet nog eens.")
    return redirect(url_for("merging.index"))


@bp.get("/<employer>/samenvoegen")
@guard(may_change_employer, employer=find_employer)
def choose(employer: Employer) -> View:
    """Search the employer that is the same one."""
    typed = request.args.get("q", employer.name)[:100]
    found = [
        one for one in lookalikes(current_session(), typed, MOST_OFFERED + 1) if one.reference != employer.reference
    ]
    return render_template("merging/choose.html", employer=employer, typed=typed, found=found[:MOST_OFFERED])


@bp.route("/<employer>/samenvoegen/<other>", methods=["GET", "POST"])
@guard(policy.may_merge, employer=find_employer, other=find_employer)
@edits(counted=True)
def merge(employer: Employer, other: Employer) -> View:
    """Both beside each other, what stays, what goes along; and do it."""
    asked = differing(employer, other)
    form = MergeForm().offer(employer, other, asked)
    if request.method == "POST" and form.validate_on_submit():
        with transaction() as session:
            check_version(employer, form.version.data)
            check_version(other, form.other_version.data)
            gone_name = other.name
            done = actions.merge(session, current_actor(), employer, other, form.choices(), on=_today())
            goal = url_for("merging.show", merge=done.id)
        flash(f"{gone_name} is samengevoegd met {employer.name}.")
        return redirect(goal)
    if request.method == "GET":
        form.version.data, form.other_version.data = employer.version, other.version
    session = current_session()
    page = render_template(
        "merging/merge.html",
        form=form,
        kept=employer,
        gone=other,
        asked=[one.name for one in asked],
        sides=sides(employer, other),
        preview=preview(session, employer, other),
    )
    return page, 422 if form.errors else 200


@bp.get("/samenvoegingen/<merge>")
@guard(policy.may_see_merge, merge=find_merge)
def show(merge: EmployerMerge) -> View:
    """What was brought together, and what taking it apart would do."""
    return merge_page(current_session(), current_actor(), merge)


@bp.post("/samenvoegingen/<merge>/ongedaan")
@guard(policy.may_undo, merge=find_merge)
def undo(merge: EmployerMerge) -> Response:
    """Take two employers apart again."""
    with transaction() as session:
        left = actions.undo(session, current_actor(), merge, on=_today())
        goal = url_for("merging.show", merge=merge.id)
    more = " Wat sindsdien is gewijzigd, is zo gelaten." if left else ""
    flash(f"De samenvoeging is ongedaan gemaakt.{more}")
    return redirect(goal)
