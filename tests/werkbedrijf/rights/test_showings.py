"""Kept lists in the copy: told as they were shown, readable on the page, and with nothing of anybody else on them."""

import json

import pytest
from sqlalchemy import select, text

from candidates.models import Candidate
from matching.shown.actions import keep
from matching.shown.models import ShownKind, ShownLine
from matching.shown.packing import Line, Picture
from tests.conftest import NOW
from tests.making import MONDAY
from tests.matching.shown.test_shown import TOLD, picture
from werkbedrijf.foundation.actors import TIMETABLE, Role
from werkbedrijf.rights.copying import copy_of
from werkbedrijf.rights.printed import as_json, as_page
from werkbedrijf.rights.showings import GONE, showings_of

SETTINGS = {"values": {"geschikt_vanaf": ["80", "2015-01-01"]}, "neutral": "2" * 32, "lot": "2026-11"}


def of_pair(vacancy, candidate):
    told = {
        **TOLD,
        "obstacles": ["De reis is te lang."],
        "always": [["een fiets", "gemeente", "Vraag het aan."]],
        "choices": [[["minder uren", "werkgever", "Spreek het af."]]],
        "texts": {"coach": "Past voor 81 %.", "employer": "Kan vandaag: inpakken.", "person": "Dit kun je nu al."},
    }
    facts = {"suitable": True, "part": 80, "about": ["Inpakker van toen", "Bakkerij, Enschede"]}
    line = Line(candidate.id, vacancy.id, 1, told)
    return Picture(ShownKind.PAIR, vacancy.id, candidate.id, (line,), facts, SETTINGS, "1+abc")


def test_of_a_list_of_people_only_the_own_row_is_told(session, make):
    vacancy, one, other = make.vacancy(), make.candidate(), make.candidate()
    words = {**TOLD, "can": ["wat alleen de ander kan"]}
    lines = (Line(other.id, vacancy.id, 1, words), Line(one.id, vacancy.id, 2, TOLD, ("2e op de lijst",)))
    facts = {"considered": 2, "suitable": 2, "left_out": [["te ver", 7, "Zij wonen te ver."]], "part": 80}
    seen = Picture(ShownKind.PEOPLE, vacancy.id, None, lines, facts, SETTINGS, "1+abc")
    keep(session, make.actor(Role.COACH), seen)

    (told,) = showings_of(session, one)

    assert told["lijst"] == "Wie kan dit werk?" and vacancy.title in told["plek"]
    (row,) = told["rijen"]
    assert (row["nummer"], row["past_procent"], row["punten"], row["hoogste_punten"]) == (2, 81, 81, 100)
    assert row["kan_vandaag"] == ["inpakken"] and row["ernaast"] == ["2e op de lijst"]
    assert row["per_taak"][0]["uitleg"] == "kan dit"
    written = json.dumps(told, ensure_ascii=False)
    assert not [word for word in ("alleen de ander", other.reference, "te ver", "bekeken_plekken") if word in written]


def test_version_and_settings_stand_with_the_list(session, make):
    vacancy, one = make.vacancy(), make.candidate()
    keep(session, make.actor(Role.COACH), picture(vacancy, one))

    (told,) = showings_of(session, one)

    assert told["gemaakt_met"]["Versie van de rekenregels"] == "1+abc"
    assert told["gemaakt_met"]["Loting bij gelijke stand"] == "maand 2026-11"
    assert told["gangbare_niveaus"] == "2" * 32 and "2" * 32 not in told["gemaakt_met"].values()


def test_an_explanation_is_told_with_its_texts_and_its_ways(session, make):
    make.parameters()
    vacancy, one = make.vacancy(), make.candidate()
    keep(session, make.actor(Role.COACH), of_pair(vacancy, one))
    page = as_page(copy_of(session, TIMETABLE, one, on=MONDAY))

    for words in (
        "Waarom past dit?",
        "Inpakker van toen",
        "De reis is te lang.",
        "Een fiets. Wie: gemeente. Vraag het aan.",
        "Manier 1: Minder uren. Wie: werkgever. Spreek het af.",
        "Zo las uw jobcoach het</b>: Past voor 81 %.",
        "81 %: 81 van 100 punten (met alle antwoorden 70 tot 90)",
    ):
        assert words in page, words


def test_a_line_whose_list_is_gone_is_told_apart_and_an_emptied_one_is_not(session, make):
    vacancy, one = make.vacancy(), make.candidate()
    session.add(ShownLine(candidate_id=one.id, vacancy_id=vacancy.id, content=b"", last_on=MONDAY))
    session.flush()
    assert showings_of(session, one) == []

    number = keep(session, make.actor(Role.COACH), of_pair(vacancy, one))
    session.execute(text("DELETE FROM shown_look"))
    session.execute(text("DELETE FROM shown_ranking WHERE id = :id"), {"id": number})
    session.expire_all()
    assert [told["lijst"] for told in showings_of(session, one)] == [GONE]


@pytest.mark.parametrize("page", ["plekken", "kansen"])
def test_a_list_that_a_coach_opened_is_read_on_paper(client, stored, database, page):
    stored.region()
    stored.parameters()
    coach = stored.user(Role.COACH)
    one = stored.candidate(coach=coach)
    stored.profile(one, level=4)
    title = stored.vacancy().title
    stored.save()
    client.sign_in_as(coach).get(f"/kandidaten/{one.reference}/{page}")

    with database.transaction(at=NOW) as session:
        told = copy_of(session, TIMETABLE, session.scalars(select(Candidate)).one(), on=MONDAY)
        paper, data = as_page(told), as_json(told)

    (kept,) = next(table for table in told["gegevens"] if table["tabel"] == "shown_ranking")["rijen"]
    assert title in paper and kept["kenmerk"] == "L-1"
    assert "\ufffd" not in paper + data and "\\u0" not in data
