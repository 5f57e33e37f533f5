"""A form of another site changes nothing here, whatever cookies or tokens come with it: the browser says where it was."""

from urllib.parse import urlsplit

from flask import abort, request

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})


def refuse_elsewhere() -> None:
    """Refuse a request that changes something when the browser says that it comes from another site.

    A program that says nothing about where it was still needs the token of the form.
    """
    if request.method in SAFE_METHODS:
        return
    said = request.headers.get("Sec-Fetch-Site", "")
    where = request.headers.get("Origin") or request.headers.get("Referer")
    if where == "null" and said == "same-origin":
        # A page of ours that tells nobody its address; the browser says itself that it is one of ours.
        where = None
    if (said and said not in OURS) or not _is_here(where):
        abort(403)


def _is_here(address: str | None) -> bool:
    """Whether an address that was said is of this host; nothing said is no proof of anything."""
    if address is None:
        return True
    try:
        return urlsplit(address).netloc.lower() == request.host.lower()
    except ValueError:
        return False
