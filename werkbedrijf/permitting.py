"""``werkbedrijf routes``: every address of the service, with who may ever pass it.

The addresses come from the running map, the roles from ``permissions.toml``: the one table of who may what, which
tests/house/test_permissions.py holds against every door.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
from flask import Flask

from werkbedrijf.commanding import data_dir_option, json_option, settings_for, show, spoken

SHORT = {
    "CO": "jobcoach",
    "AM": "accountmanager",
    "EM": "werkgever",
    "AL": "wethouder",
    "FA": "beheerder",
    "OA": "organisatiebeheerder",
    "RC": "regiocoordinator",
    "AU": "auditor",
}
# Acts that a second person confirms, by endpoint: a role that the administrator of the region gives.
FOUR_EYES = frozenset({"administration.user_new", "administration.user_change"})


@cache
def permissions() -> Mapping[str, Mapping[str, str]]:
    """Per endpoint the roles that can ever pass, each with its scope: case, own, reg (the region), yes or mine."""
    told = tomllib.loads(files("werkbedrijf").joinpath("permissions.toml").read_text(encoding="utf-8"))
    return {endpoint: dict(part.split() for part in row.split(", ") if part) for endpoint, row in told["doors"].items()}


def routes_of(app: Flask) -> list[dict[str, Any]]:
    """Every address, in the order of the alphabet."""
    rows = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        view = app.view_functions[rule.endpoint]
        guarded = getattr(view, "guarded", None)
        policy = getattr(view, "policy", None)
        is_public = rule.endpoint.endswith("static") or guarded == "public"
        scopes = permissions().get(rule.endpoint, {})
        rows.append(
            {
                "rule": rule.rule,
                "methods": sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}),
                "endpoint": rule.endpoint,
                "permission": "public" if is_public else _named(policy),
                "public": is_public,
                "roles": ["*"] if is_public else [SHORT[short] for short in scopes],
                "scopes": {SHORT[short]: scope for short, scope in scopes.items()},
                "looks": getattr(view, "looks", None),
                "step_up": getattr(view, "needs_fresh", None) is not None,
                "four_eyes": rule.endpoint in FOUR_EYES or getattr(view, "four_eyes", False),
            }
        )
    return rows


def _named(policy: Any) -> str:
    return f"{policy.__module__}.{policy.__qualname__}"


@click.command("routes")
@data_dir_option
@json_option
@spoken
def routes(data_dir: Path | None, as_json: bool) -> None:
    """Noem elk adres van de dienst, met welke rol er ooit door mag en wat er wordt vastgelegd."""
    from werkbedrijf.app import create_app

    app = create_app(settings_for(data_dir))
    rows = routes_of(app)
    lines = [
        f"{'/'.join(row['methods']):<9} {row['rule']:<70} {row['permission']:<60} {', '.join(row['roles'])}"
        for row in rows
    ]
    show(rows, as_json=as_json, lines=lines)
