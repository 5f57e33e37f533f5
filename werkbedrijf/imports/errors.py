"""Refusals of this room, each with a way on."""

from werkbedrijf.foundation.errors import DomainError


class NoCoachHere(DomainError):
    """Candidates need a job coach of the organisation that imports them."""

    status = 422

    def __init__(self, email: str = ""):
        super().__init__(
            f"‘{email}’ is geen jobcoach van jouw organisatie. Kies een jobcoach die kan inloggen."
            if email
            else "Jouw organisatie heeft nog geen jobcoach. Elke kandidaat heeft er een nodig; vraag de beheerder er een toe te voegen."
        )


class NoSuchGemeente(DomainError):
    """The gemeente that was chosen for records without one does not exist."""

    status = 422

    def __init__(self, told: str):
        super().__init__(f"‘{told[:60]}’ is geen gemeente. Gebruik de naam of de code, zoals Enschede of GM0153.")


class NoImporter(DomainError):
    """The command line imports for a person, because what comes in belongs to an organisation."""

    status = 422

    def __init__(self, email: str | None):
        super().__init__(
            f"‘{email}’ is geen accountmanager die kan inloggen. Noem een accountmanager met --as."
            if email
            else "Er is nog geen accountmanager. Voeg er een toe; wat binnenkomt, hoort bij een organisatie."
        )


class NothingGoesIn(DomainError):
    """Of the file nothing would be saved."""

    def __init__(self) -> None:
        super().__init__(
            "Er is niets om op te slaan. Kies eerst welke twijfelgevallen meegaan, of gooi het bestand weg."
        )


class ImportStopped(DomainError):
    """One record was refused while saving, so nothing was saved."""

    def __init__(self, number: int, sentence: str):
        super().__init__(f"Bij record {number} ging het niet: {sentence} Er is niets opgeslagen.")


class UndoTooLate(DomainError):
    """A saved file can no longer be taken back."""

    status = 422

    def __init__(self) -> None:
        super().__init__("Deze import kan niet meer terug: de termijn is voorbij, of alles is al teruggedraaid.")


class PreviewChanged(DomainError):
    """Somebody changed something that the shown outcome rested on."""

    def __init__(self) -> None:
        super().__init__(
            "Intussen is er iets gewijzigd, waardoor de uitkomst anders is dan je zag. Er is niets opgeslagen. "
            "Bekijk de nieuwe uitkomst en sla dan op."
        )


class AlreadyHandled(DomainError):
    """The file was saved or thrown away before."""

    def __init__(self) -> None:
        super().__init__(
            "Dit bestand is al opgeslagen of weggegooid. Kies het bestand opnieuw als je het nog eens wilt importeren."
        )
