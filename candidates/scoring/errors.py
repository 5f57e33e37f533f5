"""Refusals of this room, each with a way on."""

from candidates.models import Candidate
from werkbedrijf.foundation.errors import DomainError


class NothingToScore(DomainError):
    """Without a first answer there is nothing to lay beside it."""

    def __init__(self, candidate: Candidate):
        super().__init__(
            f"Van kandidaat {candidate.reference} is nog niet ingevuld wat iemand kan. Vul dat eerst in; daarna kan een "
            "collega van een andere organisatie het ook doen."
        )


class AlreadyAsked(DomainError):
    """One second answer at a time."""

    def __init__(self, reference: str):
        super().__init__(f"Voor deze kandidaat is al dubbel beoordelen gevraagd ({reference}). Wacht tot dat klaar is.")


class KnowsTheFirst(DomainError):
    """Who gave the first answers cannot give the second."""

    def __init__(self) -> None:
        super().__init__("Jij hebt zelf aan dit profiel gewerkt. Laat een collega dit doen die het profiel niet kent.")


class NothingAnswered(DomainError):
    """An empty second answer says nothing."""

    def __init__(self) -> None:
        super().__init__(
            "Je hebt nog geen vraag beantwoord. Beantwoord eerst wat je hebt gezien; de rest mag open blijven."
        )
