"""No field in which somebody may write about a person takes words about health, or it says here why it needs no look."""

from collections.abc import Iterator

import pytest
from wtforms import StringField, TextAreaField

import werkbedrijf.app  # noqa: F401  # knows every room
from werkbedrijf.foundation.delicate import health_word
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane, health_problem

ROOMS = ("employers", "candidates", "matching", "werkbedrijf")
# Fields of one line that hold a name, a number or a choice, wherever they stand.
NAMES_AND_NUMBERS = frozenset(
    {
        *("first_name", "last_name", "name", "naam", "email", "phone", "bsn", "code", "password"),
        *(
            "kvk",
            "website",
            "branch_number",
            "establishment_name",
            "street",
            "house_number",
            "postcode",
            "place",
            "gemeente",
        ),
        *("contact_name", "contact_function", "contact_phone", "contact_email", "spoke_with", "by", "formal_employer"),
        *("pc4", "occupation", "employer", "value", "source", "left_out", "bonus"),
    }
)
THE_ACT = "the act refuses such words itself, also when they come from elsewhere"
ABOUT_WORK = "names work or tasks, and no person"
ABOUT_RULES = "says why a rule is as it is, and no person is known there"
REASONS = {
    ("candidates.emergency.forms", "reason"): THE_ACT,
    ("candidates.profile.forms", "build_up"): THE_ACT,
    ("matching.allocation.forms", "note"): THE_ACT,
    ("matching.proposals.forms", "note"): THE_ACT,
    ("matching.proposals.forms", "reason"): THE_ACT,
    ("matching.proposals.forms", "outside_note"): THE_ACT,
    ("employers.forms", "trade_names"): "the names of a firm, which may be one in care",
    ("employers.forms", "sbb_number"): "a number",
    ("employers.training.forms", "school"): "the name of a school, and no person",
    ("employers.contacts.word_routes", "word"): ABOUT_RULES,
    ("employers.vacancies.forms", "title"): ABOUT_WORK,
    (
        "employers.vacancies.text_routes",
        "text",
    ): "is read and not kept; sentences with such words are left out of the draft",
    ("matching.carving.forms", "title"): ABOUT_WORK,
    ("werkbedrijf.scenarios.forms", "title"): ABOUT_WORK,
    ("werkbedrijf.help.sample", "title"): ABOUT_WORK,
    ("werkbedrijf.help.sample", "description"): "an example page that saves nothing",
    ("werkbedrijf.help.sample", "first_share"): "an example page that saves nothing",
    ("werkbedrijf.help.sample", "second_share"): "an example page that saves nothing",
    ("werkbedrijf.help.sample", "hours"): "an example page that saves nothing",
    ("werkbedrijf.administration.partners.forms", "ground"): ABOUT_RULES,
    ("werkbedrijf.administration.values.forms", "reason"): ABOUT_RULES,
    (
        "werkbedrijf.administration.users.forms",
        "reason",
    ): "says why a colleague gets a role, and no candidate is known there",
    ("werkbedrijf.learning.forms", "reason"): ABOUT_RULES,
    ("werkbedrijf.sroi.contracts.forms", "cpv"): "a code of eight digits",
    ("werkbedrijf.sroi.contracts.forms", "contractor"): "the name of an employer that is here",
    ("werkbedrijf.sroi.claims.forms", "worker"): "a short mark with a digit in it; anything else is refused",
    ("werkbedrijf.objections.forms", "about"): "the reference of a list, a place or a voordracht",
    ("werkbedrijf.rights.forms", "reason"): ABOUT_RULES,
}


# Rooms whose fields tell what the service is.
WHOLE = {"werkbedrijf.papers.forms": "says what the service is, and no person"}


def forms(kind: type = StrictForm) -> Iterator[type]:
    below: list[type] = kind.__subclasses__()
    for one in below:
        yield one
        yield from forms(one)


def free_texts() -> set[tuple[str, str, bool]]:
    """(module, field, looked at) of every field in which words of one's own fit."""
    found = set()
    for form in forms():
        room = form.__module__.partition(".")[0]
        for name in dir(form) if room in ROOMS else ():
            field = getattr(form, name, None)
            kind = getattr(field, "field_class", None)
            if isinstance(kind, type) and kind in (StringField, TextAreaField):
                validators: list[object] = [
                    *field.kwargs.get("validators", ()),
                    *(field.args[1] if len(field.args) > 1 else ()),
                ]
                found.add((form.__module__, name, any(isinstance(one, Humane) for one in validators)))
    return found


def test_every_free_text_is_looked_at_or_says_why_not():
    bare = {
        (module, name)
        for module, name, looked_at in free_texts()
        if not looked_at and name not in NAMES_AND_NUMBERS and (module, name) not in REASONS and module not in WHOLE
    }

    assert bare == set(), "give it the validator Humane() (werkbedrijf.foundation.humane), or say above why not"


def test_every_reason_is_still_needed():
    assert REASONS.keys() <= {(module, name) for module, name, looked_at in free_texts() if not looked_at}


@pytest.mark.parametrize(
    "text",
    [
        "Heeft ADHD",
        "is depressief",
        "Wacht op een diagnose",
        "gebruikt medicatie",
        "heeft een burn-out gehad",
        "is ziek",
        "MS",
        "heeft epilepsie",
        "in therapie",
        "drinkt alcohol",
        "een lichamelijke beperking",
    ],
)
def test_words_about_somebodys_health_are_refused_with_a_way_to_put_it(text):
    assert "Schrijf op wat er op het werk nodig is" in health_problem(text)


@pytest.mark.parametrize(
    "text",
    [
        "Werkt graag in het ziekenhuis",
        "Kan goed met MS Office en MS Teams",
        "Vervangt iemand met zwangerschapsverlof",
        "Was vrijwilliger bij KWF Kankerbestrijding en het Reumafonds",
        "Helpt in de keuken van de verslavingszorg",
        "Schoonmaak op de afdeling psychiatrie",
        "Assistent van de fysiotherapeut",
        "Wil een rustige plek en een vaste begeleider",
        "Heeft massage gevolgd en past goed op",
    ],
)
def test_where_people_work_is_no_word_about_health(text):
    assert health_problem(text) is None


def test_a_text_about_work_may_name_goods_but_no_diagnosis():
    assert health_word("Schenkt alcohol en bezorgt medicijnen", of_work=True) is None
    assert health_word("Ook voor iemand met autisme", of_work=True) == "autisme"
