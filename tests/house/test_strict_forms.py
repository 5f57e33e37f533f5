"""No form takes more than it asked: what is sent beside its fields refuses the whole, and nothing is saved."""

import ast
from io import BytesIO

import pytest
from sqlalchemy import select

from tests.house.sources import dotted, modules
from werkbedrijf.foundation.actors import Organisation, Role, User

BASE = "werkbedrijf/foundation/forms.py"


def test_every_form_of_the_house_is_strict():
    loose = [
        (path, node.lineno)
        for path, tree in modules().items()
        if path != BASE
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and {dotted(base) for base in node.bases} & {"FlaskForm", "flask_wtf.FlaskForm"}
    ]

    assert loose == [], "make it a StrictForm (werkbedrijf.foundation.forms)"


@pytest.mark.parametrize("extra", ["kind", "id", "version_id", "region_id", "is_active", "__class__"])
def test_a_field_that_was_not_asked_refuses_the_whole_form(client, stored, extra, database):
    stored.region()
    stored.parameters()
    client.sign_in_as(stored.user(Role.ADMINISTRATOR))
    given = {"kind": "uwv", "name": "UWV Nieuw"} | ({extra: "1"} if extra != "kind" else {"soort": "x"})

    page = client.post("/beheer/organisaties/nieuw", given, status=422)

    assert "waar dit formulier niet om vraagt" in page.text
    with database.engine.connect() as connection:
        assert connection.scalar(select(Organisation.id).where(Organisation.name == "UWV Nieuw")) is None


def test_the_same_form_without_it_is_saved(client, stored, database):
    stored.region()
    stored.parameters()
    client.sign_in_as(stored.user(Role.ADMINISTRATOR))

    client.post("/beheer/organisaties/nieuw", {"kind": "uwv", "name": "UWV Nieuw"})

    with database.engine.connect() as connection:
        assert connection.scalar(select(Organisation.id).where(Organisation.name == "UWV Nieuw")) is not None


def test_a_file_that_was_not_asked_refuses_too(client, stored, database):
    stored.region()
    user = stored.user(Role.ADMINISTRATOR)
    client.sign_in_as(user)
    answer = client.flask.post(
        "/account/wachtwoord", data={"current": "x", "password": "y", "foto": (BytesIO(b"x"), "x.png")}
    )

    assert answer.status_code in {400, 422}
    with database.engine.connect() as connection:
        assert connection.scalar(select(User.password_hash).where(User.id == user.id)) is None
