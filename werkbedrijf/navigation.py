"""What stands in the menu, per role. Each entry is a door its role may open; a test holds them together."""

from dataclasses import dataclass

from flask import request, url_for

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
        ("Vragen", "questions.index"),
        ("Wat kost het?", "instruments.index"),
        ("Social return", "sroi.index"),
        ("Plekken", "vacancies.index"),
        ("Kandidaten", "candidates.index"),
        ("Verdeling", "allocation.index"),
        ("Voordrachten", "proposals.index"),
        ("Plaatsingen", "placements.index"),
        ("Leerwerkplekken", "bookings.calendar"),
        ("Waar werven?", "advice.index"),
        ("Werk anders verdelen", "carving.index"),
        ("Eerlijk", "fairness.index"),
        ("Leren", "learning.index"),
        ("Wat als?", "scenarios.index"),
        ("Blijven werken", "staying.index"),
        ("Garantiebanen", "dashboards.alderman"),
        ("Per maand", "months.index"),
        ("Cijfers van UWV", "outside_figures.index"),
        ("Basisindicatoren", "indicators.index"),
        ("Import", "imports.index"),
        ("Lijst meenemen", "exports.choose"),
        ("Dubbele inschrijvingen", "duplicates.index"),
    ),
    Role.COACH: (
        ("Vandaag", "dashboards.today"),
        ("Kandidaten", "candidates.index"),
        ("Plekken", "vacancies.index"),
        ("Verdeling", "allocation.index"),
        ("Voordrachten", "proposals.index"),
        ("Plaatsingen", "placements.index"),
        ("Leerwerkplekken", "bookings.calendar"),
        ("Werkgevers", "employers.index"),
        ("Wat kost het?", "instruments.index"),
        ("Werk anders verdelen", "carving.index"),
        ("Eerlijk", "fairness.index"),
    ),
    Role.EMPLOYER: (
        ("Vandaag", "dashboards.today"),
        ("Mijn plekken", "vacancies.index"),
        ("Kandidaten voor u", "proposals.index"),
        ("Plaatsingen", "placements.index"),
        ("Leerwerkplekken", "bookings.calendar"),
        ("Uw vragen", "questions.index"),
        ("Wat kost het?", "instruments.index"),
        ("Social return", "sroi_contracts.index"),
    ),
    Role.ALDERMAN: (
        ("Vandaag", "dashboards.today"),
        ("Garantiebanen", "dashboards.alderman"),
        ("Cijfers van UWV", "outside_figures.index"),
        ("Basisindicatoren", "indicators.index"),
        ("Eerlijk", "fairness.region"),
        ("Blijven werken", "staying.index"),
        ("Leren", "learning.index"),
        ("Wat als?", "scenarios.index"),
    ),
    Role.ADMINISTRATOR: (
        ("Vandaag", "dashboards.today"),
        ("Gebruikers", "administration.users"),
        ("Organisaties", "administration.organisations"),
        ("Instellingen", "administration.parameters"),
        ("Dienstregeling", "administration.timetable"),
        ("Leren", "learning.index"),
        ("Cijfers van UWV", "outside_figures.index"),
        ("Bewaartermijnen", "rights.terms"),
    ),
    Role.ORG_ADMIN: (
        ("Vandaag", "dashboards.today"),
        ("Gebruikers", "administration.users"),
        ("Rechten", "administration.rights"),
        ("Rollen", "administration.role_requests_page"),
        ("Overdracht", "covering.index"),
        ("Noodtoegang", "emergency.index"),
        ("Logboek", "trail.index"),
        ("Opvallend", "trail.striking"),
        ("Dubbele inschrijvingen", "duplicates.index"),
        ("Bewaartermijnen", "rights.terms"),
    ),
    Role.COORDINATOR: (
        ("Vandaag", "dashboards.today"),
        ("Dubbele inschrijvingen", "duplicates.index"),
        ("Bezwaren", "objections.index"),
        ("Vragen van werkgevers", "questions.index"),
        ("Overdracht", "covering.index"),
        ("Anders gekozen", "proposals.overrides"),
        ("Blijven werken", "staying.index"),
        ("Basisindicatoren", "indicators.index"),
        ("Social return", "sroi_contracts.index"),
        ("Wisverzoeken", "rights.erasures"),
        ("Cijfers van UWV", "outside_figures.index"),
        ("Bewaartermijnen", "rights.terms"),
    ),
    Role.AUDITOR: (
        ("Vandaag", "dashboards.today"),
        ("Logboek", "trail.index"),
        ("Verwerkingen", "trail_files.processing"),
        ("Opvallend", "trail.striking"),
        ("Controle", "trail.chain"),
        ("Bezwaren", "objections.index"),
        ("Anders gekozen", "proposals.overrides"),
        ("Bewaartermijnen", "rights.terms"),
    ),
    Role.SYSTEM: (),
}


# A page that stands under another entry than its own room: the ranking belongs to the place or the person it is about.
UNDER = {
    "bookings": "bookings.calendar",
    "garantiebanen": "dashboards.alderman",
    "months": "months.index",
    "outside_figures": "outside_figures.index",
    "training": "bookings.calendar",
    "vacancy_texts": "vacancies.index",
    "trail_files.take_out": "trail.index",
    "vacancy_life": "vacancies.index",
    "place_wishes": "vacancies.index",
    "proposals.candidates_for": "vacancies.index",
    "trays": "vacancies.index",
    "own_trays": "proposals.index",
    "own_contacts": "dashboards.today",
    "supports": "placements.index",
    "aftercare": "placements.index",
    "missed": "placements.index",
    "closing": "placements.index",
    "talks": "proposals.index",
    "reporting": "vacancies.index",
    "allocation.choose": "vacancies.index",
    "allocation.preview": "vacancies.index",
    "proposals.places_for": "candidates.index",
    "possibilities.pair": "vacancies.index",
    "possibilities.openings": "candidates.index",
    "possibilities.explanation": "proposals.index",
    "proposals.chances_of": "candidates.index",
    "shown.for_person": "candidates.index",
    "objections.of_person": "candidates.index",
    "shown": "vacancies.index",
    "papers.region_paper": "indicators.index",
    "placements.plan": "proposals.index",
    "sroi_claims": "sroi_contracts.index",
    "sroi_deadlines": "sroi_contracts.index",
    "sroi_settling": "sroi_contracts.index",
    "sroi_forecast": "sroi_contracts.index",
    "record": "employers.index",
    "merging": "employers.index",
    "carving.index": "carving.index",
    "carving": "employers.index",
    "rounds": "employers.index",
    "profile": "candidates.index",
    "registration": "candidates.index",
    "scoring": "candidates.index",
    "rights.terms": "rights.terms",
    "rights.choose": "rights.terms",
    "rights.erasures": "rights.erasures",
    "rights.erasure": "rights.erasures",
    "rights": "candidates.index",
}


# Pages about the region as a whole: one entry of the menu, named after the first, with the others beside it as tabs.
TOGETHER = (
    "allocation.index",
    "advice.index",
    "carving.index",
    "scenarios.index",
    "fairness.index",
    "learning.index",
    "staying.index",
)


# What an account manager or coach keeps close to each of these lists, as tabs beside it.
BESIDE = (
    ("employers.index", "questions.index", "instruments.index", "sroi.index"),
    ("vacancies.index", "bookings.calendar"),
    ("dashboards.alderman", "indicators.index", "months.index", "outside_figures.index"),
    ("imports.index", "exports.choose"),
)
NAMES = {
    TOGETHER[0]: "De regio",
    "employers.index": "Werkgevers",
    "vacancies.index": "Plekken",
    "dashboards.alderman": "Garantiebanen",
    "imports.index": "Bestanden",
}


def menu_for(actor: Actor | None) -> list[Entry]:
    """The menu of this person, with the entry of the present page marked."""
    if actor is None:
        return []
    entries, here = MENU[actor.role], _here(actor)
    first = {endpoint: group[0] for group in _groups(actor) for endpoint in group[1:]}
    return [
        Entry(label, url_for(endpoint), current=endpoint == first.get(here or "", here))
        for label, endpoint in entries
        if endpoint not in first
    ]


def tabs_for(actor: Actor | None) -> list[Entry]:
    """The tabs of the entry that the present page stands under; none where it stands alone."""
    if actor is None:
        return []
    here = _here(actor)
    group = next((group for group in _groups(actor) if here in group), [])
    # Every page about the region shows its neighbours; of the others only the lists themselves do.
    if group and group[0] != TOGETHER[0] and request.endpoint not in group:
        return []
    labels = {endpoint: label for label, endpoint in MENU[actor.role]}
    return [Entry(labels[endpoint], url_for(endpoint), current=endpoint == here) for endpoint in group]


def tabs_named(actor: Actor | None) -> str:
    """What the tabs of the present page are about, for who hears the page."""
    here = _here(actor) if actor else None
    group = next((group for group in _groups(actor) if here in group), []) if actor else []
    return NAMES[group[0]] if group else ""


def door_named(actor: Actor | None, label: str) -> str | None:
    """Where the entry or tab of this name leads; None for whom it does not stand in the menu."""
    entries = MENU[actor.role] if actor else ()
    return next((url_for(endpoint) for known, endpoint in entries if known == label), None)


def _groups(actor: Actor) -> list[list[str]]:
    """What stands together for this person. Who has no page of the allocation has few entries, and they stay apart."""
    mine = {endpoint for _, endpoint in MENU[actor.role]}
    if TOGETHER[0] not in mine:
        return []
    groups = ([endpoint for endpoint in group if endpoint in mine] for group in (TOGETHER, *BESIDE))
    return [group for group in groups if len(group) > 1]


def _here(actor: Actor) -> str | None:
    return _entry_of(request.endpoint or "", [endpoint for _, endpoint in MENU[actor.role]])


def _entry_of(endpoint: str, entries: list[str]) -> str | None:
    """The entry that a page stands under: itself, what ``UNDER`` says, or the first of its room."""
    room = endpoint.partition(".")[0]
    if room == "emergency" and "emergency.index" not in entries:
        return "candidates.index"
    wanted = UNDER.get(endpoint) or UNDER.get(room) or endpoint
    if wanted in entries or room in {"dashboards", "administration"}:
        return wanted
    return next((entry for entry in entries if entry.partition(".")[0] == room), None)
