"""The life of a kaartenmapje, and of one card in it."""

from enum import StrEnum

from werkbedrijf.foundation.workflow import Workflow


class TrayStatus(StrEnum):
    """Where a kaartenmapje stands."""

    DRAFT = "concept"
    SHARED = "gedeeld"
    EXPIRED = "verlopen"
    WITHDRAWN = "ingetrokken"


class CardStatus(StrEnum):
    """Where one card stands: its coach says yes or no before anybody outside can see it."""

    ASKED = "gevraagd"
    AGREED = "akkoord"
    DECLINED = "afgewezen"
    GONE = "niet_meer_beschikbaar"


T, C = TrayStatus, CardStatus
TRAY = Workflow(
    "Dit kaartenmapje",
    start=T.DRAFT,
    share=([T.DRAFT, T.SHARED], T.SHARED),
    withdraw=([T.DRAFT, T.SHARED], T.WITHDRAWN),
    expire=([T.SHARED], T.EXPIRED),
)
CARD = Workflow(
    "Deze kaart",
    start=C.ASKED,
    agree=([C.ASKED], C.AGREED),
    decline=([C.ASKED], C.DECLINED),
    remove=([C.ASKED, C.AGREED], C.GONE),
)
RUNNING = (T.DRAFT, T.SHARED)
