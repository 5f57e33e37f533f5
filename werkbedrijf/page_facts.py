"""What the frame around every page needs to know, and what stands in the head of every answer."""

import re
from functools import partial
from pathlib import Path

from flask import Flask, Response, request, url_for

from werkbedrijf.foundation.notices import unread_told
from werkbedrijf.foundation.region import current_region
from werkbedrijf.foundation.settings import Settings
from werkbedrijf.foundation.web import actor_or_none, current_session
from werkbedrijf.navigation import door_named, menu_for, tabs_for, tabs_named


def theme_class(theme: str) -> str | None:
    """The class a published token file is written for (``.gemeente-theme``); None when it speaks to the whole page."""
    written = Path(theme).read_text(encoding="utf-8") if theme and Path(theme).is_file() else ""
    found = re.search(r"\.([\w-]+-theme)\b", written)
    return found[1] if found else None


def _footer() -> list[tuple[str, str]]:
    return [
        ("Uw account", url_for("accounts.account")),
        ("Agenda", url_for("agenda.index")),
        ("Mijn handelingen", url_for("trail.mine")),
        ("Help", url_for("help.index")),
        ("Papieren", url_for("papers.index")),
        ("Vertrouwen", url_for("papers.trust")),
    ]


def register(app: Flask, settings: Settings) -> None:
    """Give every template what the frame around a page needs, and keep answers to who asked."""
    worn = theme_class(settings.theme)

    @app.context_processor
    def _facts() -> dict[str, object]:
        actor = actor_or_none()
        region = current_region(current_session())
        staff = actor is not None and actor.is_staff
        return {
            "region_name": region.name if region else "Regionaal werkbedrijf",
            "is_demo": bool(region and region.is_demo),
            "current_actor": actor,
            "navigation": menu_for(actor),
            "notices_url": url_for("notices.index"),
            "tabs_here": tabs_for(actor),
            "tabs_name": tabs_named(actor),
            "door_named": partial(door_named, actor),
            "theme_url": url_for("theme") if settings.theme else None,
            "theme_class": worn,
            # Asked where it is shown, so that only whole pages ask.
            "unread_notices": partial(unread_told, current_session(), actor.id or 0) if actor else None,
            "search_url": url_for("dashboards.search") if staff else None,
            "footer_links": _footer() if actor else [("Vertrouwen", url_for("papers.trust"))],
            "demo_mail_url": url_for("demo.mail") if region and region.is_demo and not settings.mail_url else None,
        }

    @app.after_request
    def _keep_private(response: Response) -> Response:
        if request.endpoint not in {"static", "theme", "favicon"} or response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        # What this service shows is for its own pages alone.
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
