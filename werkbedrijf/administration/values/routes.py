"""Doors for values with a date."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from werkbedrijf.administration.blueprint import bp
from werkbedrijf.administration.policy import may_administer
from werkbedrijf.administration.values.actions import set_value
from werkbedrijf.administration.values.forms import ValueForm
from werkbedrijf.administration.values.queries import find_parameter, setting_of, settings_on
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.parameters import DEFINITIONS, Parameter
from werkbedrijf.foundation.texts import short_day
from werkbedrijf.foundation.web import current_actor, current_session, edits, guard, transaction

View = str | Response | tuple[str, int]


@bp.get("/instellingen")
@guard(may_administer)
def parameters() -> str:
    """Every value that may differ per date or region, as it holds today."""
    return render_template(
        "administration/parameters.html", settings=settings_on(current_session(), _today()), day=_today()
    )


@bp.route("/instellingen/<parameter>", methods=["GET", "POST"])
@guard(may_administer, parameter=find_parameter)
@edits()
def parameter(parameter: Parameter) -> View:
    """One parameter with its history, and the form for a new value."""
    form = ValueForm()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                row = set_value(session, current_actor(), parameter, form.facts(), on=_today())
        except InputRefused as refusal:
            form.say(refusal)
        else:
            flash(f"{DEFINITIONS[parameter].title}: de waarde geldt vanaf {short_day(row.valid_from)}.")
            return redirect(url_for("administration.parameter", parameter=parameter.value))
    page = render_template(
        "administration/parameter.html",
        setting=setting_of(current_session(), parameter, _today()),
        form=form,
        day=_today(),
    )
    return page, 422 if form.is_submitted() else 200


def _today() -> date:
    return day_of(current_session().info["at"])
