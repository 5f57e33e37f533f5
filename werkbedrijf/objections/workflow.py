"""The life of a bezwaar."""

from enum import StrEnum

from werkbedrijf.foundation.workflow import Workflow


class ObjectionStatus(StrEnum):
    """Where a bezwaar stands."""

    RECEIVED = "ontvangen"
    TAKEN_UP = "in_behandeling"
    DECIDED = "besloten"
    ANNOUNCED = "bekendgemaakt"
    WITHDRAWN = "ingetrokken"


S = ObjectionStatus
OPEN = (S.RECEIVED, S.TAKEN_UP)
NOT_TOLD = (*OPEN, S.DECIDED)
OBJECTION = Workflow(
    "Dit bezwaar",
    start=S.RECEIVED,
    take_up=([S.RECEIVED], S.TAKEN_UP),
    extend=([S.RECEIVED, S.TAKEN_UP], S.TAKEN_UP),
    decide=([S.TAKEN_UP], S.DECIDED),
    announce=([S.DECIDED], S.ANNOUNCED),
    withdraw=([S.RECEIVED, S.TAKEN_UP], S.WITHDRAWN),
)
