import pytest
from sqlalchemy import select

from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry, Result, Unrecorded, done_to, note, record


def test_a_change_without_a_record_refuses_to_commit(session, make):
    employer = make.employer()
    session.commit()

    employer.note = "stil veranderd"

    with pytest.raises(Unrecorded, match="Employer"):
        session.commit()


def test_a_record_names_the_changed_fields_and_never_their_values(session, make):
    actor, employer = make.actor(Role.ACCOUNT_MANAGER), make.employer()
    session.commit()

    employer.note = "geheim"
    record(session, actor, "employer.changed", employer)
    session.commit()

    entry = session.scalars(select(AuditEntry).where(AuditEntry.act == "employer.changed")).one()
    assert entry.fields == ["note"]
    assert entry.actor_id == actor.id
    assert "geheim" not in repr(vars(entry))


def test_a_record_covers_only_the_rows_it_names(session, make):
    actor, one, other = make.actor(), make.employer(), make.employer()
    session.commit()

    one.note = other.note = "beide"
    record(session, actor, "employer.changed", one)

    with pytest.raises(Unrecorded):
        session.commit()


def test_a_record_of_an_earlier_transaction_does_not_cover_a_later_change(session, make):
    actor, employer = make.actor(), make.employer()
    record(session, actor, "employer.changed", employer)
    session.commit()

    employer.note = "later"

    with pytest.raises(Unrecorded):
        session.commit()


def test_the_story_of_a_thing_is_what_was_done_to_it_newest_first(session, make):
    """Not what was refused, not what was looked at, and nothing of another thing."""
    actor, mine, other = make.actor(), make.employer(), make.employer()
    acts = ("employer.changed", "employer.renamed")
    for act, thing in ((acts[0], mine), (acts[1], mine), ("employer.looked_at", mine), (acts[0], other)):
        record(session, actor, act, thing)
    note(session, actor, acts[0], "employer", mine.reference, result=Result.REFUSED)
    session.flush()
    found = session.scalars(done_to(mine, acts)).all()
    assert [one.act for one in found] == [acts[1], acts[0]]
    assert {one.subject_reference for one in found} == {mine.reference}
