"""From when on somebody who asked too often may ask again, told to programs beside the sentence for people."""

from datetime import datetime
from math import ceil

from flask import Response, g

TOO_MANY = 429


def ask_again_at(moment: datetime) -> None:
    """Keep until when whoever is behind this request waits; an answer that is a refusal for asking too often says so."""
    g.asks_again_at = moment


def say_pause(answer: Response, at: datetime) -> Response:
    """Add the whole seconds to wait, at least one (Retry-After, RFC 9110 section 10.2.3)."""
    until: datetime | None = g.get("asks_again_at")
    if until is not None and answer.status_code == TOO_MANY:
        answer.headers["Retry-After"] = str(max(1, ceil((until - at).total_seconds())))
    return answer
