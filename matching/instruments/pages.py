"""What the page *Wat kost het, wat helpt?* needs, gathered for its template."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypedDict
from urllib.parse import urlencode

from babel.dates import format_date
from flask import render_template
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from matching.instruments.ages import PART, Age
from matching.instruments.calculation import BANENAFSPRAAK, Work, least_known
from matching.instruments.figures import FIGURES, Figures, Known, figures_on
from matching.instruments.forms import CostForm
from matching.instruments.grounds import CODES, LAW_READ_FROM, Instrument, Rule, rules_of
from matching.instruments.package import HelpRow, in_short, package_of, with_rules
from matching.instruments.picture import (
    MOST_MONTHS,
    Deadline,
    Month,
    Plan,
    Year,
    deadlines,
    is_whole,
    months_later,
    year_of,
)
from matching.instruments.policy import may_choose_ground
from matching.instruments.values import all_figures
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.fields import say_problems
from werkbedrijf.foundation.parameters import DEFINITIONS, Definition, Parameter
from werkbedrijf.foundation.texts import DUTCH

USUAL_HOURS, USUAL_LOONWAARDE, USUAL_MONTHS = Decimal(24), 60, 12
# The picture, in units of its own: from one bar to the next, and how high the highest is.
_STEP, _HIGH = 14, 70


# What the package of the region is worked out with.
OF_PACKAGE = tuple(
    one for one in FIGURES if not one.value.startswith(("lkv_arbeidsgehandicapt", "lkv_herplaatsen", "jobcoach_uwv"))
)


class Outcome(TypedDict):
    """Everything below the form."""

    plan: Plan
    year: Year
    figures: Figures
    drawing: "Drawing"
    rows: list[HelpRow]
    deadlines: list[Deadline]
    sources: list[tuple[Definition, Known]]


@dataclass(frozen=True, slots=True)
class Bar:
    """One month of the picture: where it stands, how high each part is, and its name."""

    x: int
    net: int
    back: int
    name: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture: its bars, its width, and the amount at the top line."""

    bars: tuple[Bar, ...]
    width: int
    top: Decimal


def cost_page(session: Session, actor: Actor, args: MultiDict[str, str]) -> str | tuple[str, int]:
    """The form with its outcome; an example until somebody fills something in."""
    own, wrong = _told_and_worked_out(session, actor, args)
    page = render_template("instruments/index.html", **own)
    return (page, 422) if wrong and args else page


def cost_paper(session: Session, actor: Actor, args: MultiDict[str, str]) -> str | None:
    """The outcome as a page of paper; None when there is none, and the form has to say why."""
    own, _ = _told_and_worked_out(session, actor, args)
    if own["outcome"] is None:
        return None
    return render_template("instruments/paper.html", **own)


def _told_and_worked_out(session: Session, actor: Actor, args: MultiDict[str, str]) -> tuple[dict[str, object], bool]:
    """What both pages show, and whether something typed cannot be used."""
    today = day_of(session.info["at"])
    known = all_figures(session)
    now = figures_on(today, known)
    form = CostForm(_told(args, now, today))
    chooses = bool(may_choose_ground(actor))
    if chooses:
        form.offer_grounds()
    else:
        del form.grond
    form.validate()
    first = figures_on(form.start.data, known) if form.start.data else now
    say_problems(form, form.problems(first if is_whole(first) else now))
    wrong = any(field.errors for field in form)
    polite = actor.is_a(Role.EMPLOYER)
    own_outcome = None if wrong else _outcome(form, now, lambda day: figures_on(day, known))
    own: dict[str, object] = {
        "form": form,
        "typed": bool(args),
        "chooses_ground": chooses,
        "polite": polite,
        "made_on": today,
        "words": _words(own_outcome, polite=polite),
        "paper_query": urlencode({field.name: args[field.name] for field in form if field.name in args}),
        "outcome": own_outcome,
    }
    return own, wrong


def _words(outcome: Outcome | None, *, polite: bool) -> dict[str, str]:
    """What the two amounts of a month are called, for who reads it."""
    lower = outcome is not None and outcome["plan"].dispensed
    return {
        "net": "Kost u" if polite else "Kost de werkgever",
        "back": "Minder loon en lasten" if lower else "Komt terug",
    }


def _told(args: MultiDict[str, str], now: Figures, today: date) -> MultiDict[str, str]:
    """What was typed, and what is usual for whatever was not asked, so that a link with only the hours has an answer too."""
    charges = now.known.get(Parameter.LKS_CHARGES)
    asked = args.get("leeftijd", Age.ADULT.value)
    wage = least_known(now, Age(asked) if asked in set(Age) else Age.ADULT)
    usual: dict[str, str] = {
        "uren": str(USUAL_HOURS),
        "uurloon": str(wage or ""),
        "loonwaarde": str(USUAL_LOONWAARDE),
        "maanden": str(USUAL_MONTHS),
        "start": months_later(today.replace(day=1), 1).isoformat(),
        "lasten": str(charges.value if charges else ""),
    }
    told = MultiDict({name: value.replace(".", ",") for name, value in usual.items() if name not in args})
    told.update(args)
    return told


def _outcome(form: CostForm, now: Figures, on: Callable[[date], Figures]) -> Outcome | None:
    """Everything below the form, or None when nothing can be worked out without guessing."""
    start: date = form.start.data
    chosen = on(start)
    figures = chosen if is_whole(chosen) else now
    if not is_whole(figures) or figures.day < LAW_READ_FROM:
        return None
    ground = form.grond.data if "grond" in form and form.grond.data in CODES else ""
    rules: Mapping[Instrument, Rule] = rules_of(ground, figures.day) if ground else {}
    work = Work(form.uren.data, form.loonwaarde.data, form.zonder_meting.data, form.maanden.data, form.age)
    plan = Plan(
        work,
        start,
        form.uurloon.data,
        form.lasten.data,
        subsidised=not rules or rules[Instrument.SUBSIDY].possible,
        dispensed=bool(rules) and rules[Instrument.DISPENSATION].possible,
        benefits=(BANENAFSPRAAK,) if not rules or rules[Instrument.LKV_BA].possible else (),
    )
    year = year_of(plan, on, figures)
    other_ages = set(PART.values()) - {PART.get(work.age)}
    return {
        "plan": plan,
        "year": year,
        "figures": figures,
        "drawing": _drawing(year),
        "rows": with_rules(figures, plan, ground, rules) if rules else package_of(figures, plan),
        "deadlines": [replace(one, article=in_short(one.article)) for one in deadlines(plan, figures)],
        "sources": [
            (DEFINITIONS[one], replace(figures.known[one], source=in_short(figures.known[one].source)))
            for one in (FIGURES if ground else OF_PACKAGE)
            if one in figures.known and one not in other_ages
        ],
    }


def _drawing(year: Year) -> Drawing:
    top = max(month.wage for month in year.months)
    bars = tuple(_bar(number, month, top) for number, month in enumerate(year.months))
    return Drawing(bars, max(len(bars), MOST_MONTHS) * _STEP, top)


def _bar(number: int, month: Month, top: Decimal) -> Bar:
    back = int(min(month.back, month.wage) * _HIGH / top)
    whole = int(month.wage * _HIGH / top)
    return Bar(number * _STEP, whole - back, back, format_date(month.first, "MMM", locale=DUTCH))
