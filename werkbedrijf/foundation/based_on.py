"""On which version of a thing an act is based: a page says it in its forms, and a change in between refuses the act.

A version is a digest per field of the row, and of the rows that are part of it, made with the secret of the service: it
says which fields changed and nothing about what is in them. So every thing has one, also where no number is counted.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from typing import Any

from flask import current_app, g, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.contents import fields_of, parts_of, readable
from werkbedrijf.foundation.db import Base
from werkbedrijf.foundation.errors import MissingVersion, NotAllowed, Overtaken, StaleVersion

FIELD = "based_on"
# A number of its own, in forms that had one before there was this.
NUMBER = "version"
HEADER = "If-Match"
LETTERS = 4
# Between the versions of several things in one field or header; in no name and no digest.
BETWEEN = "~"
# Their acts take the places of other voordrachten in a fixed order first; the workflow settles who was there before.
NOT_HELD = frozenset({"proposal"})


def note(*things: Any) -> None:
    """These things are what this page is about: its forms say on which version of them they are based."""
    known = g.setdefault("versioned", [])
    known.extend(thing for thing in things if thing is not None and thing not in known)


def also_based_on(session: Session, *things: Any) -> None:
    """The same for a thing that the address does not name; a form that comes back is held to it at once.

    Raises MissingVersion when this is all that is edited and the form says no version of it.
    """
    note(*things)
    if g.pop("is_edit_of_more", False):
        _require(session, things)
    if _told() or _matched():
        g.stale = g.get("stale") or _changed(session, things)


def check(session: Session, things: Iterable[Any]) -> None:
    """Hold the things still and compare them with what the form says; what changed is kept for the page to tell."""
    g.versioned, g.stale = [], None
    note(*things)
    if _told() or _matched():
        g.stale = _changed(session, g.versioned)


def require(session: Session, things: Iterable[Any], *, counted: bool) -> None:
    """Raise MissingVersion when an edit says no version of what it is about; ``counted`` forms may send a number.

    Where the address names nothing, the view says by ``also_based_on`` what it is about, and it is looked at there.
    """
    known = list(things)
    if not known:
        g.is_edit_of_more = True
    elif not (counted and NUMBER in request.form):
        _require(session, known[:1])


def _require(session: Session, things: Iterable[Any]) -> None:
    if any(not _sent(thing) and _digests(thing, session) for thing in things) and not _matched():
        raise MissingVersion


def forget() -> None:
    """This page is about nothing any more: a refusal may not tell whether the thing exists."""
    for name in ("versioned", "tokens", "stale", "checked_in"):
        g.pop(name, None)
    g.fresh = True


def refuse_stale(session: Session) -> None:
    """Raise StaleVersion when the act is based on an older version. Looks again when the transaction is another one."""
    if "checked_in" in g and g.checked_in is not session.get_transaction() and not g.get("stale"):
        g.stale = _changed(session, g.versioned)
    if g.get("stale"):
        raise StaleVersion


def is_settled(thing: Any) -> bool:
    """Whether the form says on which version of this thing it is based, so that it was compared already."""
    return thing in g.get("versioned", ()) and _name(thing) in _told()


def is_stale() -> bool:
    """Whether this act is based on an older version."""
    return bool(g.get("stale"))


def refusal(reason: str) -> NotAllowed:
    """What the policy refuses: for who holds a page of before the thing changed, somebody else was first."""
    changed = g.get("stale") or {"": None}
    return NotAllowed(reason) if request.method == "GET" or "" in changed else Overtaken(reason)


def changed_now() -> dict[str, Any]:
    """The fields that changed since the page was made, with what they are now."""
    return dict(g.get("stale") or {})


def saved() -> None:
    """Something was saved: from now on the version is a new one."""
    g.pop("checked_in", None)
    g.fresh = True


def told_in_form() -> str | None:
    """What the forms of this page say: the versions they are based on. One that came back right keeps what it said."""
    if _told() and not g.get("stale") and not g.get("fresh"):
        return BETWEEN.join(_told().values())
    if "tokens" not in g:
        session = g.get("session")
        g.tokens = [_token(thing, session) for thing in g.get("versioned", ()) if session is not None]
    return BETWEEN.join(token for token in g.tokens if token) or None


def etag() -> str | None:
    """The versions of what a page is about, for programs; None when its forms ask for none."""
    known = [token for token in g.get("tokens", ()) if token]
    return f'"{BETWEEN.join(known)}"' if known else None


def _changed(session: Session, things: Iterable[Any]) -> dict[str, Any]:
    g.checked_in = session.get_transaction()
    found: dict[str, Any] = {}
    matched = _matched()
    # A program that sends only the version of something else is wrong about the first thing, whatever the form says.
    is_astray = bool(matched) and not any(_name(thing) in matched for thing in g.versioned)
    astray = next(iter(matched.values()), None) if is_astray else None
    for thing in things:
        said = {_told().get(_name(thing)), matched.get(_name(thing)), astray} - {None}
        astray = None
        if said:
            _hold(session, thing)
        for sent in said:
            found |= _differences(str(sent), thing, session)
    return found


def _differences(sent: str, thing: Any, session: Session) -> dict[str, Any]:
    before, now = sent.rpartition(":")[2], _digests(thing, session)
    if sent.rpartition(":")[0] != _name(thing) or len(before) != LETTERS * len(now):
        return {"": None}
    pieces = [before[at : at + LETTERS] for at in range(0, len(before), LETTERS)]
    values = dict(fields_of(thing, session))
    return {
        name: readable(thing, name, values[name])
        for (name, digest), piece in zip(now, pieces, strict=True)
        if digest != piece
    }


def _hold(session: Session, thing: Any) -> None:
    """Keep a row as it is until the end: the place first, as everywhere. SQLite lets one writer in anyway."""
    if not isinstance(thing, Base) or session.get_bind().dialect.name != "postgresql":
        return
    table = thing.__tablename__
    if table in NOT_HELD:
        return
    place = getattr(thing, "vacancy_id", None)
    for locked, key in (("vacancy", place), (table, thing.id)):
        if key is not None:
            row = Base.metadata.tables[locked]
            session.execute(select(row.c.id).where(row.c.id == key).with_for_update(key_share=True))
    session.refresh(thing)
    if parts := parts_of(thing):
        session.expire(thing, parts)


def _token(thing: Any, session: Any) -> str:
    digests = _digests(thing, session)
    return f"{_name(thing)}:{''.join(digest for _, digest in digests)}" if digests else ""


def _digests(thing: Any, session: Session) -> list[tuple[str, str]]:
    settings: Any = current_app.extensions["werkbedrijf.settings"]
    key = hmac.new(str(settings.secret_key).encode(), b"version:" + _name(thing).encode(), hashlib.sha256).digest()
    return [(name, _digest(key, f"{name}={value!r}")) for name, value in fields_of(thing, session)]


def _digest(key: bytes, text: str) -> str:
    made = hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:3]).decode()


def _name(thing: Any) -> str:
    return f"{thing.__tablename__}:{thing.id}" if isinstance(thing, Base) else f"{type(thing).__name__.lower()}:{thing}"


def _told() -> dict[str, str]:
    """What the form says, per thing."""
    sent = BETWEEN.join(request.form.getlist(FIELD))
    return {token.rpartition(":")[0]: token for token in sent.split(BETWEEN) if token.count(":") >= 2}


def _matched() -> dict[str, str]:
    """What a program says in If-Match, per thing; nothing for any version."""
    sent = request.headers.get(HEADER, "").strip().removeprefix("W/").strip('"')
    return {token.rpartition(":")[0]: token for token in sent.split(BETWEEN) if token not in {"", "*"}}


def _sent(thing: Any) -> str | None:
    """The version of this thing that the request says it is based on."""
    return _told().get(_name(thing)) or _matched().get(_name(thing))
