"""One word for one thing: what the glossary avoids stands on no page, in no message and in no list that ships."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from jinja2 import Environment

from tests.house.sources import PACKAGES, ROOT, modules, texts
from werkbedrijf.app import template_folder
from werkbedrijf.foundation.db import Base
from werkbedrijf.help.glossary import NotUsed, not_used, terms
from werkbedrijf.rooms import METADATA

FOLDER = template_folder()
AVOIDED = not_used()
# English words of programs: only wrong where a person reads them, so in templates and in Dutch sentences.
OF_PROGRAMS = {"error", "invalid"}
DUTCH = re.compile(r"\b(de|het|een|is|zijn|niet|geen|van|voor|met|je|jij|u|uw|dit|deze|kan|kies|vul|wordt|staat)\b")

# Where an avoided word may stand, with the reason.
ALLOWED = {
    ("werkbedrijf/help/glossary.toml", None): "the list of words we do not use",
    ("werkbedrijf/foundation/health_words.py", None): "finds these words in what people type, to ask for others",
    ("werkbedrijf/foundation/spreadsheets/columns.py", "beperking"): "finds columns about health, to leave them out",
    ("candidates/registration/models.py", "indicatie"): "the ground in law is called Wsw-indicatie (Wfsv art. 38b)",
    ("matching/instruments/grounds.py", "indicatie"): "the ground in law is called Wsw-indicatie (Wfsv art. 38b)",
    ("werkbedrijf/foundation/facts/doelgroepregister_gronden.csv", "indicatie"): "the law's own words (Wfsv art. 38b)",
    ("werkbedrijf/foundation/facts/doelgroepregister_gronden.csv", "beperking"): "the law's own words (Wfsv art. 38b)",
}
ATTRIBUTE = re.compile(r"\baria[-_]invalid\b")
DATA = (".toml", ".csv", ".txt", ".json")
NOT_READ_BY_PEOPLE = ("common_passwords.txt", "locked.txt", "locked-dev.txt", "pc4.csv", "LICENCE-pc4.txt")


def found_in(text: str, words: tuple[NotUsed, ...] = AVOIDED) -> list[str]:
    return [one.word for one in words if one.pattern.search(text)]


def read_aloud(template: str) -> Iterator[str]:
    """What a template can put on a page: its own text without tags, and every text in its expressions."""
    tokens = [(kind, value) for _, kind, value in Environment().lex(template)]
    page = "".join(value if kind == "data" else " " for kind, value in tokens if kind in {"data", "variable_end"})
    yield re.sub(r"<[^>]*>", " ", page)
    for kind, value in tokens:
        if kind == "string" and not value[1:-1].endswith(".html"):
            yield ATTRIBUTE.sub(" ", value[1:-1])


def code_words(name: str, text: str) -> list[str]:
    """Avoided words in one text of the code; words of programs only in a Dutch sentence."""
    return [word for word in found_in(text) if word not in OF_PROGRAMS or DUTCH.search(text)]


@cache
def told() -> frozenset[tuple[str, str]]:
    """Every avoided word that can reach a person: (file, word)."""
    return frozenset(_told())


def _told() -> Iterator[tuple[str, str]]:
    for path in sorted([*FOLDER.rglob("*.html"), *FOLDER.rglob("*.txt")]):
        name = f"templates/{path.relative_to(FOLDER).as_posix()}"
        yield from ((name, word) for part in read_aloud(path.read_text(encoding="utf-8")) for word in found_in(part))
    for name, tree in modules().items():
        yield from ((name, word) for _, text in texts(tree) for word in code_words(name, text))
    for path in (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*"))):
        if path.suffix in DATA and path.name not in NOT_READ_BY_PEOPLE:
            name = path.relative_to(ROOT).as_posix()
            yield from ((name, word) for word in found_in(path.read_text(encoding="utf-8")) if word not in OF_PROGRAMS)


def test_no_word_we_avoid_reaches_a_person():
    wrong = {(name, word) for name, word in told() if (name, word) not in ALLOWED and (name, None) not in ALLOWED}

    assert sorted(wrong) == []


def test_every_exception_is_still_needed():
    present = told()

    assert [
        key for key in ALLOWED if not any(name == key[0] and key[1] in {None, word} for name, word in present)
    ] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De cliënten van vandaag", ["cliënt"]),
        ("Een mens met een Beperking", ["beperking"]),
        ("Afstand tot de arbeidsmarkt", ["afstand tot de arbeidsmarkt"]),
        ("De indicatieve taakstelling", []),
        ("Het werk is succesvol verwerkt", ["succesvol verwerkt"]),
        ("Kies iets anders", []),
    ],
)
def test_the_words_are_found_as_words(text, words):
    assert found_in(text) == words


def test_what_a_template_says_in_its_expressions_is_read_too():
    template = '<p class="error">{# dossier #}{{ notice("fout", "Uw dossier") }}</p>'

    assert [found_in(part) for part in read_aloud(template) if found_in(part)] == [["dossier"]]


@pytest.mark.parametrize(
    ("text", "words"), [("dit is een error", ["error"]), ("aria_invalid", []), ("invalid input", [])]
)
def test_words_of_programs_are_only_wrong_in_dutch(text, words):
    assert code_words("x.py", text) == words


@pytest.mark.parametrize("template", ["employers/show_own.html", "proposals/index_own.html", "proposals/show_own.html"])
def test_an_employer_reads_no_score(template):
    said = " ".join(read_aloud((FOLDER / template).read_text(encoding="utf-8")))

    assert not re.search(r"\b(score|scores|rang|ranking)\b", said, re.IGNORECASE)


def test_the_words_stand_in_order_and_once():
    words = [term.word for term in terms()]

    assert words == sorted(set(words))


def test_what_a_term_replaces_is_on_the_list_of_avoided_words():
    assert {word for term in terms() for word in term.instead_of} <= {one.word for one in AVOIDED}


def test_every_class_in_the_glossary_exists():
    assert METADATA.tables
    rows = {mapper.class_.__name__ for mapper in Base.registry.mappers}

    assert {term.code for term in terms() if term.code} <= rows


def test_a_meaning_is_a_sentence_of_our_own_words():
    for term in terms():
        assert term.means.endswith("."), term.word
        assert found_in(term.means) == [], term.word
