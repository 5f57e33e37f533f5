"""The one blueprint of this room; its parts hang their doors on it."""

from flask import Blueprint

bp = Blueprint("administration", __name__, url_prefix="/beheer")
