"""The life of a place."""

from enum import StrEnum

from werkbedrijf.foundation.workflow import Workflow


class VacancyStatus(StrEnum):
    """Where a place stands."""

    DRAFT = "concept"
    OPEN = "open"
    FULL = "vol"
    CLOSED = "gesloten"


S = VacancyStatus
VACANCY = Workflow(
    "Deze plek",
    start=S.DRAFT,
    open=([S.DRAFT], S.OPEN),
    fill=([S.OPEN], S.FULL),
    free=([S.FULL], S.OPEN),
    confirm=([S.OPEN], S.OPEN),
    close=([S.DRAFT, S.OPEN, S.FULL], S.CLOSED),
    reopen=([S.CLOSED], S.OPEN),
)
