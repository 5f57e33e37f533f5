"""Doors for colleagues: make a kaartenmapje, answer for a card, make and end the link."""

from datetime import date

from flask import Blueprint, flash, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from employers.vacancies.models import Vacancy
from employers.vacancies.queries import find_vacancy
from matching.trays import actions, policy
from matching.trays.errors import LinkThere
from matching.trays.forms import ShareForm
from matching.trays.models import Tray, TrayCard
from matching.trays.pages import new_page, people_form, show_page, suggestions
from matching.trays.queries import find_card, find_tray
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import DomainError
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.outbox import link
from werkbedrijf.foundation.web import current_actor, current_session, each_time, guard, saved, transaction

bp = Blueprint("trays", __name__)

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("/plekken/<vacancy>/kaartenmapjes")
@guard(policy.may_see_trays, looks="vacancy.candidates_looked_at", vacancy=find_vacancy)
def of_place(vacancy: Vacancy) -> View:
    """The kaartenmapjes of a place, and a new one."""
    form = people_form(suggestions(current_session(), vacancy, on=_today()))
    return new_page(current_session(), current_actor(), vacancy, form)


@bp.post("/plekken/<vacancy>/kaartenmapjes")
@guard(policy.may_make_tray, vacancy=find_vacancy)
def make(vacancy: Vacancy) -> View:
    """Ask the coaches whether these people may be in it."""
    rows = suggestions(current_session(), vacancy, on=_today())
    form = people_form(rows)
    made: list[Tray] = []

    def act(session: Session) -> None:
        chosen = [row.candidate for row in rows if row.candidate.reference in (form.people.data or ())]
        made.append(actions.make_tray(session, current_actor(), vacancy, chosen, on=_today()))

    try:
        if saved(form, act):
            flash("Gevraagd. De jobcoaches krijgen bericht. Zegt er één ja, dan kun je de link maken.", "goed")
            return _to(made[0])
    except DomainError as refused:
        say_problems(form, {"people": refused.sentence})
    return new_page(current_session(), current_actor(), vacancy, form), 422


@bp.get("/kaartenmapjes/<tray>")
@guard(policy.may_see_tray, looks="tray.looked_at", tray=find_tray)
def show(tray: Tray) -> View:
    """One kaartenmapje."""
    return show_page(current_session(), current_actor(), tray)


@bp.post("/kaartenmapjes/<tray>/link")
@guard(policy.may_share_tray, tray=find_tray)
@each_time
def share(tray: Tray) -> View:
    """Make the link; it stands on this page once, and nowhere else."""
    form = ShareForm()
    if not form.validate_on_submit():
        return show_page(current_session(), current_actor(), tray), 422
    try:
        with transaction() as session:
            token = actions.share_tray(session, current_actor(), tray, on=_today(), ends=form.ends.data or "")
    except LinkThere as refused:
        return show_page(current_session(), current_actor(), tray, problem=refused.sentence), 409
    where = link(session, url_for("tray_link.door", token=token))
    return show_page(current_session(), current_actor(), tray, link=where)


@bp.post("/kaartenmapjes/<tray>/intrekken")
@guard(policy.may_withdraw_tray, tray=find_tray)
def withdraw(tray: Tray) -> View:
    """The link stops working."""
    with transaction() as session:
        actions.withdraw_tray(session, current_actor(), tray, on=_today())
    flash("Ingetrokken. De link werkt niet meer.", "goed")
    return _to(tray)


@bp.post("/kaartenmapjes/kaart/<card>/ja")
@guard(policy.may_answer_card, card=find_card)
def agree(card: TrayCard) -> View:
    """The coach says yes."""
    with transaction() as session:
        actions.agree_card(session, current_actor(), card, on=_today())
    flash("Ja genoteerd. De kaart staat klaar, zonder naam.", "goed")
    return _to(card.tray)


@bp.post("/kaartenmapjes/kaart/<card>/nee")
@guard(policy.may_answer_card, card=find_card)
def decline(card: TrayCard) -> View:
    """The coach says no."""
    with transaction() as session:
        actions.decline_card(session, current_actor(), card, on=_today())
    flash("Nee genoteerd. Deze kandidaat komt niet in het mapje.", "goed")
    return _to(card.tray)


@bp.post("/kaartenmapjes/kaart/<card>/weg")
@guard(policy.may_remove_card, card=find_card)
def remove(card: TrayCard) -> View:
    """Take one card away."""
    with transaction() as session:
        actions.remove_card(session, current_actor(), card, on=_today())
    flash("Weggehaald. Wie de link heeft, leest dat deze kandidaat niet meer beschikbaar is.", "goed")
    return _to(card.tray)


@bp.post("/kaartenmapjes/kaart/<card>/opgepakt")
@guard(policy.may_follow_card, card=find_card)
def follow(card: TrayCard) -> View:
    """The question of the employer is taken up."""
    with transaction() as session:
        actions.follow_card(session, current_actor(), card, on=_today())
    flash("Genoteerd. De vraag is van Vandaag af.", "goed")
    return _to(card.tray)


def _to(tray: Tray) -> Response:
    return redirect(url_for("trays.show", tray=tray.reference))
