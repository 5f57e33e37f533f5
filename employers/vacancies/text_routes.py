"""The door where a vacancy is pasted: it reads and suggests, and keeps nothing. The form of a place follows."""

from flask import Blueprint, render_template
from wtforms import TextAreaField

from employers.forms import Form
from employers.models import Employer
from employers.queries import find_employer
from employers.vacancies import policy
from employers.vacancies.models import VacancyKind
from employers.vacancies.reading import Draft, draft_of
from employers.vocabulary.esco.queries import LooksLike, looks_like
from employers.vocabulary.esco.telling import told_like
from employers.vocabulary.text import LONGEST_TEXT, MOST_OCCUPATIONS
from werkbedrijf.foundation.fields import Asked
from werkbedrijf.foundation.texts import in_words, number
from werkbedrijf.foundation.web import current_session, guard

bp = Blueprint("vacancy_texts", __name__)


class TextForm(Form):
    text = TextAreaField("Tekst van de vacature", [Asked()])

    def read(self) -> Draft | None:
        """The draft, or None with a sentence at the field when there is nothing to read or too much."""
        typed = (self.text.data or "").replace("\r\n", "\n").strip()
        if not typed:
            self.text.errors = ["Plak hier eerst een tekst."]
        elif len(typed) > LONGEST_TEXT:
            long, most = number(len(typed)), number(LONGEST_TEXT)
            self.text.errors = [
                f"Deze tekst heeft {long} tekens. We lezen er ten hoogste {most}. Laat weg wat niet over het werk gaat."
            ]
        return None if self.text.errors else draft_of(typed)


@bp.route("/werkgevers/<employer>/plekken/nieuw/tekst", methods=["GET", "POST"])
@guard(policy.may_log_vacancy, employer=find_employer)
def paste(employer: Employer) -> str | tuple[str, int]:
    """Paste a text on the left, tick what is right on the right."""
    form = TextForm()
    draft = form.read() if form.validate_on_submit() else None
    page = render_template(
        "vacancies/text.html",
        form=form,
        employer=employer,
        draft=draft,
        alike=_alike(draft) if draft else [],
        left_out=in_words([f"‘{word}’" for word in draft.left_out]) if draft else "",
        kind=VacancyKind.GARANTIEBAAN.value,
        establishment=employer.open_establishments[0].reference,
    )
    return (page, 422) if form.errors else page


def _alike(draft: Draft) -> list[LooksLike]:
    """Occupations that the text means in the words of ESCO, when it was imported: by a title-like line, or by what it tells."""
    known = {one.code for one in draft.occupations}
    session = current_session()
    by_title = [one for line in draft.headings for one in looks_like(session, line)]
    found: dict[str, LooksLike] = {}
    for one in (*by_title, *told_like(session, draft.unread)):
        if one.occupation.code not in known:
            found.setdefault(one.occupation.code, one)
    return list(found.values())[:MOST_OCCUPATIONS]
