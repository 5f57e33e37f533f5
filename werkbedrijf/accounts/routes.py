"""Doors for coming in, going out, and the page about oneself."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from werkbedrijf.accounts import (
    actions,
    factor_routes,  # noqa: F401 - it hangs its doors on the blueprint
    passkey_routes,
    passkeys,
    passwords,
    policy,
    proof_routes,  # noqa: F401 - the same
    second_routes,  # noqa: F401 - the same
    sessions,
    tries,
)
from werkbedrijf.accounts.blueprint import View, bp
from werkbedrijf.accounts.coming_in import come_in, count_try, person_at_the_door, signed_in_user
from werkbedrijf.accounts.demo_sign_in import DEMO_PASSWORD
from werkbedrijf.accounts.errors import LinkTooOld, TooManyTries, WrongSignIn
from werkbedrijf.accounts.external import routes as external_routes  # noqa: F401 - it hangs its doors on the blueprint
from werkbedrijf.accounts.external.identities import identities_of
from werkbedrijf.accounts.external.services import left_behind, offered, title_of
from werkbedrijf.accounts.factors import factors_of, second_step_after
from werkbedrijf.accounts.forms import ChangePasswordForm, LinkForm, NewPasskeyForm, NewPasswordForm, SignInForm
from werkbedrijf.accounts.links import LinkKind, Links
from werkbedrijf.accounts.models import SignInSession, TryKind
from werkbedrijf.accounts.queries import around_of, demo_users, employers_of, user_by_email, user_of_link
from werkbedrijf.accounts.sessions import find_session, sessions_of
from werkbedrijf.accounts.signing_in import go_out, had_session, half_way, here, own_session, remember
from werkbedrijf.foundation.actors import User, actor_for
from werkbedrijf.foundation.errors import DomainError, InputRefused
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.readable import safe_next
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.web import (
    actor_or_none,
    current_actor,
    current_session,
    each_time,
    guard,
    public,
    settings,
    starts_reading,
    transaction,
)

LINK_ANSWER = (
    "Kennen we dit adres, dan staat er binnen een paar minuten een bericht met een link in de mailbox. "
    "De link werkt 2 uur."
)


@bp.route("/inloggen", methods=["GET", "POST"])
@public
@starts_reading
def sign_in() -> View:
    """Come in with an address and a password."""
    target = safe_next(request.args.get("verder"))
    if request.method == "GET" and actor_or_none():
        return redirect(target or "/")
    if request.method == "GET" and half_way():
        return redirect(url_for("accounts.second_step", verder=target or "/"))
    form = SignInForm(verder=request.args.get("verder", ""))
    if not form.validate_on_submit():
        return _sign_in_page(form, 422 if form.is_submitted() else 200)
    try:
        user = person_at_the_door(form.email.data, form.password.data)
    except (WrongSignIn, TooManyTries) as refusal:
        return _sign_in_page(form, refusal.status, refusal.sentence)
    return redirect(come_in(user, safe_next(form.verder.data) or "/"))


def _sign_in_page(form: SignInForm, status: int, refusal: str = "") -> tuple[str, int]:
    region = current_region(current_session())
    shown = demo_users(current_session()) if region and region.is_demo else []
    page = render_template(
        "accounts/sign_in.html",
        form=form,
        refusal=refusal,
        demo_users=shown,
        demo_password=DEMO_PASSWORD,
        stopped=request.method == "GET" and had_session(),
        question=passkeys.ask_sign_in(current_session(), passkey_routes.site()),
        services=offered(),
        left=left_behind(),
    )
    return page, status


@bp.post("/uitloggen")
@public
def sign_out() -> Response:
    """Go out; on a page that stood open too long that is no mistake."""
    if actor_or_none():
        with transaction() as session:
            tries.note_sign_out(session, signed_in_user())
            sessions.end(session, own_session())
    elif half := half_way():
        with transaction() as session:
            sessions.end(session, half)
    go_out()
    flash("U bent uitgelogd.")
    return redirect(url_for("accounts.sign_in"))


@bp.route("/welkom/<token>", methods=["GET", "POST"])
@public
@starts_reading
def first_sign_in(token: str) -> View:
    """Choose a password by a link from a mail, and come in."""
    form = NewPasswordForm()
    if form.is_submitted():
        form.refuse_unasked()
    opened = Links.of(settings()).opened(token)
    user = user_of_link(current_session(), opened)
    if user is None or opened is None:
        # Guessing links is counted per place; a link that works is never held up.
        count_try(token[:200], TryKind.OPEN_LINK)
        return render_template("accounts/link_too_old.html"), 410
    if not form.validate_on_submit():
        return _welcome(form, user, opened.kind, token), 422 if form.is_submitted() else 200
    try:
        password = _checked(form, user)
    except InputRefused:
        return _welcome(form, user, opened.kind, token), 422
    with transaction() as session:
        user = user_of_link(session, opened)
        if user is None:
            raise LinkTooOld
        actions.set_password(session, actor_for(session, user), user, password)
    target = come_in(user)
    flash("Uw wachtwoord is opgeslagen.")
    return redirect(target)


def _welcome(form: NewPasswordForm, user: User, kind: LinkKind, token: str) -> str:
    services = offered() if kind is LinkKind.INVITATION else []
    return render_template(
        "accounts/first_sign_in.html",
        form=form,
        user=user,
        kind=kind,
        services=services,
        token=token,
        second=second_step_after(current_session(), user),
    )


def _checked(form: StrictForm, user: User) -> passwords.NewPassword:
    """The typed password, checked and hashed outside any transaction; a refusal stands at the field."""
    around = around_of(current_session(), user)
    current_session().rollback()
    try:
        return passwords.checked(form.password.data, around, cost=settings().password_cost)
    except InputRefused as refusal:
        form.password.errors = [refusal.problems["password"]]
        raise


@bp.route("/wachtwoord-vergeten", methods=["GET", "POST"])
@public
@starts_reading
def forgotten() -> View:
    """Ask for a link. The answer is the same for every address."""
    form = LinkForm()
    if not form.validate_on_submit():
        return render_template("accounts/forgotten.html", form=form), 422 if form.is_submitted() else 200
    email = form.email.data
    try:
        count_try(email, TryKind.ASK_LINK)
    except TooManyTries:
        # Whoever asks this often has the answer already.
        return render_template("accounts/link_sent.html", answer=LINK_ANSWER)
    with transaction() as session:
        user = user_by_email(session, email)
        if user is not None and user.is_active:
            actions.send_forgotten(session, user, links=Links.of(settings()))
        else:
            actions.send_nothing(session, email, links=Links.of(settings()))
    return render_template("accounts/link_sent.html", answer=LINK_ANSWER)


@bp.get("/account")
@guard(policy.may_manage_own_account)
def account() -> str:
    """The page about oneself."""
    return _account_page(ChangePasswordForm())


def _account_page(form: ChangePasswordForm) -> str:
    user, session = signed_in_user(), current_session()
    return render_template(
        "accounts/account.html",
        user=user,
        form=form,
        employers=employers_of(session, user),
        factors=factors_of(session, user),
        question=passkeys.ask_new(session, user, passkey_routes.site()),
        new_passkey=NewPasskeyForm(formdata=None),
        identities=identities_of(session, user),
        services=offered(),
        title_of_service=title_of,
        sessions=sessions_of(session, user),
        this_session=own_session(),
    )


@bp.post("/account/wachtwoord")
@guard(policy.may_manage_own_account)
@starts_reading
@each_time
def change_password() -> Any:
    """Another password; this device stays signed in, all others do not."""
    form, user = ChangePasswordForm(), signed_in_user()
    if not form.validate_on_submit():
        return _account_page(form), 422
    try:
        _check_current(form, user.email)
        password = _checked(form, user)
    except DomainError as refusal:
        return _account_page(form), refusal.status
    with transaction() as session:
        actions.set_password(session, current_actor(), user, password)
        kept, token = sessions.begin(session, user, here(), complete=True)
    remember(kept, token)
    flash("Uw nieuwe wachtwoord is opgeslagen. Op andere apparaten bent u uitgelogd.")
    return redirect(url_for("accounts.account"))


def _check_current(form: ChangePasswordForm, email: str) -> None:
    try:
        person_at_the_door(email, form.current.data)
    except WrongSignIn:
        form.current.errors = ["Dit is niet uw wachtwoord van nu."]
        raise
    except TooManyTries as refusal:
        form.current.errors = [refusal.sentence]
        raise


@bp.post("/account/overal-uitloggen")
@guard(policy.may_manage_own_account)
def sign_out_everywhere() -> Response:
    """End every session, this one too."""
    with transaction() as session:
        actions.end_sessions(session, current_actor(), signed_in_user())
    go_out()
    flash("U bent op alle apparaten uitgelogd.")
    return redirect(url_for("accounts.sign_in"))


@bp.post("/account/apparaten/<device>/afsluiten")
@guard(policy.may_manage_own_account, device=find_session)
def end_session(device: SignInSession) -> Response:
    """End one session: of a device that was lost, or of a screen that was left open."""
    this_one = device is own_session()
    with transaction() as session:
        sessions.end_session(session, current_actor(), device)
    if this_one:
        go_out()
        return redirect(url_for("accounts.sign_in"))
    flash("Dat apparaat is uitgelogd.")
    return redirect(url_for("accounts.account"))
