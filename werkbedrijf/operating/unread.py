"""What gunicorn answers by itself to what is no question it can read: in Dutch, and as closed as a page.

The service is not asked then, so these are the pages that the web server in front uses as well. A program gets the page too: what it
wants to read stands in headers that nobody could read.
"""

from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

from gunicorn import util
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

STATIC = Path(__file__).parents[1] / "static"
CLOSED = {
    "Connection": "close",
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31556926; includeSubDomains",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'",
}
# By what gunicorn calls them, which also are the statuses it would give; whatever else cannot be read is a 400.
STATUSES: dict[type[Exception], HTTPStatus] = {
    errors.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    errors.LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    errors.ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    errors.UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
}
TOO_LONG = {HTTPStatus.REQUEST_URI_TOO_LONG, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE}
# What the service itself or its settings did wrong.
OURS = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName, errors.ConfigurationProblem)


def answer_to(problem: Exception) -> bytes | None:
    """The whole answer to somebody whose question cannot be read; None when it is no mistake of theirs."""
    if not isinstance(problem, errors.ParseException) or isinstance(problem, OURS):
        return None
    status = STATUSES.get(type(problem), HTTPStatus.BAD_REQUEST)
    page = (STATIC / ("te-lang.html" if status in TOO_LONG else "onleesbaar.html")).read_bytes()
    head = CLOSED | {"Content-Length": str(len(page))}
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {value}" for name, value in head.items()), "", ""]
    return "\r\n".join(lines).encode("ascii") + page


class Worker(ThreadWorker):
    """A worker with threads that says in Dutch what it could not read."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """Answer who sent something that is no question. What it was is not written down: it may be about anybody."""
        answer = answer_to(exc)
        if answer is None:
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("a question could not be read: %s", type(exc).__name__)
        with suppress(OSError):
            util.write_nonblock(client, answer)
