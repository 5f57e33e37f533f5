"""The page about how long work lasts."""

from flask import Blueprint, render_template

from employers.vacancies.kinds import VacancyKind
from matching.aftercare.staying.drawing import drawn
from matching.aftercare.staying.policy import may_see_staying
from matching.aftercare.staying.queries import curves_on
from matching.aftercare.survival import GRID
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_session, guard

bp = Blueprint("staying", __name__, url_prefix="/blijven-werken")

MOST_MONTHS = GRID[-1][0]


@bp.get("")
@guard(may_see_staying)
def index() -> str:
    """How long work lasts, per kind."""
    session = current_session()
    last_day, smallest, curves, kept_back = curves_on(session, day_of(session.info["at"]))
    return render_template(
        "aftercare/staying.html",
        last_day=last_day,
        smallest=smallest,
        curves=[(kind, curve, drawn(curve.points, MOST_MONTHS)) for kind, curve in curves.items()],
        kept_back=[_name(kind) for kind in kept_back],
        months=[months for months, _ in GRID],
    )


def _name(kind: VacancyKind) -> str:
    return kind.words
