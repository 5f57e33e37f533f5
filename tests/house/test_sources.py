"""What the code never does: look at a clock of its own, print, or change audited rows behind the back of the trail."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.sources import calls, dotted, modules, texts
from werkbedrijf.foundation.audit import Audited
from werkbedrijf.foundation.db import Base
from werkbedrijf.rooms import METADATA

CLOCK = "werkbedrijf/foundation/clock.py"
CLOCKS = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"),
    *("datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today"),
    *("func.now", "func.current_date", "func.current_timestamp"),
}
PRINTERS = ("werkbedrijf/setup/", "werkbedrijf/__main__.py")

AUDITED = {cls.__name__ for cls in Audited.__subclasses__()}
AUDITED_TABLES = {str(mapper.local_table) for mapper in Base.registry.mappers if mapper.class_.__name__ in AUDITED}
# Statements on audited tables that the guard at commit does not see, each with why that is safe.
STATEMENTS = {
    ("candidates/forgetting.py", "delete", "CandidateNumber"): (
        "erasing empties whatever is known of a person, in every table; the act that erases is recorded"
    ),
    ("candidates/forgetting.py", "delete", "DuplicateCheck"): (
        "erasing empties whatever is known of a person, in every table; the act that erases is recorded"
    ),
    ("matching/allocation/running.py", "update", "AllocationRun"): (
        "one conditional UPDATE is what keeps two processes from the same run, and tells how far it is; asking for a run "
        "and its end are recorded"
    ),
    ("werkbedrijf/scenarios/running.py", "update", "AllocationRun"): (
        "how far a what-if is, saved at once; asking, failing and finishing are recorded"
    ),
    ("employers/merging/actions.py", "update", "Employer"): (
        "rows of every room move beside the session, and so do the two employers; both stand in the trail with the merge"
    ),
    ("employers/merging/people.py", "update", "ContactPerson"): (
        "the versions of the two that are joined or taken apart; the act records both"
    ),
    ("employers/merging/benchmark.py", "insert", "Employer"): "invented employers in a file that is thrown away",
    ("employers/rounds/benchmark.py", "insert", "ContactMoment"): "invented rows in a file that is thrown away",
    ("employers/rounds/benchmark.py", "insert", "Employer"): "invented rows in a file that is thrown away",
    ("employers/rounds/benchmark.py", "insert", "Establishment"): "invented rows in a file that is thrown away",
    ("employers/rounds/benchmark.py", "insert", "Organisation"): "invented rows in a file that is thrown away",
    ("employers/rounds/benchmark.py", "insert", "ParameterValue"): "invented rows in a file that is thrown away",
    ("employers/rounds/benchmark.py", "insert", "User"): "invented rows in a file that is thrown away",
    ("werkbedrijf/garantiebanen/benchmark.py", "insert", "Employer"): "invented rows in a file that is thrown away",
    (
        "werkbedrijf/garantiebanen/benchmark.py",
        "insert",
        "Establishment",
    ): "invented rows in a file that is thrown away",
    ("werkbedrijf/garantiebanen/benchmark.py", "insert", "SectorPeriod"): "invented rows in a file that is thrown away",
    ("employers/vacancies/seats.py", "update", "Vacancy"): (
        "one conditional UPDATE is what keeps two doors from the same seat; the act that asks for it records the place"
    ),
    ("employers/rounds/calling.py", "update", "RoundCall"): (
        "one conditional UPDATE keeps two colleagues from the same employer, and a call from being counted twice; both acts "
        "record the employer in its belronde"
    ),
    ("employers/rounds/actions.py", "update", "RoundCall"): (
        "one conditional UPDATE leaves alone whom somebody is calling just now; moving records the belronde and its employers"
    ),
    ("werkbedrijf/safekeeping/trying.py", "update", "User"): (
        "in a scratch database that is thrown away: somebody signs in there with a password that nobody has"
    ),
}
BULK = re.compile(r"\.(bulk_save_objects|bulk_insert_mappings|bulk_update_mappings|__table__\.(insert|update|delete))$")
WRITTEN_OUT = re.compile(r"^\s*(?:UPDATE|DELETE\s+FROM|INSERT\s+INTO)\s+\"?(\w+)", re.IGNORECASE)


def clocks(tree: ast.AST) -> list[str]:
    return [name for _, name in calls(tree) if name in CLOCKS]


def prints(tree: ast.AST) -> list[int]:
    return [node.lineno for node, name in calls(tree) if name in {"print", "pprint", "pprint.pprint"}]


def silent_statements(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Statements that change audited rows without the session knowing which: (what, on what)."""
    for node, name in calls(tree):
        word = name.rpartition(".")[2]
        on = dotted(node.args[0]).rpartition(".")[2] if node.args else ""
        if word in {"insert", "update", "delete"} and on in AUDITED and not name.startswith("session."):
            yield word, on
        if BULK.search(name) or (re.search(r"\?\.(update|delete)$", name) and "query" in ast.unparse(node.func)):
            yield name, "a whole table"
    for _, text in texts(tree):
        found = WRITTEN_OUT.match(text)
        if found and found[1].lower() in AUDITED_TABLES:
            yield "text", found[1]


def test_only_the_clock_looks_at_the_clock():
    assert {name: found for name, tree in modules().items() if (found := clocks(tree))} == {CLOCK: ["datetime.now"]}


def test_nothing_prints_but_the_setting_up():
    assert not {
        name: found for name, tree in modules().items() if not name.startswith(PRINTERS) and (found := prints(tree))
    }


def test_audited_rows_only_change_where_the_trail_can_see_it():
    found = {(name, *statement) for name, tree in modules().items() for statement in silent_statements(tree)}

    assert found == set(STATEMENTS)


def test_every_audited_row_is_known_here():
    assert len(AUDITED) >= 13
    assert len(AUDITED_TABLES) == len(AUDITED)
    assert set(METADATA.tables) >= AUDITED_TABLES


@pytest.mark.parametrize(
    ("code", "look", "found"),
    [
        ("x = date.today()", clocks, ["date.today"]),
        ("x = datetime.now(UTC)", clocks, ["datetime.now"]),
        ("x = clock.today()", clocks, []),
        ("x = perf_counter()", clocks, []),
        ("print('hallo')", prints, [1]),
        ("fingerprint('hallo')", prints, []),
        ("session.execute(update(Vacancy).values(seats=1))", silent_statements, [("update", "Vacancy")]),
        ("session.execute(sa.delete(models.Candidate))", silent_statements, [("delete", "Candidate")]),
        ("session.execute(update(JobRun).values(x=1))", silent_statements, []),
        ("session.delete(candidate)", silent_statements, []),
        ("session.query(User).delete()", silent_statements, [("?.delete", "a whole table")]),
        ("session.bulk_save_objects(rows)", silent_statements, [("session.bulk_save_objects", "a whole table")]),
        ("run(text('DELETE FROM candidate'))", silent_statements, [("text", "candidate")]),
        ("session.execute(speaks_for.insert().values(user_id=1))", silent_statements, []),
    ],
)
def test_the_looking_finds_what_it_should(code, look, found):
    assert list(look(ast.parse(code))) == found
