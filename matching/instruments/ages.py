"""How old somebody is when the job begins, as far as the minimum wage asks. Pure.

Below 21 years the minimum wage is a part of that of an adult, and of apprentices of 18 to 20 in the BBL a smaller part
(Besluit minimumjeugdloonregeling art. 2). The parts are values with a date and a source.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from werkbedrijf.foundation.parameter_names import Parameter


class Age(StrEnum):
    """The age on the first working day; an apprentice in the BBL stands apart."""

    ADULT = "21"
    TWENTY = "20"
    NINETEEN = "19"
    EIGHTEEN = "18"
    SEVENTEEN = "17"
    SIXTEEN = "16"
    FIFTEEN = "15"
    TWENTY_BBL = "20_bbl"
    NINETEEN_BBL = "19_bbl"
    EIGHTEEN_BBL = "18_bbl"

    @property
    def words(self) -> str:
        """The age as it stands in a list."""
        if self is Age.ADULT:
            return "21 jaar of ouder"
        years, _, bbl = self.value.partition("_")
        return f"{years} jaar, in de BBL" if bbl else f"{years} jaar"


PART: Mapping[Age, Parameter] = MappingProxyType(
    {age: Parameter(f"minimumloon_{age.value}") for age in Age if age is not Age.ADULT}
)
"""Which value says what part of the adult minimum wage goes with an age; an adult has the whole of it."""
