"""The page where the administrator puts the codes of contacts in the words of the region."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired

from employers.contacts import agreement_words, policy
from employers.contacts.agreement_words import say_agreement_word, words_on
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
AGREEMENT, AGREED = "afspraak", "Soort afspraak"


class WordForm(Form):
    code = SelectField("Code", [Asked()])
    word = StringField("Woord", [DataRequired("Vul het woord in.")], description="Zoals collega’s het zeggen.")
    valid_from = DayField("Geldt vanaf", description="Leeg betekent: vandaag.")

    def wanted(self) -> tuple[str, int]:
        """List and code that were chosen."""
        which, _, code = (self.code.data or "").partition("-")
        return which, int(code)


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
            word, day = form.word.data or "", form.valid_from.data
            with transaction() as session:
                actor, on = current_actor(), day_of(session.info["at"])
                if which == AGREEMENT:
                    said = say_agreement_word(session, actor, code, word, valid_from=day, on=on).word
                else:
                    said = say_word(session, actor, CodeList(which), code, word, valid_from=day, on=on).word
            flash(f"{AGREED if which == AGREEMENT else TITLES[CodeList(which)]}, code {code}: ‘{said}’.")
            return redirect(url_for("contact_words.index"))
    except InputRefused as refusal:
        say_problems(form, refusal.problems)
    return _page(form), 422


def _form() -> WordForm:
    form, session = WordForm(), current_session()
    words, day = words_of(session), day_of(session.info["at"])
    agreed = words_on(agreement_words.agreement_words(session), day)
    told = [
        (f"{which.value}-{code}", f"{TITLES[which]} {code}: {words.said(which, code, day)}")
        for which in CodeList
        for code in CODES
    ]
    told += [
        (f"{AGREEMENT}-{code}", f"{AGREED} {code}: {agreed[code].word if code in agreed else 'nog geen woord'}")
        for code in agreement_words.CODES
    ]
    form.code.choices = choices_of(told)
    return form


def _page(form: WordForm) -> str:
    session = current_session()
    words, day = words_of(session), day_of(session.info["at"])
    rows = agreement_words.agreement_words(session)
    agreed = words_on(rows, day)
    lists = [
        (TITLES[which], [(code, words.said(which, code, day), words.row(which, code, day)) for code in CODES])
        for which in CodeList
    ]
    coming = [(row.valid_from, TITLES[row.list], row.code, row.word) for row in words.coming(day)]
    coming += [(row.valid_from, AGREED, row.code, row.word) for row in rows if row.valid_from > day]
    return render_template(
        "employers/contact_words.html",
        form=form,
        lists=lists,
        agreed=[(code, agreed.get(code)) for code in agreement_words.CODES],
        coming=sorted(coming),
    )
