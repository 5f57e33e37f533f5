from datetime import date
from decimal import Decimal

from matching.placements.models import EndReason, Terms
from matching.placements.workflow import PlacementStatus
from tests.making import MAKER
from werkbedrijf.foundation.audit import record
from werkbedrijf.garantiebanen.counting import LeftOut
from werkbedrijf.garantiebanen.queries import count_of, records_of

DAY = date(2026, 11, 23)


def test_only_what_runs_on_the_day_counts(session, placed):
    placed()
    placed(starts_on=date(2026, 12, 1))
    placed(status=PlacementStatus.ENDED, ended_on=DAY, end_reason=EndReason.CONTRACT_END)
    placed(status=PlacementStatus.CANCELLED)

    assert count_of(session, DAY).total.persons == 1
    assert count_of(session, date(2026, 11, 22)).total.persons == 2


def test_the_hours_of_the_day_count(session, placed):
    row = placed(hours=24)
    row.terms[0].ends_on = date(2026, 7, 1)
    row.terms.append(Terms(starts_on=date(2026, 7, 1), hours_per_week=Decimal("30.5")))
    record(session, MAKER, "placement.changed", row)

    assert count_of(session, date(2026, 6, 30)).total.hours == Decimal(24)
    assert count_of(session, date(2026, 7, 1)).total.hours == Decimal("30.5")


def test_who_left_the_register_is_left_out_and_said(session, make, placed):
    placed(registered=False)
    entry = make.register_entry(placed(registered=False).candidate, starts_on=date(2025, 1, 1), ends_on=DAY)

    assert count_of(session, DAY).left_out == {LeftOut.NOT_REGISTERED: 2}
    assert count_of(session, date(2026, 11, 22)).total.persons == 1
    assert entry.ends_on == DAY


def test_a_gemeente_is_where_the_work_is(session, placed):
    placed(place="GM0164")
    placed()

    assert {code: part.persons for code, part in count_of(session, DAY).by_gemeente.items()} == {
        "GM0153": 1,
        "GM0164": 1,
    }


def test_the_employer_of_another_partner_is_not_named(session, make, placed):
    ours, theirs = placed(), placed()
    rows = records_of(session, DAY, ours.candidate.organisation_id)

    assert {row.work.reference: row.employer for row in rows} == {
        ours.reference: ours.formal_employer.name,
        theirs.reference: None,
    }
