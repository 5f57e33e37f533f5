"""For tests of what two do at once: things that stay, and whether somebody waits for somebody else."""

import threading

from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from tests.conftest import NOW
from tests.making import Make
from werkbedrijf.foundation.errors import DomainError

WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


def prepared(database, build):
    """Build things and keep them; returns what ``build`` returns: plain ids."""
    session = database.session(at=NOW)
    made = build(Make(session))
    session.commit()
    session.close()
    return made


def at_once(database, *acts):
    """Run acts at the same moment, each in its own transaction; returns the refusals, and fails on anything else."""
    gate = threading.Barrier(len(acts))
    outcomes = []

    def run(act):
        try:
            with database.transaction(at=NOW) as session:
                gate.wait(timeout=10)
                act(session)
            outcomes.append(None)
        except (DomainError, OperationalError) as refusal:
            outcomes.append(refusal)
        except BaseException as problem:
            outcomes.append(problem)
            raise

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    wrong = [outcome for outcome in outcomes if outcome is not None and not isinstance(outcome, DomainError)]
    assert wrong == []
    assert len(outcomes) == len(acts)
    return [outcome for outcome in outcomes if outcome is not None]


def somebody_waits(database):
    """Whether one of the connections of this PostgreSQL waits for another now."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        return bool(connection.scalar(WAITING))
