"""Before and after per group as a picture: from an open to a filled dot. Altair is imported only when needed."""

from functools import lru_cache

from werkbedrijf.scenarios.groups import Shown

INK, ACCENT, GREY = "#1f2a37", "#1d5f8a", "#6b7280"

Dots = tuple[tuple[str, float, float], ...]


def dots_of(rows: tuple[Shown, ...]) -> Dots:
    """Per row that is shown whole the part with a proposal before and after, in percents of its people."""
    return tuple(
        (row.name, 100 * row.before / row.people, 100 * row.after / row.people)
        for row in rows
        if row.people and row.before is not None and row.after is not None
    )


@lru_cache(maxsize=64)
def drawn(dots: Dots) -> str:
    """An SVG with one line per group."""
    import altair as alt
    import vl_convert

    rows = [{"groep": name, "voor": before, "na": after} for name, before, after in dots]
    order = [name for name, _, _ in dots]
    across = alt.Scale(domain=[0, 100])
    title = "van elke 100 mensen staan op een lijst"
    base = alt.Chart({"values": rows}).encode(
        y=alt.Y(
            "groep:N", sort=order, title=None, axis=alt.Axis(labelColor=INK, labelLimit=260, ticks=False, domain=False)
        )
    )
    line = base.mark_rule(color=GREY, strokeWidth=3).encode(
        x=alt.X("voor:Q", scale=across, title=title, axis=alt.Axis(tickCount=5)), x2="na:Q"
    )
    open_dot = base.mark_point(color=GREY, fill="#ffffff", size=140, strokeWidth=2.5, opacity=1).encode(x="voor:Q")
    full_dot = base.mark_point(color=ACCENT, fill=ACCENT, size=140, opacity=1).encode(x="na:Q")
    chart = alt.layer(line, open_dot, full_dot).properties(
        width=320,
        height=46 * max(len(rows), 1),
        background="#ffffff",
        padding={"left": 32, "right": 16, "top": 12, "bottom": 12},
    )
    look = (
        chart.configure(font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=13, titleFontSize=13, titleColor=INK, labelColor=INK)
    )
    return str(vl_convert.vegalite_to_svg(look.to_json(), format_locale="nl-NL"))


def in_words(dots: Dots) -> str:
    """What the picture shows, for who cannot see it."""
    told = (f"{name}: van {before:.0f} naar {after:.0f}" for name, before, after in dots)
    return (
        f"Hoeveel van elke 100 mensen op een lijst staan, vóór (open rondje) en na (dicht rondje). {'; '.join(told)}."
    )
