"""What the page *Waar werven?* needs to know, gathered for its template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from flask import render_template
from sqlalchemy.orm import Session

from matching.advice.queries import (
    MOST_EMPLOYERS,
    TRANSPORT,
    Advice,
    HardPlace,
    Idea,
    Prospect,
    SectorLack,
    advice_of,
    prospects,
)
from matching.core.advice import Lack
from matching.core.catalogue import CERTIFICATES, FAMILIES, TIMES, capability, condition
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.listing import Filter, Listing
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.texts import count, number

HOURS = ("8", "16", "24", "32")
"""Hours per week a new place could ask at least."""
USUAL_HOURS = "16"


@dataclass(frozen=True, slots=True)
class Card:
    """One idea as the page shows it. ``people`` and ``fresh`` (a number) are words: a small number is not told."""

    idea: Idea
    title: str
    kind: str
    people: str
    fresh: str
    employers: Sequence[Prospect]
    more: int


def advice_page(session: Session, args: Mapping[str, str]) -> str:
    """Where to recruit: ideas, what is lacking per kind of work, and places that are hard to fill."""
    day = day_of(session.info["at"])
    filters = [Filter("uren", "Uren per week", [(one, f"Vanaf {one} uur") for one in HOURS if one != USUAL_HOURS])]
    listing = Listing.read(args, sorts=["nut"], default="nut", filters=filters)
    hours = Decimal(listing.filters.get("uren", USUAL_HOURS))
    advice = advice_of(session, hours)
    smallest = whole_number_on(session, Parameter.SMALL_CELL, day)
    return render_template(
        "advice/index.html",
        advice=advice,
        smallest=smallest,
        listing=listing,
        filters=filters,
        hours=hours,
        usual=USUAL_HOURS,
        **(_shown(session, advice, smallest) if advice else {}),
    )


def _shown(session: Session, advice: Advice, smallest: int) -> dict[str, object]:
    known = prospects(session, frozenset(idea.occupation.family for idea in advice.ideas))
    return {
        "cards": [_card(idea, known[idea.occupation.family], smallest) for idea in advice.ideas],
        "lacks": _per_kind(advice.lacks, smallest),
        "hard": [
            (one, hard_sentence(one), lack_sentence(one.lack, one.people, smallest) if one.lack else None)
            for one in advice.hard
        ],
        "words": {
            "waiting": people(advice.waiting, smallest),
            "nowhere": people(advice.nowhere, smallest),
            "reached": people(advice.reached, smallest),
        },
    }


def _card(idea: Idea, known: Sequence[Prospect], smallest: int) -> Card:
    near = sorted(known, key=lambda one: one.gemeente_code != idea.spot.gemeente_code)
    return Card(
        idea=idea,
        title=f"{idea.occupation.title} in {idea.spot.name}",
        kind=FAMILIES[idea.occupation.family],
        people=people(idea.people, smallest),
        fresh=f"Minder dan {number(smallest)}" if idea.fresh < smallest else number(idea.fresh),
        employers=near[:MOST_EMPLOYERS],
        more=max(0, len(near) - MOST_EMPLOYERS),
    )


@dataclass(slots=True)
class KindLine:
    """One kind of work: what would help, in sentences, and how many transport would bring within reach, in words."""

    name: str
    sentences: list[str] = field(default_factory=list)
    transport: str = "niemand"


def _per_kind(lacks: Sequence[SectorLack], smallest: int) -> list[KindLine]:
    """A line per kind of work; the kind where most is to be won comes first."""
    found: dict[str, KindLine] = {}
    for one in lacks:
        line = found.setdefault(one.family, KindLine(FAMILIES[one.family].capitalize()))
        if one.lack == TRANSPORT:
            line.transport = people(one.people, smallest)
        else:
            line.sentences.append(lack_sentence(one.lack, one.people, smallest))
    return list(found.values())


def people(many: int, smallest: int) -> str:
    """A number of people in words; a group that is too small is not told exactly.

    >>> people(41, 10), people(3, 10), people(0, 10)
    ('41 mensen', 'minder dan 10 mensen', 'niemand')
    """
    if many == 0:
        return "niemand"
    return f"minder dan {number(smallest)} mensen" if many < smallest else count(many, "mens", "mensen")


def lack_sentence(lack: Lack, many: int, smallest: int) -> str:
    """The one thing that would be different, and how many people it brings, in one sentence."""
    return f"{_way_out(lack)} {'past' if many == 1 >= smallest else 'passen'} er {people(many, smallest)} bij."


def hard_sentence(one: HardPlace) -> str:
    """How scarce people are for this place."""
    qualified = one.place.qualified
    can = f"{count(qualified, 'mens kan', 'mensen kunnen')} dit werk" if qualified else "Niemand kan dit werk nu"
    return f"{can}; op de lijst {'staat' if one.listed == 1 else 'staan'} {one.listed} van de {one.place.slots}."


def _way_out(lack: Lack) -> str:
    what, code = lack
    if what == "werktijden":
        return f"Zonder werk {TIMES[code]}"
    if what == "certificaat":
        return f"Met {CERTIFICATES[code]}, of zonder die eis,"
    if what == "voorwaarde":
        return f"Als ‘{condition(code).name}’ toch geregeld wordt,"
    if what == "niveau":
        return f"Met één stap minder ‘{capability(code).name}’"
    return "Met minder uren per week" if what == "uren" else "Met vervoer"
