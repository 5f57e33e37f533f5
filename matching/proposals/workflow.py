"""The life of a voordracht."""

from enum import StrEnum

from werkbedrijf.foundation.workflow import Workflow


class ProposalStatus(StrEnum):
    """Where a voordracht stands."""

    SENT = "verstuurd"
    INVITED = "uitgenodigd"
    ACCEPTED = "aangenomen"
    PLACED = "geplaatst"
    DECLINED = "afgewezen"
    WITHDRAWN = "ingetrokken"
    EXPIRED = "verlopen"
    LAPSED = "vervallen"


S = ProposalStatus
OPEN = (S.SENT, S.INVITED, S.ACCEPTED)
PROPOSAL = Workflow(
    "Deze voordracht",
    start=S.SENT,
    invite=([S.SENT], S.INVITED),
    accept=([S.SENT, S.INVITED], S.ACCEPTED),
    place=([S.ACCEPTED], S.PLACED),
    decline=([S.SENT, S.INVITED], S.DECLINED),
    withdraw=([S.SENT, S.INVITED, S.ACCEPTED], S.WITHDRAWN),
    expire=([S.SENT, S.INVITED], S.EXPIRED),
    lapse=([S.SENT, S.INVITED, S.ACCEPTED], S.LAPSED),
)

HIDDEN_FROM_EMPLOYERS = (S.WITHDRAWN, S.EXPIRED, S.LAPSED)
SHOWS_CONTACT = (S.INVITED, S.ACCEPTED, S.PLACED)
