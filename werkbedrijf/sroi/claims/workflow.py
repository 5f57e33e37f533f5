"""The life of a claim."""

from enum import StrEnum

from werkbedrijf.foundation.workflow import Workflow


class ClaimStatus(StrEnum):
    """Where a claim stands."""

    CLAIMED = "ingediend"
    CHECKED = "nagekeken"
    APPROVED = "goedgekeurd"
    REFUSED = "afgewezen"
    WITHDRAWN = "ingetrokken"
    UNDONE = "teruggedraaid"


S = ClaimStatus
OPEN = (S.CLAIMED, S.CHECKED)
# What still takes up its days: another claim about the same person in these days is refused.
STANDING = (*OPEN, S.APPROVED)
CLAIM = Workflow(
    "Deze bijdrage",
    start=S.CLAIMED,
    check=([S.CLAIMED], S.CHECKED),
    approve=([S.CHECKED], S.APPROVED),
    refuse=([S.CLAIMED, S.CHECKED], S.REFUSED),
    withdraw=([S.CLAIMED], S.WITHDRAWN),
    undo=([S.APPROVED], S.UNDONE),
)
