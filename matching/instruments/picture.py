"""The cost of a job month by month, and the days that matter. Pure.

A month stands for itself: what is paid in it and what comes back for it. A loonkostenvoordeel grows month by month and is paid after the
year, so it stands apart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate, groupby

from matching.instruments.calculation import (
    BANENAFSPRAAK,
    HUNDRED,
    Benefit,
    Work,
    benefit_months,
    cents,
    dispensation,
    forfait_months,
    least_known,
    part,
    subsidy,
    wage_cost,
)
from matching.instruments.figures import Figures
from matching.instruments.outcome import NOTHING, months_from
from werkbedrijf.foundation.parameter_names import Parameter

MOST_MONTHS = 12
"""A picture shows a year at most."""

SHORT = 2
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A job as somebody wants to see it: the work, from which day, at which hourly wage, with which charges in percent."""

    work: Work
    start: date
    hourly_wage: Decimal
    charges: Decimal
    subsidised: bool = True
    dispensed: bool = False
    benefits: tuple[Benefit, ...] = (BANENAFSPRAAK,)


@dataclass(frozen=True, slots=True)
class Month:
    """One month in euros. ``early`` says that its figures are not known yet, and those of an earlier day were used."""

    first: date
    hourly: Decimal
    wage: Decimal
    back: Decimal
    benefit: Decimal
    forfait: bool
    early: bool

    @property
    def net(self) -> Decimal:
        """What the month costs, the loonkostenvoordeel left out."""
        return self.wage - self.back


def _named(month: date, *, year: bool = True) -> str:
    return f"{MONTHS[month.month - 1]} {month.year}" if year else MONTHS[month.month - 1]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months in a row that cost the same: the first and last, and how many."""

    first: Month
    last: Month
    many: int

    @property
    def words(self) -> str:
        """The months by name: ``juni tot en met november 2027``."""
        first, last = self.first.first, self.last.first
        if first == last:
            return _named(first)
        between = "en" if self.many == SHORT else "tot en met"
        return f"{_named(first, year=first.year != last.year)} {between} {_named(last)}"


@dataclass(frozen=True, slots=True)
class Year:
    """The months and their sums."""

    months: tuple[Month, ...]

    @property
    def stretches(self) -> list[Stretch]:
        """The months, those in a row that cost the same taken together."""
        same = groupby(self.months, key=lambda month: (month.wage, month.back, month.forfait, month.early))
        groups = [list(group) for _, group in same]
        return [Stretch(group[0], group[-1], len(group)) for group in groups]

    def total(self, name: str) -> Decimal:
        """The sum of one column."""
        return sum((getattr(month, name) for month in self.months), NOTHING)

    @property
    def risen(self) -> str:
        """That the minimum wage passes the wage, and when, as a sentence; nothing when it does not."""
        risen = next((month for month in self.months if month.hourly > self.months[0].hourly), None)
        if risen is None:
            return ""
        return f"In {_named(risen.first)} komt het minimumloon boven dit uurloon. Vanaf dan rekenen wij met het minimumloon."

    @property
    def early(self) -> bool:
        """Whether some month stands in the figures of an earlier day."""
        return any(month.early for month in self.months)


def is_whole(figures: Figures) -> bool:
    """Whether a subsidy can be worked out with these figures."""
    return Parameter.WML_MONTH in figures.known


def year_of(plan: Plan, figures_on: Callable[[date], Figures], fallback: Figures) -> Year:
    """The first months of a job, a year at most.

    A subsidy keeps the figures of its first day until 1 January, and is set anew each 1 January (Participatiewet art. 10d lid 7).
    A wage is never below the minimum wage of the month itself (WML art. 8), so it rises along where that passes it, and stays
    there when the next is not known. Where the figures of such a day are not known yet, those of ``fallback`` are used and the
    month says so.
    """
    months = months_from(plan.start, min(plan.work.months, MOST_MONTHS))
    sets = {month.year: figures_on(max(plan.start, date(month.year, 1, 1))) for month in months}
    usable = {year: one if is_whole(one) else fallback for year, one in sets.items()}
    without = forfait_months(fallback, plan.work)
    grown = benefit_months(fallback, plan.benefits, plan.work.hours, months)
    least = (_hourly(plan, (usable[month.year], figures_on(max(plan.start, month)))) for month in months)
    return Year(
        tuple(
            Month(
                first=month,
                hourly=hourly,
                wage=wage_cost(usable[month.year], plan.work.hours, hourly, plan.charges),
                back=_back(usable[month.year], plan, forfait=number < without),
                benefit=grown[number],
                forfait=plan.subsidised and number < without,
                early=usable[month.year] is not sets[month.year],
            )
            for number, (month, hourly) in enumerate(zip(months, accumulate(least, max), strict=True))
        )
    )


def _hourly(plan: Plan, figures: Sequence[Figures]) -> Decimal:
    """The wage an hour: what was agreed, or the highest minimum wage of these figures when that is more."""
    known = (least_known(one, plan.work.age) for one in figures)
    return max(plan.hourly_wage, *(least or NOTHING for least in known))


def _back(figures: Figures, plan: Plan, *, forfait: bool) -> Decimal:
    """What comes back for a month: a subsidy, or a lower wage with the charges that go with it."""
    work = plan.work
    if plan.subsidised:
        return subsidy(figures, work.hours, work.loonwaarde, forfait=forfait, age=work.age).total
    if plan.dispensed:
        return cents(part(HUNDRED + plan.charges, dispensation(figures, work.hours, work.loonwaarde, work.age)))
    return NOTHING


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that matters, what has to be done by then, and the article."""

    day: date
    what: str
    article: str


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of that month when it is shorter.

    >>> months_later(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    first = months_from(day, months + 1)[-1]
    last = (months_from(first, 2)[-1] - timedelta(days=1)).day
    return first.replace(day=min(day.day, last))


def deadlines(plan: Plan, figures: Figures) -> list[Deadline]:
    """The days that matter in the first year, in order. Their terms are figures of the day."""
    start, after = plan.start, date(plan.start.year + 1, 1, 1)
    found = [
        Deadline(
            start,
            "Eerste werkdag. Een proefplaatsing en een jobcoach zijn voor deze dag aangevraagd.",
            "Participatiewet art. 10",
        ),
        Deadline(
            months_later(start, plan.work.months) - timedelta(days=1),
            "Laatste dag van het contract. Duurt het zes maanden of langer, zeg dan een maand eerder of het doorgaat.",
            "BW art. 7:668",
        ),
    ]
    if plan.subsidised:
        found += _of_subsidy(plan, figures, after)
    if plan.benefits:
        found += [
            Deadline(
                date(after.year, 1, 31),
                f"Staat de vraag om loonkostenvoordeel over {start.year} nu in de loonaangifte, dan komt het in het overzicht van maart.",
                "Wtl art. 4.1 lid 4",
            ),
            Deadline(
                date(after.year, 5, 1),
                f"Laatste dag om de loonaangifte over {start.year} aan te vullen.",
                "Wtl art. 4.1 lid 2",
            ),
            Deadline(
                date(after.year, 7, 31),
                "Uiterlijk nu besluit de Belastingdienst over het loonkostenvoordeel; het geld volgt binnen zes weken.",
                "Wtl art. 4.2 lid 3 en 4.4 lid 2",
            ),
        ]
    return sorted(found, key=lambda one: one.day)


def _of_subsidy(plan: Plan, figures: Figures, after: date) -> Sequence[Deadline]:
    start = plan.start
    weeks, late = int(figures[Parameter.LKS_DECISION_WEEKS]), int(figures[Parameter.LKS_LATE_MONTHS])
    found = [
        Deadline(
            start - timedelta(days=1),
            f"Vraag loonkostensubsidie aan. Het besluit volgt binnen {weeks} weken nadat de loonwaarde bekend is.",
            "Participatiewet art. 10d lid 1 en 12",
        ),
        Deadline(
            months_later(start, late),
            "Laatste dag om loonkostensubsidie alsnog aan te vragen; dit kan niet bij iedereen.",
            "Participatiewet art. 10d lid 2",
        ),
        Deadline(after, "De loonkostensubsidie gaat mee met het nieuwe minimumloon.", "Participatiewet art. 10d lid 7"),
    ]
    if plan.work.forfait:
        many = int(figures[Parameter.LKS_FORFAIT_MONTHS])
        found.append(
            Deadline(
                months_later(start, many),
                "Vanaf deze dag telt de gemeten loonwaarde: laat haar op tijd meten.",
                "Participatiewet art. 10d lid 5",
            )
        )
    return found
