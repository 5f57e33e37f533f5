"""How many rows a statement reached: what a conditional update turns on."""

from sqlalchemy import CursorResult, Delete, Update
from sqlalchemy.orm import Session


def rows_reached(session: Session, statement: Update | Delete) -> int:
    """Run an UPDATE or DELETE and say how many rows it reached; of two at once only one finds the row as it was."""
    done = session.execute(statement)
    assert isinstance(done, CursorResult)  # noqa: S101  # what these two always give
    return int(done.rowcount)
