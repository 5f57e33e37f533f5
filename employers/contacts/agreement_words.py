"""What the three codes for agreements of VUM 3.1 mean in this region. Nobody published a meaning, so we have no first words:
a code without a word of the region is offered nowhere and sent nowhere.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.contacts.models import AgreementWord
from employers.contacts.wording import clean_word
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record

CODES = range(1, 4)


def agreement_words(session: Session) -> Sequence[AgreementWord]:
    """Every word the region gave, the newest first."""
    return session.scalars(select(AgreementWord).order_by(AgreementWord.valid_from.desc())).all()


def words_on(rows: Sequence[AgreementWord], day: date) -> dict[int, AgreementWord]:
    """Per code the word that holds on a day; a code without one is not in it."""
    found: dict[int, AgreementWord] = {}
    for row in rows:
        if row.valid_from <= day and (row.code not in found or found[row.code].valid_from < row.valid_from):
            found[row.code] = row
    return dict(sorted(found.items()))


def say_agreement_word(
    session: Session, actor: Actor, code: int, word: str, *, valid_from: date | None, on: date
) -> AgreementWord:
    """Give a code a word from a day on; said again for the same day, the last word holds. Raises InputRefused per field."""
    word, start = clean_word(CODES, code, word, valid_from=valid_from, on=on)
    same = (AgreementWord.code == code, AgreementWord.valid_from == start)
    row = session.scalars(select(AgreementWord).where(*same)).first()
    if row is None:
        row = AgreementWord(code=code, valid_from=start)
        session.add(row)
    row.word, row.said_by_id = word, actor.id
    record(session, actor, "agreement_word.said", row)
    return row
