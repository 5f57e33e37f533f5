"""Why something cannot be done with a bezwaar, and what to do."""

from werkbedrijf.foundation.errors import DomainError


class NobodyToOwn(DomainError):
    """There is nobody to answer it."""

    def __init__(self) -> None:
        super().__init__(
            "Er is nog geen regiocoördinator die bezwaren behandelt. Vraag de organisatiebeheerder er een uit te nodigen."
        )


class ExtendedTooLate(DomainError):
    """A term that is over is not extended (AVG art. 12(3), Awb art. 7:10(3): the extension is told within the term)."""

    def __init__(self) -> None:
        super().__init__(
            "De termijn van dit bezwaar is voorbij. Verlengen kan alleen daarvoor. Beslis zo snel mogelijk, en laat de jobcoach "
            "de kandidaat vertellen dat het antwoord te laat is."
        )


class ExtendedAlready(DomainError):
    """A term is extended once."""

    def __init__(self) -> None:
        super().__init__(
            "De termijn van dit bezwaar is al een keer verlengd. Beslis nu, of vertel de kandidaat waarom niet."
        )
