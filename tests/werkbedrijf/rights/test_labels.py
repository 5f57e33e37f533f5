"""Every column in the copy has a Dutch name of its own, and every choice is told in words."""

import re
from enum import Enum

import pytest
from markupsafe import escape

from matching.proposals.models import Proposal
from tests.making import MONDAY
from tests.werkbedrijf.rights.somebody import somebody
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.keys.sealed import ENDING
from werkbedrijf.rights.belonging import sa_table
from werkbedrijf.rights.columns import of_people
from werkbedrijf.rights.copying import INSIDE, LISTS, copy_of, shown_name
from werkbedrijf.rights.labels import TITLE, labels
from werkbedrijf.rights.printed import as_page
from werkbedrijf.rights.wording import in_words

TOLD = [table for table in of_people() if table.exported and table.name not in INSIDE]
COLUMNS = [(table.name, shown_name(column.name)) for table in TOLD if table.name != LISTS for column in table.exported]


def _choices():
    for table in TOLD:
        columns = sa_table(table).c
        for column in table.exported:
            for choice in getattr(columns[column.name].type, "enum_class", None) or ():
                yield table.name, column.name, choice


def test_every_column_in_the_copy_has_a_dutch_name_and_no_name_is_left_over():
    given = {(table, column) for table, words in labels().items() for column in words if column != TITLE}

    assert set(COLUMNS) - given == set(), "say in werkbedrijf/rights/labels.toml what the person should read"
    assert given - set(COLUMNS) == set()
    assert {table.name for table in TOLD} == set(labels())


def test_names_differ_within_a_table_and_speak_with_u():
    for table, words in labels().items():
        assert len(set(words.values())) == len(words), table
        assert not [word for word in words.values() if re.search(r"\b(je|jou|jouw|jij)\b|_", word)], table


@pytest.mark.parametrize(("table", "column", "choice"), list(_choices()), ids=str)
def test_every_choice_is_told_in_words(table, column, choice):
    told = in_words(table, column, choice.value)

    assert isinstance(choice, Enum) and isinstance(told, str)
    assert "_" not in told and told[:1] == told[:1].upper() and told != choice.value


def test_yes_and_no_and_figures_are_dutch():
    assert in_words("visibility", "shares_name", True) == "ja"
    assert in_words("visibility", "shares_name", False) == "nee"
    assert in_words("wage_period", "wage", "14.06") == "14,06"
    assert in_words("sroi_claim", "counted_months", "19/31") == "0,6"
    assert in_words("proposal", "run_id", 7) == "VD-0007"


@pytest.mark.parametrize(
    ("table", "column", "code", "words"),
    [
        ("candidate", "gemeente_code", "GM0153", "Enschede"),
        ("closed_line", "branch", "F", "Bouw"),
        ("closed_line", "left_out", "geen_arbeidscontract", "Er is geen arbeidscontract."),
        ("closed_line", "kind", "leerwerkplek", "Leerwerkplek"),
        ("level_change", "capability", "lezen", "lezen"),
        ("level_change", "after", 0, "Lukt (nog) niet."),
        (
            "care_visit",
            "moments",
            ["begin", "voor_einde:2026-11-02"],
            ["Na de eerste weken", "Voor het einde van het contract"],
        ),
        ("closing_assessment", "outcome", [["Laden", "met_hulp"]], ["Laden: Doet dit met hulp"]),
        ("pending_act", "kind", "candidate.erasure", "Uw gegevens wissen"),
        ("pending_act", "details", {"ground": "verzoek"}, "De persoon vraagt erom"),
        ("imported_record", "source", "vum", "Een andere organisatie, via VUM"),
        ("sroi_month_of_work", "month", "2026-11-01", "november 2026"),
    ],
)
def test_codes_that_are_no_choice_are_told_too(table, column, code, words):
    assert in_words(table, column, code) == words


def test_a_code_that_nobody_knows_any_more_stands_as_it_is():
    assert in_words("candidate", "status", "van_vroeger") == "van_vroeger"
    assert in_words("proposal", "explanation", {"oud": 1}) == {"oud": 1}


def test_an_explanation_is_told_with_u_and_without_codes(session, make):
    candidate = make.candidate()
    make.profile(candidate, level=2)
    sent = make.proposal(make.vacancy(), candidate)
    stored = session.get_one(Proposal, sent.id).explanation

    told = in_words("proposal", "explanation", stored)

    assert any("van het werk): " in one for one in told) and any(one.startswith("Reis: ") for one in told)
    assert not re.search(r"\b(je|jou|jouw)\b|te_regelen|kan_grotendeels", " ".join(told))
    assert stored["explanation"]["person"] not in " ".join(told)


def test_the_page_prints_no_name_of_a_column_and_no_je(session, make):
    page = as_page(copy_of(session, TIMETABLE, somebody(make), on=MONDAY))

    terms = set(re.findall(r"<dt>([^<]*)</dt>", page))
    nested = {"Kanarie", "Ground"}
    assert terms - nested <= {str(escape(word)) for words in labels().values() for word in words.values()}
    text = re.sub(r"“[^”]*”", "", re.sub(r"<[^>]+>", " ", page))
    assert not re.findall(r"[^.]*\b(?:je|jou|jouw)\b[^.]*", text)
    assert ENDING not in page and "Dienstregeling" not in page and "dienstregeling" not in page
