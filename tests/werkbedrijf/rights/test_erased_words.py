"""A name that somebody typed in a text of something else goes when the person is erased; the rest of the text stays."""

import json

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from tests.house.hostile_world import free_columns
from tests.house.world import World
from tests.making import MONDAY
from tests.werkbedrijf.rights.test_erasing import _cells
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.db import Base
from werkbedrijf.foundation.keys.sealed import TEXT, AboutPerson, class_of, sealed_of
from werkbedrijf.imports.models import BatchState, ImportBatch
from werkbedrijf.rights.columns import of_people
from werkbedrijf.rights.erasing import erase, erase_anyway
from werkbedrijf.rights.mentions import Names
from werkbedrijf.rights.models import ErasureGround
from werkbedrijf.rights.words import FREE, INSTEAD, NOT_ABOUT_A_CANDIDATE, forget_words

SAID = "Gebeld over Sam Kanariegeel (kanariegeel@voorbeeld.example), en later over KANARIEGEEL, Sam."
LEFT = f"Gebeld over {INSTEAD} ({INSTEAD}), en later over {INSTEAD}."
NAMES = Names("Sam", "Kanariegeel", "kanariegeel@voorbeeld.example", "", frozenset({"K-0001"}))


def gone(session, candidate):
    erase_anyway(session, TIMETABLE, candidate, ground=ErasureGround.REQUEST, at=session.info["at"], on=MONDAY)
    session.flush()


def test_every_column_in_which_people_write_is_looked_at_or_left_for_a_reason():
    people = {table.name for table in of_people()}
    unknown = [
        f"{cls.__tablename__}.{name}"
        for cls, name in free_columns()
        if name not in FREE.get(cls.__tablename__, ())
        and cls.__tablename__ not in people
        and not {cls.__tablename__, f"{cls.__tablename__}.{name}"} & set(NOT_ABOUT_A_CANDIDATE)
    ]

    assert unknown == []
    assert set(FREE) & set(NOT_ABOUT_A_CANDIDATE) == set()
    assert [name for name, columns in FREE.items() for one in columns if one not in Base.metadata.tables[name].c] == []


def test_a_name_in_a_text_of_something_else_goes_and_the_text_stays(session, make):
    world = World(make)
    world.secret.first_name, world.secret.last_name = "Sam", "Kanariegeel"
    world.secret.email = "kanariegeel@voorbeeld.example"
    session.flush()
    written = {name for name, columns in FREE.items() for one in columns if _write(session, name, one)}
    assert len(written) > 15

    gone(session, world.secret)

    cells = [(where, told) for where, told in _cells(session) if "kanariegeel" in told.lower()]
    assert cells == []
    assert set(session.scalars(text("SELECT note FROM employer"))) == {LEFT}


def _write(session, name, column):
    """Put the text in every row of this column that takes it; whether there is one."""
    table, found = Base.metadata.tables[name], False
    for number in session.scalars(select(table.c.id)).all():
        try:
            with session.begin_nested():
                session.connection().execute(update(table).where(table.c.id == number).values({column: SAID}))
            found = True
        except DBAPIError:  # what the rules of the table do not take is no text here
            continue
    session.expire_all()
    return found


def test_a_name_in_a_locked_text_about_somebody_else_goes(session, make):
    other, mine = make.candidate(), make.candidate(first_name="Sam", last_name="Kanariegeel")
    mine.email = "kanariegeel@voorbeeld.example"
    proposal = make.proposal(candidate=other)
    proposal.end_note = SAID
    session.flush()

    gone(session, mine)

    assert proposal.end_note == LEFT
    assert make.session.get_one(type(other), other.id).first_name == "Sam"


def test_who_shares_a_name_is_not_touched(session, make):
    employer = make.employer(note="Sam belde met mevrouw Kanariegeel. Piet Kanariegeel belt terug.")

    assert forget_words(session, NAMES) == 0
    assert employer.note.startswith("Sam belde met mevrouw Kanariegeel")


def test_a_form_that_was_open_with_the_name_is_too_old_afterwards(session, make):
    employer = make.employer(note=SAID)
    before = employer.version

    assert forget_words(session, NAMES) == 1
    assert (employer.note, employer.version) == (LEFT, before + 1)


@pytest.mark.parametrize("last", ["Ölçü", "ÉÉ", "O'Hara-Ünlü"])
def test_a_name_with_accents_is_found_in_capitals_too(session, make, last):
    employer = make.employer(note=f"Gebeld over SAM {last.upper()}.")

    assert forget_words(session, Names("Sam", last, "", "", frozenset())) == 1
    assert employer.note == f"Gebeld over {INSTEAD}."


def test_every_locked_text_about_a_person_can_be_read_that_way():
    """A locked column of another form would be passed over."""
    forms = {
        f"{kind.__tablename__}.{one.name}"
        for kind in AboutPerson.__subclasses__()
        for one in sealed_of(kind)
        if one.form is not TEXT
    }

    assert forms == {"closing_assessment.outcome"}


def test_a_file_in_which_json_hides_the_name_is_emptied(session, make):
    mine = make.candidate(first_name="Sam", last_name="Kanariegeel")
    content = json.dumps([{"naam": "Sam Kanariegeel"}]).replace("K", "\\u004b").encode()
    batch = class_of("import_batch")(
        reference="I-0001",
        kind="vum",
        content=content,
        uploaded_by_id=mine.coach_id,
        organisation_id=mine.organisation_id,
        uploaded_at=session.info["at"],
    )
    make._add(batch, "import.made")

    erase(session, TIMETABLE, mine, ground=ErasureGround.REQUEST, on=MONDAY)

    session.expire_all()
    assert (batch.content, batch.state) == (b"", BatchState.DISCARDED)
    assert isinstance(batch, ImportBatch)
