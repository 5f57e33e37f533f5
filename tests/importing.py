"""What tests of the import say often."""

from tests.making import MONDAY
from werkbedrijf.foundation.tables import to_csv
from werkbedrijf.imports.actions import carry_out, take_file


def file_of(*rows):
    return to_csv(rows)


def save(session, actor, made, *, chosen=()):
    """How many records went in."""
    batch = take_file(session, actor, made, file_name="bestand.csv", content=b"")
    return carry_out(session, actor, made, on=MONDAY, batch=batch, chosen=chosen)


def outcomes(made):
    return [one.outcome for one in made.judged]
