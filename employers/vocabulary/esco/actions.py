"""What changes the ESCO occupations: a whole file takes the place of the one before."""

from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from employers.vocabulary.esco.models import EscoLabel, EscoOccupation, EscoRelease
from employers.vocabulary.esco.queries import told_before
from employers.vocabulary.esco.reading import EscoFile
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record


def difference(session: Session, file: EscoFile) -> dict[str, int]:
    """How many occupations of the file are new, and how many say something else than before."""
    before = told_before(session)
    new = sum(fact.uri not in before for fact in file.facts)
    same = sum(before.get(fact.uri) == (fact.code, fact.isco, fact.labels, fact.description) for fact in file.facts)
    return {"new": new, "changed": len(file.facts) - new - same}


def take_release(session: Session, actor: Actor, file: EscoFile, *, on: date) -> EscoRelease:
    """Replace every occupation and label by those of the file."""
    session.execute(delete(EscoLabel))
    session.execute(delete(EscoOccupation))
    session.execute(
        insert(EscoOccupation),
        [
            {
                "uri": fact.uri,
                "code": fact.code,
                "isco": fact.isco,
                "label": fact.labels[0],
                "description": fact.description,
            }
            for fact in file.facts
        ],
    )
    ids = {uri: id_ for uri, id_ in session.execute(select(EscoOccupation.uri, EscoOccupation.id))}
    session.execute(
        insert(EscoLabel),
        [{"esco_occupation_id": ids[fact.uri], "label": label} for fact in file.facts for label in fact.labels],
    )
    release = EscoRelease(read_on=on, occupations=len(file.facts), labels=file.labels)
    session.add(release)
    record(session, actor, "esco.imported", release)
    return release
