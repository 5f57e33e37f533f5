"""The blueprint that every door of this room hangs on."""

from flask import Blueprint
from werkzeug.wrappers import Response

bp = Blueprint("accounts", __name__)

View = str | Response | tuple[str, int]
