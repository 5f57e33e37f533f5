"""The description of the doors for programs is true: it names them all, and each answers as it says, to every role."""

import json

import pytest
import schemathesis
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings

from werkbedrijf.cli import werkbedrijf
from werkbedrijf.describing import DOORS, described
from werkbedrijf.foundation.actors import Role


def test_every_door_that_answers_a_program_is_described(app):
    answering = {
        endpoint
        for endpoint, view in app.view_functions.items()
        if str(getattr(view, "__annotations__", {}).get("return", "")).startswith(("list[", "dict["))
    }

    assert answering - set(DOORS) == set()


def test_every_described_door_exists(app):
    named = {step["operationId"] for path in described(app)["paths"].values() for step in path.values()}

    assert named == set(DOORS)


def test_the_command_writes_it():
    written = CliRunner().invoke(werkbedrijf, ["openapi"])

    assert json.loads(written.output)["openapi"] == "3.1.0"


@pytest.mark.parametrize("role", [*Role, None])
def test_each_door_answers_as_described_whatever_is_asked(app, client, stored, role):
    stored.region()
    stored.parameters()
    if role:
        client.sign_in_as(stored.user(role))
    else:
        stored.save()
    # "Not ready" is an answer there, and no breakdown.
    schema = schemathesis.openapi.from_dict(described(app)).exclude(operation_id="watching.ready")
    schema.app = app
    name = described(app)["components"]["securitySchemes"]["sessie"]["name"]
    cookie = client.flask.get_cookie(name)
    assert (cookie is not None) == (role is not None)
    headers = {"Cookie": f"{name}={cookie.value}"} if cookie else {}

    for found in schema.get_all_operations():

        @given(case=found.ok().as_strategy())
        @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def ask(case):
            case.call_and_validate(headers=headers)

        ask()
