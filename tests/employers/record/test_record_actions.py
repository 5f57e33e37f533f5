"""Other names, the sector of each day, SBB, agreements, people who leave, and employers that want no calls."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from employers.actions import change_employer, register_employer
from employers.facts import ContactFacts, EmployerFacts, EstablishmentFacts
from employers.models import Employer, Sector, Size
from employers.record.actions import (
    agree,
    allow_calls,
    change_agreement,
    change_contact,
    change_establishment,
    leave_in_peace,
    say_contact_is_back,
    say_contact_left,
)
from employers.record.facts import AgreementFacts, NoCallsFacts
from employers.record.keeping import known_facts
from employers.record.models import AgreementKind
from employers.record.queries import (
    may_be_called_on,
    recognised_on,
    sector_on,
    sectors_of,
    trade_names_of,
    with_agreement_on,
)
from tests.making import MONDAY
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.errors import InputRefused

NEXT = MONDAY + timedelta(days=1)


@pytest.fixture
def manager(make):
    return make.actor_of(make.user(name="Anna"))


def told(**more):
    return EmployerFacts("Bakkerij De Korenaar", kvk="08123456", **more)


def found(session, condition):
    return session.scalars(select(Employer).where(condition)).all()


def test_other_names_come_and_go_and_each_change_is_written_down(session, manager):
    employer = register_employer(
        session, manager, told(trade_names=("Korenaar Brood", " korenaar  BROOD ", "")), on=MONDAY
    )
    assert [row.name for row in trade_names_of(session, employer)] == ["Korenaar Brood"]

    change_employer(session, manager, employer, told(trade_names=("Broodhuis",)), on=NEXT)

    assert [row.name for row in trade_names_of(session, employer)] == ["Broodhuis"]
    last = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (last.act, "trade_names" in last.fields) == ("employer.changed", True)


def test_a_day_keeps_the_sector_it_had(session, manager):
    employer = register_employer(session, manager, told(sector=Sector.GOVERNMENT), on=MONDAY)
    later = date(2027, 3, 1)

    change_employer(session, manager, employer, told(sector=Sector.MARKET, sector_from=date(2027, 1, 1)), on=later)

    assert employer.sector is Sector.MARKET
    days = (date(2020, 1, 1), MONDAY, date(2026, 12, 31), date(2027, 1, 1), later)
    assert [sector_on(session, employer, day).value for day in days] == ["overheid"] * 3 + ["markt"] * 2
    change_employer(session, manager, employer, told(sector=Sector.MARKET), on=later)
    assert len(sectors_of(session, employer)) == 2


def test_a_sector_of_a_day_that_has_yet_to_come_is_refused(session, manager):
    employer = register_employer(session, manager, told(), on=MONDAY)

    with pytest.raises(InputRefused, match="moet nog komen"):
        change_employer(session, manager, employer, told(sector=Sector.GOVERNMENT, sector_from=NEXT), on=MONDAY)


def test_an_employer_without_a_row_of_its_sector_has_that_of_today(session, make, manager):
    bare = make.employer(sector=Sector.GOVERNMENT)

    assert sector_on(session, bare, MONDAY) is Sector.GOVERNMENT
    change_employer(session, manager, bare, EmployerFacts(bare.name, sector=Sector.MARKET), on=NEXT)
    assert [sector_on(session, bare, day).value for day in (MONDAY, NEXT)] == ["overheid", "markt"]


def test_branch_size_and_sbb_are_kept_and_can_be_asked(session, manager):
    facts = told(sbi_section="c", size=Size.MEDIUM, sbb_recognised=True, sbb_until=NEXT, sbb_number="100012345")
    employer = register_employer(session, manager, facts, on=MONDAY)
    session.flush()

    assert (employer.sbi_section, employer.size, employer.sbb_number) == ("C", Size.MEDIUM, "100012345")
    assert [bool(found(session, recognised_on(day))) for day in (NEXT, NEXT + timedelta(days=1))] == [True, False]
    assert known_facts(employer) == told(
        sbi_section="C", size=Size.MEDIUM, sbb_recognised=True, sbb_until=NEXT, sbb_number="100012345"
    )


def test_what_belongs_to_sbb_without_sbb_is_refused_at_its_field(session, manager):
    with pytest.raises(InputRefused) as refusal:
        register_employer(session, manager, told(sbb_until=NEXT, sbi_section="Z"), on=MONDAY)

    assert refusal.value.problems.keys() == {"sbb_until", "sbi_section"}


def test_an_agreement_counts_from_its_first_through_its_last_day(session, make, manager):
    employer, other = make.employer(), make.employer()
    contact = make.contact(employer)
    facts = AgreementFacts(AgreementKind.SROI, "Vijf procent van de opdracht", contact_id=contact.id, until=NEXT)
    agreement = agree(session, manager, employer, facts, on=MONDAY)
    session.flush()

    days = (MONDAY - timedelta(days=1), MONDAY, NEXT, NEXT + timedelta(days=1))
    running = [found(session, with_agreement_on(day, AgreementKind.SROI)) for day in days]
    assert running == [[], [employer], [employer], []]
    assert [agreement.runs_on(day) for day in days] == [False, True, True, False]
    assert found(session, with_agreement_on(MONDAY, AgreementKind.PLACES)) == []
    strange = make.contact(other)
    with pytest.raises(InputRefused, match="Kies een contactpersoon van deze werkgever"):
        change_agreement(
            session, manager, agreement, AgreementFacts(AgreementKind.SROI, "x", contact_id=strange.id), on=NEXT
        )


def test_an_employer_that_wants_no_calls_is_left_out_until_its_day(session, make, manager):
    employer = make.employer()
    leave_in_peace(session, manager, employer, NoCallsFacts("Verbouwing", until=NEXT), on=MONDAY)
    session.flush()

    assert found(session, may_be_called_on(NEXT)) == []
    assert found(session, may_be_called_on(NEXT + timedelta(days=1))) == [employer]
    assert [employer.may_be_called(day) for day in (MONDAY, NEXT, NEXT + timedelta(days=1))] == [False, False, True]
    allow_calls(session, manager, employer, on=MONDAY)
    session.flush()
    assert found(session, may_be_called_on(MONDAY)) == [employer]
    with pytest.raises(InputRefused, match="Schrijf op waarom"):
        leave_in_peace(session, manager, employer, NoCallsFacts("  "), on=MONDAY)


def test_who_leaves_stays_readable_and_can_come_back(session, make, manager):
    contact = make.contact(make.employer())
    say_contact_left(session, manager, contact, on=MONDAY)
    say_contact_left(session, manager, contact, on=NEXT)
    assert contact.left_on == MONDAY

    say_contact_is_back(session, manager, contact, on=NEXT)
    assert contact.left_on is None


def test_a_person_and_a_vestiging_can_be_corrected(session, make, manager):
    employer = make.employer()
    contact, establishment = make.contact(employer), make.establishment(employer)

    change_contact(session, manager, contact, ContactFacts("Piet", phone="053 000 11 22"), on=MONDAY)
    change_establishment(session, manager, establishment, EstablishmentFacts("7555 AB", "Hengelo"), on=MONDAY)

    assert (contact.name, contact.email, establishment.postcode) == ("Piet", "", "7555AB")
    wrong = EstablishmentFacts("7555 AB", "Hengelo", branch_number="12")
    with pytest.raises(InputRefused, match="twaalf cijfers"):
        change_establishment(session, manager, establishment, wrong, on=MONDAY)
