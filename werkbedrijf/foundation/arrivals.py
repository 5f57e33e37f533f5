"""Who comes by a link in a mail or on another site is known here all the same.

The cookie is held to this site (SameSite=Strict), so a browser does not send it along from elsewhere. It is asked to open the
same address once more, from a page of ours, and then it does. Without this, somebody who is signed in would be asked to sign in
and would lose the cookie to the new one of that page.
"""

from urllib.parse import quote

from flask import Response, current_app, make_response, render_template, request

from werkbedrijf.foundation.readable import safe_next

ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


def open_from_here() -> Response | None:
    """The page that opens the asked address from here; None for who has the cookie, or did not follow a link of another site."""
    came = all(request.headers.get(name) == said for name, said in ELSEWHERE.items())
    if request.method != "GET" or not came or current_app.config["SESSION_COOKIE_NAME"] in request.cookies:
        return None
    return make_response(render_template("house/onward.html", address=safe_next(_asked()) or "/"))


def _asked() -> str:
    asked = request.script_root + quote(request.path)
    return f"{asked}?{quote(request.query_string, safe='%&=+;/:,@!$()*~')}" if request.query_string else asked
