"""What somebody types stays a text: on every page, in every mail and in every file that shows it.

Each page and form once here; as everybody, every text in every field: ``python -m tests.proofs.injection``.
"""

from collections import Counter

import pytest

from tests.house import hostile_texts
from tests.house.hostile_world import free_columns
from tests.house.injecting import Hostile
from werkbedrijf.foundation.spreadsheets.cells import FORMULA_STARTS
from werkbedrijf.foundation.spreadsheets.writing import to_csv, to_xlsx

# Written by the service itself, or only in a state in which this world has nobody.
NOT_HERE = {"AllocationRun.problem", "JobRun.problem", "SignInAttempt.origin", "ToldReason.words"}
# Columns that stand on no page that is opened here: in another state, or behind a filter.
UNSEEN = 14


@pytest.fixture(scope="module")
def service(engines, tmp_path_factory):
    made = Hostile(engines["sqlite"], tmp_path_factory.mktemp("typed"))
    yield made
    made.database.outer.rollback()
    made.database.connection.close()


@pytest.fixture(scope="module")
def walked(service):
    """Everything was opened and sent once."""
    for person, url, text in service.walk(most=1):
        service.send_forms(person, url, text)
    service.copy_of_a_person("manager")
    service.run_jobs()
    return service


def test_every_column_of_texts_is_hostile(service):
    assert {f"{cls.__name__}.{name}" for cls, name in free_columns()} - set(service.columns.values()) == NOT_HERE


def test_a_hostile_text_stays_a_text_wherever_it_is_shown_or_sent(walked):
    assert walked.wrong == [], "\n".join(map(str, walked.wrong[:20]))
    assert walked.broken == [], "\n".join(map(str, walked.broken[:20]))


def test_it_was_really_shown_sent_and_saved(walked):
    """Otherwise the test above would find nothing because there is nothing."""
    shown = {walked.columns[number] for number in walked.seen if number in walked.columns}

    assert len(set(walked.columns.values()) - shown) <= UNSEEN, "\n".join(sorted(set(walked.columns.values()) - shown))
    assert walked.statuses[200] > 150 and walked.statuses[302] > 50 and walked.mails > 20, Counter(walked.statuses)
    assert "Candidate.last_name" in {walked.columns.get(number) for number in walked.copied}


@pytest.mark.parametrize("kind", ["text/csv", "xlsx"])
def test_no_cell_of_a_table_that_goes_out_acts(kind):
    rows = [
        ("Naam", "Nog iets"),
        *((hostile_texts.hostile(number), start) for number, start in enumerate(FORMULA_STARTS)),
    ]
    content = to_csv(rows) if kind == "text/csv" else to_xlsx(rows)

    assert hostile_texts.problems_in_content(kind, content) == []


@pytest.mark.parametrize(
    "text",
    [
        *('<p><b zq="1">', '<p onclick="x">', "Zt49t", '<a href=" JavaScript:zq(1)">', "<script>zq</script>"),
        *("<!-- Zq7q -->", '<svg><a xlink:href="javascript:x">', "<zq-b>", '<input value="" zq=1>'),
    ],
)
def test_the_eye_sees_markup_that_came_out_of_a_text(text):
    assert hostile_texts.problems_in_page(f"<!doctype html><body>{text}")


def test_the_eye_sees_each_hostile_text_that_nobody_escaped():
    places = (
        "<p>{}</p>",
        '<p title="{}">',
        "<p title='{}'>",
        "<p title={}>",
        "<textarea>{}</textarea>",
        "<p><!--{}-->",
    )
    for number in range(len(hostile_texts.STARTS)):
        for place in places:
            assert hostile_texts.problems_in_page("<!doctype html>" + place.format(hostile_texts.hostile(number))), (
                place
            )


def test_the_eye_sees_a_cell_that_acts():
    assert hostile_texts.problems_in_content("text/csv", b"Naam\r\n=Zq\r\n")
    assert not hostile_texts.problems_in_content("text/csv", b"Naam\r\n'=Zq\r\n-1,5\r\n")
