"""From a page of our own to a PDF that a screen reader can follow (PDF/UA).

The same page always gives the same bytes: nothing of the moment and nothing of the machine goes in. Nothing is fetched from
outside: a page may use the stylesheets and pictures of this service alone.
"""

from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from werkbedrijf.foundation.errors import DomainError, ProgrammingError

OWN: Final = "https://papier.invalid/"
"""The address a page has while it is drawn; it exists nowhere."""

STATIC: Final = Path(__file__).resolve().parents[1] / "static"
KINDS: Final = {".css": "text/css", ".svg": "image/svg+xml"}


class NoPdf(DomainError):
    """This machine cannot draw letters: Pango is not on it."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "Op deze server kan nog geen PDF worden gemaakt. Druk de bladzijde af met de printknop van de browser, en kies "
            "daar ‘Opslaan als PDF’. Voor de beheerder: het pakket Pango ontbreekt."
        )


def pdf_of(html: str) -> bytes:
    """A page as PDF. Raises NoPdf where Pango, which draws the letters, is not on the machine."""
    try:
        # Here and not at the top: it takes most of a second, and few requests need it.
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
    except OSError as missing:
        raise NoPdf from missing

    class OwnFiles(URLFetcher):
        """Gives the files of this service; a page that asks for anything else is a mistake of ours."""

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            file = (STATIC / urlsplit(url).path.removeprefix("/static/")).resolve()
            if not url.startswith(OWN) or not file.is_relative_to(STATIC) or not file.is_file():
                raise ValueError(f"not one of our own files: {url}")
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": KINDS[file.suffix]})

    try:
        return bytes(
            HTML(string=html, base_url=OWN, url_fetcher=OwnFiles(fail_on_errors=True)).write_pdf(pdf_variant="pdf/ua-1")
        )
    except FatalURLFetchingError as outside:
        raise ProgrammingError(f"a page of paper asked for what is not ours: {outside}") from outside
