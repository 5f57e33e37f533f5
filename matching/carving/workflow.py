"""The life of a proposal to divide work differently."""

from enum import StrEnum

from werkbedrijf.foundation.workflow import Workflow


class CarvingStatus(StrEnum):
    """Where a proposal stands."""

    DRAFT = "concept"
    DISCUSSED = "besproken"
    AGREED = "akkoord"
    DECLINED = "afgewezen"
    PLACED = "plek_gemaakt"


S = CarvingStatus
CARVING = Workflow(
    "Dit voorstel",
    start=S.DRAFT,
    discuss=([S.DRAFT], S.DISCUSSED),
    agree=([S.DISCUSSED], S.AGREED),
    decline=([S.DRAFT, S.DISCUSSED, S.AGREED], S.DECLINED),
    place=([S.AGREED], S.PLACED),
)

RUNNING = (S.DRAFT, S.DISCUSSED, S.AGREED)
