"""Doors of this room; they only look."""

from flask import Blueprint, request, url_for

from candidates.models import Candidate
from candidates.queries import find_candidate
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import find_vacancy
from matching.shown import policy
from matching.shown.models import ShownRanking
from matching.shown.pages import list_page, show_page
from matching.shown.queries import find_shown, shown_for_person, shown_for_place
from werkbedrijf.foundation.web import current_session, guard

bp = Blueprint("shown", __name__)


@bp.get("/lijsten/<shown>")
@guard(policy.may_see_shown, shown=find_shown)
def show(shown: ShownRanking) -> str:
    """A ranking exactly as a colleague saw it."""
    return show_page(current_session(), shown)


@bp.get("/plekken/<vacancy>/eerdere-lijsten")
@guard(policy.may_see_shown_for_place, vacancy=find_vacancy)
def for_place(vacancy: Vacancy) -> str:
    """Every list of people that was shown for this place."""
    return list_page(
        current_session(),
        shown_for_place(vacancy),
        request.args,
        about=f"{vacancy.title} ({vacancy.reference})",
        back=(vacancy.title, url_for("vacancies.show", vacancy=vacancy.reference)),
        now_url=url_for("proposals.candidates_for", vacancy=vacancy.reference),
    )


@bp.get("/kandidaten/<candidate>/eerdere-lijsten")
@guard(policy.may_see_shown_for_person, looks="candidate.places_looked_at", candidate=find_candidate)
def for_person(candidate: Candidate) -> str:
    """Every list of places that was shown for this person."""
    return list_page(
        current_session(),
        shown_for_person(candidate),
        request.args,
        about=f"kandidaat {candidate.reference}",
        back=(candidate.reference, url_for("profile.show", candidate=candidate.reference)),
        now_url=url_for("proposals.places_for", candidate=candidate.reference),
    )
