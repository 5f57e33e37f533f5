"""Doors of this room."""

from flask import Blueprint

bp = Blueprint("vacancies", __name__, url_prefix="/plekken")
