"""What the database lets matching read: enough for the pool, and nothing of the regeling or of who someone is."""

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import DatabaseError

from candidates.models import Candidate
from candidates.profile.models import Profile
from candidates.profile.pool import Pool
from candidates.registration.models import RegelingPeriod, RegisterEntry
from employers.vacancies.demand import demand_of
from employers.vacancies.queries import open_vacancies
from matching.proposals.models import Proposal
from matching.proposals.queries import working_candidates
from matching.proposals.shortlist import exposure_of
from tests.conftest import MONDAY
from werkbedrijf import migrations
from werkbedrijf.foundation.actors import Organisation, User
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.db import matching_role
from werkbedrijf.foundation.errors import SetupError
from werkbedrijf.foundation.matching_role import ALL, READS, role_name
from werkbedrijf.foundation.parameters import Parameter, find_value
from werkbedrijf.rooms import METADATA

NOT_FOR_MATCHING = (
    select(RegelingPeriod.regeling),
    select(RegisterEntry.ground),
    select(Candidate.last_name),
    select(Candidate.born_on),
    select(Candidate.gemeente_code),
    select(Candidate.organisation_id),
    select(Candidate.id).where(Candidate.first_name.is_not(None)),
    select(Profile.candidate_id).join(RegelingPeriod, RegelingPeriod.candidate_id == Profile.candidate_id),
    select(Profile.build_up),
    select(Proposal.end_note),
    select(Organisation.name),
    select(User.name),
    select(AuditEntry.id),
)


@pytest.mark.parametrize("question", NOT_FOR_MATCHING, ids=str)
def test_the_database_refuses_what_is_no_input_of_matching(session, make, question):
    make.profile()
    with pytest.raises(DatabaseError), session.begin_nested(), matching_role(session):
        session.execute(question).all()

    # Outside, and after a refusal, everybody else reads on.
    assert session.execute(question) is not None


def test_the_pool_and_the_places_load_within_the_role(session, make):
    profile, vacancy = make.profile(), make.vacancy()
    session.flush()
    session.expire_all()

    with matching_role(session):
        people = Pool().fresh(session).people
        places = [demand_of(one) for one in session.scalars(open_vacancies()).unique()]
        away, exposure = session.scalars(working_candidates()).all(), exposure_of(session, MONDAY)
        find_value(session, Parameter.SUITABLE_FROM, MONDAY)

    assert people.ids.tolist() == [profile.pseudonym]
    assert [place.id for place in places] == [vacancy.reference]
    assert (away, exposure) == ([], {})


def test_nothing_is_written_within_the_role_but_what_waited_is_saved_before(session, make):
    candidate = make.candidate()
    candidate.first_name = "Anders"
    with matching_role(session):
        assert session.scalars(select(Candidate.id)).all() == [candidate.id]
    session.expire(candidate)
    assert candidate.first_name == "Anders"

    with pytest.raises(DatabaseError), session.begin_nested(), matching_role(session):
        session.execute(text("UPDATE profile SET levels = levels"))


def test_a_refusal_of_our_own_leaves_no_role_behind(session, make):
    make.candidate()
    with pytest.raises(LookupError), matching_role(session):
        raise LookupError

    assert session.scalars(select(Candidate.first_name)).all()


def test_a_new_table_is_not_readable_until_it_is_on_the_list(session):
    session.execute(text("CREATE TABLE later_added (id INTEGER, regeling VARCHAR(9))"))
    with pytest.raises(DatabaseError), session.begin_nested(), matching_role(session):
        session.execute(text("SELECT id FROM later_added"))


def test_every_name_on_the_list_is_in_the_database():
    for table, columns in READS.items():
        assert columns == ALL or set(columns) <= set(METADATA.tables[table].columns.keys()), table


def test_the_role_on_postgresql_cannot_sign_in_and_is_kept_right(engines):
    if "postgresql" not in engines:
        pytest.skip("PostgreSQL kan hier niet starten")
    database = engines["postgresql"]
    role = role_name(database.engine.url.database)
    with database.engine.begin() as connection:
        connection.exec_driver_sql(f'REVOKE SELECT ON vacancy FROM "{role}"')
        connection.exec_driver_sql(f'GRANT SELECT ON regeling_period TO "{role}"')
    migrations.upgrade(database)
    with database.engine.connect() as connection:
        asked = text("SELECT has_table_privilege(:role, :table, 'SELECT')")
        reads = {t: connection.scalar(asked, {"role": role, "table": t}) for t in ("vacancy", "regeling_period")}
        assert reads == {"vacancy": True, "regeling_period": False}
        assert (
            connection.scalar(text("SELECT rolcanlogin FROM pg_roles WHERE rolname = :role"), {"role": role}) is False
        )


def test_what_everybody_may_read_is_noticed(postgresql):
    with postgresql.engine.begin() as connection:
        connection.exec_driver_sql("GRANT SELECT (regeling) ON regeling_period TO PUBLIC")
    try:
        with pytest.raises(SetupError, match=r"regeling_period\.regeling"):
            migrations.upgrade(postgresql)
    finally:
        with postgresql.engine.begin() as connection:
            connection.exec_driver_sql("REVOKE SELECT (regeling) ON regeling_period FROM PUBLIC")


def test_who_may_not_make_a_role_hears_the_two_statements(postgresql):
    role = role_name(postgresql.engine.url.database)
    with postgresql.engine.begin() as connection:
        connection.exec_driver_sql(f'ALTER ROLE "{role}" RENAME TO moved_aside')
        connection.exec_driver_sql("CREATE ROLE without_rights")

    def as_somebody_else(raw, _record):
        raw.execute("SET ROLE without_rights")
        raw.commit()

    postgresql.close()
    event.listen(postgresql.engine, "connect", as_somebody_else)
    try:
        with pytest.raises(SetupError, match=f'CREATE ROLE "{role}" NOLOGIN') as refused:
            migrations.keep_engine_role(postgresql)
        assert f'GRANT "{role}" TO without_rights;' in refused.value.sentence
    finally:
        event.remove(postgresql.engine, "connect", as_somebody_else)
        postgresql.close()
        with postgresql.engine.begin() as connection:
            connection.exec_driver_sql(f'ALTER ROLE moved_aside RENAME TO "{role}"')
            connection.exec_driver_sql("DROP ROLE without_rights")
    migrations.require_newest(postgresql)
