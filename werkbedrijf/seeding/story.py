"""What happens on one side of the test world, so that every thing is there in every state. All of it through the acts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from candidates.actions import pause_candidate, register_candidate, sign_off_candidate
from candidates.facts import CandidateFacts
from candidates.models import Candidate
from candidates.scoring.actions import ask_scoring, pick_up
from employers.actions import add_contact, add_establishment, log_contact, register_employer
from employers.facts import ContactFacts, EmployerFacts, EstablishmentFacts, MomentFacts
from employers.models import ContactMoment, ContactPerson, Employer, Establishment
from employers.record.actions import agree
from employers.record.facts import AgreementFacts
from employers.record.models import AgreementKind
from employers.training.actions import add_mentor, set_up
from employers.training.facts import MentorFacts, TrainingFacts
from employers.training.models import Mentor, TrainingForm
from employers.vacancies.actions import ask_again, close_vacancy, copy_vacancy, log_vacancy, open_vacancy
from employers.vacancies.facts import TaskFacts, VacancyFacts
from employers.vacancies.models import Vacancy, VacancyKind
from employers.vocabulary.catalogue import occupations
from matching.bookings.queries import booking_of
from matching.carving.actions import discuss, save_carving
from matching.carving.models import Carving
from matching.placements.actions import cancel_placement, end_placement, plan_placement, start_placement
from matching.placements.facts import PlacementFacts
from matching.placements.models import ContractForm, EndReason, Placement
from matching.proposals.actions import accept, decline, expire, invite, propose, withdraw
from matching.proposals.models import DeclineReason, Proposal
from matching.proposals.shortlist import explained
from werkbedrijf.foundation.actors import TIMETABLE, Actor
from werkbedrijf.seeding.canaries import Canary, Facts, facts
from werkbedrijf.seeding.people import GEMEENTE, PC4, odd_person

OCCUPATION = "medewerker_wijktuin"
SEATS = 40
AGO = timedelta(days=40)


@dataclass(slots=True)
class Side:
    """One side of the world as it is made: its people, and every thing by kind and state."""

    name: str
    session: Session
    coach: Actor
    manager: Actor
    # The coach of the other side, who scores a second time.
    colleague: Actor
    on: date
    numbers: Iterator[int]
    things: dict[str, dict[str, object]] = field(default_factory=dict)
    canaries: list[Canary] = field(default_factory=list)

    def keep(self, kind: str, state: str, thing: object) -> None:
        """Note a thing under its kind and state."""
        self.things.setdefault(kind, {})[state] = thing

    def odd(self) -> Facts:
        """Facts nobody else has."""
        return facts(next(self.numbers), self.name)

    def tell(self, facts_: Facts, of: str, *, contact: bool = False) -> None:
        """Note the canaries in somebody's facts."""
        told = [("name", facts_.last, "last_name"), ("phone", facts_.phone, "phone"), ("mail", facts_.email, "email")]
        if not contact:
            told += [("name", facts_.first, "first_name"), ("birth_date", facts_.born_on.isoformat(), "born_on")]
        self.canaries += [Canary(value, kind, self.name, of, where) for kind, value, where in told]


def live(side: Side) -> Employer:
    """Everything of one side; returns its employer, whose user comes after."""
    employer, establishment = _firm(side)
    place = _places(side, establishment)
    _people(side)
    _proposals(side, place)
    _placements(side, place)
    _around(side, employer, place)
    return employer


def _firm(side: Side) -> tuple[Employer, Establishment]:
    session, manager, on, odd = side.session, side.manager, side.on, side.odd()
    name = f"Tuinderij {odd.last}"
    employer = register_employer(session, manager, EmployerFacts(name=name), on=on - AGO)
    where = EstablishmentFacts(postcode=f"{PC4}AA", place="Enschede", name=name, gemeente_code=GEMEENTE)
    establishment = add_establishment(session, manager, employer, where, on=on - AGO)
    person = side.odd()
    told = ContactFacts(name=f"{person.first} {person.last}", phone=person.phone, email=person.email)
    contact = add_contact(session, manager, employer, told, on=on)
    said = MomentFacts(
        note=f"Gesproken over de kas van {odd.last}.", next_step="Terugbellen", next_step_on=on + timedelta(days=3)
    )
    moment = log_contact(session, manager, employer, said, on=on)
    session.refresh(employer, ["contacts"])
    agreed = AgreementFacts(AgreementKind.SROI, "Vijf procent van de opdracht", contact_id=contact.id)
    agreement = agree(session, manager, employer, agreed, on=on)
    session.flush()
    for kind, thing in (
        ("agreement", agreement),
        ("employer", employer),
        ("establishment", establishment),
        ("contact", contact),
        ("moment", moment),
    ):
        side.keep(kind, "any", thing)
    side.tell(person, contact.reference, contact=True)
    side.canaries.append(Canary(odd.last, "name", side.name, employer.reference, "name"))
    return employer, establishment


def _places(side: Side, establishment: Establishment) -> Vacancy:
    def log(title: str, seats: int, *, is_open: bool = True) -> Vacancy:
        work = occupations()[OCCUPATION]
        told = VacancyFacts(
            kind=VacancyKind.GARANTIEBAAN,
            title=title,
            occupation=OCCUPATION,
            hours_min=Decimal(12),
            hours_max=Decimal(32),
            seats=seats,
            tasks=tuple(TaskFacts(t.title, t.share, dict(t.asks), t.separable) for t in work.tasks),
            closes_on=side.on + timedelta(days=90),
        )
        vacancy = log_vacancy(side.session, side.manager, establishment, told, on=side.on - AGO)
        if is_open:
            open_vacancy(side.session, side.manager, vacancy, on=side.on - AGO)
        side.session.flush()
        return vacancy

    place = log("Werken in de wijktuin", SEATS)
    full, closed = log("Kasmedewerker", 1), log("Oogsthulp", 2)
    close_vacancy(side.session, side.manager, closed, on=side.on, reason="Het seizoen is voorbij.")
    side.keep("vacancy", "open", place)
    side.keep("vacancy", "concept", log("Plantenverzorger", 2, is_open=False))
    side.keep("vacancy", "gesloten", closed)
    side.keep("vacancy", "vol", full)
    side.keep("vacancy", "tweede", log("Tuinhulp", SEATS))
    asked = log("Zadenpakker", 1)
    ask_again(side.session, TIMETABLE, asked, on=side.on)
    side.keep("vacancy", "klopt-nog", asked)
    side.keep("vacancy", "kopie", copy_vacancy(side.session, side.manager, asked, on=side.on))
    _place(side, full, start=True)
    _training(side, establishment)
    return place


def _training(side: Side, establishment: Establishment) -> None:
    """A leerwerkplek with weeks and somebody who guides there."""
    work, odd = occupations()[OCCUPATION], side.odd()
    told = VacancyFacts(
        kind=VacancyKind.LEERWERKPLEK,
        title="Leren in de kas",
        occupation=OCCUPATION,
        hours_min=Decimal(12),
        hours_max=Decimal(32),
        seats=4,
        tasks=tuple(TaskFacts(t.title, t.share, dict(t.asks), t.separable) for t in work.tasks),
    )
    vacancy = log_vacancy(side.session, side.manager, establishment, told, on=side.on - AGO)
    open_vacancy(side.session, side.manager, vacancy, on=side.on - AGO)
    facts_ = TrainingFacts(TrainingForm.WITHOUT, "Zaaien en verpotten\nVeilig werken met gereedschap")
    training = set_up(side.session, side.manager, vacancy, facts_, learners=3, on=side.on)
    name = f"{odd.first} {odd.last}"
    mentor = add_mentor(side.session, side.manager, vacancy.employer, MentorFacts(name, 2), [training])
    side.session.flush()
    side.keep("place", "any", vacancy)
    side.keep("training", "any", training)
    side.keep("mentor", "any", mentor)
    learner = _place(side, vacancy, mentor=mentor)
    side.keep("booking", "any", booking_of(side.session, learner.id))
    side.canaries.append(Canary(odd.last, "name", side.name, mentor.reference, "name"))


def _somebody(side: Side, *, shown: bool = True) -> Candidate:
    odd = side.odd()
    candidate = odd_person(side.session, side.coach, odd, on=side.on, shown=shown)
    side.tell(odd, candidate.reference)
    return candidate


def _people(side: Side) -> None:
    session, coach, on, bare = side.session, side.coach, side.on, side.odd()
    told = CandidateFacts(first_name=bare.first, last_name=bare.last, gemeente_code=GEMEENTE, born_on=bare.born_on)
    nothing = register_candidate(session, coach, told, on=on)
    side.canaries.append(Canary(bare.last, "name", side.name, nothing.reference, "last_name"))
    paused, left = _somebody(side), _somebody(side)
    pause_candidate(session, coach, paused, on=on)
    sign_off_candidate(session, coach, left, on=on)
    for state, somebody in (
        ("zonder_profiel", nothing),
        ("niet_zichtbaar", _somebody(side, shown=False)),
        ("zichtbaar", _somebody(side)),
        ("pauze", paused),
        ("uitgeschreven", left),
    ):
        side.keep("candidate", state, somebody)


def _put_forward(side: Side, place: Vacancy, somebody: Candidate | None = None) -> Proposal:
    candidate = somebody or _somebody(side)
    told = explained(side.session, place, candidate, on=side.on)
    return propose(side.session, side.coach, place, candidate, on=side.on, explanation=told)


def _proposals(side: Side, place: Vacancy) -> None:
    session, manager, coach, on = side.session, side.manager, side.coach, side.on
    roads: dict[str, Callable[[Proposal], object]] = {
        "verstuurd": lambda _one: None,
        "uitgenodigd": lambda one: invite(session, manager, one, on=on),
        "aangenomen": lambda one: accept(session, manager, one, on=on),
        "afgewezen": lambda one: decline(session, manager, one, reason=DeclineReason.HOURS, on=on),
        "ingetrokken": lambda one: withdraw(session, coach, one, reason="Wil toch iets anders.", on=on),
        "verlopen": lambda one: expire(session, TIMETABLE, one, on=on),
    }
    for state, road in roads.items():
        one = _put_forward(side, place)
        road(one)
        side.keep("proposal", state, one)
        side.keep("candidate", state, one.candidate)
    lapsed = _put_forward(side, place)
    other = side.things["vacancy"]["tweede"]
    assert isinstance(other, Vacancy)  # noqa: S101  # made above
    accept(session, manager, _put_forward(side, other, lapsed.candidate), on=on)
    side.keep("proposal", lapsed.status.value, lapsed)


def _place(side: Side, place: Vacancy, *, start: bool = False, mentor: Mentor | None = None) -> Placement:
    proposal = _put_forward(side, place)
    accept(side.session, side.manager, proposal, on=side.on)
    agreed = PlacementFacts(
        formal_employer=place.employer,
        workplace=place.establishment,
        contract_form=ContractForm.NONE if mentor else ContractForm.REGULAR,
        hours_per_week=Decimal(24),
        starts_on=side.on,
        ends_on=side.on + timedelta(weeks=10) if mentor else None,
        mentor=mentor,
    )
    placement = plan_placement(side.session, side.manager, proposal, agreed, on=side.on)
    if start:
        start_placement(side.session, side.manager, placement, on=side.on)
    return placement


def _placements(side: Side, place: Vacancy) -> None:
    session, manager, on = side.session, side.manager, side.on
    ended, cancelled = _place(side, place, start=True), _place(side, place)
    end_placement(session, manager, ended, ended_on=on + timedelta(days=1), reason=EndReason.OTHER_WORK, on=on)
    cancel_placement(session, manager, cancelled, on=on)
    for state, one in (
        ("gepland", _place(side, place)),
        ("loopt", _place(side, place, start=True)),
        ("beeindigd", ended),
        ("geannuleerd", cancelled),
    ):
        side.keep("placement", state, one)
        side.keep("candidate", f"plaatsing_{state}", one.candidate)
    side.keep("proposal", "geplaatst", ended.proposal)


def _around(side: Side, employer: Employer, place: Vacancy) -> None:
    session, on = side.session, side.on
    carving: Carving = save_carving(session, side.manager, employer, [f"{place.reference}-3"], title="Waterhulp", on=on)
    discuss(session, side.manager, carving, on=on)
    side.keep("carving", "besproken", carving)
    asked, busy = (ask_scoring(session, side.coach, _somebody(side), on=on) for _ in range(2))
    pick_up(session, side.colleague, busy, on=on)
    side.keep("scoring", "gevraagd", asked)
    side.keep("scoring", "bezig", busy)


__all__ = ["Candidate", "ContactMoment", "ContactPerson", "Side", "live"]
