"""The life of a settlement."""

from enum import StrEnum

from werkbedrijf.foundation.workflow import Workflow


class SettlementStatus(StrEnum):
    """Where a settlement stands."""

    PROPOSED = "voorgesteld"
    BOOKED = "vastgelegd"
    REFUSED = "afgewezen"


S = SettlementStatus
SETTLEMENT = Workflow(
    "Deze afrekening",
    start=S.PROPOSED,
    confirm=([S.PROPOSED], S.BOOKED),
    refuse=([S.PROPOSED], S.REFUSED),
)
