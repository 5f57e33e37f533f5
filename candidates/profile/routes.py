"""Doors of this room: what someone can, to see and to fill in."""

from datetime import date, datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from candidates import policy
from candidates.models import Candidate
from candidates.pages import reference_page
from candidates.profile import actions, forms
from candidates.profile.facts import ProfileFacts, facts_of
from candidates.profile.models import Profile
from candidates.profile.pages import history_page, neutral_page
from candidates.profile.queries import profile_of
from candidates.profile.steps import NEEDS, PRACTICAL, STEPS, first_open, question, step_after
from candidates.queries import find_candidate
from werkbedrijf.foundation.based_on import also_based_on
from werkbedrijf.foundation.clock import AMSTERDAM, day_of
from werkbedrijf.foundation.errors import InputRefused, NotFound
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.texts import count
from werkbedrijf.foundation.web import check_version, current_actor, current_session, edits, guard, transaction

bp = Blueprint("profile", __name__, url_prefix="/kandidaten")

View = str | Response | tuple[str, int]


def _today() -> date:
    return day_of(current_session().info["at"])


@bp.get("/<candidate>/profiel")
@guard(policy.may_see_profile, looks="profile.looked_at", candidate=find_candidate)
def show(candidate: Candidate) -> View:
    """What someone can, under the reference: for every colleague in the region."""
    return reference_page(current_session(), current_actor(), candidate)


@bp.get("/<candidate>/profiel/geschiedenis")
@guard(policy.may_see_profile, looks="profile.looked_at", candidate=find_candidate)
def history(candidate: Candidate) -> View:
    """Every level that changed, with who and when."""
    whole_file = bool(policy.may_see_file(current_actor(), candidate=candidate))
    return history_page(current_session(), candidate, request.args, whole_file=whole_file)


@bp.get("/gangbare-niveaus")
@guard(policy.may_list_candidates)
def neutral() -> View:
    """What stands for what nobody asked yet, per month."""
    return neutral_page(current_session(), request.args)


@bp.route("/<candidate>/profiel/wijzigen", methods=["GET", "POST"], defaults={"step": PRACTICAL})
@bp.route("/<candidate>/profiel/wijzigen/<step>", methods=["GET", "POST"])
@guard(policy.may_change_profile, candidate=find_candidate)
@edits(counted=True)
def change(candidate: Candidate, step: str) -> View:
    """Fill in one step; the first step makes the profile."""
    if step not in STEPS:
        raise NotFound
    session = current_session()
    profile = profile_of(session, candidate)
    if profile is None and step != PRACTICAL:
        return redirect(url_for("profile.change", candidate=candidate.reference))
    also_based_on(session, profile)
    form = _form(step, profile)
    if form.validate_on_submit():
        try:
            _save_step(candidate, profile, step, form)
        except InputRefused as refused:
            say_problems(form, _at_fields(refused.problems))
        else:
            return _next_step(candidate, step)
    page = render_template(
        "profile/change.html", candidate=candidate, form=form, step=step, steps=STEPS, profile=profile
    )
    return (page, 422) if form.errors else page


def _form(step: str, profile: Profile | None) -> Any:
    if profile is None or step == PRACTICAL:
        facts = facts_of(profile) if profile else None
        return forms.PracticalForm.of(facts, forms.version_of(profile), on=_today())
    if step == NEEDS:
        return forms.needs_form(facts_of(profile), profile.version)
    return forms.group_form(step, facts_of(profile), profile.version)


def _save_step(candidate: Candidate, profile: Profile | None, step: str, form: Any) -> None:
    if profile is not None:
        check_version(profile, request.form.get("version"))
    told = _told(step, form, facts_of(profile) if profile else None)
    with transaction() as session:
        actions.save_profile(session, current_actor(), candidate, told, on=_today())
    _say_saved(session.info["at"])


def _say_saved(at: datetime) -> None:
    flash(f"Opgeslagen om {at.astimezone(AMSTERDAM):%H:%M}.", "goed")


def _last(profile: Profile) -> str:
    """After the last question: done, or which are still open."""
    if still := profile.levels.count("?"):
        return f"Dit was de laatste vraag. {count(still, 'vraag staat', 'vragen staan')} nog open; die kunnen later."
    return "Dit was de laatste vraag. Alles is ingevuld."


def _told(step: str, form: Any, present: ProfileFacts | None) -> ProfileFacts:
    if present is None or step == PRACTICAL:
        told: ProfileFacts = form.told(present)
        return told
    return forms.told_in_needs(form, present) if step == NEEDS else forms.told_in_group(form, present)


def _next_step(candidate: Candidate, step: str) -> Response:
    following = step_after(step)
    if following is None:
        return redirect(url_for("candidates.show", candidate=candidate.reference))
    return redirect(url_for("profile.change", candidate=candidate.reference, step=following))


def _at_fields(problems: dict[str, str]) -> dict[str, str]:
    return {"wish_1" if name == "wishes" else name: sentence for name, sentence in problems.items()}


@bp.get("/<candidate>/profiel/vragen")
@guard(policy.may_change_profile, candidate=find_candidate)
def questions(candidate: Candidate) -> View:
    """On to the first question that has no answer yet."""
    profile = profile_of(current_session(), candidate)
    if profile is None:
        return redirect(url_for("profile.change", candidate=candidate.reference))
    return redirect(url_for("profile.ask", candidate=candidate.reference, code=first_open(profile.levels)))


@bp.route("/<candidate>/profiel/vraag/<code>", methods=["GET", "POST"])
@guard(policy.may_change_profile, candidate=find_candidate)
@edits()
def ask(candidate: Candidate, code: str) -> View:
    """One question on a screen, saved as one goes."""
    profile, asked = profile_of(current_session(), candidate), question(code)
    if asked is None:
        raise NotFound
    if profile is None:
        return redirect(url_for("profile.change", candidate=candidate.reference))
    also_based_on(current_session(), profile)
    form = forms.QuestionForm.of(asked.capability, facts_of(profile).levels[code])
    if form.validate_on_submit():
        with transaction() as session:
            actions.set_level(session, current_actor(), profile, code, forms.level_of(form.level.data), on=_today())
        _say_saved(session.info["at"])
        if asked.after:
            return redirect(url_for("profile.ask", candidate=candidate.reference, code=asked.after))
        flash(_last(profile), "goed")
        return redirect(url_for("candidates.show", candidate=candidate.reference))
    page = render_template("profile/ask.html", candidate=candidate, asked=asked, form=form)
    return (page, 422) if form.errors else page


@bp.post("/<candidate>/profiel/bevestigen")
@guard(policy.may_change_profile, candidate=find_candidate)
def confirm(candidate: Candidate) -> View:
    """Coach and candidate looked at it together, and it still holds."""
    with transaction() as session:
        actions.confirm_profile(session, current_actor(), candidate, on=_today())
    flash("Het profiel klopt nog. De datum is bijgewerkt.", "goed")
    return redirect(url_for("candidates.show", candidate=candidate.reference))
