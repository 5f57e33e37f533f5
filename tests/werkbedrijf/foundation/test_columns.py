from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from werkbedrijf.foundation.audit import AuditEntry, Result
from werkbedrijf.foundation.references import Kind, next_reference


def entry(**values):
    facts = {"act": "proef", "actor_role": "proef", "subject_kind": "proef", "subject_reference": "x"}
    return AuditEntry(result=Result.DONE, **facts, **values)


def test_a_moment_comes_back_aware_and_in_utc(session):
    local = datetime(2026, 11, 23, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    row = entry(at=local)
    session.add(row)
    session.flush()
    session.expire(row)

    assert row.at == local
    assert row.at.tzinfo == UTC


def test_a_moment_without_a_zone_is_refused(session):
    session.add(entry(at=datetime(2026, 11, 23, 10, 0)))

    with pytest.raises(StatementError, match="time zone"):
        session.flush()


@pytest.mark.parametrize("hours", ["0.5", "25.5", "36", "23.125"])
def test_an_exact_number_comes_back_exactly(session, make, hours):
    vacancy = make.vacancy(hours_min=Decimal("0.5"), hours_max=Decimal(hours))
    session.expire(vacancy)

    assert vacancy.hours_max == Decimal(hours)
    assert str(vacancy.hours_max) == hours


def test_the_database_itself_refuses_an_over_filled_place(session, make):
    vacancy = make.vacancy(seats=1)
    vacancy.filled = 2

    with pytest.raises(IntegrityError, match="never_over_filled"):
        session.flush()


def test_references_count_on_per_kind(session):
    assert [next_reference(session, Kind.CANDIDATE) for _ in range(3)] == ["K-0001", "K-0002", "K-0003"]
    assert next_reference(session, Kind.EMPLOYER) == "W-0001"
