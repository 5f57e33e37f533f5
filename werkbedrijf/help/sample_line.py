"""An invented line of days, for the living page of components."""

from datetime import date

from matching.placements.timeline.drawing import Bar, Drawing, Lane, Look, Mark, Shape, drawn

LANES = [
    Lane(
        "Uren per week",
        [
            Bar(date(2026, 2, 2), date(2026, 8, 3), "20 uur per week", "20 uur"),
            Bar(date(2026, 8, 3), None, "24 uur per week", "24 uur"),
        ],
    ),
    Lane("Het werk ligt stil", [Bar(date(2026, 7, 6), date(2026, 7, 27), "Verlof", look=Look.STILL)]),
    Lane(
        "Contact",
        marks=[
            Mark(date(2026, 3, 2), "Bezoek"),
            Mark(date(2026, 11, 16), "Gesprek: te laat", Shape.ALERT),
            Mark(date(2026, 12, 14), "Gesprek", Shape.COMING),
        ],
    ),
]


def sample_line() -> Drawing | None:
    """As it would be on an invented day."""
    return drawn(LANES, date(2026, 11, 27))
