"""The auditor reads the processing log, and takes lines of both logs along."""

import csv
import io
import json
from datetime import timedelta

import pytest

from tests.conftest import NOW
from werkbedrijf.administration.trail import taking_out
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry, record
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.logbook.lines import Wanted, page_of_log

PROCESSING, FILE = "/logboek/verwerkingen", "/logboek/bestand"
TODAY = day_of(NOW)


@pytest.fixture
def looked(client, stored):
    """A coach looked at two candidates; the auditor is signed in."""
    stored.region()
    coach = stored.user(Role.COACH, name="Cas Coach")
    candidates = [stored.candidate(coach=coach), stored.candidate(coach=coach)]
    client.sign_in_as(coach)
    for one in candidates:
        client.get(f"/kandidaten/{one.reference}")
    client.sign_in_as(stored.user(Role.AUDITOR, name="Bea Baas"))
    return candidates


def rows(page):
    return [row.text for body in page.all("tbody") for row in body.iter("{*}tr")] if page.all("tbody") else []


def taken(client, kind, since=TODAY, until=TODAY):
    return client.post(FILE, {"kind": kind, "since": since.isoformat(), "until": until.isoformat()})


def test_the_processing_log_says_whose_data_were_used_for_what(client, looked):
    page = client.get(PROCESSING)
    assert looked[0].reference in page.text
    assert looked[1].reference in page.text
    assert "Kandidaten begeleiden naar werk" in page.text
    assert looked[0].last_name not in page.html


def test_one_person_is_found_by_reference_and_nobody_says_so(client, looked):
    page = client.get(f"{PROCESSING}?onderwerp={looked[0].reference.lower()}")
    assert looked[0].reference in page.text
    assert looked[1].reference not in page.text
    assert "Er is niemand met het kenmerk ‘K-9999’" in client.get(f"{PROCESSING}?onderwerp=K-9999").text


def test_the_log_of_other_days_and_other_purposes_is_empty(client, looked):
    yesterday = TODAY - timedelta(days=1)
    assert "geen verwerkingen bij deze keuze" in client.get(f"{PROCESSING}?tot={yesterday}").text
    assert looked[0].reference not in client.get(f"{PROCESSING}?verwerking=registreren").text


def test_older_lines_go_on_where_the_page_ended(client, database, stored, looked, monkeypatch):
    monkeypatch.setattr("werkbedrijf.logbook.lines.PAGE", 1)
    wanted, before, seen = Wanted(TODAY, TODAY), None, []
    while True:
        page = page_of_log(stored.session, database.logs, wanted, before=before)
        seen += [line.id for line in page.lines]
        if page.older is None:
            break
        assert page.older != before
        before = page.older
    assert len(seen) > 1
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == page.total
    assert any("voor=" in link for link in client.get(PROCESSING).links())


def test_the_trail_comes_along_as_a_table_no_text_of_which_can_act(client, stored, looked):
    employer = stored.employer(name="=cmd|' /C calc'!A0")
    record(
        stored.session, stored.actor_of(stored.user(Role.ACCOUNT_MANAGER, name="=1+1")), "employer.changed", employer
    )
    answer = taken(client, "logboek").answer
    table = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert tuple(table[0]) == taking_out.COLUMNS
    assert len(table) > 4
    assert not [cell for row in table for cell in row if cell[:1] in {"=", "+", "@"}]
    assert any(looked[0].reference in row for row in table)
    assert "attachment" in answer.headers["Content-Disposition"]


def test_what_was_told_about_people_does_not_come_along(client, stored, looked):
    record(stored.session, stored.actor_of(stored.user(Role.COACH)), "candidate.changed", looked[0], reason="geheim")
    record(
        stored.session, stored.actor_of(stored.user(Role.COACH)), "vacancy.closed", stored.vacancy(), reason="ingevuld"
    )
    told = taken(client, "logboek").answer.data.decode()
    assert "ingevuld" in told
    for hidden in ("geheim", looked[0].last_name):
        assert hidden not in told


def test_processings_come_along_as_the_standard_has_them(client, looked):
    told = json.loads(taken(client, "verwerkingen").answer.data)
    spans = [span for one in told["resourceSpans"] for scope in one["scopeSpans"] for span in scope["spans"]]
    persons = {
        a["value"]["stringValue"] for s in spans for a in s["attributes"] if a["key"] == "dpl.core.data_subject_id"
    }
    assert {one.uuid for one in looked} <= persons


def test_taking_lines_along_leaves_a_line(client, stored, looked):
    taken(client, "logboek")
    taken(client, "verwerkingen")
    acts = [one.act for one in stored.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert {"audit.trail_exported", "audit.processing_exported"} <= set(acts)


@pytest.mark.parametrize("kind", ["logboek", "verwerkingen"])
def test_more_than_a_page_can_hand_over_is_refused_at_the_field(client, looked, monkeypatch, kind):
    monkeypatch.setitem(taking_out.MOST, kind, 1)
    page = taken(client, kind)
    assert page.status == 422
    assert "Kies minder dagen" in page.text


def test_days_that_are_turned_round_are_refused_at_the_field(client, looked):
    page = taken(client, "logboek", since=TODAY, until=TODAY - timedelta(days=1))
    assert page.status == 422
    assert "Draai ze om" in page.text


def test_it_asks_who_you_are_when_that_is_long_ago(client, stored, looked):
    auditor = stored.user(Role.AUDITOR)
    assert "Bevestig dat u het bent" in client.sign_in_as(auditor, fresh=False).get(FILE, follow=True).text
