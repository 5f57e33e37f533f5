"""Refusals with a sentence and, where possible, a way out."""

from collections.abc import Mapping


class DomainError(Exception):
    """A refusal a person may read. ``status`` is what a web door answers with."""

    status = 409
    # What a program reads; empty is the word that belongs to the status.
    code = ""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(DomainError):
    """The policy said no; the sentence says why."""

    status = 403


class Overtaken(NotAllowed):
    """It could be done when the page was made; somebody else was first."""

    status = 409


class NotFound(DomainError):
    """It does not exist, or this person may not know that it does."""

    status = 404

    def __init__(self, sentence: str = "Dit bestaat niet, of niet meer."):
        super().__init__(sentence)


class StaleVersion(DomainError):
    """Someone else saved in between; nothing was changed."""

    status = 412
    code = "intussen_gewijzigd"

    def __init__(self) -> None:
        super().__init__(
            "Iemand anders heeft dit intussen gewijzigd. Er is niets opgeslagen. Bekijk de nieuwe versie en vul het opnieuw in."
        )


class MissingVersion(DomainError):
    """An edit that does not say on which version it is based; nothing was changed."""

    status = 428
    code = "versie_mist"

    def __init__(self) -> None:
        super().__init__(
            "Bij deze wijziging staat niet op welke versie zij is gebaseerd. Er is niets opgeslagen, want zo zou iets van "
            "een ander kunnen verdwijnen. Laad de pagina opnieuw en vul het nog een keer in."
        )


class InputRefused(DomainError):
    """Typed or imported values that cannot be accepted, per field.

    ``problems`` maps a field name to a Dutch sentence.
    """

    status = 422

    def __init__(self, problems: Mapping[str, str]):
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


class SetupError(DomainError):
    """The service cannot start; the sentence says what to do. ``exit_code`` is for the command line."""

    status = 500
    exit_code = 3


class ProgrammingError(Exception):
    """The code breaks a house rule; never shown to people as such."""
