from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from tests.conftest import NOW
from tests.werkbedrijf.logbook.chains import KEYS, open_doors, run
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import AuditEntry, note
from werkbedrijf.foundation.sealing import seal
from werkbedrijf.logbook.segments import close_months, forget_lines_before, segments
from werkbedrijf.logbook.verifying import TAMPERED, WHOLE, verify


@pytest.fixture
def months(session, tmp_path):
    """Four lines in each of three months, and the first two months closed."""
    session.info["audit_keys"] = KEYS
    for days in (-60, -59, -58, -57, -30, -29, -28, -27, -3, -2, -1, 0):
        session.info["at"] = NOW + timedelta(days=days)
        note(session, TIMETABLE, "candidate.looked_at", "candidate", "K-0001")
        session.flush()
    seal(session, KEYS)
    session.info["at"] = NOW
    assert close_months(session, KEYS, tmp_path) == 2
    return session


def test_a_closed_month_is_a_file_and_the_chain_stays_whole(months, tmp_path):
    assert [one.month for one in segments(months)] == ["2026-09", "2026-10"]
    assert sorted(path.name for path in tmp_path.glob("*.gz")) == [
        "logboek-2026-09-1.jsonl.gz",
        "logboek-2026-10-5.jsonl.gz",
    ]
    assert close_months(months, KEYS, tmp_path) == 0
    assert verify(months, KEYS).code == WHOLE


def test_after_the_term_a_whole_month_goes_and_the_rest_can_be_checked(months, tmp_path):
    gone = forget_lines_before(months, KEYS, date(2026, 10, 5), tmp_path)

    outcome = verify(months, KEYS)
    assert (gone, outcome.code, outcome.lines) == (4, WHOLE, 8)
    assert not (tmp_path / "logboek-2026-09-1.jsonl.gz").exists()
    assert forget_lines_before(months, KEYS, date(2026, 10, 5), tmp_path) == 0


def test_what_is_left_is_guarded_as_before(months, tmp_path):
    forget_lines_before(months, KEYS, date(2026, 10, 5), tmp_path)
    with pytest.raises(DBAPIError, match="takes no changes"), months.begin_nested():
        months.execute(text("DELETE FROM audit_entry"))
    open_doors(months)
    run(months, "DELETE FROM audit_entry WHERE seq = 5")

    assert verify(months, KEYS).code == TAMPERED


def test_nobody_without_the_key_can_release_a_month(months):
    run(months, "UPDATE audit_segment SET released_at = last_at")
    run(months, "DELETE FROM audit_entry WHERE seq <= 8")
    months.expire_all()

    assert months.scalar(select(func.count()).select_from(AuditEntry)) == 4
    assert verify(months, KEYS).code == TAMPERED
