"""The part of the calculator that tells what a clause asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.sroi import words
from werkbedrijf.sroi.contracts.actions import agreed_on
from werkbedrijf.sroi.obligation import obligation_of, problems_of
from werkbedrijf.sroi.signing.forms import NAMES, ClauseForm
from werkbedrijf.sroi.signing.work import Needed, work_for
from werkbedrijf.sroi.tables import ValueTable


@dataclass(frozen=True, slots=True)
class Asked:
    """What a clause asks: the obligation in euro with its sums, on the values of a day, and the work by a table."""

    amount: Decimal
    sums: list[str]
    on: date
    table: ValueTable | None
    needed: Needed | None
    rung_without_rebate: bool


def clause(
    session: Session, args: MultiDict[str, str], tables: Mapping[str, ValueTable]
) -> tuple[ClauseForm, Asked | None]:
    """The form, and the answer once something was typed that can be worked out."""
    typed = any(name in args for name in ("opdrachtsom", "percentage"))
    form = ClauseForm(args if typed else None)
    form.fill(tables.values())
    if not typed or not form.validate():
        return form, None
    today = day_of(session.info["at"])
    agreed = agreed_on(session, form.terms(today), today)
    problems = {NAMES[name]: sentence for name, sentence in problems_of(agreed) if name in NAMES}
    if problems:
        say_problems(form, problems)
        return form, None
    owed = obligation_of(agreed)
    table = tables.get(form.waardetabel.data or "")
    return form, Asked(
        amount=owed.amount,
        sums=words.obligation(agreed),
        on=today,
        table=table,
        needed=work_for(table, owed.amount) if table else None,
        rung_without_rebate=bool(form.trede.data) and not agreed.rebate,
    )
