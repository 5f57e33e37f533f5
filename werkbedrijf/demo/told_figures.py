"""Figures of others and plans in the demo, entered as a coordinator would: invented, and their source says so."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Role, User, actor_for
from werkbedrijf.foundation.parameters import Parameter, find_value
from werkbedrijf.garantiebanen.queries import ledger_in
from werkbedrijf.indicators.actions import ValueFacts, enter
from werkbedrijf.indicators.models import Entered
from werkbedrijf.indicators.quarters import quarter_of

SOURCE = "Verzonnen voor de demo."
Told = tuple[str, int, str, str | None, str | None, str]
# Indicator, quarters ago, value, numerator, denominator, label. What the region itself decides (I01, I06) follows its target.
FIGURES: tuple[Told, ...] = (
    ("I05", 3, "51.8", None, None, "UWV"),
    ("I05", 2, "52.4", None, None, "UWV"),
    ("I05", 1, "53.1", None, None, "UWV"),
    ("I18", 4, "7.4", None, "62", "Onderzoek onder werkgevers"),
    ("I19", 1, "48", None, None, "UWV"),
)
UNKNOWN_TO_US = 6
"""Jobs that UWV knows of and we do not, invented."""
PLANS = (("I03", "60"), ("I07", "120"), ("I09", "70"))


def _about_target(session: Session, today: date) -> Iterator[Told]:
    """What UWV would tell of the region, near our own count, and beside the target and baseline that the demo has."""
    target, baseline = (find_value(session, one, today) for one in (Parameter.TARGET_JOBS, Parameter.BASELINE_JOBS))
    for ago in (4, 2):
        jobs = ledger_in(session, quarter_of(today).before(ago).last).total.jobs
        extra = max(0, int(jobs - (baseline or 0)) + UNKNOWN_TO_US)
        yield "I01", ago, str(extra), None, None, "UWV, voorlopig"
        if ago == 4 and target:
            whole = extra + (baseline or 0)
            reached = (100 * whole / target).quantize(Decimal("0.1"))
            yield "I06", ago, str(reached), str(whole), str(target), "UWV en Werkkamer"


def tell_figures(session: Session, *, today: date) -> None:
    """Enter what the region got from others, and what it plans this year."""
    coordinator = session.scalars(select(User).where(User.role == Role.COORDINATOR).order_by(User.id)).first()
    if coordinator is None:
        return
    actor = actor_for(session, coordinator)
    for code, ago, value, numerator, denominator, label in (*FIGURES, *_about_target(session, today)):
        quarter = quarter_of(today).before(ago)
        facts = ValueFacts(
            indicator=code,
            kind=Entered.FIGURE,
            period=str(quarter),
            as_of=quarter.last,
            value=Decimal(value),
            numerator=None if numerator is None else Decimal(numerator),
            denominator=None if denominator is None else Decimal(denominator),
            label=label,
            source=SOURCE,
        )
        enter(session, actor, facts, on=today)
    for code, value in PLANS:
        plan = ValueFacts(code, Entered.PLAN, str(today.year), date(today.year, 12, 31), Decimal(value), SOURCE)
        enter(session, actor, plan, on=today)
