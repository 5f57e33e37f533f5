"""What tables and columns are called in the copy, as the person reads them. The words stand in ``labels.toml``. Pure."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

TITLE = "title"


@cache
def labels() -> Mapping[str, Mapping[str, str]]:
    """The words of every table that stands in the copy: its title, and what its columns are called."""
    return tomllib.loads(files(__package__).joinpath("labels.toml").read_text(encoding="utf-8"))


def table_title(name: str) -> str:
    """What a table is called. Raises KeyError for one that was given no words: a test sees to it that there is none."""
    return labels()[name][TITLE]


def column_title(table: str, column: str) -> str:
    """What a column of a table is called. Raises KeyError for one that was given no words."""
    return labels()[table][column]
