"""Pictures of fairness, made on the server. Altair is imported only when needed."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from werkbedrijf.fairness.board import Board
from werkbedrijf.fairness.words import short

INK, ACCENT, GREY = "#1f2a37", "#1d5f8a", "#6b7280"
# One look per line, so that the lines can be told apart in grey too.
LINES: Final[tuple[tuple[str, list[int]], ...]] = (
    ("#1d5f8a", []),
    ("#9a3412", [6, 3]),
    ("#166534", [2, 2]),
    ("#1f2a37", [10, 4]),
)
UNIT: Final = "van elke 100 mensen die een plek aankunnen"

Dot = tuple[str, int, int, int]
Point = tuple[str, str, int]


def dots_of(board: Board) -> tuple[Dot, ...]:
    """Per group that stands as a number: its name, share and margin."""
    return tuple(
        (short(line.label), line.shown.per_hundred or 0, line.low or 0, line.high or 0)
        for line in board.lines
        if line.is_told
    )


def region_of(board: Board) -> int | None:
    """The share of the region, for the line through the dots."""
    return board.region.per_hundred if board.region is not None else None


def in_words(board: Board) -> str:
    """What the dots show, for who cannot see them."""
    parts = [f"{name} {share} (tussen {low} en {high})" for name, share, low, high in dots_of(board)]
    region = region_of(board)
    beside = f" De regio: {region}." if region is not None else ""
    return f"Met een voorstel, {UNIT}: {', '.join(parts)}.{beside}"


def groups(board: Board) -> str:
    """An SVG with a dot and a margin per group, and a line for the region."""
    return _dots(dots_of(board), region_of(board))


@lru_cache(maxsize=32)
def _dots(dots: tuple[Dot, ...], region: int | None) -> str:
    import altair as alt

    rows = [{"groep": name, "deel": share, "laag": low, "hoog": high} for name, share, low, high in dots]
    names = [name for name, *_ in dots]
    scale = alt.Scale(domain=[0, 100])
    y = alt.Y("groep:N", title=None, sort=names, axis=alt.Axis(labelColor=INK, labelLimit=200, ticks=False))
    base = alt.Chart({"values": rows}).encode(y=y)
    layers: list[Any] = []
    if region is not None:
        line = alt.Chart({"values": [{"deel": region, "tekst": f"regio {region}"}]})
        layers += [
            line.mark_rule(color=GREY, strokeDash=[6, 4], strokeWidth=2).encode(x=alt.X("deel:Q", scale=scale)),
            line.mark_text(dy=-8, baseline="bottom", color=INK, fontSize=13).encode(
                x="deel:Q", y=alt.value(0), text="tekst:N"
            ),
        ]
    layers += [
        base.mark_rule(color=ACCENT, strokeWidth=3).encode(
            x=alt.X("laag:Q", scale=scale, title=UNIT, axis=alt.Axis(labelColor=INK, grid=True)), x2="hoog:Q"
        ),
        base.mark_point(filled=True, size=160, color=ACCENT, opacity=1).encode(x="deel:Q"),
        base.mark_text(dy=-14, color=INK, fontSize=13, fontWeight="bold").encode(x="deel:Q", text="deel:Q"),
    ]
    return _svg(alt.layer(*layers).properties(width=560, height=54 * max(len(dots), 1), background="#ffffff"))


def over_time(points: Sequence[Point]) -> str:
    """An SVG with a line per group over the months; a point is (name, first day of the month, share of every 100)."""
    return _lines(tuple(points))


@lru_cache(maxsize=32)
def _lines(points: tuple[Point, ...]) -> str:
    import altair as alt

    rows = [{"groep": name, "maand": month, "deel": share} for name, month, share in points]
    names = list(dict.fromkeys(name for name, *_ in points))
    looks = [LINES[number % len(LINES)] for number in range(len(names))]
    chart = (
        alt.Chart({"values": rows})
        .mark_line(strokeWidth=3, point=alt.OverlayMarkDef(size=50))
        .encode(
            x=alt.X(
                "maand:T",
                title=None,
                axis=alt.Axis(format="%b %y", grid=False, labelColor=INK, tickCount={"interval": "month", "step": 1}),
            ),
            y=alt.Y("deel:Q", title="van elke 100", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(labelColor=INK)),
            color=alt.Color(
                "groep:N",
                title=None,
                scale=alt.Scale(domain=names, range=[colour for colour, _ in looks]),
                legend=alt.Legend(labelFontSize=13, labelLimit=260, orient="bottom"),
            ),
            strokeDash=alt.StrokeDash(
                "groep:N", title=None, scale=alt.Scale(domain=names, range=[dash or [1, 0] for _, dash in looks])
            ),
        )
    )
    return _svg(chart.properties(width=560, height=220, background="#ffffff"))


def _svg(chart: Any) -> str:
    import vl_convert

    look = (
        chart.properties(padding=12)
        .configure(font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=13, titleFontSize=13)
    )
    return str(vl_convert.vegalite_to_svg(look.to_json(), format_locale="nl-NL", time_format_locale="nl-NL"))


def nothing() -> str:
    """An empty picture, for a region that was not measured yet."""
    return '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" role="img"></svg>'
