"""The page on which a coach changes the list of a place."""

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.profile.models import Profile
from employers.vacancies.models import Vacancy
from matching.allocation.forms import ChoiceForm
from matching.proposals.marks import in_force
from matching.proposals.pages import name_for
from matching.runs.models import AllocationChoice, ChoiceKind
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict


def kind_of(session: Session, vacancy: Vacancy, candidate: Candidate) -> ChoiceKind:
    """Who is on the list of the run in force can be taken off, everybody else put on."""
    now = in_force(session)
    pseudonym = session.scalar(select(Profile.pseudonym).where(Profile.candidate_id == candidate.id))
    listed = now.outcome.listed_at.get(pseudonym or "", ()) if now else ()
    return ChoiceKind.REMOVED if any(place == vacancy.reference for place, _ in listed) else ChoiceKind.ADDED


def choice_page(
    actor: Actor,
    vacancy: Vacancy,
    candidate: Candidate,
    known: AllocationChoice | None,
    kind: ChoiceKind,
    form: ChoiceForm,
    verdict: Verdict,
) -> str:
    """The reasons, or what was decided already."""
    return render_template(
        "allocation/choice.html",
        vacancy=vacancy,
        candidate=candidate.reference,
        name=name_for(actor, candidate),
        known=known,
        adds=kind is ChoiceKind.ADDED,
        form=form,
        verdict=verdict,
    )
