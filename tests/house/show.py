"""A house without rooms: the base page and the components alone, so that their tests need no database."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, render_template, request
from jinja2 import StrictUndefined
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FileField,
    Form,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from werkbedrijf.foundation import texts
from werkbedrijf.help.sample_line import sample_line

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "werkbedrijf" / "static"
STRICT_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
OCCUPATIONS = ("Orderverzamelaar", "Orderinpakker", "Hulpkok", "Tuinhulp")


@dataclass(frozen=True)
class Refusal:
    """A verdict that says no."""

    reason: str = "U kunt deze kandidaat nu niet voorstellen. Vraag de consulent het profiel zichtbaar te maken."

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Someone:
    name: str = "Noor Visser"
    role_label: str = "accountmanager"
    organisation_name: str = "gemeente Hengelo"


class SampleForm(Form):
    """One field of each kind."""

    title = StringField("Titel van het werk", [InputRequired("Geef het werk een naam.")], description="In uw woorden.")
    occupation = StringField("Beroep", [InputRequired("Kies het beroep dat er het meest op lijkt.")])
    description = TextAreaField("Wat gaat iemand doen?")
    hours = StringField("Uren", [InputRequired("Vul de uren in.")])
    sector = SelectField(
        "Sector",
        choices=[SelectChoice("", "Kies een sector"), SelectChoice("zorg", "Zorg")],
        validators=[InputRequired()],
    )
    kind = RadioField(
        "Soort plek",
        choices=[SelectChoice("garantiebaan", "Garantiebaan"), SelectChoice("leerwerkplek", "Leerwerkplek")],
        validators=[InputRequired("Kies een soort plek.")],
    )
    days = SelectMultipleField(
        "Dagen", choices=[SelectChoice("ma", "ma"), SelectChoice("di", "di"), SelectChoice("wo", "wo")]
    )
    agreed = BooleanField("De werkgever weet dat deze plek bij ons staat")
    first_share = StringField("Orders verzamelen", [InputRequired()], default="60")
    second_share = StringField("Inpakken", [InputRequired()], default="25")
    picture = FileField("Bestand", description="CSV of XLSX, hoogstens 10 MB.")


def make_show() -> Flask:
    """The living page on /onderdelen (with ?fout the form has errors), errors on /fout/CODE."""
    app = Flask("show", template_folder=str(TEMPLATES), static_folder=str(STATIC))
    app.secret_key = "only for tests"
    app.testing = True
    app.jinja_env.undefined = StrictUndefined
    texts.register(app.jinja_env)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["form_tokens"] = lambda: Markup(
        '<input type="hidden" name="csrf_token" value="token-of-this-person">'
        '<input type="hidden" name="idempotency_key" value="key-of-this-form">'
    )

    @app.context_processor
    def _facts() -> dict[str, Any]:
        stranger = "vreemde" in request.args
        return {
            "region_name": "Werkbedrijf Voorbeeldstreek",
            "navigation": [] if stranger else [Item("Vandaag", "/", False), Item("Plekken", "/plekken", True)],
            "current_actor": None if stranger else Someone(),
            "is_demo": not stranger,
            "theme_url": "/thema.css" if "thema" in request.args else None,
            "search_url": None if stranger else "/werkgevers",
            "footer_links": [("Help", "/help")],
            "demo_mail_url": None if stranger else "/berichten",
            "notices_url": "/berichten",
            "unread_notices": lambda: 3,
        }

    @app.after_request
    def _strict(response: Any) -> Any:
        response.headers["Content-Security-Policy"] = STRICT_POLICY
        return response

    @app.get("/onderdelen")
    def show() -> str:
        form = SampleForm()
        if "fout" in request.args:
            form.process(MultiDict({"description": "Dozen vullen"}))
            form.validate()
        return render_template("house/components.html", form=form, refusal=Refusal(), line=sample_line())

    @app.get("/fout/<int:code>")
    def refused(code: int) -> str:
        return render_template(
            f"errors/{code}.html", reason="Alleen accountmanagers doen dit." if code == 403 else None
        )

    _answer_to_scripts(app)
    return app


def _answer_to_scripts(app: Flask) -> None:
    """What the page's scripts ask for."""

    @app.get("/beroepen.json")
    def occupations() -> list[dict[str, str]]:
        wanted = request.args["q"].lower()
        return [
            {"value": name.lower(), "label": name, "hint": "simpel werk"}
            for name in OCCUPATIONS
            if wanted in name.lower()
        ]

    @app.get("/paneel")
    def panel() -> str:
        return f"<div id='sroi'><p>Nog {len(request.args.getlist('q'))} te gaan</p></div>"

    @app.get("/thema.css")
    def theme() -> Any:
        return app.response_class(
            ":root { --utrecht-button-primary-action-background-color: rgb(184, 0, 46); }", mimetype="text/css"
        )
