"""A test client that reads each page like a careful person: valid, Dutch, one heading, labels, tokens."""

import re
import uuid
from typing import Any

import html5lib
from flask import Flask
from werkzeug.test import TestResponse

from tests.making import Make
from werkbedrijf.foundation import based_on, clock
from werkbedrijf.foundation.actors import User, actor_for

NAMESPACE = "{http://www.w3.org/1999/xhtml}"
UNRENDERED = re.compile(r"\{\{|\{%|\}\}|Undefined")
VERSION = re.compile(r'name="based_on" value="([^"]+)"')
EVENTS = re.compile(r"\son[a-z]+=")


class Page:
    """A page as it came, parsed once."""

    def __init__(self, answer: TestResponse, text: str, tree: Any):
        self.answer = answer
        self.html = text
        self.tree = tree

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def text(self) -> str:
        """What a person reads, with single spaces; drawings left out."""
        return " ".join(" ".join(self.tree.itertext()).split())

    @property
    def h1(self) -> str:
        return " ".join("".join(self.all("h1")[0].itertext()).split())

    def all(self, tag: str) -> list[Any]:
        return list(self.tree.iter(NAMESPACE + tag))

    def links(self) -> list[str]:
        return [a.get("href") for a in self.all("a") if a.get("href")]


class ReadingClient:
    """``get`` and ``post`` answer with a Page; every HTML page is checked."""

    def __init__(self, app: Flask, stored: Make):
        self.app = app
        self.flask = app.test_client()
        self.stored = stored
        self.user: User | None = None

    def sign_in_as(self, user: User, *, fresh: bool = True) -> "ReadingClient":
        """Come in as this person, by the cookie the sign-in page would have set.

        The session has no limits; ``fresh=False`` is somebody who proved too long ago who this is.
        """
        self.user = user
        token = self.stored.session_token(user, fresh=fresh)
        self.stored.save()
        with self.flask.session_transaction() as cookie:
            cookie.clear()
            cookie["_user_id"] = token
        return self

    def sign_out(self) -> "ReadingClient":
        self.user = None
        with self.flask.session_transaction() as cookie:
            cookie.clear()
        return self

    def get(self, url: str, *, follow: bool = False, status: int | None = 200, **kwargs: Any) -> Page:
        self.stored.save()
        return self._read(self.flask.get(url, follow_redirects=follow, **kwargs), None if follow else status)

    def post(
        self,
        url: str,
        data: dict[str, Any] | None = None,
        *,
        follow: bool = True,
        status: int | None = None,
        key: str | None = None,
        **kwargs: Any,
    ) -> Page:
        """Send a form, with what a browser would have found in it: the token, the key and the version as it is now.

        ``key`` sends one of your own; so does ``based_on`` among the data, where None sends none.
        """
        self.stored.save()
        with self.app.test_request_context():
            from flask import session as cookie
            from flask_wtf.csrf import generate_csrf

            token = generate_csrf()
            raw = cookie["csrf_token"]
        with self.flask.session_transaction() as own:
            own["csrf_token"] = raw
        hidden = {"csrf_token": token, "idempotency_key": key or uuid.uuid4().hex} | self._version(url, data, kwargs)
        answer = self.flask.post(url, data={**hidden, **(data or {})}, follow_redirects=follow, **kwargs)
        return self._read(answer, status)

    def _version(self, url: str, data: dict[str, Any] | None, more: dict[str, Any]) -> dict[str, Any]:
        """What the form says of the things in its address, when it edits them and the test says nothing of it."""
        if self.user is None or {"based_on", "version"} & set(data or ()) or "If-Match" in more.get("headers", {}):
            return {}
        if self._edits_what_no_address_names(url):
            found = VERSION.search(self.flask.get(url).text)
            return {"based_on": found[1]} if found else {}
        database = self.app.extensions["werkbedrijf.database"]
        with self.app.test_request_context(url, method="POST"), database.reading(at=clock.now()) as session:
            view: Any = self.app.view_functions.get(self._endpoint(url))
            if not getattr(view, "edits", False):
                return {}
            _, values = self.app.url_map.bind("").match(url.partition("?")[0], method="POST")
            actor = actor_for(session, session.get_one(User, self.user.id))
            things = [load(session, actor, values[name]) for name, load in view.loads.items()]
            told = [based_on._token(thing, session) for thing in things if thing is not None]
            return {"based_on": based_on.BETWEEN.join(token for token in told if token)}

    def _edits_what_no_address_names(self, url: str) -> bool:
        view = self.app.view_functions.get(self._endpoint(url))
        return bool(getattr(view, "edits", False) and not getattr(view, "loads", None))

    def _endpoint(self, url: str) -> str:
        from werkzeug.exceptions import HTTPException

        try:
            return str(self.app.url_map.bind("").match(url.partition("?")[0], method="POST")[0])
        except HTTPException:
            return ""

    def _read(self, answer: TestResponse, status: int | None) -> Page:
        if status is not None:
            assert answer.status_code == status, f"{answer.request.path}: {answer.status_code}\n{answer.text[:2000]}"
        if not answer.content_type.startswith("text/html"):
            return Page(answer, "", None)
        parser = html5lib.HTMLParser(strict=False)
        page = Page(answer, answer.text, parser.parse(answer.text))
        if "<html" in page.html and answer.status_code not in {301, 302, 303, 308}:
            assert not parser.errors, f"{answer.request.path}: invalid HTML {parser.errors[:3]}"
            self._check(page)
        return page

    def _check(self, page: Page) -> None:
        where = page.answer.request.path
        assert page.tree.get("lang") == "nl", where
        assert len(page.all("h1")) == 1, f"{where}: {len(page.all('h1'))} headings of the first level"
        title = " ".join("".join(page.all("title")[0].itertext()).split())
        assert title.startswith(page.h1), f"{where}: title ‘{title}’ does not start with ‘{page.h1}’"
        ids = [node.get("id") for node in page.tree.iter() if node.get("id")]
        assert len(ids) == len(set(ids)), f"{where}: the same id twice: {sorted(i for i in ids if ids.count(i) > 1)}"
        assert not UNRENDERED.search(page.html), f"{where}: template code on the page"
        assert not any(node.text and node.text.strip() for node in page.all("script")), f"{where}: inline script"
        assert not page.all("style"), f"{where}: inline style"
        assert not any(node.get("style") for node in page.tree.iter()), f"{where}: a style attribute"
        assert not EVENTS.search(re.sub(r">[^<]*<", "><", page.html)), f"{where}: an event attribute"
        self._check_forms(page, where, set(ids))

    def _check_forms(self, page: Page, where: str, ids: set[str]) -> None:
        labelled = {node.get("for") for node in page.all("label")}
        for node in (*page.all("input"), *page.all("select"), *page.all("textarea")):
            if node.get("type") in {"hidden", "submit", "button"}:
                continue
            named = node.get("id") in labelled or node.get("aria-label") or node.get("aria-labelledby")
            assert named, f"{where}: field {node.get('name')} has no label"
            for described in (node.get("aria-describedby") or "").split():
                assert described in ids, f"{where}: {described} describes nothing"
        for form in page.all("form"):
            if (form.get("method") or "get").lower() == "post":
                names = {node.get("name") for node in form.iter()}
                assert {"csrf_token", "idempotency_key"} <= names, f"{where}: a form without form_tokens()"
