"""Doors of this room; they only look."""

from datetime import date
from functools import partial

from flask import Blueprint, render_template

from candidates.models import Candidate
from candidates.queries import find_candidate
from employers.vacancies.models import Vacancy
from employers.vacancies.queries import find_vacancy
from matching.core.wording import coach_text, employer_text, person_sentences, person_text
from matching.possibilities import policy
from matching.possibilities.pair import opened_to, pair_of
from matching.possibilities.picture import picture_of_pair
from matching.proposals.by_hand import by_hand_page
from matching.proposals.errors import NoProfile
from matching.proposals.models import Proposal
from matching.proposals.pages import name_for
from matching.proposals.queries import find_proposal
from matching.proposals.shown import Shown
from matching.shown.doors import kept
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.web import current_actor, current_session, guard

bp = Blueprint("possibilities", __name__)


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("/plekken/<vacancy>/kandidaten/<candidate>")
@guard(policy.may_see_pair, looks="profile.looked_at", candidate=find_candidate, vacancy=find_vacancy)
def pair(vacancy: Vacancy, candidate: Candidate) -> str:
    """Why this person fits here, or what would make it possible."""
    if candidate.people_only_since is not None:
        return by_hand_page(current_session(), current_actor(), candidate, {}, part="paar")
    name = name_for(current_actor(), candidate)
    try:
        found = pair_of(current_session(), vacancy, candidate, on=_today())
    except (NoProfile, ValueError) as problem:
        return render_template(
            "possibilities/not_yet.html",
            vacancy=vacancy,
            candidate=candidate.reference,
            name=name,
            problem=str(problem),
        )
    told = found.shown.explanation
    texts = {"coach": coach_text(told), "employer": employer_text(told), "person": person_text(told)}
    page = partial(
        render_template,
        "possibilities/pair.html",
        vacancy=vacancy,
        candidate=candidate,
        name=name,
        pair=found,
        texts=texts,
    )
    picture = picture_of_pair(current_session(), vacancy, candidate, found, texts, on=_today())
    return kept(current_session(), current_actor(), picture, page)


@bp.get("/kandidaten/<candidate>/mogelijk")
@guard(policy.may_see_openings, looks="candidate.places_looked_at", candidate=find_candidate)
def openings(candidate: Candidate) -> str:
    """What one single change would open to this person."""
    if candidate.people_only_since is not None:
        return by_hand_page(current_session(), current_actor(), candidate, {}, part="mogelijk")
    try:
        found = opened_to(current_session(), candidate, on=_today())
    except NoProfile:
        found = None
    name = name_for(current_actor(), candidate)
    return render_template("possibilities/openings.html", candidate=candidate.reference, name=name, found=found)


@bp.get("/voordrachten/<proposal>/uitleg")
@guard(policy.may_hand_explanation, looks="proposal.looked_at", proposal=find_proposal)
def explanation(proposal: Proposal) -> str:
    """The explanation on paper, for the person: as it was shown when the voordracht was sent (AI Act art. 86)."""
    shown = Shown.from_dict(proposal.explanation)
    why = person_sentences(shown.explanation)
    return render_template("possibilities/explanation.html", proposal=proposal, text={"why": why})
