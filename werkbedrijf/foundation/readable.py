"""What no door has to think of: text that nobody typed and no database can hold, and addresses of other sites."""

import itertools
from collections.abc import Iterator

from flask import abort, request
from werkzeug.datastructures import MultiDict


def refuse_nul() -> None:
    """Nobody types a NUL, and PostgreSQL cannot even be asked about one: no door has to think of it."""
    typed = itertools.chain([request.path], _texts(request.args), _texts(request.form))
    if any("\0" in text for text in typed):
        abort(400)


def _texts(sent: MultiDict[str, str]) -> Iterator[str]:
    for name, value in sent.items(multi=True):
        yield name
        yield value


def safe_next(target: str | None) -> str | None:
    """A path within this service to go on to, or None: never another site."""
    if (
        not target
        or not target.startswith("/")
        or target.startswith("//")
        or "\\" in target
        # A browser reads over a tab or a line end, and what is left may name another site.
        or not target.isprintable()
    ):
        return None
    return target
