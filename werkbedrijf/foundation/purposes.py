"""The register of processing activities: what this service looks at people's data for. The file is ``activities.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("activities.toml")
OTHERWISE: Final = "werken"


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the register. It never changes: a change is a new line with the next number."""

    code: str
    number: int
    since: date
    name: str
    purpose: str
    ground: str
    acts: tuple[str, ...]
    rooms: tuple[str, ...]
    until: date | None = None

    @property
    def uri(self) -> str:
        """What lines of the processing log point to."""
        return f"urn:werkbedrijf:verwerkingsactiviteit:{self.code}:{self.number}"


@lru_cache(maxsize=1)
def activities() -> tuple[Activity, ...]:
    """Every activity there is or was, as the file has them."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["activity"]
    return tuple(Activity(**{**row, "acts": tuple(row["acts"]), "rooms": tuple(row["rooms"])}) for row in rows)


@lru_cache(maxsize=1)
def in_force() -> dict[str, Activity]:
    """The activities of now, by code."""
    return {one.code: one for one in activities() if one.until is None}


def purpose_of(act: str) -> str:
    """The code of the activity an act belongs to.

    >>> purpose_of("candidate.looked_at"), purpose_of("user.signed_in"), purpose_of("something.else")
    ('begeleiden', 'beheren', 'werken')
    """
    noun = act.partition(".")[0]
    return next((one.code for one in in_force().values() if noun in one.acts), OTHERWISE)


def purpose_of_page(endpoint: str) -> str:
    """The code of the activity the page of an endpoint belongs to.

    >>> purpose_of_page("proposals.index")
    'voordragen'

    A page that is named itself goes before its room.

    >>> purpose_of_page("dashboards.today"), purpose_of_page("dashboards.search")
    ('overzicht', 'werken')
    """
    room = endpoint.partition(".")[0]
    found = (one.code for name in (endpoint, room) for one in in_force().values() if name in one.rooms)
    return next(found, OTHERWISE)


def activity(code: str) -> Activity:
    """The activity of now with this code; an unknown code is daily work."""
    known = in_force()
    return known.get(code) or known[OTHERWISE]
