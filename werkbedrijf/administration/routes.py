"""Doors of this room."""

from flask import Blueprint

bp = Blueprint("administration", __name__, url_prefix="/beheer")
