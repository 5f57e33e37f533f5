"""Whether SBB recognises an employer as a place to learn, and until when: the one place that asks it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from employers.models import Employer
from employers.training.models import TrainingForm
from werkbedrijf.foundation.parameters import Parameter, find_value


@dataclass(frozen=True, slots=True)
class Recognition:
    """Whether the company is recognised; ``until`` is the last day of that, None is no known end."""

    told: bool = False
    until: date | None = None


def recognition_of(employer: Employer) -> Recognition:
    """What the record of an employer says."""
    return Recognition(employer.sbb_recognised, employer.sbb_until if employer.sbb_recognised else None)


def forms_needing_recognition(session: Session, on: date) -> frozenset[TrainingForm]:
    """The forms of learning that may only be at a recognised company on a day.

    Bbl and bol by law: the WEB asks a recognised company for the part of an mbo course in practice (s-bb.nl, "Voorwaarden
    erkenning"); for praktijkleren it is a dated value, for learning without mbo it is not asked.
    """
    by_law = {TrainingForm.BBL, TrainingForm.BOL}
    if find_value(session, Parameter.PRACTICE_RECOGNISED, on) != 0:
        by_law.add(TrainingForm.PRACTICE)
    return frozenset(by_law)
