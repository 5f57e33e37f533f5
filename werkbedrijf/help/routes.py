"""Doors: the manual, and the living page of components."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from employers.vocabulary.esco import NOTICE
from werkbedrijf.foundation.errors import NotFound
from werkbedrijf.foundation.geo import points
from werkbedrijf.foundation.policy import no
from werkbedrijf.foundation.web import current_actor, guard, starts_reading
from werkbedrijf.help import policy
from werkbedrijf.help.glossary import not_used, terms
from werkbedrijf.help.pages import ABOUT, PAGES, role_pages_for
from werkbedrijf.help.sample import SampleForm
from werkbedrijf.help.sample_line import sample_line
from werkbedrijf.help.sources import CHECKED_ON, SOURCES

bp = Blueprint("help", __name__)

View = str | Response | tuple[str, int]

# A refusal as a policy would give it, so that the page shows what a person reads in the place of a button.
REFUSAL = no("Je kunt deze kandidaat nu niet voorstellen. Zet het profiel samen met de kandidaat op zichtbaar.")


@bp.get("/help")
@guard(policy.may_read_help)
def index() -> str:
    """Everything there is to read, the own role first."""
    own, *others = role_pages_for(current_actor().role)
    return render_template("help/index.html", own=own, others=others, about=ABOUT)


@bp.get("/help/<name>")
@guard(policy.may_read_help)
def page(name: str) -> str:
    """One page of the manual."""
    if name not in PAGES:
        raise NotFound("Deze pagina staat niet in de handleiding. Kijk bij Help wat er wel is.")
    return render_template(
        f"help/{name}.html",
        page=PAGES[name],
        terms=terms(),
        not_used=not_used(),
        points=points,
        esco_notice=NOTICE,
        sources=SOURCES,
        checked_on=CHECKED_ON,
    )


@bp.route("/onderdelen", methods=["GET", "POST"])
@guard(policy.may_see_components)
@starts_reading
def components() -> View:
    """Every component with invented data; the form can be sent and keeps nothing."""
    form = SampleForm()
    if form.validate_on_submit():
        flash("Alles is goed ingevuld. Er is niets bewaard: dit is een voorbeeld.", "goed")
        return redirect(url_for("help.components"))
    suggestions = url_for("vacancies.suggest_occupation")
    given = {"form": form, "refusal": REFUSAL, "occupations_url": suggestions, "line": sample_line()}
    shown = render_template("house/components.html", **given)
    return (shown, 422) if form.errors else shown
