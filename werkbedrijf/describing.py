"""``werkbedrijf openapi``: every door that answers a program, in the standard form other programs read (OpenAPI 3.1)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from secrets import token_hex
from typing import Any

import click
from flask import Flask

from werkbedrijf.foundation.problems import PROBLEM

TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
SUGGESTIONS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"value": TEXT, "label": TEXT, "hint": TEXT, "url": TEXT},
        "required": ["value", "label", "hint"],
        "additionalProperties": False,
    },
}
PROGRESS = {
    "type": "object",
    "properties": {"done": COUNT, "total": COUNT, "label": TEXT, "url": {"type": ["string", "null"]}},
    "required": ["done", "total", "label", "url"],
    "additionalProperties": False,
}
ALIVE = {
    "type": "object",
    "properties": {"status": {"const": "gezond"}},
    "required": ["status"],
    "additionalProperties": False,
}
READY = {
    "type": "object",
    "properties": {
        "status": {"enum": ["gereed", "niet gereed"]},
        "controles": {"type": "object", "additionalProperties": {"enum": ["goed", "fout"]}},
    },
    "required": ["status", "controles"],
    "additionalProperties": False,
}
# RFC 9457; the code stays the same, whatever the sentence becomes.
REFUSED = {
    "type": "object",
    "properties": {
        "type": {"const": "about:blank"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "code": TEXT,
        "detail": TEXT,
        "errors": {"type": "object", "additionalProperties": {"type": "array", "items": TEXT}},
    },
    "required": ["type", "status", "code"],
    "additionalProperties": False,
}
SECONDS = {"type": "integer", "minimum": 1}
TYPED = {
    "name": "q",
    "in": "query",
    "required": False,
    "description": "Wat er al getypt is.",
    # Nobody types a NUL: it is refused.
    "schema": {"type": "string", "pattern": "^[^\\u0000]*$"},
}


@dataclass(frozen=True, slots=True)
class Door:
    """What a door that answers a program takes and gives."""

    summary: str
    gives: Mapping[str, Any]
    takes: tuple[Mapping[str, Any], ...] = ()
    public: bool = False


DOORS: Mapping[str, Door] = {
    "employers.suggest": Door("Werkgevers die lijken op wat er getypt wordt", SUGGESTIONS, (TYPED,)),
    "employers.suggest_gemeente": Door("Gemeenten waarin het getypte voorkomt", SUGGESTIONS, (TYPED,)),
    "administration.suggest_employers": Door("Werkgevers, voor de beheerder", SUGGESTIONS, (TYPED,)),
    "administration.suggest_gemeente": Door("Gemeenten, voor de beheerder", SUGGESTIONS, (TYPED,)),
    "sroi_contracts.suggest": Door("Werkgevers, voor wie een opdracht vastlegt", SUGGESTIONS, (TYPED,)),
    "vacancies.suggest_occupation": Door("Beroepen die waarschijnlijk bedoeld zijn", SUGGESTIONS, (TYPED,)),
    "allocation.progress": Door("Hoe ver de verdeling is", PROGRESS),
    "scenarios.state": Door("Hoe ver een wat-als is", PROGRESS),
    "imports.state": Door("Hoe ver het terugdraaien van een import is", PROGRESS),
    "watching.alive": Door("Of dit proces antwoordt", ALIVE, public=True),
    "watching.ready": Door("Of bezoekers hierheen mogen", READY, public=True),
}


def described(app: Flask) -> dict[str, Any]:
    """The document, written from the doors that the app really has."""
    paths: dict[str, Any] = {}
    for rule in app.url_map.iter_rules():
        door = DOORS.get(rule.endpoint)
        if door is not None:
            path = rule.rule.replace("<", "{").replace(">", "}")
            paths.setdefault(path, {})["get"] = _operation(rule.endpoint, door, sorted(rule.arguments))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Werkbedrijf",
            "version": version("werkbedrijf"),
            "description": "De deuren die een programma antwoorden. Ook een weigering is JSON; wie niet is ingelogd, krijgt 401.",
        },
        "paths": dict(sorted(paths.items())),
        "components": {
            "securitySchemes": {
                "sessie": {"type": "apiKey", "in": "cookie", "name": app.config["SESSION_COOKIE_NAME"]}
            },
            "schemas": {"Weigering": REFUSED},
        },
    }


def _operation(endpoint: str, door: Door, arguments: list[str]) -> dict[str, Any]:
    named = [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in arguments]
    answers: dict[str, Any] = {"200": _json("Het antwoord", door.gives), "400": _refusal("Een teken dat niemand typt")}
    if not door.public:
        answers["401"] = _refusal("Niet ingelogd")
        answers["403"] = _refusal("Dit mag deze rol niet")
        answers["429"] = _refusal("Te vaak achter elkaar", waits=True)
    if named or not door.public:
        answers["404"] = _refusal("Dit bestaat niet, of je mag het niet weten")
    answers["414"] = _too_long()
    answers["503"] = (
        _json("Niet gereed", door.gives) if endpoint == "watching.ready" else _refusal("Het is even druk", waits=True)
    )
    return {
        "operationId": endpoint,
        "summary": door.summary,
        "parameters": [*named, *door.takes],
        "responses": answers,
        "security": [] if door.public else [{"sessie": []}],
    }


def _json(description: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _too_long() -> dict[str, Any]:
    """Refused before the app: by the proxy as JSON, by the server itself as a page."""
    told = _refusal("Het adres is te lang")
    told["content"]["text/html"] = {"schema": TEXT}
    return told


def _refusal(description: str, *, waits: bool = False) -> dict[str, Any]:
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Weigering"}}}
    told: dict[str, Any] = {"description": description, "content": content}
    if waits:
        told["headers"] = {"Retry-After": {"description": "Na zoveel seconden opnieuw", "schema": SECONDS}}
    return told


@click.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Bestand; zonder deze optie het scherm.")
def openapi(out: Path | None) -> None:
    """Schrijf op welke deuren een programma antwoorden, in OpenAPI 3.1."""
    from werkbedrijf.app import create_app
    from werkbedrijf.foundation.settings import Settings

    written = json.dumps(described(create_app(Settings(secret_key=token_hex()))), ensure_ascii=False)
    if out is None:
        click.echo(written)
    else:
        out.write_text(written + "\n", encoding="utf-8")
