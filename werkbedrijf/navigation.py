"""What stands in the menu, per role. Each entry is a door its role may open; a test holds them together."""

from dataclasses import dataclass

from flask import current_app, request, url_for

from werkbedrijf.foundation.actors import Actor, Role


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu."""

    label: str
    url: str
    current: bool


MENU: dict[Role, tuple[tuple[str, str], ...]] = {
    Role.ACCOUNT_MANAGER: (
        ("Vandaag", "dashboards.today"),
        ("Werkgevers", "employers.index"),
        ("Plekken", "vacancies.index"),
        ("Kandidaten", "candidates.index"),
        ("Voordrachten", "proposals.index"),
        ("Plaatsingen", "placements.index"),
        ("Import", "imports.index"),
    ),
    Role.COACH: (
        ("Vandaag", "dashboards.today"),
        ("Kandidaten", "candidates.index"),
        ("Plekken", "vacancies.index"),
        ("Voordrachten", "proposals.index"),
        ("Plaatsingen", "placements.index"),
        ("Werkgevers", "employers.index"),
    ),
    Role.EMPLOYER: (
        ("Vandaag", "dashboards.today"),
        ("Mijn plekken", "vacancies.index"),
        ("Kandidaten voor u", "proposals.index"),
        ("Plaatsingen", "placements.index"),
    ),
    Role.ALDERMAN: (
        ("Vandaag", "dashboards.today"),
        ("Garantiebanen", "dashboards.alderman"),
    ),
    Role.ADMINISTRATOR: (
        ("Vandaag", "dashboards.today"),
        ("Gebruikers", "administration.users"),
        ("Organisaties", "administration.organisations"),
        ("Instellingen", "administration.parameters"),
        ("Logboek", "administration.audit"),
        ("Dienstregeling", "administration.timetable"),
    ),
    Role.SYSTEM: (),
}


def menu_for(actor: Actor | None) -> list[Entry]:
    """The menu of this person, with the present page marked."""
    if actor is None:
        return []
    room = (request.endpoint or "").partition(".")[0]
    entries = []
    for label, endpoint in MENU[actor.role]:
        if endpoint not in current_app.view_functions:
            continue
        same_room = endpoint.partition(".")[0] == room and room not in {"dashboards", "administration"}
        current = request.endpoint == endpoint or same_room
        entries.append(Entry(label=label, url=url_for(endpoint), current=current))
    return entries
