"""What somebody at work costs and which part comes back: the sums of the law, line by line. Pure.

Amounts are ``Decimal`` euros; hours are per week. Every amount is rounded once, at its end, to whole cents, half up. A total
is rounded from the exact sum; the surcharge takes the cent that is left, so that the parts always add up to the total.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from matching.instruments.ages import PART, Age
from matching.instruments.figures import Figures
from werkbedrijf.foundation.parameter_names import Parameter

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
WEEKS_A_YEAR = Decimal(52)
"""Paid weeks in a year, as payrolls count them: paid leave and sick pay count along (Wfsv art. 38b lid 4)."""
MONTHS_A_YEAR = 12


def cents(amount: Decimal) -> Decimal:
    """An amount in whole cents, half up.

    >>> cents(Decimal("1009.584")), cents(Decimal("0.005"))
    (Decimal('1009.58'), Decimal('0.01'))
    """
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def part(percent: Decimal, amount: Decimal) -> Decimal:
    """So many percent of an amount, exact."""
    return percent * amount / HUNDRED


def subsidised_hours(figures: Figures, hours: Decimal) -> Decimal:
    """The hours a week that count: at most a full working week. Participatiewet art. 10d lid 4, last sentence."""
    return min(hours, figures[Parameter.FULL_WEEK])


def part_of_age(figures: Figures, age: Age) -> Decimal:
    """What part of the adult minimum wage somebody of this age has, in percent. Besluit minimumjeugdloonregeling art. 2."""
    return figures[PART[age]] if age in PART else HUNDRED


def least_wage(figures: Figures, age: Age) -> Decimal:
    """The minimum wage an hour at an age, in whole cents. WML art. 8; Besluit minimumjeugdloonregeling art. 2."""
    return cents(part(part_of_age(figures, age), figures[Parameter.WML_HOUR]))


def least_known(figures: Figures, age: Age) -> Decimal | None:
    """The minimum wage an hour at an age, in whole cents; None when it is not known."""
    asked = {Parameter.WML_HOUR, PART.get(age, Parameter.WML_HOUR)}
    return least_wage(figures, age) if asked <= figures.known.keys() else None


def wage_base(figures: Figures, hours: Decimal, age: Age = Age.ADULT) -> Decimal:
    """Minimum wage a month with holiday pay for these hours, exact. Participatiewet art. 10d lid 4; WML art. 15.

    The month wage is a number of its own in the Staatscourant, for 36 hours; it is never worked out from the hourly wage.
    """
    month = part(part_of_age(figures, age), figures[Parameter.WML_MONTH])
    holiday = figures[Parameter.HOLIDAY_PAY]
    return month * (HUNDRED + holiday) / HUNDRED * hours / figures[Parameter.LKS_HOURS]


@dataclass(frozen=True, slots=True)
class Subsidy:
    """Loonkostensubsidie a month, in euros: ``amount`` and ``surcharge`` add up to ``total``."""

    base: Decimal
    difference: Decimal
    most: Decimal
    cap_applied: bool
    forfait: bool
    amount: Decimal
    surcharge: Decimal
    total: Decimal


def subsidy(
    figures: Figures, hours: Decimal, loonwaarde: int, *, forfait: bool = False, age: Age = Age.ADULT
) -> Subsidy:
    """Loonkostensubsidie a month. Participatiewet art. 10d lid 4; with ``forfait`` lid 5.

    The minimum wage with holiday pay less the loonwaarde with holiday pay, never more than 70 percent of the first; on top of
    it a surcharge for the charges of an employer. Without a measurement 50 percent, however much somebody can do.
    """
    base = wage_base(figures, subsidised_hours(figures, hours), age)
    most = part(figures[Parameter.LKS_MOST], base)
    difference = part(HUNDRED - loonwaarde, base)
    exact = part(figures[Parameter.LKS_FORFAIT], base) if forfait else min(difference, most)
    amount = cents(exact)
    total = cents(exact + part(figures[Parameter.LKS_CHARGES], exact))
    return Subsidy(
        base=cents(base),
        difference=cents(difference),
        most=cents(most),
        cap_applied=not forfait and difference >= most,
        forfait=forfait,
        amount=amount,
        surcharge=total - amount,
        total=total,
    )


def dispensation(figures: Figures, hours: Decimal, loonwaarde: int, age: Age = Age.ADULT) -> Decimal:
    """How much less than the minimum wage an employer pays a month, holiday pay included. Wajong art. 2:20 and 3:63.

    UWV decides; the benefit fills up what the wage is less. It has no maximum of 70 percent and no surcharge.
    """
    return cents(part(HUNDRED - loonwaarde, wage_base(figures, hours, age)))


@dataclass(frozen=True, slots=True)
class Benefit:
    """A loonkostenvoordeel: so much an hour, and no more than so much a calendar year."""

    hour: Parameter
    most: Parameter


BANENAFSPRAAK = Benefit(Parameter.LKV_BA_HOUR, Parameter.LKV_BA_MOST)
"""Wtl art. 2.10-2.13: for as long as somebody in the register works there."""
NEWLY_HIRED = Benefit(Parameter.LKV_AG_HOUR, Parameter.LKV_AG_MOST)
"""Wtl art. 2.6-2.9: WIA, with a new employer, three years."""
TAKEN_BACK = Benefit(Parameter.LKV_HP_HOUR, Parameter.LKV_HP_MOST)
"""Wtl art. 2.14-2.17: WIA, back with the own employer, one year."""


def paid_hours(hours: Decimal, months: int = MONTHS_A_YEAR) -> Decimal:
    """Paid hours in so many months, exact."""
    return hours * WEEKS_A_YEAR * months / MONTHS_A_YEAR


def benefit(figures: Figures, kind: Benefit, hours: Decimal, months: int = MONTHS_A_YEAR) -> Decimal:
    """A loonkostenvoordeel over so many months of one calendar year. Its article is with its kind."""
    return cents(min(figures[kind.hour] * paid_hours(hours, months), figures[kind.most]))


def highest_benefit(figures: Figures, kinds: tuple[Benefit, ...], hours: Decimal, months: int) -> Decimal:
    """Of several benefits for one person only the highest is paid. Wtl art. 4.1 lid 3."""
    return max((benefit(figures, kind, hours, months) for kind in kinds), default=Decimal("0.00"))


@dataclass(frozen=True, slots=True)
class Work:
    """What is agreed: hours a week, loonwaarde in whole percent, without measurement at first, for how many months, at which age."""

    hours: Decimal
    loonwaarde: int
    forfait: bool = False
    months: int = MONTHS_A_YEAR
    age: Age = Age.ADULT


def forfait_months(figures: Figures, work: Work) -> int:
    """How many months go without a measurement: never more than the law allows. Participatiewet art. 10d lid 5."""
    return min(work.months, int(figures[Parameter.LKS_FORFAIT_MONTHS])) if work.forfait else 0


def subsidies(figures: Figures, work: Work) -> list[Subsidy]:
    """The subsidy of every month, in the figures of one day; a measurement follows where the forfait ends."""
    without = forfait_months(figures, work)
    first = subsidy(figures, work.hours, work.loonwaarde, forfait=True, age=work.age) if without else None
    later = subsidy(figures, work.hours, work.loonwaarde, age=work.age)
    return [first if first and month < without else later for month in range(work.months)]


def benefit_months(figures: Figures, kinds: tuple[Benefit, ...], hours: Decimal, months: list[date]) -> list[Decimal]:
    """How a benefit grows month by month; per calendar year the months add up to what that year brings."""
    grown: list[Decimal] = []
    for number, month in enumerate(months):
        of_year = sum(1 for one in months[:number] if one.year == month.year)
        now, before = (highest_benefit(figures, kinds, hours, many) for many in (of_year + 1, of_year))
        grown.append(now - before)
    return grown


def wage_cost(figures: Figures, hours: Decimal, hourly_wage: Decimal, charges: Decimal) -> Decimal:
    """What an employer pays a month: wage, holiday pay, and charges as a percentage of both."""
    wage = hourly_wage * paid_hours(hours, 1)
    with_holiday = wage + part(figures[Parameter.HOLIDAY_PAY], wage)
    return cents(with_holiday + part(charges, with_holiday))
