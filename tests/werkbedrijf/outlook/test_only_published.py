"""Whatever an alderman opens or takes along is made of what was published: so the attacks on what was published are attacks on
every page, file and paper with it, and no file can tell more than a page.
"""

import re
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event

from matching.aftercare.staying.freezing import freeze_staying
from tests.werkbedrijf.outlook.test_all_published import region
from werkbedrijf.foundation.actors import Role
from werkbedrijf.replies.jobs import freeze_replies

ON = "op=2026-11-23"
PUBLISHED = {
    "board_month",
    "board_cell",
    "outlook_month",
    "outlook_cell",
    "outlook_ahead",
    "indicator_quarter",
    "indicator_cell",
    "staying_month",
    "staying_point",
    "reply_month",
}
# What others published, what the region chose and entered itself, and who is asking.
OF_NOBODY = {
    "outside_figure",
    "indicator_value",
    "parameter_value",
    "region",
    "gemeente_border",
    "paper_value",
    "organisation",
    "user",
    "speaks_for",
    "sign_in_session",
    "notice",
}
# On one page: whether groups are served alike (masked when it is told: tests/werkbedrijf/fairness/test_masking.py), and where
# employers are, which gives each gemeente its place on a map without borders.
MORE = {f"/wethouder?{ON}": {"fairness_report", "allocation_run", "establishment"}}
TABLES = re.compile(r"\b(?:FROM|JOIN) \"?(\w+)\"?")
DOORS = (
    f"/wethouder?{ON}",
    f"/wethouder/verloop.svg?{ON}",
    f"/basisindicatoren?{ON}",
    *(f"/basisindicatoren/I{number:02}?{ON}" for number in range(1, 20)),
    *(f"/basisindicatoren/bestand/basisindicatoren.{kind}?{ON}" for kind in ("csv", "xlsx", "ods", "pdf")),
    *(f"/stukken/{paper}?{ON}" for paper in ("kwartaalbericht", "marktbewerkingsplan")),
    *(f"/stukken/{paper}/pdf?{ON}" for paper in ("kwartaalbericht", "marktbewerkingsplan")),
    f"/blijven-werken?{ON}",
)


@pytest.fixture
def make(stored):
    return stored


@pytest.fixture
def session(stored):
    return stored.session


@contextmanager
def tables_read(database):
    read = set()

    def note(_connection, _cursor, statement, *_):
        if statement.lstrip().startswith("SELECT"):
            read.update(TABLES.findall(statement))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield read
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def test_what_an_alderman_opens_or_takes_along_is_made_of_what_was_published(client, database, session, make, placed):
    region(session, make, placed)
    freeze_staying(session, on=date(2026, 11, 2))
    freeze_replies(session, on=date(2026, 11, 2))
    client.sign_in_as(make.user(Role.ALDERMAN))
    read_by = {}
    for door in DOORS:
        with tables_read(database) as read:
            client.get(door)
        read_by[door] = read
    too_much = {door: read - PUBLISHED - OF_NOBODY - MORE.get(door, set()) for door, read in read_by.items()}
    assert {door: read for door, read in too_much.items() if read} == {}
    assert set().union(*read_by.values()) >= PUBLISHED
