"""Two people at the same file, on the database of production: it goes in once."""

import pytest
from sqlalchemy import func, select

from candidates.models import Candidate
from tests.conftest import NOW
from tests.importing import file_of
from tests.making import MONDAY, Make
from werkbedrijf.foundation.actors import Role, User, actor_for
from werkbedrijf.imports.actions import save_batch, take_file
from werkbedrijf.imports.errors import AlreadyHandled
from werkbedrijf.imports.models import ImportBatch, ImportKind
from werkbedrijf.imports.planning import plan


def test_a_file_that_a_colleague_saves_meanwhile_does_not_go_in_again(postgresql):
    session = postgresql.session(at=NOW)
    make = Make(session)
    manager = make.user()
    make.user(Role.COACH, organisation=manager.organisation)
    content = file_of(["Voornaam", "Achternaam", "Gemeente"], ["Sam", "Voorbeeld", "Enschede"])
    made = plan(session, actor_for(session, manager), ImportKind.CANDIDATES, content, on=MONDAY)
    take_file(session, actor_for(session, manager), made, file_name="lijst.csv", content=content)
    session.commit()
    session.close()

    first, second = postgresql.session(at=NOW), postgresql.session(at=NOW)
    opened = [
        (one, one.scalars(select(ImportBatch)).one(), actor_for(one, one.get_one(User, manager.id)))
        for one in (first, second)
    ]
    for one, batch, actor in opened[:1]:
        save_batch(one, actor, batch, on=MONDAY)
        one.commit()
    one, batch, actor = opened[1]
    with pytest.raises(AlreadyHandled):
        save_batch(one, actor, batch, on=MONDAY)
    one.rollback()

    assert one.scalar(select(func.count()).select_from(Candidate)) == 1
    first.close()
    second.close()
