"""Why a start cannot be taken back now, and what to do first."""

from collections.abc import Sequence

from matching.placements.models import Placement
from werkbedrijf.foundation.errors import DomainError


class WentOn(DomainError):
    """The work went on under another agreement, so it was work."""

    def __init__(self, after: Placement):
        super().__init__(
            f"Dit werk ging verder onder een nieuwe afspraak: plaatsing {after.reference}. "
            "Klopt die ook niet? Neem dan eerst de start van die plaatsing terug, of annuleer haar."
        )


class StillStands(DomainError):
    """Something rests on this work that has to be put right first."""

    def __init__(self, sentences: Sequence[str]):
        super().__init__(" ".join(sentences))
