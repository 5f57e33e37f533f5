"""Door for the outbox."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from werkbedrijf.administration.blueprint import bp
from werkbedrijf.administration.policy import may_administer
from werkbedrijf.administration.post.actions import send_trial
from werkbedrijf.administration.post.queries import FILTERS, last_failures, messages_for, numbers_per_standing, sorts
from werkbedrijf.administration.post.words import in_words, way_out
from werkbedrijf.foundation.listing import Listing, page_of
from werkbedrijf.foundation.outbox import WAITS
from werkbedrijf.foundation.web import current_actor, current_session, guard, settings, transaction


@bp.get("/berichten")
@guard(may_administer)
def outbox() -> str:
    """Messages that wait, went, or did not get through; subject and address only."""
    listing = Listing.read(request.args, sorts=list(sorts()), default="-gemaakt", filters=FILTERS)
    session = current_session()
    return render_template(
        "administration/outbox.html",
        page=page_of(session, messages_for(listing), listing),
        listing=listing,
        filters=FILTERS,
        numbers=numbers_per_standing(session),
        most_refusals=len(WAITS),
        failures=last_failures(session),
        in_words=in_words,
        way_out=way_out(settings().mail_url),
        sender=settings().mail_from,
    )


@bp.post("/berichten/proef")
@guard(may_administer)
def outbox_trial() -> Response:
    """A mail to the administrator, along the way that every mail goes."""
    with transaction() as session:
        is_new = send_trial(session, current_actor())
    flash(
        "Het proefbericht aan uzelf staat klaar. Laad deze pagina over een halve minuut opnieuw: dan staat hier of het weg is."
        if is_new
        else "Er staat al een proefbericht van deze minuut klaar.",
        "goed" if is_new else "informatie",
    )
    return redirect(url_for("administration.outbox"))
