"""Doors of this room."""

from flask import Blueprint

bp = Blueprint("garantiebanen", __name__, url_prefix="/garantiebanen")
