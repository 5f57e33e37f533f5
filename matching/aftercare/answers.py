"""What people choose from in this room. Neutral words: nothing here says why, and nothing is about health."""

from enum import StrEnum


class Way(StrEnum):
    """How somebody had contact."""

    VISIT = "bezoek"
    PHONE = "telefoon"
    VIDEO = "video"
    MESSAGE = "bericht"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {
            Way.VISIT: "Bezoek op het werk",
            Way.PHONE: "Telefoon",
            Way.VIDEO: "Videogesprek",
            Way.MESSAGE: "Berichten",
        }[self]


class Going(StrEnum):
    """How it is going, as somebody says it."""

    WELL = "goed"
    MIXED = "wisselend"
    BADLY = "niet_goed"
    UNKNOWN = "niet_gesproken"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {
            Going.WELL: "Het gaat goed",
            Going.MIXED: "Het gaat wisselend",
            Going.BADLY: "Het gaat niet goed",
            Going.UNKNOWN: "Niet gesproken",
        }[self]


class Missed(StrEnum):
    """What happened on a day that was not worked as agreed. Why is not asked."""

    WHOLE = "niet_gekomen"
    PART = "minder_uren"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {Missed.WHOLE: "Niet gekomen", Missed.PART: "Later begonnen of eerder gestopt"}[self]


class Granted(StrEnum):
    """Who decided about the hours of a job coach."""

    UWV = "uwv"
    GEMEENTE = "gemeente"
    REGION = "regio"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {
            Granted.UWV: "Besluit van UWV",
            Granted.GEMEENTE: "Besluit van de gemeente",
            Granted.REGION: "Afspraak in de regio",
        }[self]
