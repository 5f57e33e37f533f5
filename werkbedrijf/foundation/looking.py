"""Looking is written down before the answer goes out: no line, no page.

Persons are found in the answer itself, by the references that stand in it, and by what a view said with ``shown``. The audit
trail gets one line for who looked; the processing log one line per person. Both are written in a short transaction of their
own, after the page was made, so that a reader holds no lock while a page is being made.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from flask import Flask, Response, current_app, g, request
from sqlalchemy.orm import Session

from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import TIMETABLE, Actor
from werkbedrijf.foundation.audit import Audited, Result, note
from werkbedrijf.foundation.db import begin_writing
from werkbedrijf.foundation.persons import person_of
from werkbedrijf.foundation.processing import Seen, foreign_operation, written_beside
from werkbedrijf.foundation.purposes import purpose_of_page

Finder = Callable[[Session, Iterable[str]], list[str]]

FORBIDDEN: Final = 403
# Of persons and of what is about one person.
REFERENCE: Final = re.compile(rb"\b(?:K|V|PL|LB|DB)-\d{4,9}\b")
# An example in an empty field is nobody.
_EXAMPLE: Final = re.compile(rb'placeholder="[^"]*"')
_READABLE: Final = frozenset({"text/html", "application/json", "text/csv", "text/plain"})
# Pages about the product: the references in them are made up.
_NOBODY: Final = frozenset({"help", "static", "demo", None})


def begin(session: Session) -> None:
    """What a request brings along for the logs: where it came from, and the trace of whoever asks."""
    session.info["origin"] = request.remote_addr or ""
    session.info["foreign_operation"] = foreign_operation(request.headers.get("traceparent", ""))
    session.info["now"] = clock.now


def looked(session: Session, act: str, subject: Any) -> None:
    """Say that this request looks at one thing: its line has this act and subject instead of the name of the page."""
    assert isinstance(subject, Audited)  # noqa: S101  # guards name audited rows
    kind, person = type(subject).__name__.lower(), person_of(session, subject)
    session.info["looked"] = {"act": act, "kind": kind, "reference": str(subject.reference), "person": person}


def refused(session: Session, actor: Actor, reason: str) -> None:
    """Write down that a door stayed closed for this person, in a transaction of its own: the door, and what was said."""
    session.rollback()
    begin_writing(session)
    note(session, actor, "page.refused", "page", request.endpoint or "", result=Result.REFUSED, reason=reason)
    session.commit()
    session.info["refused"] = True


def register(app: Flask, find: Finder) -> None:
    """Write down who looked at whom before an answer leaves. ``find`` knows the ids of references."""

    @app.after_request
    def _before_it_leaves(answer: Response) -> Response:
        session: Session | None = g.get("session")
        if session is None or answer.status_code >= 500 or _unsaved(session):
            return answer
        try:
            _write_down(session, answer, find)
            _write_refusal(session, answer)
        except Exception as problem:  # noqa: BLE001  # whatever it is, the page may not go out
            session.rollback()
            session.info.pop("shown", None)
            session.info.pop("looked", None)
            return current_app.make_response(current_app.handle_user_exception(problem))
        return answer


def _unsaved(session: Session) -> bool:
    """In tests a forgotten commit is said at the end of the request; it may not be rolled back here unseen."""
    return bool(current_app.testing and (session.new or session.dirty or session.deleted))


def _write_down(session: Session, answer: Response, find: Finder) -> None:
    page = request.endpoint or ""
    purpose = purpose_of_page(page)
    looked_at: dict[str, Any] | None = session.info.pop("looked", None)
    if answer.status_code >= 300:
        looked_at = None
    shown: Seen = session.info.get("shown", Seen())
    name = looked_at["act"] if looked_at else page
    persons = find(session, _references(answer)) if page.partition(".")[0] not in _NOBODY else []
    if looked_at and looked_at["person"]:
        persons = [looked_at["person"], *persons]
    if persons:
        already = {person for ids in shown.persons.values() for person in ids}
        shown.add(name, purpose, [person for person in dict.fromkeys(persons) if person not in already])
    if not shown.persons and not looked_at:
        return
    if session.in_transaction():
        session.rollback()
    begin_writing(session)
    _line(session, looked_at, page, purpose)
    session.info["shown"] = shown
    # The line about looking at one person is part of the same span: it is not counted twice.
    session.info.pop("concerned", None)
    with written_beside(session):
        session.commit()


def _write_refusal(session: Session, answer: Response) -> None:
    """Whatever refused it, a policy at the door or a rule behind it: a person who may not leaves one line."""
    actor: Actor | None = g.get("actor")
    already = session.info.pop("refused", False)
    if answer.status_code == FORBIDDEN and actor is not None and not already:
        refused(session, actor, session.info.pop("refused_because", ""))
        session.info.pop("refused")


def _line(session: Session, looked_at: dict[str, Any] | None, page: str, purpose: str) -> None:
    actor: Actor = g.get("actor") or TIMETABLE
    if looked_at:
        about = (looked_at["act"], looked_at["kind"], looked_at["reference"])
        note(session, actor, *about, person=looked_at["person"], purpose=purpose)
    elif not session.info.get("lines"):
        note(session, actor, "page.looked_at", "page", page, purpose=purpose)


def _references(answer: Response) -> list[str]:
    """The references in the answer, and in the address of a page that was shown: it is about whom the address names."""
    found = []
    if answer.status_code < 300 or answer.status_code == 422:
        found += REFERENCE.findall(request.path.upper().encode())
    readable = answer.mimetype in _READABLE and not answer.is_streamed and not answer.direct_passthrough
    if readable and not 300 <= answer.status_code < 400:
        found += REFERENCE.findall(_EXAMPLE.sub(b"", answer.get_data()))
    return list(dict.fromkeys(reference.decode("ascii") for reference in found))
