"""The front door: the only module that knows every room."""

from pathlib import Path

from flask import Blueprint, Flask, Response, abort, redirect, request, send_file, url_for
from flask_babel import Babel
from flask_talisman import Talisman
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.wrappers import Response as AnyResponse

import candidates.emergency.routes
import candidates.numbers.routes
import candidates.profile.routes
import candidates.registration.routes
import candidates.routes
import candidates.scoring.routes
import employers.doors
import employers.merging.routes
import employers.own_contacts.routes
import employers.questions.routes
import employers.record.routes
import employers.reporting.routes
import employers.rounds.routes
import employers.routes
import employers.training.routes
import employers.vacancies.life_routes
import employers.vacancies.routes
import employers.vacancies.text_routes
import employers.vacancies.wishes.routes
import matching.advice.routes
import matching.aftercare.closing.routes
import matching.aftercare.missed.routes
import matching.aftercare.routes
import matching.aftercare.staying.routes
import matching.allocation.routes
import matching.bookings.routes
import matching.carving.routes
import matching.instruments.routes
import matching.placements.endings.routes
import matching.placements.interruptions.routes
import matching.placements.routes
import matching.placements.supports.routes
import matching.placements.takenback.routes
import matching.possibilities.routes
import matching.proposals.routes
import matching.shown.routes
import matching.talks.routes
import matching.trays.link_routes
import matching.trays.own_routes
import matching.trays.routes
import werkbedrijf.accounts.blueprint
import werkbedrijf.accounts.colleagues.routes
import werkbedrijf.accounts.routes
import werkbedrijf.administration.routes
import werkbedrijf.administration.trail.processing_routes
import werkbedrijf.administration.trail.routes
import werkbedrijf.agenda.routes
import werkbedrijf.dashboards.routes
import werkbedrijf.demo.routes
import werkbedrijf.exports.routes
import werkbedrijf.fairness.routes
import werkbedrijf.garantiebanen.closing.routes
import werkbedrijf.garantiebanen.outside.routes
import werkbedrijf.garantiebanen.routes
import werkbedrijf.help.routes
import werkbedrijf.imports.routes
import werkbedrijf.indicators.routes
import werkbedrijf.lawchanges.routes
import werkbedrijf.learning.routes
import werkbedrijf.notices.routes
import werkbedrijf.objections.routes
import werkbedrijf.papers.routes
import werkbedrijf.rights.routes
import werkbedrijf.rooms
import werkbedrijf.scenarios.routes
import werkbedrijf.security_contact
import werkbedrijf.sroi.claims.routes
import werkbedrijf.sroi.contracts.routes
import werkbedrijf.sroi.deadlines.routes
import werkbedrijf.sroi.forecast.routes
import werkbedrijf.sroi.reports.routes
import werkbedrijf.sroi.routes
import werkbedrijf.sroi.settling.routes
import werkbedrijf.sroi.uploads.routes
import werkbedrijf.wages.routes
import werkbedrijf.watching.routes
from werkbedrijf import page_facts, refusals
from werkbedrijf.accounts import proving, signing_in
from werkbedrijf.foundation import looking, once, texts
from werkbedrijf.foundation.addresses import Application
from werkbedrijf.foundation.arrivals import open_from_here
from werkbedrijf.foundation.db import Database
from werkbedrijf.foundation.origins import refuse_elsewhere
from werkbedrijf.foundation.readable import refuse_nul
from werkbedrijf.foundation.server import PAGE
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.web import actor_or_none, public
from werkbedrijf.foundation.wiring import register_session_life, require_guards
from werkbedrijf.jobs import TIMETABLE
from werkbedrijf.logbook.seen import persons_behind
from werkbedrijf.watching import requests as watching

ROOMS: tuple[Blueprint, ...] = (
    werkbedrijf.accounts.blueprint.bp,
    werkbedrijf.accounts.colleagues.routes.bp,
    werkbedrijf.dashboards.routes.bp,
    employers.routes.bp,
    employers.questions.routes.bp,
    *employers.doors.MEMORY,
    employers.record.routes.bp,
    employers.merging.routes.bp,
    employers.rounds.routes.bp,
    employers.reporting.routes.bp,
    employers.own_contacts.routes.bp,
    employers.vacancies.routes.bp,
    employers.vacancies.life_routes.bp,
    employers.training.routes.bp,
    employers.vacancies.text_routes.bp,
    employers.vacancies.wishes.routes.bp,
    candidates.routes.bp,
    candidates.emergency.routes.bp,
    candidates.numbers.routes.bp,
    candidates.profile.routes.bp,
    candidates.registration.routes.bp,
    candidates.scoring.routes.bp,
    matching.proposals.routes.bp,
    matching.talks.routes.bp,
    matching.trays.routes.bp,
    matching.trays.link_routes.bp,
    matching.trays.own_routes.bp,
    matching.possibilities.routes.bp,
    matching.shown.routes.bp,
    matching.allocation.routes.bp,
    matching.placements.routes.bp,
    matching.placements.endings.routes.bp,
    matching.placements.takenback.routes.bp,
    matching.placements.interruptions.routes.bp,
    matching.placements.supports.routes.bp,
    matching.aftercare.routes.bp,
    matching.aftercare.missed.routes.bp,
    matching.aftercare.closing.routes.bp,
    matching.aftercare.staying.routes.bp,
    matching.bookings.routes.bp,
    matching.carving.routes.bp,
    matching.advice.routes.bp,
    matching.instruments.routes.bp,
    werkbedrijf.garantiebanen.routes.bp,
    werkbedrijf.garantiebanen.closing.routes.bp,
    werkbedrijf.garantiebanen.outside.routes.bp,
    werkbedrijf.exports.routes.bp,
    werkbedrijf.fairness.routes.bp,
    werkbedrijf.learning.routes.bp,
    werkbedrijf.objections.routes.bp,
    werkbedrijf.indicators.routes.bp,
    werkbedrijf.papers.routes.bp,
    werkbedrijf.scenarios.routes.bp,
    werkbedrijf.lawchanges.routes.bp,
    werkbedrijf.sroi.routes.bp,
    werkbedrijf.wages.routes.bp,
    werkbedrijf.sroi.contracts.routes.bp,
    werkbedrijf.sroi.claims.routes.bp,
    werkbedrijf.sroi.deadlines.routes.bp,
    werkbedrijf.sroi.settling.routes.bp,
    werkbedrijf.sroi.reports.routes.bp,
    werkbedrijf.sroi.forecast.routes.bp,
    werkbedrijf.sroi.uploads.routes.bp,
    werkbedrijf.notices.routes.bp,
    werkbedrijf.agenda.routes.bp,
    werkbedrijf.imports.routes.bp,
    werkbedrijf.rights.routes.bp,
    werkbedrijf.administration.routes.bp,
    werkbedrijf.administration.trail.routes.bp,
    werkbedrijf.administration.trail.processing_routes.bp,
    werkbedrijf.help.routes.bp,
    werkbedrijf.demo.routes.bp,
    werkbedrijf.security_contact.bp,
    werkbedrijf.watching.routes.bp,
)

# Nothing from elsewhere, nothing inline.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "manifest-src": "'self'",
}


def template_folder() -> Path:
    """Where the templates are: in the package when installed, beside it in a clone."""
    inside = Path(__file__).parent / "templates"
    return inside if inside.exists() else Path(__file__).parent.parent / "templates"


def create_app(settings: Settings, database: Database | None = None, *, testing: bool = False) -> Flask:
    """The whole service. Read it from top to bottom as its life: settings, security, people, texts, rooms, refusals."""
    app = Application(
        "werkbedrijf", template_folder=str(template_folder()), static_folder=str(Path(__file__).parent / "static")
    )
    app.testing = testing
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=12 * 1024 * 1024,
        # The prefix makes a browser hold the cookie to this host and to https, whatever another host under the domain says.
        SESSION_COOKIE_NAME="__Host-werkbedrijf" if settings.secure_cookies else "werkbedrijf",
        SESSION_COOKIE_HTTPONLY=True,
        PERMANENT_SESSION_LIFETIME=10 * 3600,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_I18N_ENABLED=True,
        BABEL_DEFAULT_LOCALE="nl",
        BABEL_DEFAULT_TIMEZONE="Europe/Amsterdam",
    )
    app.extensions["werkbedrijf.settings"] = settings
    app.extensions["werkbedrijf.database"] = database = database or Database(settings.database)
    database.base_url = settings.base_url
    database.patience = PAGE
    app.extensions["werkbedrijf.timetable"] = TIMETABLE
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    # Told before what sets it for every page, and so asked after it: these addresses are secrets.
    app.after_request(_hide_referrer)
    Talisman(
        app,
        force_https=False,
        strict_transport_security=settings.secure_cookies,
        session_cookie_secure=settings.secure_cookies,
        # Not sent along from another site, nor with a link there: ``arrivals`` lets who follows one in all the same.
        session_cookie_samesite="Strict",
        content_security_policy=POLICY,
        content_security_policy_nonce_in=[],
        frame_options="DENY",
        referrer_policy="same-origin",
        permissions_policy={"camera": "()", "microphone": "()", "geolocation": "()"},
    )
    # Who holds a link sends neither referrer nor origin; the token in the form is asked all the same.
    CSRFProtect(app).exempt(matching.trays.link_routes.bp)
    Babel(app)
    watching.register(app)
    app.before_request(refuse_nul)
    app.before_request(refuse_elsewhere)
    app.before_request(open_from_here)
    register_session_life(app)
    signing_in.register(app)
    proving.register(app)
    texts.register(app.jinja_env)
    once.register(app)
    page_facts.register(app, settings)
    _register_doors(app, settings)
    for room in ROOMS:
        app.register_blueprint(room)
    refusals.register(app)
    # Told last, so asked first when an answer is made: what else is hung on it comes after.
    looking.register(app, persons_behind)
    require_guards(app)
    return app


def _hide_referrer(response: Response) -> Response:
    if request.blueprint == matching.trays.link_routes.bp.name:
        response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _register_doors(app: Flask, settings: Settings) -> None:
    @app.get("/")
    @public
    def home() -> AnyResponse:
        return redirect(url_for("dashboards.today" if actor_or_none() else "accounts.sign_in"))

    @app.get("/thema.css")
    @public
    def theme() -> AnyResponse:
        if not settings.theme:
            abort(404)
        return send_file(Path(settings.theme).resolve(), mimetype="text/css")

    @app.get("/favicon.ico")
    @public
    def favicon() -> AnyResponse:
        return app.send_static_file("img/favicon.svg")
