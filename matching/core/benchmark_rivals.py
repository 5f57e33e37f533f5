"""The same question asked in the ways one would otherwise take: a table in pandas, a table in SQL.

Written as one plainly would, with the same filter and the same whole numbers; only who is left out is not counted.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from matching.core.order import TRAVEL_SCALE
from matching.core.packing import LEVEL_MASK
from matching.core.question import Question
from matching.core.store import People
from matching.core.travel import UNKNOWN_MINUTES, TravelTimes

NARROW = ("essential", "obstacles", "wishes", "hours_max", "most_minutes", "exposure")


class Rival(Protocol):
    """Another way to answer."""

    def best(self, question: Question, limit: int) -> list[int]:
        """The highest S, in order."""

    def count(self, question: Question, needed: int) -> int:
        """How many can be put forward and reach so many points."""

    def close(self) -> None:
        """Give back what it holds."""


def _columns(people: People) -> dict[str, Any]:
    levels = {f"level_{item}": column & LEVEL_MASK for item, column in enumerate(people.levels)}
    position = people.mode.astype(np.int64) * len(people.points) + people.point
    return levels | {name: getattr(people, name) for name in NARROW} | {"position": position}


class _Pandas:
    def __init__(self, people: People, travel: TravelTimes) -> None:
        import pandas as pd

        self.table = pd.DataFrame(_columns(people))
        self.travel = travel

    def _able(self, question: Question) -> tuple[Any, Any, Any]:
        """Who can be put forward, with their points and minutes."""
        table = self.table
        minutes = self.travel.row(question.pc4).reshape(-1)[table["position"]]
        able = (
            (table["hours_max"] >= question.hours)
            & ((minutes <= table["most_minutes"]) | (minutes == UNKNOWN_MINUTES))
            & ((table["obstacles"] & question.word) == 0)
            & ((table["essential"] & question.impossible) == 0)
        )
        for item, least in zip(question.hard_items.tolist(), question.hard_levels.tolist(), strict=True):
            able &= table[f"level_{item}"] >= least
        found = table[able]
        points = sum(
            found[f"level_{item}"].clip(upper=asked).astype("int64") * value
            for item, asked, value in zip(
                question.items.tolist(), question.asked.tolist(), question.value.tolist(), strict=True
            )
        )
        return found, points, minutes[able.to_numpy()].astype("int64")

    def count(self, question: Question, needed: int) -> int:
        found, points, _ = self._able(question)
        return int((points >= needed).sum()) if len(question.items) else len(found) * (needed <= 0)

    def best(self, question: Question, limit: int) -> list[int]:
        found, points, way = self._able(question)
        part = way * TRAVEL_SCALE // np.maximum(found["most_minutes"].astype("int64"), 1)
        found = found.assign(
            points=points,
            part=np.where(way == UNKNOWN_MINUTES, TRAVEL_SCALE, np.minimum(part, TRAVEL_SCALE)),
            wished=(found["wishes"] & question.wish) != 0,
        )
        order = ["points", "part", "wished", "exposure"]
        best: list[int] = found.sort_values(order, ascending=[False, True, False, True]).head(limit)["points"].tolist()
        return best

    def close(self) -> None:
        del self.table


def pandas_rival(people: People, travel: TravelTimes, _questions: Sequence[Question]) -> Rival:
    """A table in memory: filter, then sort."""
    return _Pandas(people, travel)


class _Sqlite:
    def __init__(self, people: People, travel: TravelTimes, questions: Sequence[Question]) -> None:
        self.database = sqlite3.connect(":memory:")
        columns = _columns(people)
        names = ", ".join(f"{name} INTEGER" for name in columns)
        self.database.execute(f"CREATE TABLE people ({names})")
        marks = ", ".join("?" * len(columns))
        rows = zip(*(column.tolist() for column in columns.values()), strict=True)
        self.database.executemany(f"INSERT INTO people VALUES ({marks})", rows)  # noqa: S608  # our own column names
        self.database.execute(
            "CREATE TABLE reach (pc4, position INTEGER, minutes INTEGER, PRIMARY KEY (pc4, position)) WITHOUT ROWID"
        )
        for pc4 in {question.pc4 for question in questions}:
            minutes = travel.row(pc4).reshape(-1).tolist()
            reach = [(pc4, position, way) for position, way in enumerate(minutes)]
            self.database.executemany("INSERT INTO reach VALUES (?, ?, ?)", reach)

    def _parts(self, question: Question) -> tuple[str, str]:
        """The points, and from where and whom."""
        asked = zip(question.items.tolist(), question.asked.tolist(), question.value.tolist(), strict=True)
        points = " + ".join(f"{value} * min(level_{item}, {most})" for item, most, value in asked) or "0"
        hard = zip(question.hard_items.tolist(), question.hard_levels.tolist(), strict=True)
        safe = "".join(f" AND level_{item} >= {least}" for item, least in hard)
        return points, (
            f" FROM people JOIN reach USING (position)"
            f" WHERE pc4 = ? AND hours_max >= {question.hours} AND obstacles & {question.word} = 0"
            f" AND essential & {question.impossible} = 0{safe}"
            f" AND (minutes <= most_minutes OR minutes = {UNKNOWN_MINUTES})"
        )

    def count(self, question: Question, needed: int) -> int:
        points, source = self._parts(question)
        found = self.database.execute(
            f"SELECT count(*) {source} AND {points} >= {needed}",  # whole numbers of our own
            (question.pc4,),
        )
        many: int = found.fetchone()[0]
        return many

    def best(self, question: Question, limit: int) -> list[int]:
        points, source = self._parts(question)
        part = f"CASE minutes WHEN {UNKNOWN_MINUTES} THEN {TRAVEL_SCALE} ELSE minutes * {TRAVEL_SCALE} / max(most_minutes, 1) END"
        found = self.database.execute(
            f"SELECT {points} AS points {source}"  # whole numbers of our own
            f" ORDER BY points DESC, {part}, wishes & {question.wish} = 0, exposure LIMIT ?",
            (question.pc4, limit),
        )
        return [row[0] for row in found]

    def close(self) -> None:
        self.database.close()


def sqlite_rival(people: People, travel: TravelTimes, questions: Sequence[Question]) -> Rival:
    """A table in an SQL database in memory, travel times of the asked places beside it."""
    return _Sqlite(people, travel, questions)
