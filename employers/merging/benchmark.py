"""How quick employers that are there twice are found, beside comparing every two names; and searching while somebody types.

The employers are invented, one in twenty is there again in another way of writing. Searching asks a database in a file, as a
person would at every key.
"""

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process
from sqlalchemy import insert
from sqlalchemy.orm import Session

from employers.lookalikes import lookalikes
from employers.merging.invented import Invented, invented_employers
from employers.merging.signs import ALIKE, Card, likely_pairs
from employers.models import Employer, Sector
from matching.core.benchmark_shape import Timed, peak_memory, report, timed
from werkbedrijf.foundation.db import Base, sqlite_engine

BLINK = 0.1
"""Seconds in which an answer feels at once."""
SAMPLE = 20
"""Every two names are compared for one in so many employers; the seconds are scaled to all."""
KEYS = 200
SHOWN = 6


def bench_employers(employers: int, seed: int = 1) -> dict[str, Any]:
    """Measure finding doubles among invented employers, and searching them while typing."""
    made = invented_employers(employers, seed)
    ours, found = timed(lambda: likely_pairs(made.cards), 3)
    memory = peak_memory()
    rows = range(0, employers, SAMPLE)
    plain, _ = timed(lambda: _every_two(made.cards, rows), 1, warm=False)
    pairs = {(pair.first, pair.second) for pair in found}
    right = len(pairs & made.twice)
    return report(
        candidates=0,
        places=0,
        engine="rapidfuzz",
        # Of every two names each has to be compared once, so half of rows times all is the whole.
        ways={"ours": ours, "every_two_names": Timed(plain.seconds, min(1.0, 2 * len(rows) / employers))},
        memory=memory,
        employers=employers,
        there_twice=len(made.twice),
        found=len(pairs),
        found_of_there_twice=round(right / max(1, len(made.twice)), 3),
        there_twice_of_found=round(right / max(1, len(pairs)), 3),
        every_two_names_on="one in 20 employers, seconds scaled to all",
        search=_search(made, seed),
        note="Verzonnen werkgevers; één op de twintig staat er twee keer, anders geschreven.",
    )


def _every_two(cards: Sequence[Card], rows: range) -> list[tuple[int, int]]:
    """Names that are alike, comparing those of some rows with all."""
    names = [card.names[0] for card in cards]
    matrix = process.cdist(
        [names[row] for row in rows], names, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, dtype=np.uint8, workers=1
    )
    found = zip(*np.nonzero(matrix), strict=True)
    return [(rows[int(row)], int(column)) for row, column in found if rows[int(row)] != column]


def _search(made: Invented, seed: int) -> dict[str, Any]:
    """Seconds per key while names are typed, now and then with a slip."""
    lot = Random(seed)  # noqa: S311 - invented data
    with tempfile.TemporaryDirectory() as folder:
        engine = sqlite_engine(f"sqlite:///{Path(folder) / 'werkgevers.db'}")
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            session.execute(insert(Employer), [_row(card) for card in made.cards])
            session.commit()
            typed = [text for card in lot.sample(made.cards, min(len(made.cards), KEYS)) for text in _keys(card, lot)]
            seconds = []
            for text in lot.sample(typed, min(len(typed), KEYS)):
                started = perf_counter()
                lookalikes(session, text, SHOWN)
                seconds.append(perf_counter() - started)
        engine.dispose()
    high = quantiles(seconds, n=20, method="inclusive")[-1]
    return {
        "median": median(seconds),
        "p95": high,
        "keys": len(seconds),
        "blink": BLINK,
        "within_a_blink": high <= BLINK,
    }


def _keys(card: Card, lot: Random) -> list[str]:
    """What stands in the box after the second key, the third, and so on."""
    name = card.names[0]
    if lot.random() < 0.3:
        place = lot.randrange(1, len(name))
        name = name[:place] + name[place + 1 :]
    return [name[:length] for length in range(2, len(name) + 1)]


def _row(card: Card) -> dict[str, Any]:
    return {
        "reference": f"W-{card.id:06d}",
        "name": card.names[0].title(),
        "search_name": card.names[0],
        "kvk": None,
        "sector": Sector.MARKET,
        "website": "",
        "note": "",
        "registered_on": date(2026, 1, 1),
        "version": 1,
    }
