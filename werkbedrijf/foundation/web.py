"""Doors: guard a view, one transaction per act, and the person behind the request.

``wiring`` refuses to start an app in which a view is neither guarded nor declared public.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from typing import Any, NoReturn, cast

from flask import abort, current_app, g, has_request_context, redirect, request, url_for
from flask import session as cookie
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from werkbedrijf.foundation import based_on, clock, forms, looking
from werkbedrijf.foundation.actors import Actor, User, actor_for
from werkbedrijf.foundation.audit import Audited, Result, record
from werkbedrijf.foundation.db import Database, begin_writing
from werkbedrijf.foundation.errors import InputRefused, NotFound, StaleVersion
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.freshness import require_proof
from werkbedrijf.foundation.gateway import FOREIGN
from werkbedrijf.foundation.once import claim_key, done_once
from werkbedrijf.foundation.policy import Verdict, hidden, no, yes
from werkbedrijf.foundation.problems import PROBLEM
from werkbedrijf.foundation.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

View = Callable[..., Any]


def database() -> Database:
    """The database of this app."""
    return cast("Database", current_app.extensions["werkbedrijf.database"])


def settings() -> Settings:
    """The settings of this app."""
    return cast("Settings", current_app.extensions["werkbedrijf.settings"])


def current_session() -> Session:
    """The one session of this request.

    A request that comes to change something takes the write lock at once: what the policy saw is then what the act
    changes. Looking is written down when the page is made, by ``looking``.
    """
    if "session" not in g:
        view = current_app.view_functions.get(request.endpoint or "")
        writes = request.method not in SAFE_METHODS
        g.session = database().session(at=clock.now(), write=writes and not getattr(view, "starts_reading", False))
        g.session.info["trace_id"] = uuid.uuid4().hex
        looking.begin(g.session)
    return cast("Session", g.session)


def current_actor() -> Actor:
    """The person who is signed in, with the rights of this moment. Only for guarded views."""
    actor = actor_or_none()
    if actor is None:
        abort(401)
    return actor


def actor_or_none() -> Actor | None:
    """The person who is signed in, or None."""
    if "actor" not in g:
        user = current_user if current_user and current_user.is_authenticated else None
        g.actor = actor_for(current_session(), cast("User", user.row)) if user else None
    return cast("Actor | None", g.actor)


@contextmanager
def transaction() -> Iterator[Session]:
    """Save what happens inside as a whole, or nothing of it. One per door.

    A request with an idempotency key saves when its answer is known, so that effect, key and answer are one.
    """
    session = current_session()
    begin_writing(session)
    try:
        forms.refuse_unasked()
        based_on.refuse_stale(session)
        keyed = claim_key(session)
        yield session
        session.flush() if keyed else session.commit()
        based_on.saved()
    except BaseException:
        session.rollback()
        raise


def saved(form: Any, act: Callable[[Session], Any]) -> bool:
    """Whether the form was right and the act was saved; otherwise what is wrong stands at the fields, and nothing is kept."""
    if not form.validate_on_submit():
        return False
    try:
        with transaction() as session:
            act(session)
    except InputRefused as refused:
        say_problems(form, refused.problems)
        return False
    return True


def public(view: View) -> View:
    """A view that anyone may open, signed in or not."""
    view.guarded = "public"  # type: ignore[attr-defined]  # a mark on a function
    return view


def for_programs(view: View) -> View:
    """A view that answers a program in JSON, and is refused in JSON too, whatever was asked for."""
    view.for_programs = True  # type: ignore[attr-defined]  # a mark on a function
    return view


def starts_reading(view: View) -> View:
    """A view that does slow work (hashing, reading a file) before it writes, and so takes the lock later."""
    view.starts_reading = True  # type: ignore[attr-defined]  # a mark on a function
    return view


def each_time(view: View) -> View:
    """A view of which a repeat is never answered with what was answered before: secrets are shown and tried there.

    It may also save in more than one step, so that a wrong guess counts whatever comes after.
    """
    view.each_time = True  # type: ignore[attr-defined]  # a mark on a function
    return view


def edits(*, counted: bool = False) -> Callable[[View], View]:
    """A view that changes facts of something that is there: whoever sends it says on which version that is based.

    ``counted`` is for a form that has a number of its own, which the view compares with ``check_version``.
    """

    def mark(view: View) -> View:
        view.edits = True  # type: ignore[attr-defined]  # a mark on a function
        view.counted = counted  # type: ignore[attr-defined]  # as above
        return view

    return mark


def takes(*names: str) -> Callable[[View], View]:
    """A view that reads these fields itself, without a form; anything else that is sent refuses the whole."""

    def mark(view: View) -> View:
        view.takes = names  # type: ignore[attr-defined]  # a mark on a function
        return view

    return mark


def guard(
    may: Callable[..., Verdict], *, looks: str | None = None, **loads: Callable[..., Any]
) -> Callable[[View], View]:
    """Load what the address names, ask the policy, then run the view with objects instead of texts.

    ``may`` gets the actor and the loaded objects. ``loads`` maps a parameter of the view to a loader ``(session, actor,
    reference) -> object or None``; the address has it under the same name. ``looks`` is the act to record when merely
    looking is worth a line (``candidate.looked_at``); its subject is the first loaded object.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> Any:
            actor = actor_or_none()
            if actor is None:
                return _to_sign_in()
            opened = partial(_opened, view, may, looks, loads, actor, values)
            if getattr(view, "each_time", False):
                return opened()
            return done_once(current_session(), actor.id, f"{actor.role}|{actor.organisation_id}", opened)

        guarded.guarded = getattr(may, "__qualname__", "policy")  # type: ignore[attr-defined]  # a mark on a function
        guarded.policy = may  # type: ignore[attr-defined]  # for the table of routes
        guarded.loads = loads  # type: ignore[attr-defined]  # for the table of routes
        guarded.looks = looks  # type: ignore[attr-defined]  # read by current_session
        guarded.needs_fresh = getattr(view, "needs_fresh", None)  # type: ignore[attr-defined]  # for the table of routes
        guarded.starts_reading = getattr(view, "starts_reading", False)  # type: ignore[attr-defined]  # as above
        return guarded

    return wrap


def _opened(
    view: View,
    may: Callable[..., Verdict],
    looks: str | None,
    loads: dict[str, Callable[..., Any]],
    actor: Actor,
    named: dict[str, Any],
) -> Any:
    session, values = current_session(), dict(named)
    for name, load in loads.items():
        values[name] = load(session, actor, values[name])
        if values[name] is None:
            _not_known(session, actor, may)
    objects = {name: values[name] for name in loads}
    based_on.check(session, objects.values())
    verdict = may(actor, **objects)
    if not verdict:
        _refuse(session, actor, verdict, may, objects)
    require_proof(view)
    forms.refuse_beyond(getattr(view, "takes", None))
    if request.method not in SAFE_METHODS and getattr(view, "edits", False):
        based_on.require(session, objects.values(), counted=getattr(view, "counted", False))
    if looks:
        looking.looked(session, looks, next(iter(objects.values())))
    return _told_stale(view(**values))


def _told_stale(answer: Any) -> Any:
    """A form that was based on an older version comes back with what was typed; programs see it by the status."""
    if not based_on.is_stale():
        return answer
    response = current_app.make_response(answer)
    response.status_code = 412 if response.status_code < 500 else response.status_code
    return response


def _not_known(session: Session, actor: Actor, may: Any) -> NoReturn:
    """The same answer for what does not exist and for what is somebody else's; of the latter there is a line."""
    foreign = session.info.pop(FOREIGN, None)
    if foreign is not None:
        _refuse(session, actor, hidden, may, {"foreign": foreign})
    raise NotFound


def _refuse(session: Session, actor: Actor, verdict: Verdict, may: Any, objects: dict[str, Any]) -> None:
    subject = next((row for row in objects.values() if isinstance(row, Audited)), None)
    if subject is not None:
        session.rollback()
        begin_writing(session)
        name = f"{type(subject).__name__.lower()}.{may.__name__.removeprefix('may_')}"
        record(session, actor, name, subject, result=Result.REFUSED, reason=verdict.reason)
        session.commit()
        session.info["refused"] = True
    elif verdict.hidden:
        looking.refused(session, actor, verdict.reason)
    else:
        # A refusal that is said gets its line when the answer is made.
        session.info["refused_because"] = verdict.reason
    raise NotFound if verdict.hidden else based_on.refusal(verdict.reason)


def wants_json() -> bool:
    """Whether a program asks, and not a person with a browser."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "for_programs", False) or request.accept_mimetypes.best in {"application/json", PROBLEM}


def _to_sign_in() -> AnyResponse:
    # A page to sign in is of no use to a program, and what was sent cannot be sent again from there.
    if request.method not in SAFE_METHODS or wants_json():
        abort(401)
    wanted = request.full_path if request.query_string else request.path
    return redirect(url_for("accounts.sign_in", verder=wanted))


def anyone_signed_in(actor: Actor) -> Verdict:
    """Policy for doors that every signed-in person may use."""
    return yes if actor.id is not None else no("Log eerst in.")


def check_version(row: Any, submitted: str | int | None) -> None:
    """Refuse an edit that was based on an older version of the row.

    A form that says more than a number was compared already, and counters may have gone up since; but a number that this row
    never had is from no page of ours.
    """
    said = str(submitted or "")
    if has_request_context() and based_on.is_settled(row):
        had = said.isascii() and said.isdigit() and len(said) < 10 and 1 <= int(said) <= row.version
        if had or not said:
            return
    if said != str(row.version):
        raise StaleVersion


def forget_cookie() -> None:
    """Empty the signed cookie, at signing in and out."""
    cookie.clear()
