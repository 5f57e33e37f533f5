"""The life of a placement."""

from enum import StrEnum

from werkbedrijf.foundation.workflow import Workflow


class PlacementStatus(StrEnum):
    """Where a placement stands."""

    PLANNED = "gepland"
    RUNNING = "loopt"
    ENDED = "beeindigd"
    CANCELLED = "geannuleerd"

    @property
    def words(self) -> str:
        """The status as it stands on a page; what is stored has no accents."""
        return "beëindigd" if self is PlacementStatus.ENDED else self.value


S = PlacementStatus
PLACEMENT = Workflow(
    "Deze plaatsing",
    start=S.PLANNED,
    start_work=([S.PLANNED], S.RUNNING),
    cancel=([S.PLANNED], S.CANCELLED),
    end=([S.RUNNING], S.ENDED),
)
