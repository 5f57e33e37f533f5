"""Doors of this room."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from candidates import actions, forms, policy, visibility
from candidates.models import Candidate
from candidates.numbers.actions import keep_number, note_check, take_number_away
from candidates.numbers.errors import KnownHere
from candidates.numbers.queries import number_of
from candidates.pages import file_page, list_page, region_page
from candidates.queries import coaches_of, find_candidate, find_coach
from candidates.registration.actions import register_choices
from werkbedrijf.foundation.actors import Actor, Organisation, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import DomainError, InputRefused, NotFound
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.looking import looked
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.web import check_version, current_actor, current_session, edits, guard, takes, transaction

bp = Blueprint("candidates", __name__, url_prefix="/kandidaten")

View = str | Response | tuple[str, int]
WHO: dict[str, visibility.Who] = {"kandidaat": "kandidaat", "coach": "coach"}


def _today() -> date:
    return day_of(current_session().info["at"])


def _to_file(candidate: Candidate) -> Response:
    return redirect(url_for("candidates.show", candidate=candidate.reference))


@bp.get("")
@guard(policy.may_list_candidates)
def index() -> View:
    """The own list."""
    return list_page(current_session(), current_actor(), request.args)


@bp.get("/regio")
@guard(policy.may_list_candidates)
def region() -> View:
    """Everybody in the region, by reference."""
    return region_page(current_session(), current_actor(), request.args)


@bp.route("/nieuw", methods=["GET", "POST"])
@guard(policy.may_register_candidate)
def new() -> View:
    """Take someone in."""
    session, actor, form = current_session(), current_actor(), forms.NewCandidateForm()
    form.offer_gemeenten(current_region(session))
    form.offer_number(_partner(session, actor.organisation_id))
    _offer_coaches(session, actor, form)
    if form.validate_on_submit():
        try:
            with transaction():
                candidate = _register(session, actor, form)
        except InputRefused as refused:
            _note_known(refused)
            say_problems(form, refused.problems)
        except DomainError as refused:
            form.form_errors.append(refused.sentence)
        else:
            flash(f"Ingeschreven als {candidate.reference}. Vul nu samen in wat iemand kan.", "goed")
            _say_what_follows(form)
            return redirect(url_for("profile.change", candidate=candidate.reference))
    form.hide_number()
    page = render_template("candidates/new.html", form=form, names_coach=not actor.is_a(Role.COACH))
    return (page, 422) if form.errors else page


def _register(session: Session, actor: Actor, form: forms.NewCandidateForm) -> Candidate:
    lacking = form.lacks_a_day()
    if lacking:
        raise InputRefused(lacking)
    own = actor.is_a(Role.COACH)
    coach = None if own else find_coach(session, actor.organisation_id, form.coach_id.data)
    candidate = actions.register_candidate(session, actor, form.facts(), on=_today(), coach=coach)
    if form.bsn and form.bsn.data:
        keep_number(session, actor, candidate, form.bsn.data, on=_today())
    register_choices(
        session, actor, candidate, form.regeling.data, form.regeling_from.data, form.ground.data, form.ground_from.data
    )
    return candidate


def _partner(session: Session, organisation_id: int | None) -> Organisation | None:
    return session.get(Organisation, organisation_id) if organisation_id else None


def _note_known(refused: InputRefused) -> None:
    """Asking counts, also when the answer was that the own partner knows the person already."""
    if isinstance(refused, KnownHere):
        with transaction() as session:
            note_check(session, current_actor(), refused.candidate_id, None, on=_today())


def _say_what_follows(form: forms.PersonFields) -> None:
    """The same for everybody, whether another partner knows the person or not."""
    if form.bsn and form.bsn.data:
        flash(
            "Kent een andere partner deze persoon ook? Dan vraagt de regiocoördinator beide partners om akkoord.",
            "info",
        )


def _offer_coaches(session: Session, actor: Actor, form: forms.NewCandidateForm) -> None:
    if actor.is_a(Role.COACH):
        del form.coach_id
        return
    form.coach_id.choices = forms.coach_choices("Kies een jobcoach", session.scalars(coaches_of(actor.organisation_id)))


@bp.get("/<candidate>")
@guard(policy.may_see_profile, candidate=find_candidate)
def show(candidate: Candidate) -> View:
    """The file, for those who may; colleagues elsewhere go to what someone can. The looking is written down."""
    if not policy.may_see_file(current_actor(), candidate=candidate):
        return redirect(url_for("profile.show", candidate=candidate.reference))
    looked(current_session(), "candidate.looked_at", candidate)
    return file_page(current_session(), current_actor(), candidate)


@bp.route("/<candidate>/gegevens", methods=["GET", "POST"])
@guard(policy.may_change_candidate, candidate=find_candidate)
@edits(counted=True)
def change(candidate: Candidate) -> View:
    """Change who someone is and how to reach this person."""
    session, form = current_session(), forms.ChangeCandidateForm.of(candidate)
    form.offer_gemeenten(current_region(session), candidate.gemeente_code)
    form.offer_number(candidate.organisation)
    if form.validate_on_submit():
        check_version(candidate, request.form.get("version"))
        try:
            with transaction():
                actions.change_candidate(session, current_actor(), candidate, form.facts(), on=_today())
                _change_number(session, candidate, form)
        except InputRefused as refused:
            _note_known(refused)
            say_problems(form, refused.problems)
        else:
            flash("De gegevens zijn opgeslagen.", "goed")
            _say_what_follows(form)
            return _to_file(candidate)
    form.hide_number()
    number = number_of(session, candidate)
    page = render_template("candidates/change.html", form=form, candidate=candidate, number=number)
    return (page, 422) if form.errors else page


def _change_number(session: Session, candidate: Candidate, form: forms.ChangeCandidateForm) -> None:
    if form.bsn_away.data:
        take_number_away(session, current_actor(), candidate)
    elif form.bsn and form.bsn.data:
        keep_number(session, current_actor(), candidate, form.bsn.data, on=_today())


@bp.post("/<candidate>/zichtbaar")
@guard(policy.may_change_visibility, candidate=find_candidate)
@edits()
@takes("wie", "antwoord")
def show_to_employers(candidate: Candidate) -> View:
    """Candidate or coach says yes, or takes it back."""
    who = WHO.get(request.form.get("wie", ""))
    if who is None:
        raise NotFound
    act = visibility.agree_visibility if request.form.get("antwoord") == "ja" else visibility.withdraw_visibility
    with transaction() as session:
        act(session, current_actor(), candidate, who=who, on=_today())
    shown = candidate.visibility.is_shown(_today())
    flash(
        "Werkgevers kunnen dit profiel zien als het is voorgesteld." if shown else "Werkgevers zien dit profiel niet.",
        "goed" if shown else "informatie",
    )
    return _to_file(candidate)


@bp.post("/<candidate>/delen")
@guard(policy.may_change_visibility, candidate=find_candidate)
@edits()
@takes("name", "phone", "email")
def share(candidate: Candidate) -> View:
    """What an employer may know after an invitation."""
    session, actor, form = current_session(), current_actor(), forms.SharingForm()
    try:
        with transaction():
            visibility.agree_sharing(
                session,
                actor,
                candidate,
                name=form.name.data,
                phone=form.phone.data,
                email=form.email.data,
                on=_today(),
            )
    except InputRefused as refused:
        say_problems(form, refused.problems)
        return file_page(session, actor, candidate, form), 422
    flash("De afspraak over contactgegevens is opgeslagen.", "goed")
    return _to_file(candidate)


@bp.post("/<candidate>/status")
@guard(policy.may_move_candidate, candidate=find_candidate)
@takes("stap")
def move(candidate: Candidate) -> View:
    """Pause, come back, or leave."""
    steps = {
        "pause": (actions.pause_candidate, "Deze kandidaat heeft nu pauze en staat in geen lijst."),
        "resume": (actions.resume_candidate, "Deze kandidaat is weer in beeld."),
        "sign_off": (actions.sign_off_candidate, "Deze kandidaat is uitgeschreven."),
    }
    if request.form.get("stap") not in steps:
        raise NotFound
    act, sentence = steps[request.form["stap"]]
    with transaction() as session:
        act(session, current_actor(), candidate, on=_today())
    flash(sentence, "goed")
    return _to_file(candidate)


@bp.route("/<candidate>/begeleiding", methods=["GET", "POST"])
@guard(policy.may_hand_over, candidate=find_candidate)
@edits()
def hand_over(candidate: Candidate) -> View:
    """Another coach, or a substitute."""
    session, actor = current_session(), current_actor()
    coaches = session.scalars(coaches_of(candidate.organisation_id)).all()
    form = forms.CoachForm(
        data={"coach_id": str(candidate.coach_id), "substitute_id": str(candidate.substitute_id or "")}
    )
    form.coach_id.choices = forms.coach_choices("", coaches)
    form.substitute_id.choices = forms.coach_choices("Geen vervanger", coaches)
    if form.validate_on_submit():
        with transaction():
            coach = find_coach(session, candidate.organisation_id, form.coach_id.data)
            substitute = find_coach(session, candidate.organisation_id, form.substitute_id.data)
            actions.arrange_coaching(session, actor, candidate, coach, substitute, on=_today())
        flash("De begeleiding is opgeslagen.", "goed")
        return _to_file(candidate) if policy.may_see_file(actor, candidate=candidate) else redirect(url_for(".index"))
    page = render_template("candidates/hand_over.html", form=form, candidate=candidate)
    return (page, 422) if form.errors else page
