"""What the page *Waar werven?* needs to know, gathered for its template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import render_template
from sqlalchemy.orm import Session

from matching.advice.queries import MOST_EMPLOYERS, Advice, HardPlace, Idea, Prospect, SectorLack, advice_of, prospects
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
    """One idea as the page shows it. ``people`` and ``fresh`` are words: a small number is not told."""

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
        "hard": [(one, hard_sentence(one), hard_way_out(one, smallest)) for one in advice.hard],
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
        fresh=people(idea.fresh, smallest),
        employers=near[:MOST_EMPLOYERS],
        more=max(0, len(near) - MOST_EMPLOYERS),
    )


def _per_kind(lacks: Sequence[SectorLack], smallest: int) -> dict[str, list[str]]:
    """The sentences under the name of each kind of work; the kind where most is to be won comes first."""
    found: dict[str, list[str]] = {}
    for one in lacks:
        found.setdefault(FAMILIES[one.family], []).append(lack_sentence(one, smallest))
    return found


def people(many: int, smallest: int) -> str:
    """A number of people in words; a group that is too small is not told exactly.

    >>> people(41, 10), people(3, 10), people(0, 10)
    ('41 mensen', 'minder dan 10 mensen', 'niemand')
    """
    if many == 0:
        return "niemand"
    return f"minder dan {number(smallest)} mensen" if many < smallest else count(many, "mens", "mensen")


def lack_sentence(one: SectorLack, smallest: int) -> str:
    """What this kind of work lacks, in one sentence with its way out."""
    asks, way_out = _asks(one.lack)
    return f"Deze plekken {asks}. {way_out} {_would(one.people, smallest)} erbij passen."


def hard_sentence(one: HardPlace) -> str:
    """How scarce people are for this place."""
    qualified = one.place.qualified
    can = f"{count(qualified, 'mens kan', 'mensen kunnen')} dit werk" if qualified else "Niemand kan dit werk nu"
    return f"{can}; op de lijst {'staat' if one.listed == 1 else 'staan'} {one.listed} van de {one.place.slots}."


def hard_way_out(one: HardPlace, smallest: int) -> str | None:
    """The one thing that would bring the most people to this place, or None where nothing single helps."""
    if one.lack is None:
        return None
    _, way_out = _asks(one.lack)
    return f"{way_out} {_would(one.people, smallest)} hier passen."


def _would(many: int, smallest: int) -> str:
    return f"{'zou' if many == 1 and smallest <= 1 else 'zouden'} {people(many, smallest)}"


def _asks(lack: Lack) -> tuple[str, str]:
    """What is asked, after "Deze plekken …", and the way out, before "zouden 23 mensen …"."""
    what, code = lack
    if what == "werktijden":
        return f"vragen om werk {TIMES[code]}", f"Zonder werk {TIMES[code]}"
    if what == "certificaat":
        return f"vragen om {CERTIFICATES[code]}", f"Met {CERTIFICATES[code]}, of als het zonder kan,"
    if what == "voorwaarde":
        name = condition(code).name
        return f"kunnen ‘{name}’ niet regelen", f"Als ‘{name}’ toch geregeld wordt,"
    if what == "niveau":
        name = capability(code).name
        return f"vragen iets meer op ‘{name}’", f"Met wat training op ‘{name}’"
    if what == "uren":
        return "vragen meer uren dan mensen kunnen werken", "Met minder uren per week"
    return "liggen te ver voor wie het werk kan", "Met vervoer"
