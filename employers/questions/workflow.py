"""The life of a question."""

from enum import StrEnum

from werkbedrijf.foundation.workflow import Workflow


class QuestionStatus(StrEnum):
    """Where a question stands."""

    OPEN = "open"
    ANSWERED = "beantwoord"
    WITHDRAWN = "ingetrokken"


S = QuestionStatus
QUESTION = Workflow(
    "Deze vraag",
    start=S.OPEN,
    answer=([S.OPEN], S.ANSWERED),
    withdraw=([S.OPEN], S.WITHDRAWN),
)
