"""Doors of this room."""

from flask import Blueprint

bp = Blueprint("dashboards", __name__)
