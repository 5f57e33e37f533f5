"""Figures of others and plans in the demo, entered as a coordinator would: invented, and their source says so."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Role, User, actor_for
from werkbedrijf.indicators.actions import ValueFacts, enter
from werkbedrijf.indicators.models import Entered
from werkbedrijf.indicators.quarters import quarter_of

SOURCE = "Verzonnen voor de demo."
# Indicator, quarters ago, value, numerator, denominator, label.
FIGURES = (
    ("I01", 4, "412", None, None, "UWV, voorlopig"),
    ("I01", 2, "431", None, None, "UWV, voorlopig"),
    ("I05", 3, "51.8", None, None, "UWV"),
    ("I05", 2, "52.4", None, None, "UWV"),
    ("I05", 1, "53.1", None, None, "UWV"),
    ("I06", 4, "86", "1290", "1500", "UWV en Werkkamer"),
    ("I18", 4, "7.4", None, "62", "Onderzoek onder werkgevers"),
    ("I19", 1, "48", None, None, "UWV"),
)
PLANS = (("I03", "60"), ("I07", "120"), ("I09", "70"))


def tell_figures(session: Session, *, today: date) -> None:
    """Enter what the region got from others, and what it plans this year."""
    coordinator = session.scalars(select(User).where(User.role == Role.COORDINATOR).order_by(User.id)).first()
    if coordinator is None:
        return
    actor = actor_for(session, coordinator)
    for code, ago, value, numerator, denominator, label in FIGURES:
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
