"""A connection to PostgreSQL that does not wait for ever. Apart, for the driver is there only where it was asked for."""

from typing import Any

import psycopg
from psycopg.errors import _WaitTimeout as WaitedTooLong  # the only name this refusal has

from werkbedrijf.foundation.server import ANSWER


class Impatient(psycopg.Connection[Any]):
    """``patience`` is how many seconds an answer may take; None waits as long as it takes.

    Whoever waited too long closes the connection: what was asked may still be done over there, or not, and nothing that
    comes back later may be taken for the answer to another question.
    """

    patience: float | None = ANSWER

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """As the driver waits, with an end."""
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.patience)
        except WaitedTooLong as problem:
            self.pgconn.finish()
            raise psycopg.OperationalError("PostgreSQL antwoordde niet op tijd") from problem
