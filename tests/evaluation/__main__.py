"""``python -m tests.evaluation``: measures everything and puts the tables in matching/core/EVALUATION.md; minutes, not seconds.

``--quick`` takes two small regions and only prints. The words around the tables are written by hand and stay.
"""

import re
import sys
from pathlib import Path

from threadpoolctl import threadpool_limits

from tests.evaluation import learning_rows, report, runs
from tests.evaluation.generator import GROUPS, VARIANTS, world
from tests.evaluation.market import market

DOCUMENT = Path(__file__).parents[2] / "matching" / "core" / "EVALUATION.md"
MARKED = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def lists(seeds, places):
    """The tables about rankings, lists and hiring."""
    by_variant = {key: [runs.measured(seed, key, places) for seed in seeds] for key in VARIANTS}
    base = by_variant["base"]
    small = [runs.beside_highs(100 + number) for number in range(20)]
    changed = sum(runs.relabelled(seed) for seed in seeds[:2])
    return {
        "rankings": report.ranking_table(base),
        "lists": report.spread_table(base),
        "hiring": report.hiring_table(base),
        "variants": report.variant_table(by_variant),
        "floors": report.floor_table(base, small, changed),
        "power": power(base),
    }


def power(base):
    """What a difference in SR could at least have been to be seen, per group, in one region and in all together."""
    rate = 1 - sum(base[0]["makers"]["exact with coverage"]["never"]) / 3
    rows = []
    for g, name in enumerate(GROUPS):
        many = [run["able"][g] for run in base]
        seen = [1.96 * (2 * rate * (1 - rate) / n) ** 0.5 / rate for n in (sum(many) / len(many), sum(many))]
        rows.append([name, f"{sum(many) / len(many):.0f}", f"{seen[0]:.2f}", f"{sum(many)}", f"{seen[1]:.2f}"])
    head = ["group", "people who can, one region", "smallest difference seen", "in all regions", "smallest difference"]
    return report.table(head, rows)


def learning(seeds, places):
    """The tables about learning."""
    fixed, rows = [], {many: [] for many in learning_rows.SIZES}
    for seed in seeds:
        seen = learning_rows.known(market(world(seed, "base", places)))
        fixed.append(learning_rows.quality(seen, learning_rows.audits.fixed_order(seen.facts))[0])
        for many, attempts in rows.items():
            attempts.append(learning_rows.row(seen, many, seed))
    planted = [learning_rows.leaks(learning_rows.known(market(world(s, "prejudice", places))), s) for s in seeds]
    return {"learning": report.learning_table(rows, fixed), "leaks": report.leak_table(planted)}


def main(quick):
    with threadpool_limits(1):
        tables = lists(runs.SEEDS[:2], 30) if quick else lists(runs.SEEDS, 240)
        tables |= learning(runs.SEEDS[:2], 60) if quick else learning(runs.SEEDS[:3], 450)
    if quick:
        print("\n\n".join(f"{name}\n\n{table}" for name, table in tables.items()))
        return
    text = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(MARKED.sub(lambda found: f"{found[1]}{tables[found[2]]}\n{found[3]}", text), encoding="utf-8")
    print(f"{len(tables)} tables in {DOCUMENT.name}")


if __name__ == "__main__":
    main("--quick" in sys.argv[1:])
