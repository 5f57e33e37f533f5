"""The life of a closing assessment."""

from enum import StrEnum

from werkbedrijf.foundation.workflow import Workflow


class AssessmentStatus(StrEnum):
    """Where it stands. What was signed never changes; a new version may follow it."""

    DRAFT = "concept"
    SIGNED = "ondertekend"


S = AssessmentStatus
ASSESSMENT = Workflow("Deze beoordeling", start=S.DRAFT, write=([S.DRAFT], S.DRAFT), sign=([S.DRAFT], S.SIGNED))
