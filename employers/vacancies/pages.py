"""What the pages of this room need to know, gathered for their templates."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from employers.models import Employer
from employers.rounds.queries import round_of
from employers.vacancies import policy
from employers.vacancies.cleaning import missing_before_opening
from employers.vacancies.drafting import drafted_titles
from employers.vacancies.fields import IMPORTANCE_WORDS, LEVEL_WORDS
from employers.vacancies.forms import ReopenForm, VacancyForm
from employers.vacancies.models import ConditionState, Task, Vacancy, VacancyKind
from employers.vacancies.queries import (
    ORDER_OF_STATUS,
    Attention,
    gemeenten_with_places,
    list_sorts,
    numbers_per_choice,
    places_visible_with,
)
from employers.vacancies.wishes.policy import may_ask_change
from employers.vacancies.wishes.queries import newest_wish
from employers.vocabulary.catalogue import occupations
from matching.core.catalogue import (
    CERTIFICATES,
    FAMILIES,
    TIMES,
    Capability,
    capability,
    certificates_from_bits,
    condition,
    times_from_bits,
)
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.foundation.listing import Filter, Listing, page_of
from werkbedrijf.foundation.parameters import Parameter, find_value
from werkbedrijf.foundation.web import current_session

STATUS_KINDS = {"open": "goed", "vol": "informatie", "concept": "rustig", "gesloten": "rustig"}


def list_page(session: Session, actor: Actor, args: Mapping[str, str]) -> str:
    """The list of places: dense for staff, roomy for an employer."""
    sorts, filters = list_sorts(), _filters(session, actor)
    listing = Listing.read(args, sorts=list(sorts), default="stand", filters=filters)
    on = day_of(session.info["at"])
    until = on + timedelta(days=int(find_value(session, Parameter.CLOSING_DAYS, on) or 0))
    query = places_visible_with(actor, listing.filters, listing.query, until).order_by(None)
    page = page_of(session, query.order_by(*listing.ordered(sorts), Vacancy.id.desc()), listing)
    if actor.is_a(Role.EMPLOYER):
        return render_template("vacancies/index_own.html", page=page, status_kinds=STATUS_KINDS)
    return render_template(
        "vacancies/index.html",
        page=page,
        listing=listing,
        filters=filters,
        numbers=numbers_per_choice(session, actor, until),
        soon=until,
        status_kinds=STATUS_KINDS,
    )


def _filters(session: Session, actor: Actor) -> tuple[Filter, ...]:
    found = (gemeente_by_code(code) for code in gemeenten_with_places(session, actor))
    gemeenten = sorted((one.name, one.code) for one in found if one)
    return (
        Filter("stand", "Stand", [(one.value, one.value.capitalize()) for one in ORDER_OF_STATUS]),
        Filter("soort", "Soort plek", [(one.value, one.words.capitalize()) for one in VacancyKind]),
        Filter("aandacht", "Vraagt aandacht", [(one.value, one.words) for one in Attention]),
        Filter("gemeente", "Gemeente", [(code, name) for name, code in gemeenten]),
        Filter("werk", "Soort werk", [(code, name.capitalize()) for code, name in FAMILIES.items()]),
    )


def form_page(
    form: VacancyForm, employer: Employer, vacancy: Vacancy | None = None, status: int = 200
) -> tuple[str, int]:
    """The form of a place, new or changed."""
    session = current_session()
    per_job = find_value(session, Parameter.HOURS_PER_JOB, day_of(session.info["at"]))
    shares = [row.form.share.data for row in form.tasks.entries if isinstance(row.form.share.data, int)]
    page = render_template(
        "vacancies/form.html",
        form=form,
        employer=employer,
        vacancy=vacancy,
        per_job=per_job,
        jobs=_jobs_between(form, per_job),
        hints={kind.value: kind.rules.hint for kind in VacancyKind},
        why_not={kind.value: kind.rules.why_not for kind in VacancyKind if kind.rules.why_not},
        drafted_from=occupations().get(form.draft()),
        drafted_titles=drafted_titles(form.draft()),
        total=sum(shares),
        level_words=LEVEL_WORDS,
        importance_words=IMPORTANCE_WORDS,
        states=list(ConditionState),
        occupations=[one.title for one in occupations().values()],
    )
    return page, status


def _jobs_between(form: VacancyForm, per_job: Decimal | None) -> tuple[Decimal, Decimal] | None:
    """For how many jobs the hours count as typed, from and to; None while they are not there or not in order."""
    low = _jobs(form.hours_min.data, per_job)
    high = low if form.hours_max.data is None else _jobs(form.hours_max.data, per_job)
    return (low, high) if low and high and low <= high else None


def _jobs(hours: Decimal | None, per_job: Decimal | None) -> Decimal | None:
    return Decimal(hours) / per_job if hours and hours > 0 and per_job else None


def place_page(
    session: Session,
    actor: Actor,
    vacancy: Vacancy,
    *,
    reason_missing: bool = False,
    reopening: ReopenForm | None = None,
) -> str:
    """One place, for staff or for the employer itself."""
    on = day_of(session.info["at"])
    per_job = find_value(session, Parameter.HOURS_PER_JOB, on)
    patience = find_value(session, Parameter.UNPUBLISH_DAYS, on) if vacancy.asked_on else None
    occupation = occupations().get(vacancy.occupation)
    return render_template(
        "vacancies/show_own.html" if actor.is_a(Role.EMPLOYER) else "vacancies/show.html",
        vacancy=vacancy,
        occupation=occupation.title if occupation else None,
        family=FAMILIES.get(vacancy.family, vacancy.family),
        gemeente=gemeente_by_code(vacancy.establishment.gemeente_code),
        tasks=[(task, _asks(task)) for task in vacancy.tasks],
        conditions=_conditions(vacancy),
        times=[TIMES[code] for code in times_from_bits(vacancy.times)],
        certificates=[CERTIFICATES[code] for code in certificates_from_bits(vacancy.certificates)],
        hard=[(capability(code), level) for code, level in vacancy.hard.items()],
        jobs=(_jobs(vacancy.hours_min, per_job), _jobs(vacancy.hours_max, per_job)),
        may={name: _verdict(name, actor, vacancy) for name in ("change", "open", "close", "reopen", "confirm", "copy")},
        may_go_through=policy.may_confirm_draft(actor, vacancy=vacancy),
        wish=newest_wish(session, vacancy),
        call_round=round_of(session, actor, vacancy),
        only_draft=list(missing_before_opening(vacancy.tasks, vacancy.family, vacancy.drafted_from))
        == ["gone_through"],
        may_ask_change=may_ask_change(actor, vacancy=vacancy),
        closes_unless=vacancy.asked_on + timedelta(days=int(patience)) if vacancy.asked_on and patience else None,
        drafted_from=occupations().get(vacancy.drafted_from),
        reopening=reopening or ReopenForm(formdata=None),
        level_words=LEVEL_WORDS,
        importance_words=IMPORTANCE_WORDS,
        reason_missing=reason_missing,
        status_kinds=STATUS_KINDS,
    )


def _verdict(name: str, actor: Actor, vacancy: Vacancy) -> Any:
    return getattr(policy, f"may_{name}_vacancy")(actor, vacancy=vacancy)


def _asks(task: Task) -> list[tuple[Capability, int, int]]:
    """What a task asks, the heaviest first."""
    read = [(capability(code), level, importance) for code, (level, importance) in task.asks.items()]
    return sorted(read, key=lambda ask: (-ask[2], -ask[1], ask[0].index))


def _conditions(vacancy: Vacancy) -> dict[str, list[tuple[str, str]]]:
    said: dict[str, list[tuple[str, str]]] = {state.value: [] for state in ConditionState}
    for one in vacancy.conditions:
        said[one.state.value].append((condition(one.code).name, one.reason))
    return said
