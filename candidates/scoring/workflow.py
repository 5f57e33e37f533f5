"""The life of a double scoring."""

from enum import StrEnum

from werkbedrijf.foundation.workflow import Workflow


class ScoringStatus(StrEnum):
    """Where a double scoring stands."""

    ASKED = "gevraagd"
    BUSY = "bezig"
    DONE = "klaar"
    DISCUSSED = "besproken"
    WITHDRAWN = "ingetrokken"
    EXPIRED = "verlopen"


S = ScoringStatus
OPEN = (S.ASKED, S.BUSY)
FINISHED = (S.DONE, S.DISCUSSED)
SCORING = Workflow(
    "Deze dubbele beoordeling",
    start=S.ASKED,
    pick_up=([S.ASKED], S.BUSY),
    hand_back=([S.BUSY], S.ASKED),
    finish=([S.BUSY], S.DONE),
    discuss=([S.DONE], S.DISCUSSED),
    withdraw=([S.ASKED, S.BUSY], S.WITHDRAWN),
    expire=([S.ASKED, S.BUSY], S.EXPIRED),
)
