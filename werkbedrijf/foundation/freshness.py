"""Doors that want to know once more who somebody is, shortly before the act: contact data, exports, rights of others.

Put the mark under the guard: ``@guard(may_export)``, then ``@needs_fresh``. Somebody who proved a short while ago notices
nothing; anybody else is asked for the password or the second step, and goes on to the page or the act.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, overload

from flask_login import current_user

from werkbedrijf.foundation import clock
from werkbedrijf.foundation.errors import DomainError

View = Callable[..., Any]
MINUTES = 10


class ProofNeeded(DomainError):
    """This person has to show again who it is; the door of the accounts answers with the page that asks."""

    status = 403
    code = "bevestig_eerst"

    def __init__(self) -> None:
        super().__init__("Bevestig eerst dat u het zelf bent. Daarna gaat u verder waar u was.")


@overload
def needs_fresh(view: View, *, minutes: int = ...) -> View: ...
@overload
def needs_fresh(view: None = None, *, minutes: int = ...) -> Callable[[View], View]: ...


def needs_fresh(view: View | None = None, *, minutes: int = MINUTES) -> View | Callable[[View], View]:
    """Mark a view: it opens only for who proved to be this person in the last ``minutes``."""

    def mark(marked: View) -> View:
        marked.needs_fresh = minutes  # type: ignore[attr-defined]  # a mark on a function
        return marked

    return mark if view is None else mark(view)


def require_proof(view: View) -> None:
    """Raise ProofNeeded when the view asks for a proof that is too long ago."""
    minutes = getattr(view, "needs_fresh", None)
    if minutes is not None and not is_fresh(minutes):
        raise ProofNeeded


def is_fresh(minutes: int = MINUTES) -> bool:
    """Whether the person of this request proved who it is in the last minutes."""
    proved_at = getattr(current_user, "proved_at", None)
    return proved_at is not None and clock.now() - proved_at <= timedelta(minutes=minutes)
