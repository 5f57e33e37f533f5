"""What the region decides about the allocation, as it holds on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Self

from sqlalchemy.orm import Session

from matching.allocation.weights import RunWeights
from matching.core.allocation import Rules
from matching.core.fit import SUITABLE
from matching.proposals.shortlist import suitable_from
from werkbedrijf.foundation.parameters import BONUSES, Parameter, value_on, whole_number_on


@dataclass(frozen=True, slots=True)
class RunSettings:
    """The rules of the lists (k, m and the table B) and tau, the part of the work from which somebody is suitable.

    ``weights`` are the learned ones; None, and then nowhere in what is stored, while the fixed ones hold.
    """

    rules: Rules = field(default_factory=Rules)
    tau: Fraction = SUITABLE
    weights: RunWeights | None = None

    def to_dict(self) -> dict[str, Any]:
        """As a run stores it: exact, as text."""
        learned = {} if self.weights is None else {"weights": self.weights.to_dict()}
        return {
            "k": self.rules.k,
            "m": self.rules.m,
            "B": [str(part) for part in self.rules.bonus],
            "tau": str(self.tau),
            **learned,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """The other way round."""
        rules = Rules(k=stored["k"], m=stored["m"], bonus=tuple(Decimal(part) for part in stored["B"]))
        weights = RunWeights.from_dict(stored["weights"]) if "weights" in stored else None
        return cls(rules, Fraction(stored["tau"]), weights)


def settings_on(session: Session, on: date, weights: RunWeights | None = None) -> RunSettings:
    """The settings of the region on a day, with what was learned as far as handed over.

    Raises MissingParameter, which names itself.
    """
    bonus = tuple((value_on(session, name, on) / 100).normalize() for name in BONUSES)
    rules = Rules(
        k=whole_number_on(session, Parameter.LIST_LENGTH, on),
        m=whole_number_on(session, Parameter.LISTS_PER_PERSON, on),
        bonus=bonus,
    )
    return RunSettings(rules, suitable_from(session, on), weights)
