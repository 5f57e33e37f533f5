"""Doors of this room."""

from flask import Blueprint

bp = Blueprint("profile", __name__, url_prefix="/kandidaten")
