"""The life of a gesprek."""

from enum import StrEnum

from werkbedrijf.foundation.workflow import Workflow


class TalkStatus(StrEnum):
    """Whether a gesprek goes on."""

    PLANNED = "gepland"
    CANCELLED = "geannuleerd"


T = TalkStatus
TALK = Workflow(
    "Dit gesprek",
    start=T.PLANNED,
    move=([T.PLANNED, T.CANCELLED], T.PLANNED),
    cancel=([T.PLANNED], T.CANCELLED),
)
