"""A ranking that somebody saw can be shown again exactly, whatever changed since."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select, update

from candidates.profile.actions import set_level
from candidates.profile.models import Profile
from matching.shown.actions import forget_old, keep
from matching.shown.models import ShownKind, ShownLine, ShownLook, ShownRanking
from matching.shown.packing import Line, Picture, packed, unpacked
from matching.shown.queries import kept
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.parameters import Parameter, ParameterValue

TOLD = {
    "score": 81,
    "figures": [81, 100, 70, 90],
    "minutes": 12,
    "can": ["inpakken"],
    "grows": [],
    "tasks": [["Inpakken", 100, 81, 19, "kan dit"]],
    "arrange": [],
    "ask": 0,
    "travel": "12 minuten met de fiets",
}


def picture(vacancy, *candidates, told=TOLD, **settings):
    lines = [Line(one.id, vacancy.id, number, told, ("2e op de lijst",)) for number, one in enumerate(candidates, 1)]
    made_with = {"values": {"geschikt_vanaf": ["80", "2015-01-01"]}, "neutral": "2" * 32, "lot": "2026-11"} | settings
    return Picture(ShownKind.PEOPLE, vacancy.id, None, tuple(lines), {"considered": 2}, made_with, "1+abc")


def test_what_is_packed_comes_back_the_same():
    assert unpacked(packed(TOLD)) == TOLD
    assert unpacked(b"") is None
    with pytest.raises(ValueError, match="onbekende vorm"):
        unpacked(b"\x7fabc")


def test_the_same_list_is_kept_once_with_every_look(session, make):
    actor, vacancy = make.actor(Role.COACH), make.vacancy()
    people = [make.candidate(), make.candidate()]
    first = keep(session, actor, picture(vacancy, *people))
    assert keep(session, make.actor(Role.ACCOUNT_MANAGER), picture(vacancy, *people)) == first
    assert session.scalar(select(func.count()).select_from(ShownLook)) == 2
    assert session.scalar(select(func.count()).select_from(ShownLine)) == 2


def test_another_order_or_value_is_another_list_of_the_same_lines(session, make):
    actor, vacancy = make.actor(Role.COACH), make.vacancy()
    one, other = make.candidate(), make.candidate()
    numbers = {
        keep(session, actor, picture(vacancy, one, other)),
        keep(session, actor, picture(vacancy, other, one)),
        keep(session, actor, picture(vacancy, one, other, page=2)),
    }
    assert len(numbers) == 3
    assert session.scalar(select(func.count()).select_from(ShownLine)) == 2


def test_rows_come_back_in_order_with_their_reasons_and_figures(session, make):
    vacancy, one, other = make.vacancy(), make.candidate(), make.candidate()
    number = keep(session, make.actor(Role.COACH), picture(vacancy, other, one))
    found = kept(session, session.get_one(ShownRanking, number))
    assert [(row.number, row.candidate, row.told, row.beside) for row in found.rows] == [
        (1, other, TOLD, ("2e op de lijst",)),
        (2, one, TOLD, ("2e op de lijst",)),
    ]
    assert found.whole


def test_a_line_that_somebody_changed_is_noticed(session, make):
    vacancy = make.vacancy()
    number = keep(session, make.actor(Role.COACH), picture(vacancy, make.candidate()))
    session.scalars(select(ShownLine)).one().content = packed(TOLD | {"score": 99})
    session.flush()
    assert not kept(session, session.get_one(ShownRanking, number)).whole


def test_an_erased_person_leaves_an_empty_row_and_the_order_stays(session, make):
    vacancy, one, other = make.vacancy(), make.candidate(), make.candidate()
    number = keep(session, make.actor(Role.COACH), picture(vacancy, one, other))
    session.execute(update(ShownLine).where(ShownLine.candidate_id == one.id).values(content=b""))
    session.expire_all()
    found = kept(session, session.get_one(ShownRanking, number))
    assert [row.told for row in found.rows] == [None, TOLD]
    assert found.whole


def test_old_lists_go_and_what_was_seen_again_stays(session, make):
    make.parameters()
    actor, vacancy = make.actor(Role.COACH), make.vacancy()
    one, other = make.candidate(), make.candidate()
    keep(session, actor, picture(vacancy, one))
    stays = keep(session, actor, picture(vacancy, one, other))
    now = session.info["at"]
    session.info["at"] = now + timedelta(days=150)
    keep(session, actor, picture(vacancy, one, other))
    on = MONDAY + timedelta(days=191)
    assert (forget_old(session, on=on), forget_old(session, on=on)) == (1, 0)
    assert session.scalars(select(ShownRanking.id)).all() == [stays]
    session.expire_all()
    assert len(kept(session, session.get_one(ShownRanking, stays)).rows) == 2
    assert forget_old(session, on=MONDAY + timedelta(days=400)) == 1
    assert session.scalar(select(func.count()).select_from(ShownLine)) == 0


# What the pages say between these is the list itself.
ROWS = re.compile(r"Kan vandaag: [^.]+\.|Groeit nog in: [^.]+\.|past \d+ %|\d+ minuten [a-z ]+|\(\d+ %\)")


def told_on(page):
    return ROWS.findall(page.text)


@pytest.fixture
def place(stored):
    stored.region()
    stored.parameters()
    coach = stored.user(Role.COACH)
    vacancy = stored.vacancy()
    for level in (2, 4, 3, 1):
        stored.profile(stored.candidate(coach=coach), level=level)
    return coach, vacancy


def test_a_list_is_shown_again_as_it_was_after_everything_changed(client, stored, place):
    coach, vacancy = place
    client.sign_in_as(coach)
    seen = client.get(f"/plekken/{vacancy.reference}/kandidaten?deel=alles")
    before = told_on(seen)
    assert len(before) > 8
    kept_url = "/lijsten/L-1"
    assert kept_url in client.get(f"/plekken/{vacancy.reference}/eerdere-lijsten").links()
    first = client.get(kept_url)
    references = re.findall(r"\d\. (K-\d{4})", first.text)
    assert len(references) == 4

    session, actor = stored.session, stored.actor_of(coach)
    for profile in session.scalars(select(Profile)):
        set_level(session, actor, profile, "lopen", 0, on=MONDAY)
    vacancy.title, vacancy.tasks[0].share, vacancy.tasks[1].share = "Iets heel anders", 10, 90
    record(session, actor, "vacancy.changed", vacancy)
    value = ParameterValue(name=Parameter.SUITABLE_FROM, valid_from=MONDAY, value=Decimal(20), source="proef")
    session.add(value)
    record(session, actor, "parameter.changed", value)
    stored.save()

    now = client.get(f"/plekken/{vacancy.reference}/kandidaten?deel=alles")
    assert told_on(now) != before
    again = client.get(kept_url)
    assert again.text == first.text
    assert told_on(again) == before
    assert re.findall(r"\d\. (K-\d{4})", again.text) == references
    assert "80 procent van het werk" in again.text


def test_every_kind_of_list_can_be_shown_again(client, stored, place):
    coach, vacancy = place
    reference = stored.candidate(coach=coach)
    stored.profile(reference, level=3)
    reference = reference.reference
    client.sign_in_as(coach)
    for url in (
        f"/kandidaten/{reference}/plekken",
        f"/kandidaten/{reference}/kansen",
        f"/plekken/{vacancy.reference}/kandidaten/{reference}",
    ):
        client.get(url)
    earlier = client.get(f"/kandidaten/{reference}/eerdere-lijsten")
    urls = [f"/lijsten/L-{number}" for number in (1, 2, 3)]
    assert set(urls) < set(earlier.links())
    pages = [client.get(url).text for url in urls]
    assert "1. Orderpicker" in pages[0]
    assert "open plek paste" in pages[1]
    assert "en er staat niets in de weg" in pages[2]


def test_a_list_holds_no_name(client, stored, place):
    coach, vacancy = place
    client.sign_in_as(coach)
    client.get(f"/plekken/{vacancy.reference}/kandidaten")
    row = stored.session.scalars(select(ShownRanking)).first()
    lines = stored.session.scalars(select(ShownLine)).all()
    assert "Voorbeeld" not in str(unpacked(row.content)) + str([unpacked(line.content) for line in lines])
    assert "Voorbeeld" not in client.get("/lijsten/L-1").text


def test_an_employer_and_an_auditor_do_not_see_it(client, stored, place):
    coach, vacancy = place
    client.sign_in_as(coach)
    client.get(f"/plekken/{vacancy.reference}/kandidaten")
    for user in (stored.employer_user(vacancy.employer), stored.user(Role.AUDITOR), stored.user(Role.ALDERMAN)):
        client.sign_in_as(user)
        assert client.get("/lijsten/L-1", status=404)
