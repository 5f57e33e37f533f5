"""What the pages of kept rankings need to know. Only what was kept is drawn; people stand under their reference."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask import render_template
from sqlalchemy import Select
from sqlalchemy.orm import Session

from matching.shown import sentences
from matching.shown.models import ShownKind, ShownRanking
from matching.shown.queries import kept, looks_at
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.listing import Listing, page_of
from werkbedrijf.foundation.parameters import DEFINITIONS, Parameter
from werkbedrijf.foundation.texts import short_day, unit_for

FILTERS = {"wie": "alleen de eigen mensen", "deel": "ook wie nog groeit"}


def list_page(session: Session, query: Select[ShownRanking], args: Mapping[str, str], **about: Any) -> str:
    """Every kept ranking about a place or a person, newest first."""
    listing = Listing.read(args, sorts=["nieuwste"], default="-nieuwste")
    page = page_of(session, query, listing)
    looks = looks_at(session, [row.id for row in page.rows])
    return render_template("shown/index.html", page=page, looks=looks, **about)


def show_page(session: Session, ranking: ShownRanking) -> str:
    """A ranking exactly as it was shown."""
    found = kept(session, ranking)
    _, first, last = looks_at(session, [ranking.id]).get(ranking.id, (0, ranking.first_at, ranking.first_at))
    return render_template(
        "shown/show.html",
        ranking=ranking,
        kind=ranking.kind.value,
        pair=ranking.kind is ShownKind.PAIR,
        found=found,
        erased=not found.facts,
        apart=[row for row in found.rows if row.apart],
        rows=[row for row in found.rows if not row.apart],
        first=first,
        last=last if day_of(last) != day_of(first) else None,
        titles=dict(zip((row.number for row in found.rows), found.others.get("titles", ()), strict=False)),
        made_with=made_with(ranking, found.settings),
        suited=sentences.suited(ranking.kind, found.facts),
        nothing=sentences.nothing(ranking.kind),
        left_out=sentences.left_out(found.facts),
    )


def made_with(ranking: ShownRanking, settings: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """Version and settings a ranking was made with, as terms and values to read."""
    if not settings:
        return [("Versie van de rekenregels", ranking.code_version)]
    filters = [FILTERS[name] for name in settings.get("filters", {}) if name in FILTERS]
    return [
        ("Versie van de rekenregels", ranking.code_version),
        *((_title(name), _value(name, *pair)) for name, pair in sorted(settings["values"].items())),
        ("Loting bij gelijke stand", f"maand {settings['lot']}"),
        ("Gangbare niveaus van die maand", sentences.levels(settings["neutral"])),
        *([("Verdeling", settings["run"])] if settings.get("run") else []),
        *([("Gekozen op de pagina", ", ".join(filters))] if filters else []),
        *([("Bladzijde", str(settings["page"]))] if "page" in settings else []),
    ]


def _title(name: str) -> str:
    return DEFINITIONS[Parameter(name)].title if name in set(Parameter) else name


def _value(name: str, value: str, since: str) -> str:
    unit = unit_for(Decimal(value), DEFINITIONS[Parameter(name)].unit) if name in set(Parameter) else ""
    return f"{value.replace('.', ',')} {unit}, vanaf {short_day(date.fromisoformat(since))}"
