"""The region says what a code of a contact means, from a day on. What was logged before keeps the word of its day."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.cleaning import one_line, refuse
from employers.contacts.codes import CODES, CodeList
from employers.contacts.models import ContactWord
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record

LONGEST_WORD = 60


def say_word(
    session: Session, actor: Actor, which: CodeList, code: int, word: str, *, valid_from: date | None, on: date
) -> ContactWord:
    """Give a code another word from a day on; said again for the same day, the last word holds.

    Raises InputRefused per field: an empty or long word, a code that is none, or a day that has passed.
    """
    word, start = clean_word(CODES, code, word, valid_from=valid_from, on=on)
    same = (ContactWord.list == which, ContactWord.code == code, ContactWord.valid_from == start)
    row = session.scalars(select(ContactWord).where(*same)).first()
    if row is None:
        row = ContactWord(list=which, code=code, valid_from=start)
        session.add(row)
    row.word, row.said_by_id = word, actor.id
    record(session, actor, "contact_word.said", row)
    return row


def clean_word(codes: range, code: int, word: str, *, valid_from: date | None, on: date) -> tuple[str, date]:
    """The word in one shape and the day it holds from. Raises InputRefused per field."""
    word, start, problems = one_line(word), valid_from or on, {}
    if not word:
        problems["word"] = "Vul het woord in."
    elif len(word) > LONGEST_WORD:
        problems["word"] = f"Een woord heeft ten hoogste {LONGEST_WORD} tekens."
    if code not in codes:
        problems["code"] = "Kies een van de codes."
    if start < on:
        problems["valid_from"] = "Een woord gaat vandaag in of later. Wat al is vastgelegd, houdt zijn woord."
    refuse(problems)
    return word, start
