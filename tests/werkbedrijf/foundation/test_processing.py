from sqlalchemy import select

from candidates.models import Candidate
from tests.conftest import NOW
from tests.making import Make
from werkbedrijf.foundation.actors import TIMETABLE, Role
from werkbedrijf.foundation.audit import AuditEntry, record


def lines(database):
    with database.logs.reading() as connection:
        return connection.execute(select(database.logs.table).order_by(database.logs.table.c.id)).all()


def test_a_list_is_one_span_above_and_one_per_person(client, stored, database):
    coach = stored.user(Role.COACH)
    people = [stored.candidate(coach=coach) for _ in range(3)]
    client.sign_in_as(coach)
    before = len(lines(database))
    client.get("/kandidaten", headers={"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"})

    above, *each = lines(database)[before:]
    assert above.data_subject_id is None
    assert {row.data_subject_id for row in each} == {person.uuid for person in people}
    assert {row.parent_span_id for row in each} == {above.span_id}
    assert len({row.trace_id for row in (above, *each)}) == 1
    assert len({row.span_id for row in (above, *each)}) == 4
    assert above.foreign_operation == {"trace_id": "4bf92f3577b34da6a3ce929d0e0e4736", "span_id": "00f067aa0ba902b7"}
    assert each[0].processing_activity_id == "urn:werkbedrijf:verwerkingsactiviteit:begeleiden:1"
    assert (each[0].status_code, each[0].name) == (0, "candidates.index")
    assert each[0].end_time >= each[0].start_time > 1_700_000_000_000


def test_an_act_of_nobody_at_a_page_stands_in_both_logs_under_one_trace(database):
    with database.transaction(at=NOW) as session:
        Make(session).candidate()
    with database.transaction(at=NOW) as session:
        record(session, TIMETABLE, "candidate.changed", session.scalars(select(Candidate)).one())

    with database.reading(at=NOW) as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.act == "candidate.changed")).one()
        registered = session.scalars(select(AuditEntry.trace_id).where(AuditEntry.act != "candidate.changed")).first()
    written = [row.trace_id.hex() for row in lines(database) if row.name == "candidate.changed"]
    assert written == [entry.trace_id] != [registered]


def test_no_user_stands_in_the_log(client, stored, database):
    coach = stored.user(Role.COACH, name="Cas Herkenbaar")
    stored.candidate(coach=coach, last_name="Geheimnaam")
    client.sign_in_as(coach).get("/kandidaten")

    told = repr(lines(database))
    assert "Herkenbaar" not in told
    assert coach.email not in told
    assert "Geheimnaam" not in told
    assert "jobcoach" not in told


def test_an_act_is_logged_for_whom_it_concerns_and_one_that_fails_is_not(client, stored, database):
    coach = stored.user(Role.COACH)
    candidate = stored.candidate(coach=coach)
    client.sign_in_as(coach)
    client.post(f"/kandidaten/{candidate.reference}/status", {"stap": "pause"}, follow=False)
    client.post(f"/kandidaten/{candidate.reference}/status", {"stap": "pause"}, follow=False)

    assert [row.name for row in lines(database) if row.name == "candidate.paused"] == ["candidate.paused"]


def test_looking_takes_no_lock_while_the_page_is_made(client, stored, database):
    """Whoever writes elsewhere does not keep a reader waiting for the page itself, only for its one line."""
    coach = stored.user(Role.COACH)
    stored.candidate(coach=coach)
    client.sign_in_as(coach).get("/kandidaten")
    from werkbedrijf.foundation.web import current_session

    with client.app.test_request_context("/kandidaten"):
        assert not current_session().info.get("writing")
