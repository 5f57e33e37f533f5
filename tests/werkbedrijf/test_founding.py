"""What every installation has from the start is there once, also when several machines start at the same moment."""

from sqlalchemy import func, select

from tests.conftest import NOW
from werkbedrijf import founding
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.parameters import ParameterValue


def test_whoever_comes_second_finds_all_of_it_there(postgresql, monkeypatch):
    missing, added = founding.missing_shipped_values, []

    def overtaken(session):
        rows = missing(session)
        monkeypatch.setattr(founding, "missing_shipped_values", missing)
        added.append(founding.found(postgresql, at=NOW))
        return rows

    monkeypatch.setattr(founding, "missing_shipped_values", overtaken)

    assert founding.found(postgresql, at=NOW) == 0
    with postgresql.reading(at=NOW) as session:
        there = session.scalar(select(func.count()).select_from(ParameterValue))
        told = session.scalar(select(func.count()).where(AuditEntry.act == "parameter.shipped"))
    assert added == [there] and there == told > 0
