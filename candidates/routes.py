"""Doors of this room."""

from flask import Blueprint

bp = Blueprint("candidates", __name__, url_prefix="/kandidaten")
