"""Who received somebody's data: partners, and employers who saw the card or got to know more, with the days."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from candidates.models import Candidate
from candidates.scoring.models import SecondScoring
from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.placements.models import Placement
from matching.proposals.models import Proposal
from werkbedrijf.foundation.actors import Organisation


@dataclass(frozen=True, slots=True)
class Recipient:
    """One who received something, what, and since when."""

    name: str
    what: str
    since: date
    employer: Employer | None = None
    organisation: Organisation | None = None

    def told(self) -> dict[str, str]:
        """As plain values."""
        return {"ontvanger": self.name, "wat": self.what, "sinds": self.since.isoformat()}


def recipients_of(session: Session, candidate: Candidate) -> list[Recipient]:
    """Every recipient, oldest first."""
    own = candidate.organisation
    found = [Recipient(own.name, "alle gegevens", candidate.registered_on, organisation=own)]
    proposals = (
        select(Proposal)
        .where(Proposal.candidate_id == candidate.id)
        .options(joinedload(Proposal.vacancy).joinedload(Vacancy.employer))
    )
    for proposal in session.scalars(proposals.order_by(Proposal.id)):
        employer = proposal.vacancy.employer
        found.append(
            Recipient(
                employer.name, f"de voordracht voor {proposal.vacancy.title}, zonder naam", proposal.sent_on, employer
            )
        )
        shared = shared_words(candidate)
        if proposal.invited_on and shared:
            found.append(Recipient(employer.name, f"na een uitnodiging: {shared}", proposal.invited_on, employer))
    placements = (
        select(Placement).where(Placement.candidate_id == candidate.id).options(joinedload(Placement.formal_employer))
    )
    found += [
        Recipient(row.formal_employer.name, "de plaatsing en de uren", row.planned_on, row.formal_employer)
        for row in session.scalars(placements.order_by(Placement.id))
    ]
    scorings = (
        select(SecondScoring)
        .where(SecondScoring.candidate_id == candidate.id, SecondScoring.scorer_id.is_not(None))
        .options(joinedload(SecondScoring.scorer))
    )
    for scoring in session.scalars(scorings.order_by(SecondScoring.id)):
        partner = scoring.scorer.organisation if scoring.scorer else None
        if partner is not None and scoring.started_on is not None:
            found.append(
                Recipient(
                    partner.name, "de vragen van een dubbele beoordeling", scoring.started_on, organisation=partner
                )
            )
    return sorted(found, key=lambda recipient: recipient.since)


def shared_words(candidate: Candidate) -> str:
    """What an employer may know after an invitation, in words; empty when nothing was agreed."""
    agreed = candidate.visibility
    parts = (
        ("de naam", agreed.shares_name),
        ("het telefoonnummer", agreed.shares_phone),
        ("het e-mailadres", agreed.shares_email),
    )
    return ", ".join(word for word, yes in parts if yes)
