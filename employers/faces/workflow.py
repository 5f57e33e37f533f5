"""The life of a request to take over an employer."""

from enum import StrEnum

from werkbedrijf.foundation.workflow import Workflow


class RequestStatus(StrEnum):
    """Where a request to become the face stands."""

    ASKED = "gevraagd"
    FORWARDED = "voorgelegd"
    AGREED = "toegezegd"
    DECLINED = "geweigerd"
    WITHDRAWN = "ingetrokken"
    LAPSED = "vervallen"


S = RequestStatus
OPEN = (S.ASKED, S.FORWARDED)
TAKE_OVER = Workflow(
    "Deze vraag om over te nemen",
    start=S.ASKED,
    forward=([S.ASKED], S.FORWARDED),
    agree=([S.ASKED, S.FORWARDED], S.AGREED),
    decline=([S.ASKED, S.FORWARDED], S.DECLINED),
    withdraw=([S.ASKED, S.FORWARDED], S.WITHDRAWN),
    lapse=([S.ASKED, S.FORWARDED], S.LAPSED),
)
