"""Entering figures of other organisations, and what the region plans. Nothing is ever changed: a newer one comes beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.texts import number
from werkbedrijf.indicators.definitions import Indicator, indicators
from werkbedrijf.indicators.models import Entered, IndicatorValue

MOST = Decimal(10_000_000)
LONGEST_PERIOD, LONGEST_LABEL, LONGEST_SOURCE = 20, 60, 300
HIGHEST_MARK = 10


@dataclass(frozen=True, slots=True)
class ValueFacts:
    """One figure as it is told to us. ``gemeente_code`` is empty for the region; ``label`` says whose figure it is."""

    indicator: str
    kind: Entered
    period: str
    as_of: date | None
    value: Decimal | None
    source: str
    gemeente_code: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    label: str = ""

    def problems(self, on: date) -> Iterator[tuple[str, str]]:
        """Field and sentence for whatever cannot stay."""
        one = indicators().get(self.indicator)
        if one is None:
            yield "indicator", f"‘{self.indicator[:10]}’ is geen indicator. Gebruik een code van I01 tot en met I19."
            return
        if self.kind is Entered.FIGURE and not one.is_outside:
            yield "kind", one.get or "Dit cijfer volgt uit de eigen registratie. Je kunt er wel een plan voor invullen."
        if self.as_of is None:
            yield "as_of", "Kies de dag waarop dit cijfer geldt."
        elif self.kind is Entered.FIGURE and self.as_of > on:
            yield "as_of", "Deze dag moet nog komen. Een cijfer gaat over een dag die geweest is."
        yield from self._number_problems(one)
        yield from self._word_problems()

    def _number_problems(self, one: Indicator) -> Iterator[tuple[str, str]]:
        if self.value is None:
            yield "value", "Vul het cijfer in. Is er geen cijfer, sla dan niets op: een nul is ook een cijfer."
            return
        if not 0 <= self.value <= MOST:
            yield "value", f"Vul een getal in van 0 tot en met {number(MOST)}."
        elif one.unit == "cijfer" and not 1 <= self.value <= HIGHEST_MARK:
            yield "value", f"Vul een cijfer in van 1 tot en met {HIGHEST_MARK}."
        yield from self._part_problems(one, self.value)

    def _part_problems(self, one: Indicator, value: Decimal) -> Iterator[tuple[str, str]]:
        for name in ("numerator", "denominator"):
            part = getattr(self, name)
            if part is not None and not 0 <= part <= MOST:
                yield name, f"Vul een getal in van 0 tot en met {number(MOST)}."
        if self.denominator is not None and self.denominator <= 0:
            yield "denominator", "De noemer is meer dan 0. Laat hem anders leeg."
        elif one.unit == "procent" and self.numerator is not None and self.denominator is not None:
            exact = 100 * self.numerator / self.denominator
            if abs(exact - value) > 1:
                said = number(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))
                yield "value", f"Teller gedeeld door noemer is {said} procent. Welk getal klopt niet?"

    def _word_problems(self) -> Iterator[tuple[str, str]]:
        lengths = {
            "period": (self.period, LONGEST_PERIOD, "Schrijf op over welke periode het gaat, zoals 2026Q2 of 2025."),
            "source": (
                self.source,
                LONGEST_SOURCE,
                "Schrijf op waar dit cijfer staat, met de naam en de datum van het stuk.",
            ),
        }
        for name, (text, longest, sentence) in lengths.items():
            if not text.strip():
                yield name, sentence
            elif len(text) > longest:
                yield name, f"Dit is te lang. Gebruik ten hoogste {longest} tekens."
        if len(self.label) > LONGEST_LABEL:
            yield "label", f"Dit is te lang. Gebruik ten hoogste {LONGEST_LABEL} tekens."


def enter(session: Session, actor: Actor, facts: ValueFacts, *, on: date) -> IndicatorValue:
    """Keep a figure or a plan, with its day and source. Raises InputRefused."""
    problems = dict(facts.problems(on))
    if problems or facts.as_of is None or facts.value is None:
        raise InputRefused(problems)
    row = IndicatorValue(
        indicator=facts.indicator,
        kind=facts.kind,
        gemeente_code=facts.gemeente_code,
        period=" ".join(facts.period.split()),
        as_of=facts.as_of,
        value=facts.value,
        numerator=facts.numerator,
        denominator=facts.denominator,
        label=" ".join(facts.label.split()),
        source=" ".join(facts.source.split()),
        entered_on=on,
        by_id=actor.id,
    )
    session.add(row)
    record(session, actor, "indicator.filled_in", row, fields=("value", "source"))
    return row


def enter_all(session: Session, actor: Actor, many: Sequence[ValueFacts], *, on: date) -> int:
    """Keep every figure of a file, or none of them. Returns how many."""
    for facts in many:
        enter(session, actor, facts, on=on)
    return len(many)
