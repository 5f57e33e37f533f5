"""Doors of this room."""

from flask import Blueprint

bp = Blueprint("placements", __name__, url_prefix="/plaatsingen")
