"""Why what was registered of a placement changed. Closed lists: no words of anybody, no law and no illness."""

from enum import StrEnum


class TermsReason(StrEnum):
    """Why other terms came to hold on days for which something else was registered."""

    AGREED = "afgesproken"
    MISTAKE = "verbetering"
    MOVED_START = "start_verschoven"
    ENDED = "eerder_gestopt"

    @property
    def words(self) -> str:
        """The reason in a full line."""
        return {
            TermsReason.AGREED: "Er is iets anders afgesproken",
            TermsReason.MISTAKE: "Het stond er verkeerd",
            TermsReason.MOVED_START: "Het werk begon op een andere dag",
            TermsReason.ENDED: "Het werk stopte eerder",
        }[self]


class LongerReason(StrEnum):
    """Why a trial takes longer than at first; neutral, so that nobody reads a law or an illness in it."""

    LEARN = "leren"
    OTHER_TASKS = "ander_onderdeel"
    PAUSED = "lag_stil"
    DECISION = "besluit"

    @property
    def words(self) -> str:
        """The reason in a full line."""
        return {
            LongerReason.LEARN: "Het werk leren kost meer tijd",
            LongerReason.OTHER_TASKS: "Er wordt nog ander werk geprobeerd",
            LongerReason.PAUSED: "Het werk lag een tijd stil",
            LongerReason.DECISION: "De werkgever heeft meer tijd nodig om te beslissen",
        }[self]
