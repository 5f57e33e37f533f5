"""Refusals of this room. None of them says a number, and none says what another partner knows."""

from werkbedrijf.foundation.errors import DomainError, InputRefused

FIELD = "bsn"
NO_NUMBER = "Dit is geen burgerservicenummer. Het heeft negen cijfers; kijk na wat er is getypt."


class NotANumber(InputRefused):
    """What was typed is no burgerservicenummer."""

    def __init__(self) -> None:
        super().__init__({FIELD: NO_NUMBER})


class NotUsedHere(InputRefused):
    """The partner does not use numbers."""

    def __init__(self) -> None:
        super().__init__({FIELD: "Jouw organisatie werkt hier zonder burgerservicenummer. Laat dit leeg."})


class KnownHere(InputRefused):
    """The own partner has a file of this person already."""

    def __init__(self, reference: str, candidate_id: int):
        self.reference, self.candidate_id = reference, candidate_id
        super().__init__(
            {
                FIELD: f"Jouw organisatie kent deze persoon al, als {reference}. Werk verder in dat overzicht; er is niets dubbel gemaakt."
            }
        )


class EnoughForToday(InputRefused):
    """More numbers than one person needs in a day."""

    def __init__(self, most: int):
        super().__init__(
            {
                FIELD: f"Je hebt vandaag al {most} nummers ingevuld, en meer kan niet. Laat het nummer leeg en vul het morgen in."
            }
        )


class BothAgreeFirst(DomainError):
    """The coordinator decides only after both partners agreed."""

    def __init__(self) -> None:
        super().__init__("Beide organisaties moeten eerst akkoord zijn. Daarna zie je de namen en kun je kiezen.")
