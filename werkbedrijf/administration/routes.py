"""Doors of this room, one module per part."""

from werkbedrijf.administration.blueprint import bp
from werkbedrijf.administration.partners import routes as partners
from werkbedrijf.administration.post import routes as post
from werkbedrijf.administration.timetable import routes as timetable
from werkbedrijf.administration.users import review_routes, role_routes
from werkbedrijf.administration.users import routes as users
from werkbedrijf.administration.values import routes as values

__all__ = ["bp", "partners", "post", "review_routes", "role_routes", "timetable", "users", "values"]
