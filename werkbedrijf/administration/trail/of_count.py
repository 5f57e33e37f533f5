"""Words of the trail about the count of garantiebanen."""

COUNT_NOUNS = {
    "board": "maandcijfers",
    "boardmonth": "maandcijfers",
    "month": "maandtelling",
    "closedmonth": "maandtelling",
    "outside_figure": "cijfer van UWV",
    "outsidefigure": "cijfer van UWV",
}
