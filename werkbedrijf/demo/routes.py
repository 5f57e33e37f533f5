"""Doors that exist only for a demo region: the folder with mails."""

from flask import Blueprint

bp = Blueprint("demo", __name__)
