"""The picture of expected beside stayed, made on the server. Altair is imported only when needed."""

from collections.abc import Sequence
from functools import lru_cache

from werkbedrijf.learning.pages import BinLine

INK, ACCENT, GREY = "#1f2a37", "#1d5f8a", "#6b7280"


def expected_and_stayed(bins: Sequence[BinLine]) -> str:
    """An SVG with a dot per group of placements, and the line on which expected and stayed are equal."""
    return _drawn(tuple((one.expected, one.came) for one in bins if one.came is not None))


@lru_cache(maxsize=16)
def _drawn(points: tuple[tuple[int, int], ...]) -> str:
    import altair as alt
    import vl_convert

    scale = alt.Scale(domain=[0, 100])
    axis = alt.Axis(labelColor=INK, grid=True, values=list(range(0, 101, 20)))
    x = alt.X("verwacht:Q", title="verwacht te blijven, van elke 100", scale=scale, axis=axis)
    y = alt.Y("gebleven:Q", title="gebleven, van elke 100", scale=scale, axis=axis)
    dots = alt.Chart({"values": [{"verwacht": a, "gebleven": b} for a, b in points]})
    line = alt.Chart({"values": [{"verwacht": 0, "gebleven": 0}, {"verwacht": 100, "gebleven": 100}]})
    chart = alt.layer(
        line.mark_line(color=GREY, strokeDash=[6, 4], strokeWidth=2).encode(x=x, y=y),
        dots.mark_point(filled=True, size=140, color=ACCENT, opacity=1).encode(x=x, y=y),
    ).properties(width=420, height=340, background="#ffffff", padding=12)
    look = chart.configure(font="sans-serif").configure_view(stroke=None)
    look = look.configure_axis(labelFontSize=13, titleFontSize=13)
    return str(vl_convert.vegalite_to_svg(look.to_json(), format_locale="nl-NL", time_format_locale="nl-NL"))
