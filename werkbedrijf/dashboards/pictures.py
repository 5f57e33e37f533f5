"""Pictures made on the server: a chart people would rather look at than a table. Altair is imported only when needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from werkbedrijf.foundation.texts import number, short_day

Points = Sequence[tuple[date, Decimal]]
Band = Sequence[tuple[date, int, int, int]]
"""Per day ahead the low, expected and high number of jobs."""
INK, ACCENT, GREY = "#1f2a37", "#1d5f8a", "#4b5563"
WIDE, NARROW = 680, 330
PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class BurnUp:
    """What is drawn: jobs at month ends, the band ahead, and the target of each day, all as published."""

    shown: Points
    ahead: Band
    targets: Mapping[date, int]


def burn_up(drawn: BurnUp, *, narrow: bool = False) -> str:
    """An SVG of the jobs so far, the forecast in its band, and the target. ``narrow`` is for a phone."""
    return _drawn(
        tuple((day.isoformat(), float(jobs)) for day, jobs in drawn.shown),
        tuple((day.isoformat(), low, middle, high) for day, low, middle, high in drawn.ahead),
        tuple((day.isoformat(), target) for day, target in sorted(drawn.targets.items())),
        NARROW if narrow else WIDE,
    )


@lru_cache(maxsize=64)
def _drawn(
    points: tuple[tuple[str, float], ...],
    ahead: tuple[tuple[str, int, int, int], ...],
    targets: tuple[tuple[str, int], ...],
    width: int,
) -> str:
    import altair as alt
    import vl_convert

    numbers = [jobs for _, jobs in points] + [float(high) for *_, high in ahead] + [float(t) for _, t in targets]
    scale = alt.Scale(domain=[0, max(numbers, default=0.0) * 1.12 or 1.0])
    days = {day for day, *_ in (*points, *ahead)}
    # One label per few months, fewer on a phone: never the same month twice.
    months = {"interval": "month", "step": 1 + len(days) // (8 if width > NARROW else 4)}
    x = alt.X("dag:T", title=None, axis=alt.Axis(format="%b %y", grid=False, labelColor=INK, tickCount=months))
    y = alt.Y("banen:Q", title="banen", scale=scale, axis=alt.Axis(labelColor=INK, tickCount=5))

    def rows(values: Sequence[Mapping[str, Any]]) -> "alt.Chart":
        return alt.Chart({"values": list(values)})

    layers: list[alt.Chart] = []
    if ahead:
        band = [{"dag": day, "banen": low, "hoog": high} for day, low, _, high in (*_joint(points), *ahead)]
        layers.append(rows(band).mark_area(opacity=0.22, color=ACCENT).encode(x=x, y=y, y2="hoog:Q"))
        middle = [{"dag": day, "banen": jobs} for day, _, jobs, _ in (*_joint(points), *ahead)]
        layers.append(rows(middle).mark_line(color=ACCENT, strokeWidth=2, strokeDash=[2, 4]).encode(x=x, y=y))
    line = rows([{"dag": day, "banen": jobs} for day, jobs in points])
    layers.append(
        line.mark_line(color=ACCENT, strokeWidth=3, point=alt.OverlayMarkDef(color=ACCENT, size=40)).encode(x=x, y=y)
    )
    if targets:
        goal = rows([{"dag": day, "banen": target} for day, target in targets])
        layers.append(
            goal.mark_line(color=GREY, strokeWidth=2, strokeDash=[8, 5], interpolate="step-after").encode(x=x, y=y)
        )
        first = rows([{"dag": targets[0][0], "banen": targets[0][1], "tekst": "taakstelling"}])
        layers.append(
            first.mark_text(align="left", dx=4, dy=-9, color=INK, fontSize=13).encode(x=x, y=y, text="tekst:N")
        )
    chart = alt.layer(*layers).properties(width=width, height=280, background=PAPER, padding=12)
    look = (
        chart.configure(font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=13, titleFontSize=13)
    )
    return str(vl_convert.vegalite_to_svg(look.to_json(), format_locale="nl-NL", time_format_locale="nl-NL"))


def _joint(points: tuple[tuple[str, float], ...]) -> list[tuple[str, float, float, float]]:
    """Where the past ends the band begins, as one point."""
    return [(day, jobs, jobs, jobs) for day, jobs in points[-1:]]


def in_words(drawn: BurnUp) -> str:
    """What the picture shows, for who cannot see it."""
    if not drawn.shown:
        return "Nog geen plaatsingen om te tonen."
    (first, before), (last, after) = drawn.shown[0], drawn.shown[-1]
    if len(drawn.shown) == 1:
        text = f"Ongeveer {number(after)} banen op {short_day(last)}."
    else:
        text = f"Van ongeveer {number(before)} banen op {short_day(first)} naar ongeveer {number(after)} banen op {short_day(last)}."
    if drawn.ahead:
        day, low, middle, high = drawn.ahead[-1]
        text += f" Verwacht op {short_day(day)}: ongeveer {number(middle)} banen, waarschijnlijk tussen {number(low)} en {number(high)}."
    if drawn.targets:
        goals = sorted(drawn.targets.items())
        text += f" De indicatieve taakstelling is {number(goals[0][1])} banen" + (
            f" en wordt {number(goals[-1][1])}." if goals[-1][1] != goals[0][1] else "."
        )
    return text
