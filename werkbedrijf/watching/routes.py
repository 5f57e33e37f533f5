"""The doors for those who watch: alive, ready, and the numbers. None of them says anything about people."""

import hmac

from flask import Blueprint, Response, abort, jsonify, request

from werkbedrijf.foundation import clock
from werkbedrijf.foundation.web import database, for_programs, public, settings
from werkbedrijf.watching import metrics
from werkbedrijf.watching.readiness import ready as readiness

bp = Blueprint("watching", __name__)


@bp.get("/gezond")
@for_programs
@public
def alive() -> dict[str, str]:
    """Whether this process answers. Asks nothing of the database, so that it may be asked often."""
    return {"status": "gezond"}


@bp.get("/gereed")
@for_programs
@public
def ready() -> tuple[Response, int]:
    """Whether visitors can be sent here; with 503 when not, and the names of what is not right."""
    found = readiness(database(), at=clock.now(), folder=settings().data_dir)
    good = all(found.values())
    told = {
        "status": "gereed" if good else "niet gereed",
        "controles": {k: "goed" if v else "fout" for k, v in found.items()},
    }
    return jsonify(told), 200 if good else 503


@bp.get("/metrics")
@public
def numbers() -> Response:
    """The numbers, for who has the word for it; for anyone else this door does not exist."""
    word = settings().metrics_token
    given = request.headers.get("Authorization", "")
    if not word or not hmac.compare_digest(given.encode(), f"Bearer {word}".encode()):
        abort(404)
    return Response(metrics.written(database(), at=clock.now()), content_type=metrics.CONTENT_TYPE)
