"""Door for the outbox."""

from flask import render_template, request

from werkbedrijf.administration.blueprint import bp
from werkbedrijf.administration.policy import may_administer
from werkbedrijf.administration.post.queries import FILTERS, messages_for, numbers_per_standing, sorts
from werkbedrijf.foundation.listing import Listing, page_of
from werkbedrijf.foundation.outbox import WAITS
from werkbedrijf.foundation.web import current_session, guard


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
        most_attempts=len(WAITS),
    )
