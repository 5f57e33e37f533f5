"""The terms of a placement as lines in time, and how another agreement about them is kept."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy.orm import Session

from matching.placements.models import ContractForm, Placement, ReplacedTerms, Terms
from matching.placements.reasons import TermsReason
from werkbedrijf.foundation.lines import Changed, Line


class Agreed(NamedTuple):
    """What terms say: hours a week, and the contract."""

    hours: Decimal
    form: ContractForm


def lines_of(placement: Placement) -> tuple[Line[Agreed], ...]:
    """What holds over time, oldest first."""
    return tuple(Line(t.starts_on, t.ends_on, Agreed(t.hours_per_week, t.form)) for t in placement.terms)


def keep(session: Session, placement: Placement, changed: Changed[Agreed], reason: TermsReason, *, on: date) -> None:
    """Write lines down as the terms that hold, and what they take the place of with the reason and the day."""
    session.add_all(
        ReplacedTerms(
            placement_id=placement.id,
            starts_on=line.starts_on,
            ends_on=line.ends_on,
            hours_per_week=line.value.hours,
            contract_form=line.value.form,
            reason=reason,
            replaced_on=on,
        )
        for line in changed.replaced
    )
    rows = {terms.starts_on: terms for terms in placement.terms}
    stay = [_row(rows.get(line.starts_on), line) for line in changed.lines]
    placement.terms = [terms for terms in placement.terms if terms in stay]
    # What goes, goes first: two rows cannot begin on one day.
    session.flush()
    placement.terms = stay
    session.flush()
    session.refresh(placement, ["terms"])


def _row(there: Terms | None, line: Line[Agreed]) -> Terms:
    """The row that says this: the one that is there when only its end moves, otherwise a new one."""
    if there is not None and Agreed(there.hours_per_week, there.form) == line.value:
        there.ends_on = line.ends_on
        return there
    hours, form = line.value
    return Terms(starts_on=line.starts_on, ends_on=line.ends_on, hours_per_week=hours, contract_form=form)
