"""Two employers with everything that can hang on them, and what there is of it: for tests of bringing together."""

import hashlib
from datetime import timedelta
from itertools import count
from random import Random

from sqlalchemy import func, select

from employers.actions import add_contact, add_establishment, register_employer
from employers.contacts.actions import log_contact
from employers.facts import ContactFacts, EmployerFacts, EstablishmentFacts, MomentFacts
from employers.merging.holdings import EMPLOYER, ESTABLISHMENT, all_keys
from employers.models import Sector, Size
from employers.record.actions import agree, leave_in_peace
from employers.record.facts import AgreementFacts, NoCallsFacts
from employers.record.models import AgreementKind
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role, speaks_for
from werkbedrijf.foundation.db import Base

BESIDE = {"employer_merge", "employer_pair"}
COUNTED_UP = {"version"}
NUMBERS = count(40_000_001)


def tables():
    """Every table that hangs on an employer or a vestiging, and those two."""
    names = {one.table.name for target in (EMPLOYER, ESTABLISHMENT) for one in all_keys(target)}
    return [Base.metadata.tables[name] for name in sorted((names | {"employer", "establishment"}) - BESIDE)]


def digest(session):
    """What is in all of it, but for the number of times it was changed."""
    session.flush()
    told = {}
    for table in tables():
        columns = [column for column in table.c if column.name not in COUNTED_UP]
        rows = sorted(repr(tuple(row)) for row in session.connection().execute(select(*columns)))
        told[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return told


def sizes(session):
    """How many rows each of it has."""
    session.flush()
    connection = session.connection()
    return {table.name: connection.scalar(select(func.count()).select_from(table)) for table in tables()}


class Firms:
    """Invented employers with children, drawn by lot."""

    def __init__(self, session, make, seed):
        self.session, self.make, self.lot = session, make, Random(seed)
        self.manager = make.actor_of(make.user(name="Anna"))
        self.speakers = [make.user(Role.EMPLOYER) for _ in range(3)]

    def employer(self, words=("Korenaar", "Brood", "Zonen", "Molen")):
        """One employer with some of everything."""
        session, make, lot = self.session, self.make, self.lot
        recognised = lot.random() < 0.5
        facts = EmployerFacts(
            name=f"Bakkerij {lot.choice(words)}",
            kvk=str(next(NUMBERS)) if lot.random() < 0.7 else "",
            sector=lot.choice(list(Sector)),
            trade_names=tuple(lot.sample(("Broodhuis", "De Molen", "Warme Bakker"), lot.randrange(3))),
            sbi_section=lot.choice(("", "C", "G")),
            size=lot.choice((None, *Size)),
            sbb_recognised=recognised,
            sbb_until=MONDAY + timedelta(days=90) if recognised else None,
            website=lot.choice(("", "www.korenaar.nl")),
            note=lot.choice(("", "Bel na tien uur", "Vraag naar de chef")),
        )
        employer = register_employer(session, self.manager, facts, on=MONDAY - timedelta(days=lot.randrange(400)))
        for _ in range(lot.randrange(4)):
            where = EstablishmentFacts(
                postcode=lot.choice(("7511 AA", "7555 AB")),
                place="Enschede",
                house_number=lot.choice(("1", "2", "")),
                branch_number=lot.choice(("", "000012345678", "000012345679")),
                gemeente_code="GM0153",
            )
            at = add_establishment(session, self.manager, employer, where, on=MONDAY)
            session.flush()
            if lot.random() < 0.7:
                make.vacancy(at)
        for number in range(lot.randrange(3)):
            add_contact(
                session, self.manager, employer, ContactFacts(f"Mens {number}", phone="053 123 45 67"), on=MONDAY
            )
        session.flush()
        session.refresh(employer, ["contacts", "establishments"])
        for contact in employer.contacts:
            told = AgreementFacts(AgreementKind.SROI, "Vijf procent", contact_id=contact.id)
            agree(session, self.manager, employer, told, on=MONDAY)
        if lot.random() < 0.3:
            leave_in_peace(session, self.manager, employer, NoCallsFacts("Verbouwing"), on=MONDAY)
        for user in lot.sample(self.speakers, lot.randrange(3)):
            session.execute(speaks_for.insert().values(user_id=user.id, employer_id=employer.id))
        for _ in range(lot.randrange(3)):
            self.moment(employer)
        session.flush()
        return employer

    def moment(self, employer):
        """Somebody spoke with this employer."""
        return log_contact(
            self.session, self.manager, employer, MomentFacts("Gebeld", next_step="Terugbellen"), on=MONDAY
        )
