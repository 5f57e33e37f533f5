"""The description of the doors for programs is true: it names them all, and each answers as it says, to every role."""

import json
from collections import Counter

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


def test_the_doors_for_programs_are_marked_and_no_others(app):
    marked = {endpoint for endpoint, view in app.view_functions.items() if getattr(view, "for_programs", False)}

    assert marked == set(DOORS)


@pytest.mark.parametrize("accept", ["application/json", "text/html", "*/*", ""])
def test_a_program_that_is_not_signed_in_reads_that_whatever_it_says_to_accept(app, stored, accept):
    stored.region()
    stored.save()
    asker = app.test_client()
    for path, steps in described(app)["paths"].items():
        if steps["get"]["security"]:
            url = path.replace("{scenario}", "WI-0001")
            told = asker.get(url, headers={"Accept": accept})
            assert (told.status_code, told.mimetype) == (401, "application/problem+json"), url
            assert told.json["code"] == "log_in"
            assert told.mimetype in steps["get"]["responses"]["401"]["content"]
            refused = described(app)["components"]["schemas"]["Weigering"]
            assert set(refused["required"]) <= set(told.json) <= set(refused["properties"])


@pytest.mark.parametrize("role", Role)
def test_whoever_may_not_ask_reads_a_refusal_as_it_is_described(app, client, stored, role):
    stored.region()
    client.sign_in_as(stored.user(role))
    stored.save()
    refused, kinds = described(app)["components"]["schemas"]["Weigering"], set()
    for path, steps in described(app)["paths"].items():
        if steps["get"]["security"]:
            url = path.replace("{scenario}", "WI-0001")
            answer = client.flask.get(url, headers={"Accept": "application/json"})
            if answer.status_code >= 400:
                kinds.update(answer.json)
                assert set(refused["required"]) <= set(answer.json) <= set(refused["properties"]), url
    assert "detail" in kinds


def test_a_refusal_that_says_when_to_ask_again_is_described_with_it(app):
    for steps in described(app)["paths"].values():
        for status, answer in steps["get"]["responses"].items():
            waits = status in {"429", "503"} and steps["get"]["operationId"] != "watching.ready"
            assert ("Retry-After" in answer.get("headers", {})) == waits


@pytest.mark.parametrize("role", [*Role, None])
def test_each_door_answers_as_described_whatever_is_asked(app, client, stored, role):
    stored.region()
    stored.parameters()
    if role:
        client.sign_in_as(stored.user(role))
    stored.save()
    # "Not ready" is an answer there, and no breakdown.
    schema = schemathesis.openapi.from_dict(described(app)).exclude(operation_id="watching.ready")
    schema.app = app
    name = described(app)["components"]["securitySchemes"]["sessie"]["name"]
    cookie = client.flask.get_cookie(name)
    cookies = {name: cookie.value} if cookie else {}
    answers = Counter()

    for found in schema.get_all_operations():

        @given(case=found.ok().as_strategy())
        @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def ask(case):
            answers[case.call_and_validate(cookies=cookies).status_code] += 1

        ask()

    # Whoever is signed in is never told to sign in.
    assert bool(answers[401]) == (role is None)
