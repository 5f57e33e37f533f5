"""Everything that may help with one job, as lines: the amount, its unit, and the article beside it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from matching.instruments.ages import PART
from matching.instruments.calculation import (
    BANENAFSPRAAK,
    NEWLY_HIRED,
    TAKEN_BACK,
    Benefit,
    Work,
    benefit,
    benefit_months,
    cents,
    dispensation,
    forfait_months,
    paid_hours,
    part,
    subsidies,
    subsidy,
)
from matching.instruments.figures import Figures
from matching.instruments.grounds import Instrument, Rule, of_uwv, rules_of
from werkbedrijf.foundation.parameter_names import Parameter

NOTHING = Decimal("0.00")
_YOUNG = "Besluit minimumjeugdloonregeling art. 2"
_LKS = "Participatiewet art. 10d lid 4"
_WORDED = {True: "ja", False: "nee"}


@dataclass(frozen=True, slots=True)
class Line:
    """One amount: its key for a program, its words for a person, and where it stands in the law."""

    key: str
    label: str
    value: str
    unit: str
    article: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one job costs and what helps, in the figures of one day."""

    on: date
    ground: str
    work: Work
    rules: dict[Instrument, Rule]
    lines: tuple[Line, ...]
    cap_applied: bool


def months_from(start: date, many: int) -> list[date]:
    """The first days of so many months, from the one a day lies in.

    >>> months_from(date(2026, 12, 7), 2)
    [datetime.date(2026, 12, 1), datetime.date(2027, 1, 1)]
    """
    first = start.year * 12 + start.month - 1
    return [date((first + more) // 12, (first + more) % 12 + 1, 1) for more in range(many)]


def outcome_of(figures: Figures, ground: str, work: Work) -> Outcome:
    """Work out one job. Raises UnknownGround, RulesNotKnown and MissingFigure."""
    rules = rules_of(ground, figures.day)
    first = subsidy(figures, work.hours, work.loonwaarde, forfait=work.forfait, age=work.age)
    pays = rules[Instrument.SUBSIDY].possible
    lines = (
        *_wage_lines(figures, work),
        *_subsidy_lines(figures, work, pays=pays),
        *_dispensation_lines(figures, work, rules[Instrument.DISPENSATION]),
        *_benefit_lines(figures, work, rules),
        _total(figures, work, rules),
        *_other_lines(figures, ground, work, rules),
    )
    return Outcome(figures.day, ground, work, rules, lines, pays and first.cap_applied)


def _wage_lines(figures: Figures, work: Work) -> Iterator[Line]:
    hour, month = figures.row(Parameter.WML_HOUR), figures.row(Parameter.WML_MONTH)
    holiday, charges = figures.row(Parameter.HOLIDAY_PAY), figures.row(Parameter.LKS_CHARGES)
    first = subsidy(figures, work.hours, work.loonwaarde, age=work.age)
    yield Line("wml_hour", "Minimumloon", _euro(hour.value), "per uur", "WML art. 8", hour.source)
    yield Line("wml_month", "Minimumloon bij 36 uur", _euro(month.value), "per maand", "WML art. 8", month.source)
    if work.age in PART:
        young = figures.row(PART[work.age])
        yield Line(
            "wml_part", f"Minimumloon bij {work.age.words}", _plain(young.value), "procent ervan", _YOUNG, young.source
        )
    yield Line("holiday_pay", "Vakantiebijslag", _plain(holiday.value), "procent", "WML art. 15", holiday.source)
    yield Line("base", "Minimumloon met vakantiebijslag bij deze uren", _euro(first.base), "per maand", _LKS)
    yield Line("surcharge_percent", "Werkgeverslasten", _plain(charges.value), "procent", _LKS, charges.source)


def _subsidy_lines(figures: Figures, work: Work, *, pays: bool) -> Iterator[Line]:
    """Participatiewet art. 10d: nought everywhere when there is no loonkostensubsidie."""
    first = subsidy(figures, work.hours, work.loonwaarde, forfait=work.forfait, age=work.age)
    later = subsidy(figures, work.hours, work.loonwaarde, age=work.age)
    article = "Participatiewet art. 10d lid 5" if work.forfait else _LKS
    yield Line("difference", "Verschil met de loonwaarde", _euro(later.difference), "per maand", _LKS)
    yield Line("cap", "Ten hoogste", _euro(later.most), "per maand", _LKS)
    yield Line("lks", "Loonkostensubsidie", _euro(first.amount if pays else NOTHING), "per maand", article)
    surcharge, total = (first.surcharge, first.total) if pays else (NOTHING, NOTHING)
    yield Line("surcharge", "Vergoeding voor werkgeverslasten", _euro(surcharge), "per maand", article)
    yield Line("lks_with_surcharge", "Samen", _euro(total), "per maand", article)
    if work.forfait:
        many = str(forfait_months(figures, work) if pays else 0)
        after = later.total if pays else NOTHING
        yield Line("forfait_months", "Zonder meting", many, "maanden", "Participatiewet art. 10d lid 5")
        yield Line("lks_after_forfait", "Daarna, met werkgeverslasten", _euro(after), "per maand", _LKS)
    whole = _period(figures, work) if pays else NOTHING
    yield Line("lks_period", f"Loonkostensubsidie in {work.months} maanden", _euro(whole), "in totaal", article)


def _period(figures: Figures, work: Work) -> Decimal:
    return sum((month.total for month in subsidies(figures, work)), NOTHING)


def _dispensation_lines(figures: Figures, work: Work, rule: Rule) -> Iterator[Line]:
    less = dispensation(figures, work.hours, work.loonwaarde, work.age) if rule.possible else NOTHING
    yield Line("dispensation", "Loondispensatie: zoveel minder loon", _euro(less), "per maand", rule.article)


def _benefit_lines(figures: Figures, work: Work, rules: dict[Instrument, Rule]) -> Iterator[Line]:
    """Wtl: so much per paid hour, at most so much a calendar year."""
    rule = rules[Instrument.LKV_BA]
    hour, most = figures.row(Parameter.LKV_BA_HOUR), figures.row(Parameter.LKV_BA_MOST)
    year = benefit(figures, BANENAFSPRAAK, work.hours) if rule.possible else NOTHING
    yield Line("lkv_hour", Instrument.LKV_BA.words, _euro(hour.value), "per betaald uur", "Wtl art. 2.13", hour.source)
    yield Line("lkv_max", "Ten hoogste", _euro(most.value), "per kalenderjaar", "Wtl art. 2.13", most.source)
    yield Line("paid_hours_year", "Betaalde uren", _plain(paid_hours(work.hours)), "per jaar", "Wfsv art. 38b lid 4")
    yield Line("lkv_year", f"{Instrument.LKV_BA.words}, heel jaar", _euro(year), "per jaar", rule.article)
    yield Line("lkv_period", f"In {work.months} maanden", _euro(_grown(figures, work, rule)), "in totaal", rule.article)
    for key, instrument, kind in (
        ("lkv_ag_year", Instrument.LKV_AG, NEWLY_HIRED),
        ("lkv_hp_year", Instrument.LKV_HP, TAKEN_BACK),
    ):
        if rules[instrument].possible:
            instead = f"{instrument.words}, in plaats daarvan"
            yield Line(key, instead, _euro(benefit(figures, kind, work.hours)), "per jaar", "Wtl art. 4.1 lid 3")


def _grown(figures: Figures, work: Work, rule: Rule) -> Decimal:
    kinds: tuple[Benefit, ...] = (BANENAFSPRAAK,) if rule.possible else ()
    return sum(benefit_months(figures, kinds, work.hours, months_from(figures.day, work.months)), NOTHING)


def _total(figures: Figures, work: Work, rules: dict[Instrument, Rule]) -> Line:
    """What comes back in all, of what has an amount."""
    total = _grown(figures, work, rules[Instrument.LKV_BA])
    if rules[Instrument.SUBSIDY].possible:
        total += _period(figures, work)
    if rules[Instrument.DISPENSATION].possible:
        total += dispensation(figures, work.hours, work.loonwaarde, work.age) * work.months
    label = f"Alles samen in {work.months} maanden"
    return Line("total_period", label, _euro(total), "in totaal", "Som van de regels hierboven")


def _other_lines(figures: Figures, ground: str, work: Work, rules: dict[Instrument, Rule]) -> Iterator[Line]:
    """What has no amount for the employer, and yet is worth something."""
    trial, coach = rules[Instrument.TRIAL], rules[Instrument.COACH]
    no_risk, workplace = rules[Instrument.NO_RISK], rules[Instrument.WORKPLACE]
    usual, longest = figures.row(Parameter.TRIAL_MONTHS), figures.row(Parameter.TRIAL_MONTHS_LONGEST)
    yield Line("no_risk", "No-riskpolis", _WORDED[no_risk.possible], "", no_risk.article)
    first, most = (usual.value, longest.value) if trial.possible else (NOTHING, NOTHING)
    yield Line("trial_months", "Proefplaatsing", _plain(first), "maanden", trial.article, usual.source)
    yield Line("trial_months_longest", "Met verlenging", _plain(most), "maanden", trial.article, longest.source)
    yield Line("job_coach", "Jobcoach", _WORDED[coach.possible], "", coach.article)
    if of_uwv(ground):
        norm = figures.row(Parameter.COACH_FIRST_YEAR)
        hours = cents(part(norm.value, paid_hours(work.hours, 1)))
        label = "Jobcoach in het eerste jaar, ten hoogste"
        yield Line("coach_hours_month", label, _plain(hours), "uur per maand", coach.article, norm.source)
    yield Line("workplace", "Aanpassing van de werkplek", _WORDED[workplace.possible], "", workplace.article)


def _euro(amount: Decimal) -> str:
    return f"{cents(amount)}"


def _plain(value: Decimal) -> str:
    """A number without zeros that say nothing.

    >>> _plain(Decimal("23.50")), _plain(Decimal("1872"))
    ('23.5', '1872')
    """
    return f"{cents(value).normalize():f}"
