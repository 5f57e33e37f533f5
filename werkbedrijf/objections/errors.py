"""Why something cannot be done with a bezwaar, and what to do."""

from werkbedrijf.foundation.errors import DomainError


class NobodyToOwn(DomainError):
    """There is nobody to answer it."""

    def __init__(self) -> None:
        super().__init__(
            "Er is nog geen regiocoördinator die bezwaren behandelt. Vraag de organisatiebeheerder er een uit te nodigen."
        )


class ExtendedAlready(DomainError):
    """A term is extended once."""

    def __init__(self) -> None:
        super().__init__(
            "De termijn van dit bezwaar is al een keer verlengd. Beslis nu, of vertel de kandidaat waarom niet."
        )
