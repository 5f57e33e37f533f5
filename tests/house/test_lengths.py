"""A file is read in one sitting."""

import pytest

from tests.house.sources import PACKAGES, ROOT

MOST_LINES = 300
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in (*PACKAGES, "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations/versions" not in path.as_posix()
)


def too_long(lines: int) -> bool:
    return lines > MOST_LINES


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_no_longer_than_one_sitting(name):
    lines = len((ROOT / name).read_text(encoding="utf-8").splitlines())

    assert not too_long(lines), f"{lines} lines: split it by what it does"


def test_three_hundred_is_the_end():
    assert [too_long(lines) for lines in (299, 300, 301)] == [False, False, True]
