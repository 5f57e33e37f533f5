"""A refusal for a program: RFC 9457, with a code that stays the same whatever the sentence becomes."""

import json
from typing import Any

from flask import Response

PROBLEM = "application/problem+json"

CODES = {
    400: "onleesbaar",
    401: "log_in",
    403: "mag_niet",
    404: "bestaat_niet",
    405: "kan_hier_niet",
    409: "was_net_anders",
    412: "intussen_gewijzigd",
    413: "te_groot",
    414: "te_lang",
    422: "niet_aanvaard",
    429: "te_vaak",
    503: "even_druk",
}


def told(status: int, reason: str = "", code: str = "", **more: Any) -> dict[str, Any]:
    """What is said of a refusal; what is empty is left out."""
    known = code or CODES.get(status, "ging_mis")
    said = {"type": "about:blank", "status": status, "code": known, "detail": reason, **more}
    return {name: value for name, value in said.items() if value or name in {"type", "status", "code"}}


def written(said: dict[str, Any]) -> str:
    """The same as text, with letters as they are."""
    return json.dumps(said, ensure_ascii=False)


def answer(status: int, reason: str = "", code: str = "", **more: Any) -> Response:
    """The answer itself."""
    return Response(written(told(status, reason, code, **more)), status, content_type=PROBLEM)
