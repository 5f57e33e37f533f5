"""How long a trial may last for one person, asked without learning under which law somebody comes.

The room of registration knows the laws and fills this in. Whoever may not know the law gets the shortest term of all, so
that neither an answer nor a refusal tells which one it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.parameter_names import Parameter
from werkbedrijf.foundation.parameters import whole_number_on


@dataclass(frozen=True, slots=True)
class TrialTerm:
    """Months a trial that begins on a day may last: when it is agreed, and with an extension.

    ``law`` names law and article, and ``advice`` says what to do; both are empty for who may not know them.
    """

    usual: int
    longest: int
    law: str = ""
    advice: str = ""


SHORT = (Parameter.TRIAL_MONTHS, Parameter.TRIAL_MONTHS_UWV)
LONG = (Parameter.TRIAL_MONTHS_LONGEST, Parameter.TRIAL_MONTHS_UWV_LONGEST)
Ask = Callable[[Session, Actor, Candidate, date], TrialTerm]
_ask: list[Ask] = []


def tell_trial_terms(ask: Ask) -> None:
    """Say what knows how long a trial may last."""
    _ask[:] = [ask]


def trial_term(session: Session, actor: Actor, candidate: Candidate, starts_on: date) -> TrialTerm:
    """How long a trial of this person that begins on this day may last, as far as this actor may know."""
    return _ask[0](session, actor, candidate, starts_on) if _ask else shortest_of_all(session, starts_on)


def shortest_of_all(session: Session, starts_on: date) -> TrialTerm:
    """The shortest term of any law: what holds for who may not know the law, and where no law is known."""
    usual, longest = (min(whole_number_on(session, name, starts_on) for name in names) for names in (SHORT, LONG))
    return TrialTerm(usual, longest)
