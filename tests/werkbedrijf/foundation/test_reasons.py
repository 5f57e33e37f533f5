"""What people type as a reason never stands in the trail, is read with it, and goes with the person it names."""

from decimal import Decimal

import pytest
from sqlalchemy import select, text

from employers.vacancies.actions import close_vacancy
from matching.allocation.actions import choose
from matching.runs.models import ChoiceKind, ChoiceReason
from tests.making import MAKER, MONDAY
from werkbedrijf.administration.partners.actions import use_numbers
from werkbedrijf.administration.values.actions import ValueFacts, set_value
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry, note
from werkbedrijf.foundation.audit_keys import keys_of
from werkbedrijf.foundation.chain import AuditKeys
from werkbedrijf.foundation.parameters import Parameter, whole_number_on
from werkbedrijf.foundation.reasons import FORGOTTEN, MARK, ToldReason, reasons_of
from werkbedrijf.foundation.sealing import seal
from werkbedrijf.logbook.verifying import verify
from werkbedrijf.rights.erasing import erase
from werkbedrijf.rights.models import ErasureGround

CANARY = "Kanariegeel zong hier"


def close(make, words=CANARY):
    vacancy = make.vacancy()
    close_vacancy(make.session, make.actor(Role.ACCOUNT_MANAGER), vacancy, on=MONDAY, reason=words)
    make.session.flush()
    return vacancy


def correct_a_value(make):
    value = whole_number_on(make.session, Parameter.NUMBER_CHECKS, MONDAY)
    facts = ValueFacts(Decimal(value), MONDAY.replace(day=2), "Afspraak", CANARY)
    set_value(make.session, make.actor(Role.ADMINISTRATOR), Parameter.NUMBER_CHECKS, facts, on=MONDAY)


def use_a_number(make):
    use_numbers(make.session, make.actor(Role.ADMINISTRATOR), make.organisation(), CANARY)


def choose_somebody(make):
    profile, vacancy = make.profile(), make.vacancy()
    coach = make.actor_of(profile.candidate.coach)
    choose(
        make.session,
        coach,
        vacancy,
        profile.candidate,
        ChoiceKind.REMOVED,
        reason=ChoiceReason.OTHER,
        note=CANARY,
        on=MONDAY,
    )


@pytest.mark.parametrize("act", [close, correct_a_value, use_a_number, choose_somebody])
def test_no_act_writes_what_was_typed_in_the_trail(session, make, act):
    make.parameters()
    act(make)
    session.flush()

    rows = [str(row) for row in session.execute(text("SELECT * FROM audit_entry"))]
    rows += [str(row) for row in session.execute(text("SELECT * FROM told_reason"))]
    assert rows and not [row for row in rows if "Kanariegeel" in row]


def test_who_may_read_the_line_reads_the_words(session, make):
    close(make)
    line = session.scalars(select(AuditEntry).where(AuditEntry.act == "vacancy.closed")).one()

    assert line.reason.startswith(MARK)
    assert reasons_of(session, [line]) == {line.reason: CANARY}


def test_words_cannot_be_put_in_the_place_of_others(session, make):
    close(make)
    close(make, "Het seizoen is voorbij.")
    one, other = session.scalars(select(ToldReason).order_by(ToldReason.id))
    session.execute(
        text("UPDATE told_reason SET words_sealed = :cell WHERE id = :id"), {"cell": other.words_sealed, "id": one.id}
    )
    session.expire_all()
    with pytest.raises(Exception, match="klopt niet met zijn slot"):
        assert one.words


def test_words_that_name_somebody_go_when_that_person_is_erased(session, make):
    person = make.candidate(first_name="Kanarie", last_name="Vogelaar")
    close(make, "Kanarie Vogelaar is hier begonnen.")
    close(make, "Het seizoen is voorbij.")
    erase(session, MAKER, person, ground=ErasureGround.REQUEST, on=MONDAY)

    assert [row.words for row in session.scalars(select(ToldReason))] == ["Het seizoen is voorbij."]
    lines = session.scalars(select(AuditEntry).where(AuditEntry.act == "vacancy.closed").order_by(AuditEntry.id)).all()
    said = reasons_of(session, lines)
    assert [said[line.reason] for line in lines] == [FORGOTTEN, "Het seizoen is voorbij."]


def test_a_line_of_before_keeps_its_words_and_the_chain_holds(session, make):
    close(make)
    note(session, MAKER, "vacancy.closed", "vacancy", "P-0009", reason="Oude woorden")
    session.flush()
    keys = keys_of(session) or AuditKeys.of(["proef"])
    seal(session, keys)
    lines = session.scalars(select(AuditEntry).where(AuditEntry.act == "vacancy.closed")).all()

    assert set(reasons_of(session, lines).values()) == {CANARY, "Oude woorden"}
    assert verify(session, keys).ok
