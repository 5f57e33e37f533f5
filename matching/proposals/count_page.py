"""The number beside the form of a place, and the page around it for who has no scripts."""

import re
from decimal import Decimal
from typing import Any

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from employers.models import Establishment
from employers.vacancies import editing
from employers.vacancies.demand import demand_told
from employers.vacancies.facts import VacancyFacts
from employers.vacancies.forms import VacancyForm
from matching.proposals.counting import Able, able_people
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.parameters import Parameter, find_value

# Where the form stood, to go back to with everything that was typed.
_FORM = re.compile(r"/werkgevers/[A-Z0-9-]{1,20}/plekken/nieuw|/plekken/[A-Z0-9-]{1,20}/wijzigen")
_NOT_CARRIED = {"csrf_token", "idempotency_key", "doe", "terug"}


def count_page(session: Session, typed: MultiDict[str, str]) -> str:
    """How many people can do what was typed so far, and for how many garantiebanen it would count."""
    on = day_of(session.info["at"])
    values = editing.typed(typed)
    facts, back = _facts(values), typed.get("terug", "")
    return render_template(
        "proposals/count.html",
        able=_able(session, facts, values.get("establishment", ""), on) if facts else None,
        jobs=_jobs(facts, find_value(session, Parameter.HOURS_PER_JOB, on)) if facts else None,
        why_not=facts.kind.rules.why_not if facts else "",
        back=back if _FORM.fullmatch(back) else None,
        carried=[(name, value) for name, value in values.items(multi=True) if name not in _NOT_CARRIED],
    )


def _facts(values: MultiDict[str, str]) -> VacancyFacts | None:
    try:
        return VacancyForm(formdata=values, meta={"csrf": False}).facts()
    except InputRefused:
        return None


def _able(session: Session, facts: VacancyFacts, establishment: str, on: Any) -> Able | None:
    """None while there is too little to count with."""
    if not any(task.asks for task in facts.tasks):
        return None
    place = session.scalars(select(Establishment).where(Establishment.reference == establishment)).first()
    try:
        demand = demand_told(facts, place.pc4 if place else None)
    except ValueError:
        return None
    return able_people(session, demand, starts_on=facts.starts_on, on=on)


def _jobs(facts: VacancyFacts, per_job: Decimal | None) -> tuple[Decimal, Decimal] | None:
    if not per_job or not 0 < facts.hours_min <= facts.hours_max:
        return None
    return facts.hours_min / per_job, facts.hours_max / per_job
