"""Doors for changes that employers ask for."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from employers.vacancies.models import Vacancy
from employers.vacancies.queries import find_vacancy
from employers.vacancies.telling import facts_of
from employers.vacancies.wishes import actions, policy
from employers.vacancies.wishes.facts import FIELDS, side_by_side
from employers.vacancies.wishes.forms import DeclineForm, WishForm
from employers.vacancies.wishes.models import PlaceWish
from employers.vacancies.wishes.queries import find_wish, newest_wish
from employers.vacancies.wishes.workflow import WishStatus
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, saved, takes, transaction

bp = Blueprint("place_wishes", __name__, url_prefix="/plekken")

View = str | Response | tuple[str, int]


@bp.route("/<vacancy>/wijziging/vragen", methods=["GET", "POST"])
@guard(policy.may_ask_change, vacancy=find_vacancy)
@edits()
def ask(vacancy: Vacancy) -> View:
    """The place as it is, to say what should be different."""
    waiting = newest_wish(current_session(), vacancy)
    if waiting is not None and waiting.status is WishStatus.ASKED:
        return redirect(url_for("place_wishes.show", wish=vacancy.reference))
    form = WishForm()

    def act(session: Session) -> None:
        wanted = form.wanted(facts_of(vacancy))
        actions.ask_change(session, current_actor(), vacancy, wanted, form.note.data or "", on=_on(session))

    if form.is_submitted() and saved(form, act):
        flash("Uw vraag is gesteld. Uw aanspreekpunt neemt hem over, of vertelt u waarom niet.", "goed")
        return redirect(url_for("place_wishes.show", wish=vacancy.reference))
    if not form.is_submitted():
        return render_template("vacancies/wish_ask.html", vacancy=vacancy, form=WishForm.of(vacancy))
    return render_template("vacancies/wish_ask.html", vacancy=vacancy, form=form), 422


@bp.get("/<wish>/wijziging")
@guard(policy.may_see_wish, wish=find_wish)
def show(wish: PlaceWish) -> View:
    """What the employer asked, beside how it is."""
    return _page(wish)


@bp.post("/<wish>/wijziging/overnemen")
@guard(policy.may_take_over, wish=find_wish)
@edits()
@takes()
def take_over(wish: PlaceWish) -> View:
    """The place becomes as it was asked."""
    try:
        with transaction() as session:
            actions.take_over(session, current_actor(), wish, on=_on(session))
    except InputRefused as refused:
        said = [_said(name, sentence) for name, sentence in refused.problems.items()]
        return _page(wish, problems=said), 422
    flash("De plek is gewijzigd. De werkgever krijgt bericht.", "goed")
    return redirect(url_for("vacancies.show", vacancy=wish.vacancy.reference))


@bp.post("/<wish>/wijziging/afwijzen")
@guard(policy.may_decline, wish=find_wish)
@edits()
def decline(wish: PlaceWish) -> View:
    """The place stays as it is."""
    form = DeclineForm()

    def act(session: Session) -> None:
        actions.decline(session, current_actor(), wish, form.word.data or "", on=_on(session))

    if saved(form, act):
        flash("De plek blijft zoals die is. De werkgever leest waarom.", "goed")
        return redirect(url_for("vacancies.show", vacancy=wish.vacancy.reference))
    return _page(wish, declining=form), 422


@bp.post("/<wish>/wijziging/intrekken")
@guard(policy.may_withdraw, wish=find_wish)
@takes()
def withdraw(wish: PlaceWish) -> View:
    """The employer asks it no longer."""
    with transaction() as session:
        actions.withdraw(session, current_actor(), wish, on=_on(session))
    flash("Uw vraag is ingetrokken. De plek blijft zoals die is.", "goed")
    return redirect(url_for("vacancies.show", vacancy=wish.vacancy.reference))


def _on(session: Session) -> Any:
    return day_of(session.info["at"])


def _said(name: str, sentence: str) -> str:
    """A refusal of the place, with the fact that it is about."""
    return f"{FIELDS[name].title}: {sentence}" if name in FIELDS else sentence


def _page(wish: PlaceWish, *, declining: DeclineForm | None = None, problems: list[str] | None = None) -> str:
    actor, vacancy = current_actor(), wish.vacancy
    return render_template(
        "vacancies/wish.html",
        wish=wish,
        vacancy=vacancy,
        rows=side_by_side(facts_of(vacancy), wish.wanted),
        moved=wish.status is WishStatus.ASKED and vacancy.version != wish.place_version,
        may_take_over=policy.may_take_over(actor, wish=wish),
        may_decline=policy.may_decline(actor, wish=wish),
        may_withdraw=policy.may_withdraw(actor, wish=wish),
        declining=declining or DeclineForm(formdata=None),
        problems=problems or [],
        own=actor.is_a(Role.EMPLOYER),
    )
