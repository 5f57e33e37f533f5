"""The tables of the evaluation, in Markdown: ours beside the others, means with 95 % intervals over regions."""

from tests.evaluation import makers, rankings
from tests.evaluation.generator import GROUPS, VARIANTS
from tests.evaluation.measures import interval

FLOORS = (
    ("nDCG@10 of the ranking, base", 0.85, "ndcg"),
    ("lasting placements, part of the clairvoyant bound, base", 0.91, "last3"),
    ("seats filled after one round, base", 0.97, "fill1"),
    ("SR of the least covered group, base", 0.90, "sr"),
)


def table(head, rows):
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def told(values, decimals=3):
    """``.912 ± .004``."""
    mean, half = interval(values)
    return f"{mean:.{decimals}f} ± {half:.{decimals}f}"


def shares(values):
    """The mean per group."""
    return " / ".join(f"{sum(one[g] for one in values) / len(values):.2f}" for g in range(len(GROUPS)))


def ranking_table(runs):
    rows = [
        [
            f"**{name}**" if name == rankings.OURS else name,
            told([run["rankings"][name][0] for run in runs]),
            shares([run["rankings"][name][1] for run in runs]),
        ]
        for name in rankings.RANKINGS
    ]
    return table(["order", "nDCG@10", f"first tens: {' / '.join(GROUPS)}"], rows)


def spread_table(runs):
    rows = []
    for name in makers.MAKERS:
        of = [run["makers"][name] for run in runs]
        one = {key: [each[key] for each in of] for key in of[0]}
        rows.append(
            [
                f"**{name}**" if name == makers.OURS else name,
                told(one["distinct"], 0),
                told(one["overlap"], 2),
                told(one["most"], 0),
                told(one["gini"]),
                shares(one["never"]),
                told(one["envy"], 0),
                shares(one["selection"]),
            ]
        )
    head = ["lists made by", "people", "overlap", "most", "Gini", "never proposed", "envy across groups", "SR"]
    return table(head, rows)


def hiring_table(runs):
    rows = []
    for name in makers.MAKERS:
        of = [run["makers"][name] for run in runs]
        keys = ("fit", "fill1", "fill3", "last1", "last3")
        values = [told([each[key] for each in of]) for key in keys]
        interviews = told([each["interviews"] for each in of], 2)
        rows.append([f"**{name}**" if name == makers.OURS else name, *values, interviews])
    head = ["lists made by", "mean fit", "filled, round 1", "filled, round 3", "lasting, round 1", "lasting, round 3"]
    return table([*head, "interviews per hire"], rows)


def variant_table(by_variant):
    alone, rows = "each place alone, fair lots", []
    for key, runs in by_variant.items():
        ours, other = ([run["makers"][name] for run in runs] for name in (makers.OURS, alone))
        rows.append(
            [
                f"{key}: {VARIANTS[key].words}",
                told([run["rankings"][rankings.OURS][0] for run in runs]),
                f"{told([one['fill1'] for one in ours])} ({told([one['fill1'] for one in other])})",
                f"{told([one['last3'] for one in ours])} ({told([one['last3'] for one in other])})",
                shares([one["selection"] for one in ours]),
                sum(one["envy"] for one in ours),
                "yes" if all(run["proof"] for run in runs) else "NO",
            ]
        )
    head = ["variant", "nDCG@10", "filled, round 1 (alone)", "lasting, round 3 (alone)", "SR", "envy", "proved"]
    return table(head, rows)


def floor_table(runs, small, changed):
    """Each floor with what was found: the whole interval must clear it."""
    rows = []
    for words, least, key in FLOORS:
        values = [
            run["rankings"][rankings.OURS][0] if key == "ndcg" else run["makers"][makers.OURS][key] for run in runs
        ]
        mean, half = interval(values)
        rows.append([words, f"≥ {least}", told(values), _verdict(mean, half, least)])
    envy = sum(run["makers"][makers.OURS]["envy"] for run in runs)
    equal, valid = sum(ours == highs for ours, highs, _ in small), sum(proof for *_, proof in small)
    rows += [
        ["envy across groups, base", "0", envy, "held" if envy == 0 else "**missed**"],
        [f"objective equal to HiGHS, {len(small)} small regions", "all", equal, _all(equal, small)],
        [f"certificate valid, {len(small)} small regions", "all", valid, _all(valid, small)],
        ["lists that change in 20 relabellings", "0", changed, "held" if changed == 0 else "**missed**"],
    ]
    return table(["floor", "asked", "found", "verdict"], rows)


def _verdict(mean, half, least):
    if mean - half >= least:
        return "held"
    return "**not proved**: the interval reaches below it" if mean >= least else "**missed**"


def _all(found, every):
    return "held" if found == len(every) else "**missed**"


def learning_table(rows, fixed):
    """Rows: {outcomes: [attempt per region]}."""
    lines = [["0 (fixed)", told(fixed), "-", "-", "-", "-"]]
    for many, of in rows.items():
        losses = " / ".join(
            f"{sum(one['losses'][key] for one in of) / len(of):.3f}" for key in ("fixed", "learned", "challenger")
        )
        failed = sorted({code for one in of for code in one["failed"]})
        lines.append(
            [
                f"{many:,}",
                told([one["ndcg"] for one in of]),
                told([one["boosted"] for one in of]),
                losses,
                f"{sum(one['accepted'] for one in of)} of {len(of)}",
                ", ".join(f"{code} {sum(code in one['failed'] for one in of)}×" for code in failed) or "-",
            ]
        )
    head = ["outcomes", "learned nDCG@10", "boosted nDCG@10", "log-loss fixed / learned / boosted", "accepted"]
    return table([*head, "rules that refused"], lines)


def leak_table(found):
    """Per model, over regions: quality, groups, and what the audits say."""
    lines = []
    for name in found[0]:
        of = [one[name] for one in found]
        trace, shift = (sum(one[at] for one in of) / len(of) for at in (2, 3))
        caught = [word for word, hit in (("trace", trace > 0.55), ("share", shift > 0.05)) if hit]
        lines.append(
            [
                name,
                told([one[0] for one in of]),
                shares([one[1] for one in of]),
                f"{trace:.3f}",
                f"{100 * shift:.0f} %",
                " and ".join(caught) or "-",
            ]
        )
    head = ["model", "nDCG@10 (true)", "first tens per group", "trace (AUC)", "largest shift of a share"]
    return table([*head, "refused by"], lines)
