"""Logs that say what happened and never to whom: lines of JSON in production, readable ones for one person at a screen.

An exception is told by its kind and the places in the code it came through. Its message and the values of its variables are
left out, because both quote what people typed.
"""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, TextIO

import structlog

Event = MutableMapping[str, Any]

# Deep enough to find the cause, short enough to read.
MOST_FRAMES = 40
# Speak of every request or every job by themselves; we tell that in one line of our own.
CHATTY = ("apscheduler", "werkzeug", "waitress.queue", "alembic")

SERVERS = ("gunicorn", "waitress")
QUOTES = re.compile(r"(Error handling request|Exception while serving|Invalid request|Bad request line).*", re.DOTALL)


def _without_values(_logger: Any, _method: str, event: Event) -> Event:
    """Replace the exception of an event by what may be kept of it."""
    given = event.pop("exc_info", None)
    if not given:
        return event
    error = given if isinstance(given, BaseException) else (given[1] if isinstance(given, tuple) else sys.exc_info()[1])
    if error is not None:
        event["exception"] = told(error)
    return event


def told(error: BaseException) -> list[dict[str, Any]]:
    """An exception and what caused it, as kinds and places; no message, no value.

    >>> told(ValueError("Jan de Vries"))
    [{'kind': 'ValueError', 'frames': []}]
    """
    chain: list[dict[str, Any]] = []
    current: BaseException | None = error
    while current is not None and len(chain) < 5:
        steps = traceback.extract_tb(current.__traceback__)[-MOST_FRAMES:]
        chain.append({"kind": type(current).__name__, "frames": [f"{s.filename}:{s.lineno} {s.name}" for s in steps]})
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return chain


def _drop_arguments(_logger: Any, _method: str, event: Event) -> Event:
    """What other libraries pass along with a line stays behind."""
    for name in ("positional_args", "stack", "_record", "_from_structlog"):
        event.pop(name, None)
    return event


def _without_addresses(_logger: Any, _method: str, event: Event) -> Event:
    """A web server that could not read or answer a request quotes it: the quote goes, the fact stays."""
    if str(event.get("logger", "")).startswith(SERVERS):
        event["event"] = QUOTES.sub(r"\1", str(event.get("event", "")))
    return event


def _for_people(_logger: Any, _method: str, event: Event) -> Event:
    """Write what was kept of an exception below its line, one place per line."""
    kept = event.pop("exception", None)
    if kept:
        event["exception"] = "\n".join(
            line for one in kept for line in (one["kind"], *(f"  {frame}" for frame in one["frames"]))
        )
    return event


class Lines(logging.StreamHandler[TextIO]):
    """Writes lines. One that cannot be written is told as a fact: Python itself would quote it, with what people typed."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # the name is of the standard library
        """Say that a line was lost, and of which logger."""
        with suppress(OSError, ValueError):
            self.stream.write(f"a line of {record.name} could not be written\n")


SHARED: tuple[Any, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _without_values,
)


def logger(name: str) -> Any:
    """A logger that takes names with values."""
    return structlog.get_logger(name)


def handler_for(stream: TextIO, *, for_programs: bool) -> logging.Handler:
    """What writes lines to this stream, in one shape for all."""
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if for_programs
        else structlog.dev.ConsoleRenderer(colors=stream.isatty())
    )
    steps = [_drop_arguments, _without_addresses, *([] if for_programs else [_for_people]), renderer]
    handler = Lines(stream)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=SHARED, processors=steps))
    return handler


def configure(*, for_programs: bool) -> None:
    """Send every log line of this process to stderr, in one shape. Calling it again changes the shape."""
    root = logging.getLogger()
    root.handlers = [handler_for(sys.stderr, for_programs=for_programs)]
    root.setLevel(logging.INFO)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


# Through the logging of Python from the first line on: a command that serves nobody writes nothing between its answers.
structlog.configure(
    processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=False,
)
