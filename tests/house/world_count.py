"""What stands beside the count in the world of the doors: one figure of UWV."""

from datetime import date

from sqlalchemy import select

from tests.conftest import NOW
from tests.making import MAKER
from werkbedrijf.foundation.audit import record
from werkbedrijf.garantiebanen.outside.beside import Label, Measure
from werkbedrijf.garantiebanen.outside.models import OutsideFigure

FIGURE = {
    "label": Label.INDICATIVE,
    "period": "2026Q3",
    "area": "AM05",
    "measure": Measure.EXTRA,
    "value": 1400,
    "as_of": date(2026, 11, 2),
    "source": "UWV, dashboard",
}


def published(make, **values):
    """A figure of UWV, made once."""
    facts = FIGURE | values
    row = make.session.scalars(select(OutsideFigure).filter_by(**facts)).first()
    if row is None:
        row = OutsideFigure(imported_at=NOW, imported_by_id=None, **facts)
        make.session.add(row)
        record(make.session, MAKER, "outside_figure.imported", row)
    return row
