"""The floors of the evaluation in Dutch: its tables are made by a program and stand in English. Pure."""

from typing import Final

Floor = tuple[str, str, str, str]

PLACES: Final = {"base": "gewone regio", "20 small regions": "20 kleine regio’s"}
FLOORS: Final = {
    "nDCG@10 of the ranking": "Kwaliteit van de eerste tien op een lijst (nDCG@10; 1 is volmaakt)",
    "lasting placements, part of the clairvoyant bound": (
        "Plaatsingen die blijven, als deel van wat zou lukken voor wie alles vooraf weet"
    ),
    "seats filled after one round": "Deel van de plekken dat na één ronde gevuld is",
    "SR of the least covered group": "Kans van de groep die het minst aan bod komt, naast de groep die het meest aan bod komt",
    "envy across groups": "Mensen die met iemand uit een andere groep zouden willen ruilen",
    "objective equal to HiGHS": "Verdelingen die even goed zijn als die van een ander rekenprogramma (HiGHS)",
    "certificate valid": "Verdelingen met een geldig bewijs dat er geen betere is",
    "lists that change in 20 relabellings": "Lijsten die anders worden als mensen en plekken een ander nummer krijgen, 20 keer",
}
VERDICTS: Final = {
    "held": "gehaald",
    "missed": "niet gehaald",
    "not proved: the interval reaches below it": "niet bewezen: de marge komt eronder",
}


def in_dutch(floor: str, asked: str, found: str, verdict: str) -> Floor:
    """One row of the table of floors; what has no Dutch words here stays as it is.

    >>> in_dutch("seats filled after one round, base", "≥ 0.97", "0.987 ± 0.008", "held")
    ('Deel van de plekken dat na één ronde gevuld is, gewone regio', '≥ 0,97', '0,987 ± 0,008', 'gehaald')
    """
    name, _, place = floor.rpartition(", ")
    told = f"{FLOORS[name]}, {PLACES[place]}" if name in FLOORS and place in PLACES else FLOORS.get(floor, floor)
    return told, _number(asked), _number(found), VERDICTS.get(verdict, verdict)


def _number(text: str) -> str:
    return "alle" if text == "all" else text.replace(".", ",")
