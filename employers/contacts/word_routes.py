"""The page where the administrator puts the codes of contacts in the words of the region."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired

from employers.contacts import policy
from employers.contacts.codes import CODES, CodeList
from employers.contacts.queries import words_of
from employers.contacts.wording import say_word
from employers.forms import Form
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import Asked, DayField, choices_of, say_problems
from werkbedrijf.foundation.web import current_actor, current_session, guard, transaction

bp = Blueprint("contact_words", __name__, url_prefix="/beheer/contactwoorden")
TITLES = {CodeList.SUBJECT: "Waarover", CodeList.KIND: "Hoe"}


class WordForm(Form):
    code = SelectField("Code", [Asked()])
    word = StringField("Woord", [DataRequired("Vul het woord in.")], description="Zoals collega’s het zeggen.")
    valid_from = DayField("Geldt vanaf", description="Leeg betekent: vandaag.")

    def wanted(self) -> tuple[CodeList, int]:
        """List and code that were chosen."""
        which, _, code = (self.code.data or "").partition("-")
        return CodeList(which), int(code)


@bp.get("")
@guard(policy.may_see_words)
def index() -> str:
    """The six subjects and six kinds, with the word that holds today."""
    return _page(_form())


@bp.post("")
@guard(policy.may_change_words)
def change() -> Response | tuple[str, int]:
    """Another word for a code, from a day on."""
    form = _form()
    try:
        if form.validate_on_submit():
            which, code = form.wanted()
            with transaction() as session:
                on = day_of(session.info["at"])
                row = say_word(
                    session, current_actor(), which, code, form.word.data or "", valid_from=form.valid_from.data, on=on
                )
                said = f"{TITLES[which]}, code {code}: ‘{row.word}’."
            flash(said)
            return redirect(url_for("contact_words.index"))
    except InputRefused as refusal:
        say_problems(form, refusal.problems)
    return _page(form), 422


def _form() -> WordForm:
    form, session = WordForm(), current_session()
    words, day = words_of(session), day_of(session.info["at"])
    form.code.choices = choices_of(
        (f"{which.value}-{code}", f"{TITLES[which]} {code}: {words.said(which, code, day)}")
        for which in CodeList
        for code in CODES
    )
    return form


def _page(form: WordForm) -> str:
    session = current_session()
    words, day = words_of(session), day_of(session.info["at"])
    lists = [
        (TITLES[which], [(code, words.said(which, code, day), words.row(which, code, day)) for code in CODES])
        for which in CodeList
    ]
    return render_template("employers/contact_words.html", form=form, lists=lists, coming=words.coming(day))
