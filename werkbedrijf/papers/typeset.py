"""A paper of the region as a page of paper, for the screen, the PDF and the command line alike: the same words, the same bytes."""

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, select_autoescape

import werkbedrijf
from werkbedrijf.foundation.pdf import STATIC, pdf_of
from werkbedrijf.foundation.region import Region
from werkbedrijf.foundation.texts import register
from werkbedrijf.indicators.overview import Overview
from werkbedrijf.papers.documents import Document

_INSIDE: Final = Path(werkbedrijf.__file__).parent / "templates"
TEMPLATES: Final = _INSIDE if _INSIDE.exists() else _INSIDE.parent.parent / "templates"


def page_of(paper: Document, overview: Overview, region: Region | None) -> str:
    """The paper as HTML, with the stylesheet of paper by its address."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape())
    register(environment)
    environment.globals["url_for"] = lambda _endpoint, filename: f"/static/{filename}"
    return environment.get_template("papers/region_paper.html").render(
        paper=paper,
        region_name=region.name if region else "",
        is_demo=bool(region and region.is_demo),
        made_on=overview.quarter.last,
    )


def standalone(page: str) -> bytes:
    """The same page as one file, with its look inside."""
    look = (STATIC / "css" / "paper.css").read_text(encoding="utf-8")
    return page.replace('<link rel="stylesheet" href="/static/css/paper.css">', f"<style>{look}</style>").encode()


def written(paper: Document, overview: Overview, region: Region | None, ending: str) -> bytes:
    """The paper as a file of this kind: ``.pdf``, ``.html`` or ``.md``. Raises KeyError for another."""
    makers = {
        ".pdf": lambda: pdf_of(page_of(paper, overview, region)),
        ".html": lambda: standalone(page_of(paper, overview, region)),
        ".md": lambda: paper.to_markdown().encode(),
    }
    return makers[ending]()
