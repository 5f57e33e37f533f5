"""Everything somebody can reach by following links, from the pages that need no thing in their address."""

import html
import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urljoin, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.reading import ReadingClient
from werkbedrijf.foundation.web import SAFE_METHODS

LINK = re.compile(r'(?:href|src|action|hx-get|data-[a-z-]*url)="([^"#]+)')
# A list of thousands of the same pages says no more than its first ones.
MOST = 400
# Says that the timetable does not run, as in these tests.
MAY_FAIL = ("/gereed",)


def plain_pages(app: Flask) -> list[str]:
    """Every address that names no thing and can be opened with GET."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    return sorted(str(rule) for rule in rules)


def crawl(client: ReadingClient, starts: Iterable[str]) -> dict[str, str]:
    """Address and content of everything reached: pages, and files that are text. Nothing is pressed."""
    todo, seen = list(starts), set(starts)
    found: dict[str, str] = {}
    while todo and len(found) < MOST:
        address = todo.pop(0)
        answer = client.flask.get(address)
        content = answer.get_data().decode(errors="replace") + "\n" + str(answer.headers)
        answer.close()
        assert answer.status_code < 500 or address in MAY_FAIL, (address, answer.status_code)
        if answer.status_code in {301, 302, 303, 308}:
            found[f"{answer.status_code} {address}"] = ""
            links = [answer.headers["Location"]]
        elif answer.status_code == 200:
            found[address] = content
            links = LINK.findall(content) if answer.mimetype == "text/html" else []
        else:
            # A refusal may not tell of anybody either.
            found[f"{answer.status_code} {address}"] = content
            links = []
        for link in links:
            goal = _own(address, html.unescape(link))
            if goal and _kind(goal) not in seen and _can_be_opened(client.app, goal):
                seen.add(_kind(goal))
                todo.append(goal)
    return found


def _kind(goal: str) -> str:
    """What is opened once: a list sorted and narrowed in two ways at the same time shows the rows of one way."""
    path, _, query = goal.partition("?")
    names = sorted(name for name, _ in parse_qsl(query))
    return goal if len(names) < 2 and "verder" not in names else f"{path}?{'&'.join(names)}"


def _own(address: str, link: str) -> str:
    parts = urlsplit(urljoin(f"http://localhost{address}", link))
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path if parts.hostname in {"localhost", "127.0.0.1"} and not path.startswith("/static/") else ""


def _can_be_opened(app: Flask, path: str) -> bool:
    try:
        app.url_map.bind("").match(path.partition("?")[0], method="GET")
    except HTTPException:
        return False
    return True


def endpoints_of(app: Flask, addresses: Iterable[str]) -> set[str]:
    """Which doors these addresses are."""
    match = app.url_map.bind("").match
    return {match(one.partition("?")[0], method="GET")[0] for one in addresses if one.startswith("/")}


def doors_that_open(table: str, person: str) -> set[str]:
    """The doors that the table of routes says this person can open for the own things, with a method that only reads."""
    head, *lines = table.splitlines()
    place = head.split().index(person)
    found = set()
    for line in lines:
        endpoint, method, *_, marks = line.split()
        if method in SAFE_METHODS and marks[place] == "+":
            found.add(endpoint)
    return found
