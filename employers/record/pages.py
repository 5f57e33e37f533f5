"""What the page of an employer shows of its record, gathered for its templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from employers.models import ContactPerson, Employer
from employers.policy import may_change_employer
from employers.record.models import AgreementKind, EmployerAgreement, SectorPeriod, TradeName
from employers.record.queries import agreements_of, sectors_of, trade_names_of
from employers.record.sections import sections
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.policy import Verdict


@dataclass(frozen=True, slots=True)
class Record:
    """The record of one employer on a day."""

    employer: Employer
    day: date
    trade_names: Sequence[TradeName]
    sectors: Sequence[SectorPeriod]
    agreements: Sequence[EmployerAgreement]
    ended: Sequence[EmployerAgreement]
    contacts: Sequence[ContactPerson]
    left: Sequence[ContactPerson]
    may_change: Verdict

    @property
    def section(self) -> str | None:
        """The branch in a word."""
        return sections().get(self.employer.sbi_section or "")

    @property
    def may_be_called(self) -> bool:
        return self.employer.may_be_called(self.day)

    @property
    def is_training_company(self) -> bool:
        return self.employer.is_training_company(self.day)

    @property
    def sbb_ended(self) -> bool:
        """It was recognised until a day that has passed."""
        return self.employer.sbb_recognised and not self.is_training_company


def record_of(session: Session, actor: Actor, employer: Employer) -> Record:
    """The record of one employer, for the page of this person."""
    day = day_of(session.info["at"])
    agreements = session.scalars(agreements_of(employer)).all()
    over = [one for one in agreements if one.until is not None and one.until < day]
    return Record(
        employer=employer,
        day=day,
        trade_names=trade_names_of(session, employer),
        sectors=sectors_of(session, employer),
        agreements=[one for one in agreements if one not in over],
        ended=over,
        contacts=[one for one in employer.contacts if one.left_on is None],
        left=[one for one in employer.contacts if one.left_on is not None],
        may_change=may_change_employer(actor, employer=employer),
    )


def duties_of(session: Session, employer: Employer) -> list[EmployerAgreement]:
    """The SROI duties of an employer that run today, or begin later."""
    day = day_of(session.info["at"])
    rows = session.scalars(agreements_of(employer)).all()
    return [one for one in rows if one.kind is AgreementKind.SROI and (one.until is None or one.until >= day)]
