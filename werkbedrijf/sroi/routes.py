"""Doors of this room; they only work something out."""

from flask import Blueprint, render_template, request

from werkbedrijf.foundation.web import current_actor, current_session, guard
from werkbedrijf.sroi import policy
from werkbedrijf.sroi.pages import calculator, table_page
from werkbedrijf.sroi.queries import find_table
from werkbedrijf.sroi.tables import ValueTable
from werkbedrijf.sroi.values.queries import known_tables

bp = Blueprint("sroi", __name__, url_prefix="/sroi")


@bp.get("")
@guard(policy.may_see_tables)
def index() -> str | tuple[str, int]:
    """What an effort is worth as social return. Everything stands in the address; nothing is kept."""
    return calculator(current_session(), current_actor(), request.args)


@bp.get("/tabellen")
@guard(policy.may_see_tables)
def tables() -> str:
    """Every value table, with its date and source."""
    return render_template("sroi/tables.html", tables=list(known_tables(current_session()).values()))


@bp.get("/tabellen/<value_table>")
@guard(policy.may_see_table, value_table=find_table)
def table(value_table: ValueTable) -> str:
    """One table, and where another differs from it."""
    return table_page(current_session(), value_table, request.args.get("naast", ""))
