"""Refusals of this room."""

from werkbedrijf.foundation.errors import DomainError


class NotTwo(DomainError):
    """These are not two employers that stand by themselves any more."""

    status = 409


class UndoFirst(DomainError):
    """Something that was done later stands in the way."""

    status = 409
