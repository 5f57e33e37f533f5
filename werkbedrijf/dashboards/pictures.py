"""Pictures made on the server: a chart people would rather look at than a table. Altair is imported only when needed."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from werkbedrijf.foundation.texts import number, short_day

Points = Sequence[tuple[date, Decimal]]
INK, ACCENT, GREY = "#1f2a37", "#1d5f8a", "#6b7280"


def jobs_over_time(shown: Points, target: Decimal | None) -> str:
    """An SVG of the number of jobs over time, against the indicative target when there is one."""
    points = tuple((day.isoformat(), float(jobs)) for day, jobs in shown)
    return _drawn(points, float(target) if target is not None else None)


@lru_cache(maxsize=64)
def _drawn(points: tuple[tuple[str, float], ...], target: float | None) -> str:
    import altair as alt
    import vl_convert

    rows = [{"dag": day, "banen": jobs} for day, jobs in points]
    top = max([jobs for _, jobs in points] + [target or 0.0]) * 1.12 or 1.0
    # One label per month or per few months: never the same month twice.
    months = {"interval": "month", "step": 1 + len(points) // 7}
    base = alt.Chart({"values": rows}).encode(
        x=alt.X("dag:T", title=None, axis=alt.Axis(format="%b %y", grid=False, labelColor=INK, tickCount=months)),
        y=alt.Y("banen:Q", title="banen van 25,5 uur", scale=alt.Scale(domain=[0, top]), axis=alt.Axis(labelColor=INK)),
    )
    layers: list[alt.Chart] = [
        base.mark_area(opacity=0.15, color=ACCENT),
        base.mark_line(color=ACCENT, strokeWidth=3, point=alt.OverlayMarkDef(color=ACCENT, size=40)),
    ]
    if target is not None:
        level = alt.Chart({"values": [{"banen": target, "tekst": "indicatieve taakstelling"}]})
        layers.append(level.mark_rule(color=GREY, strokeDash=[6, 4], strokeWidth=2).encode(y="banen:Q"))
        layers.append(
            level.mark_text(align="left", x=6, dy=-8, color=INK, fontSize=13).encode(y="banen:Q", text="tekst:N")
        )
    chart = alt.layer(*layers).properties(width=680, height=280, background="#ffffff", padding=12)
    look = (
        chart.configure(font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=13, titleFontSize=13)
    )
    return str(vl_convert.vegalite_to_svg(look.to_json(), format_locale="nl-NL", time_format_locale="nl-NL"))


def in_words(shown: Points, target: Decimal | None) -> str:
    """What the picture shows, for who cannot see it."""
    if not shown:
        return "Nog geen plaatsingen om te tonen."
    (first, before), (last, after) = shown[0], shown[-1]
    text = f"Van ongeveer {number(before)} banen op {short_day(first)} naar ongeveer {number(after)} banen op {short_day(last)}."
    return text if target is None else f"{text} De indicatieve taakstelling is {number(target)} banen."
