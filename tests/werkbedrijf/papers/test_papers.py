"""The papers come from the running service: another value or switch is another paper, and nothing is missing."""

import json
from datetime import date
from decimal import Decimal

import pytest
from click.testing import CliRunner

from tests.making import MAKER, MONDAY
from werkbedrijf.cli import werkbedrijf
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.parameters import DEFINITIONS, Parameter, ParameterValue
from werkbedrijf.papers.actions import fill_in
from werkbedrijf.papers.evaluated import FLOORS, VERDICTS
from werkbedrijf.papers.facts import TO_FILL_IN, evaluated_on, facts_on, floors
from werkbedrijf.papers.models import Blank
from werkbedrijf.papers.printing import papers_of
from werkbedrijf.papers.register import register_entry
from werkbedrijf.rights.rules import RULES

DUTCH = {told.partition(", ")[0] for told in FLOORS.values()}
PAPERS = ("algoritmeregister", "modelkaart", "menselijk-toezicht", "dpia-bijlage")
FIELDS = [
    "name",
    "description_short",
    "organization",
    "category",
    "status",
    "begin_date",
    "end_date",
    "contact_email",
    "website",
    "publication_category",
    "url",
    "goal",
    "proportionality",
    "human_intervention",
    "risks",
    "lawful_basis",
    "process_index_url",
    "impacttoetsen",
    "source_data",
    "methods_and_models",
    "provider",
    "publiccode",
    "lang",
    "standard_version",
    "source_id",
    "tags",
]


@pytest.fixture
def region(session, make):
    make.region()
    make.parameters()
    return session


def printed(session):
    return papers_of(facts_on(session, MONDAY), evaluated_on())


def test_the_register_entry_has_exactly_the_fields_of_the_standard(region):
    entry = register_entry(facts_on(region, MONDAY)).data
    assert list(entry) == FIELDS
    assert entry["standard_version"] == "1.0" and entry["organization"] == "Werkbedrijf Twente"


def test_what_only_the_region_knows_is_not_invented(region, make):
    entry = printed(region)["algoritmeregister"].data
    asked = (
        "contact_email",
        "website",
        "publication_category",
        "url",
        "process_index_url",
        "impacttoetsen",
        "source_id",
    )
    assert {entry[name] for name in asked} == {TO_FILL_IN}
    administrator = make.actor(Role.ADMINISTRATOR)
    assert fill_in(region, administrator, {Blank.CONTACT: "a@regio.example", Blank.URL: " "}, on=MONDAY) == 1
    assert printed(region)["algoritmeregister"].data["contact_email"] == "a@regio.example"
    assert fill_in(region, administrator, {Blank.CONTACT: ""}, on=MONDAY) == 1
    assert printed(region)["algoritmeregister"].data["contact_email"] == TO_FILL_IN


@pytest.mark.parametrize("name", PAPERS)
def test_every_value_and_every_switch_stands_in_every_paper_that_prints_them(region, name):
    text = printed(region)[name].to_markdown()
    assert [one for one in Parameter if DEFINITIONS[one].title not in text] == []
    if name != "dpia-bijlage":
        assert [one.title for one in facts_on(region, MONDAY).switches if one.title not in text] == []


@pytest.mark.parametrize("name", PAPERS)
def test_another_value_is_another_paper(region, name):
    before = printed(region)[name].to_markdown()
    row = ParameterValue(
        name=Parameter.LIST_LENGTH, valid_from=MONDAY, value=Decimal(17), source="Besluit van de regio"
    )
    region.add(row)
    record(region, MAKER, "parameter.changed", row)
    region.flush()
    after = printed(region)[name].to_markdown()
    assert before != after and "17 mensen" in after
    assert "17 mensen" not in papers_of(facts_on(region, date(2026, 11, 22)), evaluated_on())[name].to_markdown()


def test_a_switch_is_told_as_it_stands(region, monkeypatch):
    off = printed(region)["modelkaart"].to_markdown()
    monkeypatch.setattr("werkbedrijf.papers.facts.weights_in_force", lambda _session, _day: object())
    assert printed(region)["modelkaart"].to_markdown() != off


def test_the_annex_names_every_kind_of_data_about_people_and_every_term(region):
    facts = facts_on(region, MONDAY)
    text = printed(region)["dpia-bijlage"].to_markdown()
    assert [one.purpose for one in facts.tables.values() if one.about_people and one.purpose not in text] == []
    assert [rule.title for rule in RULES.values() if rule.title not in text] == []
    assert [room for room in facts.rooms if room not in text] == []


def test_the_card_tells_missed_floors_too():
    rows = floors()
    assert len(rows) >= 8 and any(verdict == "niet gehaald" for *_, verdict in rows)
    assert [row for row in rows if row[0].partition(", ")[0] not in DUTCH or row[3] not in VERDICTS.values()] == []
    assert evaluated_on() != TO_FILL_IN


def test_numbers_of_people_are_rounded(region, make):
    for _ in range(7):
        make.profile()
    assert facts_on(region, MONDAY).people == 10


def test_the_pages_and_the_files_say_the_same(client, stored):
    stored.region()
    stored.parameters()
    me = client.sign_in_as(stored.user(Role.ALDERMAN))
    index = me.get("/papieren")
    assert "E-mailadres voor vragen" in index.text
    for name in PAPERS:
        assert f"/papieren/{name}" in index.links()
        assert "Mensen op de lijst van een plek" in me.get(f"/papieren/{name}").text
        assert me.get(f"/papieren/{name}/tekst").answer.text.startswith("# ")
        assert json.loads(me.get(f"/papieren/{name}/json").answer.text)
    assert me.get("/papieren/onbekend", status=404)
    assert me.get("/papieren/invullen", status=403)


def test_the_administrator_fills_in(client, stored):
    stored.region()
    stored.parameters()
    me = client.sign_in_as(stored.user(Role.ADMINISTRATOR))
    typed = {name.value: "" for name in Blank} | {"contact_email": "vragen@regio.example"}
    me.get("/papieren/invullen")
    assert "E-mailadres voor vragen" not in me.post("/papieren/invullen", typed).text
    assert "vragen@regio.example" in me.get("/papieren/algoritmeregister").text


def test_the_command_writes_every_paper(client, stored, tmp_path):
    stored.region()
    stored.parameters()
    stored.save()
    done = CliRunner().invoke(
        werkbedrijf,
        ["papers", "--data-dir", str(tmp_path), "--out", str(tmp_path / "uit"), "--json"],
        env={"WERKBEDRIJF_DATABASE_URL": client.app.extensions["werkbedrijf.database"].url},
    )
    assert done.exit_code == 0, done.output
    assert len(json.loads(done.output)["written"]) == 2 * len(PAPERS)
    assert list(json.loads((tmp_path / "uit" / "algoritmeregister.json").read_text())) == FIELDS


ROLES = [None, *(role for role in Role if role is not Role.SYSTEM)]


@pytest.mark.parametrize("role", ROLES)
def test_every_link_of_the_promises_works_for_everybody(client, stored, role):
    stored.region()
    stored.parameters()
    if role:
        employer = stored.employer_user(stored.employer()) if role is Role.EMPLOYER else stored.user(role)
        client.sign_in_as(employer)
    page = client.get("/vertrouwen")
    inside = {link for link in page.links() if link.startswith("/") and not link.startswith("//")}
    assert len(inside) >= (8 if role else 2)
    for link in inside - {"/uitloggen"}:
        answer = client.get(link, follow=True).answer
        assert answer.status_code == 200, link


def test_the_promises_stand_in_the_footer_and_at_the_sign_in(client, stored):
    stored.region()
    assert "/vertrouwen" in client.get("/inloggen").links()
    stored.parameters()
    me = client.sign_in_as(stored.user(Role.COACH))
    assert {"/vertrouwen", "/papieren"} <= set(me.get("/vandaag").links())
