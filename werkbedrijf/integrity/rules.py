"""The rules that hold over rows, each as a question that finds what breaks it. Only references come out, never a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, cast, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from candidates.models import Candidate, Visibility
from employers.training.models import Mentor
from employers.vacancies.models import Task, Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.bookings.models import Booking, BookingStatus, BookingWeek, MentorWeek, PlaceWeek
from matching.placements.models import Placement, Terms
from matching.placements.takenback.queries import mistakes
from matching.placements.workflow import PlacementStatus
from matching.proposals.models import Proposal
from matching.proposals.workflow import OPEN, ProposalStatus
from werkbedrijf.foundation.audit import AuditEntry
from werkbedrijf.foundation.idempotency import IdempotencyKey
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.references import Kind, ReferenceCounter

ACTIVE = (PlacementStatus.PLANNED, PlacementStatus.RUNNING)
# More than this of one kind helps nobody who reads it.
MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a name for programs, what must hold in words, and the question that finds what breaks it."""

    name: str
    words: str
    breakers: Select[Any]


def _count(table: Any, *where: ColumnElement[bool]) -> Any:
    return select(func.count()).select_from(table).where(*where).scalar_subquery()


def _rules() -> Iterator[Rule]:
    yield Rule(
        "plekken_niet_te_vol",
        "Op een plek werken nooit meer mensen dan er plaatsen zijn.",
        select(Vacancy.reference).where(
            or_(
                Vacancy.filled > Vacancy.seats,
                _count(Placement, Placement.vacancy_id == Vacancy.id, Placement.status.in_(ACTIVE)) > Vacancy.seats,
            )
        ),
    )
    yield Rule(
        "plaatsingen_geteld",
        "Het aantal bezette plaatsen van een plek is het aantal plaatsingen dat gepland is of loopt.",
        select(Vacancy.reference).where(
            Vacancy.filled != _count(Placement, Placement.vacancy_id == Vacancy.id, Placement.status.in_(ACTIVE))
        ),
    )
    yield Rule(
        "voordrachten_geteld",
        "Het aantal vastgehouden plaatsen van een plek is het aantal open voordrachten.",
        select(Vacancy.reference).where(
            Vacancy.held != _count(Proposal, Proposal.vacancy_id == Vacancy.id, Proposal.status.in_(OPEN))
        ),
    )
    yield Rule(
        "volle_plek_heet_vol",
        "Een open plek heeft een vrije plaats.",
        select(Vacancy.reference).where(Vacancy.status == VacancyStatus.OPEN, Vacancy.filled >= Vacancy.seats),
    )
    yield Rule(
        "een_plaatsing_per_mens",
        "Een mens heeft hooguit één plaatsing die gepland is of loopt.",
        select(Candidate.reference)
        .join(Placement, Placement.candidate_id == Candidate.id)
        .where(Placement.status.in_(ACTIVE))
        .group_by(Candidate.reference)
        .having(func.count() > 1),
    )
    yield Rule(
        "een_open_voordracht_per_paar",
        "Een mens staat hooguit één keer open voorgesteld bij dezelfde plek.",
        select(func.min(Proposal.reference))
        .where(Proposal.status.in_(OPEN))
        .group_by(Proposal.vacancy_id, Proposal.candidate_id)
        .having(func.count() > 1),
    )
    other = aliased(Proposal)
    yield Rule(
        "aangenomen_is_nergens_anders",
        "Wie is aangenomen staat nergens anders open voorgesteld.",
        select(Proposal.reference).where(
            Proposal.status == ProposalStatus.ACCEPTED,
            exists().where(
                other.candidate_id == Proposal.candidate_id, other.id != Proposal.id, other.status.in_(OPEN)
            ),
        ),
    )
    yield Rule(
        "plaatsing_heeft_voordracht",
        "Een plaatsing hoort bij een voordracht met de status geplaatst.",
        select(Placement.reference)
        .join(Proposal, Proposal.id == Placement.proposal_id)
        .where(Proposal.status != ProposalStatus.PLACED, Placement.id.not_in(mistakes())),
    )
    yield Rule(
        "plaatsing_volgt_voordracht",
        "Een plaatsing is van dezelfde mens en dezelfde plek als de voordracht ervan.",
        select(Placement.reference)
        .join(Proposal, Proposal.id == Placement.proposal_id)
        .where(or_(Proposal.candidate_id != Placement.candidate_id, Proposal.vacancy_id != Placement.vacancy_id)),
    )
    yield Rule(
        "teruggenomen_telt_niet",
        "Een plaatsing die is teruggenomen, is geannuleerd en hoort bij geen geplaatste voordracht.",
        select(Placement.reference)
        .outerjoin(Proposal, Proposal.id == Placement.proposal_id)
        .where(
            Placement.id.in_(mistakes()),
            or_(Placement.status != PlacementStatus.CANCELLED, Proposal.status == ProposalStatus.PLACED),
        ),
    )
    yield Rule(
        "uren_binnen_plaatsing",
        "Afgesproken uren vallen binnen de plaatsing.",
        select(Placement.reference)
        .join(Terms, Terms.placement_id == Placement.id)
        .where(or_(Terms.starts_on < Placement.starts_on, Terms.ends_on > Placement.ended_on)),
    )
    later = aliased(Terms)
    yield Rule(
        "uren_niet_dubbel",
        "Op een dag gelden nooit twee afspraken over de uren van een plaatsing.",
        select(Placement.reference)
        .distinct()
        .join(Terms, Terms.placement_id == Placement.id)
        .join(later, (later.placement_id == Terms.placement_id) & (later.starts_on > Terms.starts_on))
        .where(or_(Terms.ends_on.is_(None), Terms.ends_on > later.starts_on)),
    )
    yield from _week_rules()
    yield Rule(
        "taken_zijn_samen_honderd",
        "De taken van een plek zijn samen honderd procent van de uren.",
        select(Vacancy.reference)
        .join(Task, Task.vacancy_id == Vacancy.id)
        .where(Vacancy.status != VacancyStatus.DRAFT)
        .group_by(Vacancy.reference)
        .having(func.sum(Task.share) != 100),
    )
    yield Rule(
        "zichtbaarheid_staat_vast",
        "Van elke kandidaat staat vast wat een werkgever mag zien.",
        # Who was erased has nothing to show any more, and no row about it.
        select(Candidate.reference).where(
            Candidate.erased_revision.is_(None), ~exists().where(Visibility.candidate_id == Candidate.id)
        ),
    )
    yield Rule(
        "bericht_een_keer",
        "Elk bericht staat één keer in de lijst van te versturen berichten.",
        select(OutboxMessage.key).group_by(OutboxMessage.key).having(func.count() > 1),
    )
    yield Rule(
        "bericht_kan_weg",
        "Een bericht dat wacht heeft een sleutel en een adres.",
        # Not that it left after it was made: the clock of a machine may be set back in between.
        select(cast(OutboxMessage.id, String)).where(
            OutboxMessage.sent_at.is_(None), or_(OutboxMessage.key == "", OutboxMessage.to_address == "")
        ),
    )
    yield Rule(
        "handeling_een_keer",
        "Elke sleutel van een handeling staat er één keer, met een antwoord.",
        select(cast(IdempotencyKey.id, String)).where(func.length(IdempotencyKey.answer) == 0),
    )
    for subject in (Candidate, Vacancy, Proposal, Placement):
        kind = subject.__name__.lower()
        yield Rule(
            f"logboek_kent_{subject.__tablename__}",
            f"Van elk ding staat in het logboek hoe het er kwam ({subject.__tablename__}).",
            select(subject.reference).where(
                ~exists().where(AuditEntry.subject_kind == kind, AuditEntry.subject_reference == subject.reference)
            ),
        )
    for letters, table in ((Kind.CANDIDATE, Candidate), (Kind.VACANCY, Vacancy), (Kind.PROPOSAL, Proposal)):
        number = cast(func.substr(table.reference, len(letters.value) + 2), Integer)
        given = select(ReferenceCounter.last).where(ReferenceCounter.kind == letters.value).scalar_subquery()
        yield Rule(
            f"kenmerk_een_keer_{table.__tablename__}",
            f"Elk kenmerk is uitgegeven door de teller ({letters.value}).",
            select(table.reference).where(number > func.coalesce(given, 0)),
        )


def _week_rules() -> Iterator[Rule]:
    at_place = (
        select(func.count())
        .select_from(BookingWeek)
        .join(Booking, Booking.id == BookingWeek.booking_id)
        .where(Booking.vacancy_id == PlaceWeek.vacancy_id, BookingWeek.week == PlaceWeek.week)
        .scalar_subquery()
    )
    yield Rule(
        "weken_geteld",
        "Het aantal bezette plaatsen in een week van een leerwerkplek is het aantal boekingen in die week.",
        select(Vacancy.reference)
        .join(PlaceWeek, PlaceWeek.vacancy_id == Vacancy.id)
        .where(PlaceWeek.booked != at_place),
    )
    guided = _count(BookingWeek, BookingWeek.mentor_id == MentorWeek.mentor_id, BookingWeek.week == MentorWeek.week)
    yield Rule(
        "begeleiders_geteld",
        "Het aantal mensen van een begeleider in een week is het aantal boekingen in die week.",
        select(Mentor.reference).join(MentorWeek, MentorWeek.mentor_id == Mentor.id).where(MentorWeek.booked != guided),
    )
    yield Rule(
        "boeking_volgt_plaatsing",
        "Een boeking is van dezelfde mens en dezelfde plek als de plaatsing ervan.",
        select(Booking.reference)
        .join(Placement, Placement.id == Booking.placement_id)
        .where(or_(Booking.candidate_id != Placement.candidate_id, Booking.vacancy_id != Placement.vacancy_id)),
    )
    yield Rule(
        "weken_horen_bij_werk",
        "Een boeking loopt niet door als de plaatsing voorbij is.",
        select(Booking.reference)
        .join(Placement, Placement.id == Booking.placement_id)
        .where(Booking.status == BookingStatus.BOOKED, Placement.status.not_in(ACTIVE)),
    )


RULES: tuple[Rule, ...] = tuple(_rules())


def broken(session: Session, rule: Rule) -> list[str]:
    """What breaks this rule, by reference; at most MOST_TOLD and then how many more."""
    found = [str(one) for one in session.scalars(rule.breakers.limit(10_000))]
    more = len(found) - MOST_TOLD
    return [*found[:MOST_TOLD], f"en nog {more}"] if more > 0 else found
