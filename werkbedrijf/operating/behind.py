"""Behind a web server: who the visitor is, as told by the one server that may say so."""

from collections.abc import Callable, Iterable
from typing import Any

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# What a client could claim by itself. Nothing after this door reads them.
CLAIMS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


def behind(application: Wsgi, trusted_proxy: str) -> Wsgi:
    """The application, with the address and scheme of the visitor filled in when the trusted server passed them on.

    Only the last address counts: the one that the trusted server saw itself. From anyone else the headers are taken away.
    """

    def served(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        claims = {name: environ.pop(name, "") for name in CLAIMS}
        if trusted_proxy and environ.get("REMOTE_ADDR", "") in {trusted_proxy, ""}:
            visitor = claims["HTTP_X_FORWARDED_FOR"].rpartition(",")[2].strip()
            if visitor:
                environ["REMOTE_ADDR"] = visitor
            if claims["HTTP_X_FORWARDED_PROTO"] in {"http", "https"}:
                environ["wsgi.url_scheme"] = claims["HTTP_X_FORWARDED_PROTO"]
        else:
            environ.pop("HTTP_X_REQUEST_ID", None)
        return application(environ, start_response)

    return served
