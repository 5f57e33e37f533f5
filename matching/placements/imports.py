"""Placements from a table: what each row would do. Only people of the own organisation."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.placements.actions import end_placement
from matching.placements.errors import NoSeat
from matching.placements.facts import PlacementFacts, check_end
from matching.placements.models import EndReason, Placement
from matching.placements.rows import LAYOUT, signs
from matching.placements.taking import check_taken, refuse_other_work, take_placement
from matching.placements.workflow import PlacementStatus
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.importing import Choices, Judge, Judged, Outcome, Save, TableKind, collected, refused
from werkbedrijf.foundation.spreadsheets.columns import Problem, Record

DAY = timedelta(days=1)
_NAMES = {"ends_on": "agreed", "ended_on": "last_day"}
UNKNOWN = "‘{}’ is geen werkgever die wij kennen, of er zijn er meer met die naam. Gebruik het kenmerk, zoals W-0042."
NO_REASON = (
    "Het werk is gestopt. Vul ook in waarom: einde_contract, door_werkgever, door_kandidaat, ander_werk of anders."
)
NO_LAST_DAY = "Er staat een reden, maar geen laatste werkdag. Vul de dag in, of laat de reden leeg."


class Judging:
    """Knows what is needed of the region once, and adds what the file would add."""

    def __init__(self, session: Session, actor: Actor, on: date):
        self.session, self.actor, self.on = session, actor, on
        own = select(Candidate.reference, Candidate.id).where(
            Candidate.organisation_id == actor.organisation_id, Candidate.erased_revision.is_(None)
        )
        self.people = {row.reference: row.id for row in session.execute(own)}
        self.places = {row.reference: row.id for row in session.execute(select(Vacancy.reference, Vacancy.id))}
        self.employers: dict[str, Employer | None] = {}
        for employer in session.scalars(select(Employer).where(Employer.merged_into_id.is_(None))):
            name = employer.name.casefold()
            self.employers[name] = None if name in self.employers else employer
            self.employers[employer.reference.casefold()] = employer
        self.in_file: dict[int, list[tuple[date, date, int]]] = {}
        self.seats: dict[int, int] = {}

    def __call__(self, record: Record) -> Judged:
        """What this row would do."""
        label = f"{record.get('candidate')} op {record.get('vacancy')}"
        person, place = self.people.get(record.get("candidate")), self.places.get(record.get("vacancy"))
        if person is None:
            words = f"Jouw organisatie heeft geen kandidaat met kenmerk {record.get('candidate')}."
            return refused(record, label, Problem("Kandidaat", words))
        if place is None:
            words = f"Er is geen plek met kenmerk {record.get('vacancy')}. Importeer eerst de plekken."
            return refused(record, label, Problem("Plek", words))
        candidate, vacancy = self.session.get_one(Candidate, person), self.session.get_one(Vacancy, place)
        told = self._told(record, vacancy)
        if isinstance(told, Problem):
            return refused(record, label, told)
        known = self.known(candidate.id, vacancy.id, told.starts_on)
        return (
            self._known_row(record, label, known, told) if known else self._new(record, label, candidate, vacancy, told)
        )

    def _told(self, record: Record, vacancy: Vacancy) -> PlacementFacts | Problem:
        employer = signs(record.get("formal_employer"), vacancy.employer, self.employers)
        if employer is None:
            return Problem("Werkgever van het contract", UNKNOWN.format(record.get("formal_employer")))
        if record.has("last_day") and not record.has("reason"):
            return Problem("Reden einde", NO_REASON)
        if record.has("reason") and not record.has("last_day"):
            return Problem("Laatste werkdag", NO_LAST_DAY)
        agreed = record.get("agreed")
        return PlacementFacts(
            formal_employer=employer,
            workplace=vacancy.establishment,
            contract_form=record.get("contract_form"),
            hours_per_week=record.get("hours_per_week"),
            starts_on=record.get("starts_on"),
            ends_on=agreed + DAY if agreed else None,
        )

    def known(self, person: int, place: int, starts_on: date) -> Placement | None:
        """The placement of this person at this place that began on this day, if there is one."""
        same = select(Placement).where(
            Placement.candidate_id == person,
            Placement.vacancy_id == place,
            Placement.starts_on == starts_on,
            Placement.status != PlacementStatus.CANCELLED,
        )
        return self.session.scalars(same).first()

    def _known_row(self, record: Record, label: str, known: Placement, told: PlacementFacts) -> Judged:
        """A row about a placement that is there: the same, an end that came, or something that people change themselves."""
        target = f"{known.reference} {known.status.value}"
        ended_on = _ended_on(record)
        if ended_on is not None and known.status == PlacementStatus.RUNNING:
            problems = collected(LAYOUT, _NAMES, lambda: check_end(known, ended_on, self.on))
            if problems:
                return refused(record, label, *problems)
            save = ending(known.id, ended_on, record.get("reason"))
            changes = ("Laatste werkdag",)
            return Judged(record.number, Outcome.CHANGED, label, changes=changes, target=target, save=save)
        other = _others(known, told, ended_on)
        if not other:
            return Judged(record.number, Outcome.SAME, label, target=target)
        words = f"Deze plaatsing staat er al ({known.reference}), met iets anders bij: {', '.join(other)}. Wijzig dat op de pagina van de plaatsing."
        return refused(record, label, Problem(other[0], words))

    def _new(self, record: Record, label: str, candidate: Candidate, vacancy: Vacancy, told: PlacementFacts) -> Judged:
        ended_on = _ended_on(record)
        problems = collected(
            *(LAYOUT, _NAMES),
            lambda: check_taken(self.session, self.actor, candidate, vacancy, told, ended_on=ended_on, on=self.on),
            lambda: refuse_other_work(self.session, candidate, told.starts_on, ended_on),
        )
        problems += self._in_file(record.number, candidate.id, told.starts_on, ended_on or date.max)
        if ended_on is None and not problems:
            taken = self.seats.get(vacancy.id, 0)
            if vacancy.filled + taken >= vacancy.seats:
                problems.append(Problem("Plek", NoSeat().sentence))
            else:
                self.seats[vacancy.id] = taken + 1
        if problems:
            return refused(record, label, *problems)
        self.in_file.setdefault(candidate.id, []).append((told.starts_on, ended_on or date.max, record.number))
        save = taking(candidate.id, vacancy.id, told, ended_on, record.get("reason"))
        return Judged(record.number, Outcome.NEW, label, save=save)

    def _in_file(self, number: int, person: int, first: date, until: date) -> list[Problem]:
        """One person works at one place at a time, also within the file."""
        for start, end, row in self.in_file.get(person, ()):
            if first < end and start < until:
                words = f"Op rij {row} van dit bestand werkt deze kandidaat al op dezelfde dagen."
                return [Problem("Eerste werkdag", words)]
        return []


def _ended_on(record: Record) -> date | None:
    last_day: date | None = record.get("last_day")
    return last_day + DAY if last_day else None


def _others(known: Placement, told: PlacementFacts, ended_on: date | None) -> list[str]:
    pairs = (
        ("Contract", known.form_on(known.starts_on), told.contract_form),
        ("Werkgever van het contract", known.formal_employer_id, told.formal_employer.id),
        ("Uren per week", known.terms[0].hours_per_week if known.terms else None, told.hours_per_week),
        ("Afgesproken laatste werkdag", known.ends_on, told.ends_on),
        ("Laatste werkdag", known.ended_on, ended_on),
    )
    return [title for title, there, here in pairs if there != here]


def taking(person: int, place: int, told: PlacementFacts, ended_on: date | None, reason: EndReason | None) -> Save:
    """How a row becomes a placement."""
    return lambda session, actor, on: take_placement(
        *(session, actor, session.get_one(Candidate, person), session.get_one(Vacancy, place), told),
        ended_on=ended_on,
        reason=reason,
        on=on,
    )


def ending(number: int, ended_on: date, reason: EndReason) -> Save:
    """How a row ends a placement that runs."""

    def save(session: Session, actor: Actor, on: date) -> Placement:
        placement = session.get_one(Placement, number)
        end_placement(session, actor, placement, ended_on=ended_on, reason=reason, on=on)
        return placement

    return save


def _judge(session: Session, actor: Actor, on: date, choices: Choices) -> Judge:
    return Judging(session, actor, on)


PLACEMENTS = TableKind("plaatsingen", "Plaatsingen", "plaatsing", LAYOUT, _judge)
