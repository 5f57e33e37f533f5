"""What tests of taking imports back say often."""

from sqlalchemy import select

from tests.importing import file_of
from tests.making import MONDAY
from werkbedrijf.imports.actions import carry_out, take_file
from werkbedrijf.imports.models import ImportedRecord, ImportKind
from werkbedrijf.imports.planning import plan
from werkbedrijf.imports.undo.actions import ask_undo, undo_some

EMPLOYER = (
    "Naam",
    "KvK-nummer",
    "Website",
    "Postcode",
    "Huisnummer",
    "Plaats",
    "Gemeente",
    "Contactpersoon",
    "Telefoon",
)
PERSON = ("Voornaam", "Achternaam", "Postcode", "Uren minimaal", "Uren maximaal", "Vervoer", "Reistijd")


def firm(name, kvk="", website="", contact=""):
    return (name, kvk, website, "7511 GA", "9", "Enschede", "Enschede", contact, "053 000 00 00" if contact else "")


def employers(*rows):
    return ImportKind.EMPLOYERS, file_of(EMPLOYER, *rows)


def people(*names):
    return ImportKind.CANDIDATES, file_of(PERSON, *((*name.split(), "7511", "12", "32", "ov", "45") for name in names))


def imported(session, actor, kind, content, **choices):
    """The file, with every record of it saved."""
    made = plan(session, actor, kind, content, on=MONDAY, **choices)
    batch = take_file(session, actor, made, file_name="bestand.csv", content=b"")
    went_in = carry_out(session, actor, made, on=MONDAY, batch=batch, chosen=made.doubtful)
    assert went_in == len(made.judged), [one.why for one in made.judged]
    return batch


def undo(session, actor, batch, most=2):
    """Take it back, ``most`` records at a time; every record of the file in its order."""
    ask_undo(session, actor, batch)
    while undo_some(session, actor, batch, on=MONDAY, most=most):
        pass
    of_batch = select(ImportedRecord).where(ImportedRecord.batch_id == batch.id)
    return session.scalars(of_batch.order_by(ImportedRecord.number)).all()
