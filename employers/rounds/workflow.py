"""The life of a belronde, and of each employer in it."""

from enum import StrEnum

from werkbedrijf.foundation.workflow import Workflow


class RoundStatus(StrEnum):
    """Where a belronde stands."""

    RUNNING = "loopt"
    ENDED = "afgerond"
    STOPPED = "gestopt"


class CallStatus(StrEnum):
    """Where one employer stands within a belronde."""

    WAITING = "te_bellen"
    DONE = "afgehandeld"
    UNREACHED = "niet_bereikt"
    SKIPPED = "overgeslagen"
    DROPPED = "vervallen"


R, C = RoundStatus, CallStatus
ROUND = Workflow("Deze belronde", start=R.RUNNING, end=([R.RUNNING], R.ENDED), stop=([R.RUNNING], R.STOPPED))
CALL = Workflow(
    "Deze werkgever in de belronde",
    start=C.WAITING,
    finish=([C.WAITING], C.DONE),
    give_up=([C.WAITING], C.UNREACHED),
    skip=([C.WAITING], C.SKIPPED),
    drop=([C.WAITING], C.DROPPED),
)
