"""The application, with the addresses it made kept at hand: a page has some thirty to sixty, and nearly all are old ones."""

from functools import lru_cache
from typing import Any, Final

from flask import Flask, has_request_context, request

# References and words in a search are in an address, so there is an end to what is kept.
REMEMBERED: Final = 8_192
_WHOLE: Final = frozenset({"_external", "_scheme", "_method"})


class Application(Flask):
    """Flask that makes an address within the service once."""

    def __init__(self, *things: Any, **named: Any):
        super().__init__(*things, **named)
        # By type as well: 1 and True are the same thing to look up, and two addresses.
        self._kept = lru_cache(maxsize=REMEMBERED, typed=True)(self._address)

    def url_for(self, /, endpoint: str, *, _anchor: str | None = None, **values: Any) -> str:
        """As Flask has it. Whole addresses, and those asked outside a request, are made each time."""
        if has_request_context() and endpoint[0] != "." and _WHOLE.isdisjoint(values):
            # Looking through the proxy for each fact costs as much as the address itself.
            asked = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  # werkzeug tells of it
            try:
                return self._kept(asked.root_path, asked.method, endpoint, _anchor, **values)
            except TypeError:  # something that cannot be looked up, such as a list
                pass
        return super().url_for(endpoint, _anchor=_anchor, **values)

    def _address(self, _root: str, _method: str, endpoint: str, anchor: str | None, /, **values: Any) -> str:
        return super().url_for(endpoint, _anchor=anchor, **values)
