"""The life of a change that an employer asked for."""

from enum import StrEnum

from werkbedrijf.foundation.workflow import Workflow


class WishStatus(StrEnum):
    """Where a change that was asked for stands."""

    ASKED = "gevraagd"
    TAKEN_OVER = "overgenomen"
    DECLINED = "afgewezen"
    WITHDRAWN = "ingetrokken"


S = WishStatus
WISH = Workflow(
    "Deze vraag om te wijzigen",
    start=S.ASKED,
    take_over=([S.ASKED], S.TAKEN_OVER),
    decline=([S.ASKED], S.DECLINED),
    withdraw=([S.ASKED], S.WITHDRAWN),
)
