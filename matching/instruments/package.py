"""What helps, as rows of a page: one package with the same words for everybody, or what a ground makes of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from matching.instruments.calculation import (
    BANENAFSPRAAK,
    NEWLY_HIRED,
    TAKEN_BACK,
    benefit,
    cents,
    dispensation,
    paid_hours,
    part,
    subsidy,
)
from matching.instruments.figures import Figures
from matching.instruments.grounds import Instrument, Rule, Standing, of_uwv
from matching.instruments.picture import Plan
from werkbedrijf.foundation.parameter_names import Parameter


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One thing that helps: what it is, an amount or None, its unit, what it means, and where it stands in the law."""

    name: str
    amount: Decimal | None
    unit: str
    sentence: str
    article: str
    standing: Standing | None = None
    money: bool = True


_PW, _ZW = "Pw", "ZW"


def in_short(article: str) -> str:
    """An article with the short name of its law, as the package has it for everybody.

    >>> in_short("Participatiewet art. 10d lid 4")
    'Pw art. 10d lid 4'
    """
    return article.replace("Participatiewet", _PW).replace("Ziektewet", _ZW)


def package_of(figures: Figures, plan: Plan) -> list[HelpRow]:
    """The package of the region: the same for everybody, whoever comes to work."""
    work = plan.work
    first = subsidy(figures, work.hours, work.loonwaarde, forfait=work.forfait, age=work.age)
    trial, longest, contract = (
        int(figures[one])
        for one in (Parameter.TRIAL_MONTHS, Parameter.TRIAL_MONTHS_LONGEST, Parameter.TRIAL_CONTRACT_MONTHS)
    )
    return [
        HelpRow(
            "Loonkostensubsidie",
            first.amount,
            "per maand",
            _about_subsidy(figures, plan),
            f"{_PW} art. 10d lid {5 if work.forfait else 4}",
        ),
        HelpRow(
            "Vergoeding voor werkgeverslasten",
            first.surcharge,
            "per maand",
            "Hoort bij de loonkostensubsidie.",
            f"{_PW} art. 10d lid {5 if work.forfait else 4}",
        ),
        HelpRow(
            "Loonkostenvoordeel",
            benefit(figures, BANENAFSPRAAK, work.hours),
            "per heel jaar",
            "Via de loonaangifte; uitbetaald na afloop van het jaar.",
            "Wtl art. 2.10-2.13",
        ),
        HelpRow(
            "No-riskpolis", None, "", "Bij ziekte betaalt UWV het loon of een groot deel ervan.", f"{_ZW} art. 29b"
        ),
        HelpRow(
            "Proefplaatsing",
            None,
            "",
            f"Eerst {trial} maanden kennismaken met behoud van uitkering, met verlenging ten hoogste {longest}. Daarna is er zicht op een contract van ten minste {contract} maanden.",
            "De wet van de uitkering",
        ),
        HelpRow(
            "Jobcoach",
            None,
            "",
            "Begeleiding op de werkplek. Het werkbedrijf regelt haar.",
            f"{_PW} art. 10da of de wet van de uitkering",
        ),
        HelpRow(
            "Aanpassing van de werkplek",
            None,
            "",
            "Zoals een andere stoel, een hulpmiddel of vervoer.",
            f"{_PW} art. 10 of WIA art. 35",
        ),
    ]


def _written(amount: Decimal) -> str:
    """An amount in a sentence.

    >>> _written(Decimal("1939.52"))
    '1.939,52'
    """
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def _about_subsidy(figures: Figures, plan: Plan) -> str:
    if plan.work.forfait:
        months = int(figures[Parameter.LKS_FORFAIT_MONTHS])
        later = _written(subsidy(figures, plan.work.hours, plan.work.loonwaarde, age=plan.work.age).total)
        return f"Een vast bedrag in de eerste {months} maanden; daarna, samen met de vergoeding hieronder, € {later} per maand."
    found = subsidy(figures, plan.work.hours, plan.work.loonwaarde, age=plan.work.age)
    if found.cap_applied:
        return "Dit is het hoogste bedrag dat er kan zijn."
    return "Het verschil tussen het minimumloon en de loonwaarde, allebei met vakantiegeld."


def with_rules(figures: Figures, plan: Plan, ground: str, rules: Mapping[Instrument, Rule]) -> list[HelpRow]:
    """Every instrument for one ground, with its amount where it has one."""
    return [_row(figures, plan, ground, instrument, rule) for instrument, rule in rules.items()]


def _row(figures: Figures, plan: Plan, ground: str, instrument: Instrument, rule: Rule) -> HelpRow:
    amount, unit = _amount(figures, plan, ground, instrument) if rule.possible else (None, "")
    money = instrument not in {Instrument.TRIAL, Instrument.COACH}
    return HelpRow(instrument.words, amount, unit, rule.sentence, rule.article, rule.standing, money)


def _amount(figures: Figures, plan: Plan, ground: str, instrument: Instrument) -> tuple[Decimal | None, str]:
    work = plan.work
    kinds = {Instrument.LKV_BA: BANENAFSPRAAK, Instrument.LKV_AG: NEWLY_HIRED, Instrument.LKV_HP: TAKEN_BACK}
    if instrument in kinds:
        return benefit(figures, kinds[instrument], work.hours), "per heel jaar"
    if instrument is Instrument.SUBSIDY:
        return subsidy(
            figures, work.hours, work.loonwaarde, forfait=work.forfait, age=work.age
        ).total, "per maand, met werkgeverslasten"
    if instrument is Instrument.DISPENSATION:
        return dispensation(figures, work.hours, work.loonwaarde, work.age), "minder loon per maand"
    if instrument is Instrument.TRIAL:
        return figures[Parameter.TRIAL_MONTHS_LONGEST], "maanden ten hoogste"
    if instrument is Instrument.COACH and of_uwv(ground):
        return cents(
            part(figures[Parameter.COACH_FIRST_YEAR], paid_hours(work.hours, 1))
        ), "uur per maand in het eerste jaar"
    return None, ""
