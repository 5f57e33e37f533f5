import pytest
from sqlalchemy import select

from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry, Unrecorded, record


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
