"""What can happen to the report of one day, in which order. Pure.

A day is agreed, and then the report comes in or is let go. Both can be taken back: the rows stay, and the last one holds.
"""

from collections.abc import Mapping
from enum import StrEnum


class Step(StrEnum):
    """One thing that happened to the report of a day."""

    AGREED = "afgesproken"
    RECEIVED = "ontvangen"
    NOT_RECEIVED = "toch_niet_ontvangen"
    DROPPED = "vervallen"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return self.value.replace("_", " ")

    @property
    def act(self) -> str:
        """On the button that does it."""
        return {
            Step.AGREED: "Spreek af",
            Step.RECEIVED: "Ontvangen",
            Step.NOT_RECEIVED: "Toch niet ontvangen",
            Step.DROPPED: "Laat vervallen",
        }[self]


NEXT: Mapping[Step | None, tuple[Step, ...]] = {
    None: (Step.AGREED,),
    Step.AGREED: (Step.RECEIVED, Step.DROPPED),
    Step.RECEIVED: (Step.NOT_RECEIVED,),
    Step.NOT_RECEIVED: (Step.RECEIVED, Step.DROPPED),
    Step.DROPPED: (Step.AGREED,),
}
"""What may come after what; None is a day of which nothing was agreed yet."""
