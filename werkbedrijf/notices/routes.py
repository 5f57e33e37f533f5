"""Doors: what I was told, and what I want to hear by mail."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from werkbedrijf.foundation.listing import Filter, Listing, page_of
from werkbedrijf.foundation.notices import Notice, Topic, unread_of
from werkbedrijf.foundation.readable import safe_next
from werkbedrijf.foundation.texts import count
from werkbedrijf.foundation.web import current_actor, current_session, guard, saved, transaction
from werkbedrijf.notices import actions
from werkbedrijf.notices.forms import CHOOSABLE, ChoiceForm
from werkbedrijf.notices.policy import may_read_notice, may_read_notices
from werkbedrijf.notices.queries import choices_of, find_notice, notices_of

bp = Blueprint("notices", __name__)

View = str | Response | tuple[str, int]
FILTERS = (Filter("stand", "Stand", [("ongelezen", "Ongelezen")]),)


@bp.get("/berichten")
@guard(may_read_notices)
def index() -> View:
    """What this person was told, newest first."""
    session, actor = current_session(), current_actor()
    listing = Listing.read(request.args, sorts=["nieuw"], default="-nieuw", filters=FILTERS)
    query = notices_of(actor, unread=listing.filters.get("stand") == "ongelezen")
    return render_template(
        "notices/index.html",
        page=page_of(session, query, listing),
        listing=listing,
        unread=unread_of(session, actor.id or 0),
    )


@bp.post("/berichten/<notice>/openen")
@guard(may_read_notice, notice=find_notice)
def follow(notice: Notice) -> View:
    """Read it, and go to the page it is about."""
    with transaction() as session:
        actions.mark_read(session, current_actor(), notice)
    return redirect(safe_next(notice.path) or url_for("notices.index"))


@bp.post("/berichten/<notice>/gelezen")
@guard(may_read_notice, notice=find_notice)
def read(notice: Notice) -> View:
    """Read it, and stay here."""
    with transaction() as session:
        actions.mark_read(session, current_actor(), notice)
    return redirect(url_for("notices.index"))


@bp.post("/berichten/gelezen")
@guard(may_read_notices)
def read_all() -> View:
    """Everything is read."""
    with transaction() as session:
        number = actions.mark_all_read(session, current_actor())
    flash(f"{count(number, 'bericht is', 'berichten zijn')} nu gelezen.", "goed")
    return redirect(url_for("notices.index"))


@bp.get("/berichten/keuze")
@guard(may_read_notices)
def choice() -> View:
    """What also comes by mail."""
    return _choice_page()


@bp.post("/berichten/keuze")
@guard(may_read_notices)
def choose() -> View:
    """Choose that."""
    form = ChoiceForm()

    def act(session: Session) -> None:
        actions.choose(session, current_actor(), form.wanted())

    if saved(form, act):
        flash("Bewaard. Vanaf het volgende bericht doen we het zo.", "goed")
        return redirect(url_for("notices.choice"))
    return _choice_page(form), 422


@bp.post("/berichten/proef")
@guard(may_read_notices)
def trial() -> View:
    """A mail to see that mail arrives."""
    with transaction() as session:
        is_new = actions.send_trial(session, current_actor())
    told = "Het proefbericht is onderweg." if is_new else "Er is net al een proefbericht verstuurd. Wacht een minuut."
    flash(f"{told} Kijk over een minuut in de mailbox, ook bij ongewenste mail.", "goed" if is_new else "informatie")
    return redirect(url_for("notices.choice"))


def _choice_page(form: ChoiceForm | None = None) -> str:
    session, actor = current_session(), current_actor()
    now = choices_of(session, actor.id or 0, actor.role)
    form = form or ChoiceForm(formdata=None, data={topic.value: now[topic].value for topic in CHOOSABLE})
    return render_template(
        "notices/choice.html",
        form=form,
        fields=[form[topic.value] for topic in CHOOSABLE],
        fixed=[topic for topic in Topic if topic.is_fixed],
        formal=not actor.is_staff,
    )
