"""The two code lists of a contact moment: about what, and how.

VUM 3.1 fixes six codes each and publishes no meaning. What stands here are first words of our own; a region puts its own
words in their place, from a day on.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

CODES = range(1, 7)


class CodeList(StrEnum):
    """Which of the two lists."""

    SUBJECT = "onderwerp"
    KIND = "soort"


FIRST_WORDS: Mapping[CodeList, Mapping[int, str]] = MappingProxyType(
    {
        CodeList.SUBJECT: MappingProxyType(
            {
                1: "kennismaken",
                2: "vacatures en plekken",
                3: "leerwerkplekken",
                4: "kandidaten en plaatsingen",
                5: "regelingen en afspraken",
                6: "iets anders",
            }
        ),
        CodeList.KIND: MappingProxyType(
            {
                1: "telefoon",
                2: "bezoek",
                3: "e-mail",
                4: "beeldbellen",
                5: "bijeenkomst",
                6: "anders",
            }
        ),
    }
)
