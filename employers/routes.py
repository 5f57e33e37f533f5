"""Doors of this room."""

from flask import Blueprint

bp = Blueprint("employers", __name__, url_prefix="/werkgevers")
