"""A list that a colleague looked at, with one person on it."""

from matching.shown.actions import keep
from matching.shown.packing import Line, Picture
from werkbedrijf.foundation.parameters import Parameter


def stood_on_a_list(make, candidate, coach):
    """Stood on a list that a colleague looked at."""
    place = make.vacancy()
    told = {
        "score": 81,
        "figures": [81, 100, 70, 90],
        "can": ["Kanariegeel inpakken"],
        "tasks": [["Werk", 100, 81, 19, "kan dit"]],
    }
    values = {"values": {Parameter.SUITABLE_FROM.value: ["80", "2015-01-01"]}, "neutral": "2" * 32, "lot": "2026-11"}
    facts = {"considered": 4, "suitable": 1, "part": 80, "left_out": [["te ver", 3, ""]]}
    titles = {"titles": [["Inpakker van toen", "Bakkerij, Enschede"]]}
    line = Line(candidate.id, place.id, 1, told, ("2e op de lijst",))
    seen = Picture("plekken", None, candidate.id, (line,), facts, values, "1+abc", others=titles)
    keep(make.session, make.actor_of(coach), seen)
