"""Candidates from a table: what each row would do to the files of the own organisation.

Only files of the own organisation are compared: whether another partner knows someone is not ours to tell.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.actions import change_candidate, facts_of, register_candidate
from candidates.errors import NoCoach, SignedOff
from candidates.facts import CandidateFacts, search_name_of
from candidates.models import Candidate, CandidateStatus
from candidates.numbers.actions import keep_number
from candidates.numbers.importing import NumbersOfFile
from candidates.profile.actions import save_profile
from candidates.profile.facts import ProfileFacts
from candidates.profile.facts import facts_of as profile_facts_of
from candidates.profile.models import Profile
from candidates.registration.actions import register_entry, register_regeling
from candidates.registration.models import Ground, Regeling
from candidates.registration.queries import entries_of, regelingen_of
from candidates.rows import LAYOUT, NUMBER, WITH_NUMBER, Told, problems_of, told_by
from matching.core.catalogue import CAPABILITY_CODES
from werkbedrijf.foundation.actors import Actor, Organisation, Role, User
from werkbedrijf.foundation.importing import Choices, Judge, Judged, Outcome, Resemblance, TableKind, refused
from werkbedrijf.foundation.keys.locks import ring_of, unlock, with_keys
from werkbedrijf.foundation.spreadsheets.columns import Layout, Problem, Record

ALIKE = 85
"""From this likeness (0 to 100) on two names may be one person, when birth date or postcode is the same."""

_TITLES = {"gemeente_code": "Gemeente", "levels": "Niveaus"}


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    reference: str
    search_name: str
    born_on: date | None
    pc4: str

    @property
    def where(self) -> str:
        return self.reference or f"rij {-self.id} van dit bestand"


def _known(session: Session, actor: Actor) -> Iterator[_Known]:
    """Everybody of the own organisation, opened once."""
    cells = (Candidate.search_name.label("search"), Candidate.born_on.label("born"))
    own = select(Candidate.id, Candidate.reference, Candidate.uuid, *cells, Profile.pc4)
    own = own.outerjoin(Profile, Profile.candidate_id == Candidate.id)
    ring, search, born = ring_of(session), *(Candidate.__dict__[name] for name in ("search_name", "born_on"))
    for row in session.execute(
        with_keys(own, Candidate.uuid).where(Candidate.organisation_id == actor.organisation_id)
    ):
        lock = unlock(ring, row)
        name, day = search.opened_with(lock, row.search, row.uuid), born.opened_with(lock, row.born, row.uuid)
        yield _Known(row.id, row.reference, name, day, row.pc4 or "")


class Judging:
    """Knows the candidates of one organisation once, and adds what the file would add."""

    def __init__(self, session: Session, actor: Actor, on: date, choices: Choices):
        self.session, self.actor, self.on, self.choices = session, actor, on, choices
        self.by_reference: dict[str, int] = {}
        self.by_name: dict[str, list[_Known]] = defaultdict(list)
        self.by_birth: dict[date, list[_Known]] = defaultdict(list)
        self.by_pc4: dict[str, list[_Known]] = defaultdict(list)
        for one in _known(session, actor):
            self.by_reference[one.reference] = one.id
            self._remember(one)
        coaches = select(User).where(
            User.organisation_id == actor.organisation_id, User.role == Role.COACH, User.is_active
        )
        self.coaches = {coach.email: coach for coach in session.scalars(coaches)}

    @cached_property
    def numbers(self) -> NumbersOfFile:
        """What is known of numbers; asked only when the file has one."""
        return NumbersOfFile(self.session, self.actor, self.on)

    def __call__(self, record: Record) -> Judged:
        """What this row would do."""
        label = f"{record.get('first_name', '')} {record.get('last_name', '')}"
        reference = record.get("reference")
        if reference and reference not in self.by_reference:
            words = f"Jouw organisatie heeft geen kandidaat met kenmerk {reference}."
            return refused(record, label, Problem("Kenmerk", words))
        coach = self._coach(record)
        if isinstance(coach, Problem):
            return refused(record, label, coach)
        wanted = search_name_of(record.get("first_name"), record.get("last_name"))
        known = self.by_reference.get(reference) if reference else self._same_person(wanted, record.get("born_on"))
        if known is not None and known < 0:
            why = f"Dezelfde naam en geboortedatum staan eerder in dit bestand, op rij {-known}."
            return Judged(record.number, Outcome.DOUBTFUL, label, resembles=(Resemblance("", why),))
        candidate = self.session.get_one(Candidate, known) if known is not None else None
        profile = self._profile(candidate)
        now = profile_facts_of(profile) if profile else None
        person = facts_of(candidate) if candidate else None
        told = told_by(record, self.on, person, now, self.choices.gemeente)
        problems = [told] if isinstance(told, Problem) else problems_of(record, told, self.on)
        if not isinstance(told, Problem) and not problems:
            problems = self._number_problems(told, known, record.number)
        if isinstance(told, Problem) or problems:
            return refused(record, label, *problems)
        if candidate:
            return self._changed(record, label, candidate, profile, told)
        return self._new(record, label, wanted, coach, told)

    def _number_problems(self, told: Told, known: int | None, row: int) -> list[Problem]:
        wrong = self.numbers.problem(told.bsn, known, row) if told.bsn else None
        return [Problem(NUMBER.title, wrong)] if wrong else []

    def _coach(self, record: Record) -> User | Problem:
        said = record.get("coach", "").casefold()
        coach = self.coaches.get(said) if said else self.choices.coach
        if coach is not None:
            return coach
        if said:
            return Problem(
                "Jobcoach",
                f"‘{said}’ is geen jobcoach van jouw organisatie. Gebruik het e-mailadres waarmee de jobcoach inlogt.",
            )
        return Problem("Jobcoach", NoCoach().sentence)

    def _same_person(self, wanted: str, born_on: date | None) -> int | None:
        if born_on is None:
            return None
        return next((one.id for one in self.by_name.get(wanted, ()) if one.born_on == born_on), None)

    def _profile(self, candidate: Candidate | None) -> Profile | None:
        if candidate is None:
            return None
        return self.session.scalars(select(Profile).where(Profile.candidate_id == candidate.id)).first()

    def _changed(self, record: Record, label: str, candidate: Candidate, profile: Profile | None, told: Told) -> Judged:
        if candidate.status == CandidateStatus.LEFT:
            return refused(record, label, Problem("Kenmerk", SignedOff(candidate).sentence))
        clash = list(self._clashes(candidate, told))
        if clash:
            return refused(record, label, *clash)
        changes = changes_of(self.session, candidate, profile, told)
        if told.bsn and not self.numbers.is_kept(told.bsn, candidate.id):
            changes += (NUMBER.title,)
        target = f"{candidate.reference} versie {candidate.version}.{profile.version if profile else 0}"
        if not changes:
            return Judged(record.number, Outcome.SAME, label, target=target)
        save = changing(candidate.id, told, frozenset(changes))
        return Judged(record.number, Outcome.CHANGED, label, changes=changes, target=target, save=save)

    def _clashes(self, candidate: Candidate, told: Told) -> Iterator[Problem]:
        if told.regeling and _unknown_regeling(self.session, candidate, told.regeling):
            for period in self.session.scalars(regelingen_of(candidate)):
                if period.regeling == told.regeling[0] and (
                    period.ends_on is None or period.ends_on > told.regeling[1]
                ):
                    yield Problem(
                        "Regeling vanaf",
                        "Deze regeling staat er al met een andere begindatum. Wijzig dat bij de kandidaat.",
                    )
        if told.ground and _unknown_ground(self.session, candidate, told.ground):
            for entry in self.session.scalars(entries_of(candidate)):
                if entry.ends_on is None or entry.ends_on > told.ground[1]:
                    yield Problem(
                        "Grond doelgroepregister",
                        "Deze kandidaat staat al in het doelgroepregister. Beëindig die periode eerst.",
                    )

    def _new(self, record: Record, label: str, wanted: str, coach: User, told: Told) -> Judged:
        pc4 = record.get("pc4", "")
        like = self._resembling(wanted, record.get("born_on"), pc4)
        self._remember(_Known(-record.number, "", wanted, record.get("born_on"), pc4))
        outcome = Outcome.DOUBTFUL if like else Outcome.NEW
        return Judged(record.number, outcome, label, resembles=like, save=registering(told, coach.id))

    def _resembling(self, wanted: str, born_on: date | None, pc4: str) -> tuple[Resemblance, ...]:
        found: dict[int, Resemblance] = {}
        for one in self.by_name.get(wanted, ()):
            found[one.id] = Resemblance(one.reference, f"Dezelfde naam heeft {one.where}.")
        same_birth = self.by_birth.get(born_on, []) if born_on else []
        for group, what in ((same_birth, "geboortedatum"), (self.by_pc4.get(pc4, []), "postcode")):
            for one in _alike(wanted, group):
                why = f"De naam lijkt op die van {one.where}, met dezelfde {what}."
                found.setdefault(one.id, Resemblance(one.reference, why))
        return tuple(found.values())[:3]

    def _remember(self, one: _Known) -> None:
        self.by_name[one.search_name].append(one)
        if one.born_on:
            self.by_birth[one.born_on].append(one)
        if one.pc4:
            self.by_pc4[one.pc4].append(one)


def _alike(wanted: str, group: Sequence[_Known]) -> Iterator[_Known]:
    names = [one.search_name for one in group]
    hits = process.extract(wanted, names, scorer=fuzz.ratio, processor=None, limit=3, score_cutoff=ALIKE)
    yield from (group[position] for _, _, position in hits)


def changes_of(session: Session, candidate: Candidate, profile: Profile | None, told: Told) -> tuple[str, ...]:
    """The titles of what would change; empty when everything is known already."""
    now, wanted = facts_of(candidate), told.person.checked(on=date.max)
    changes = [_title(one.name) for one in fields(now) if getattr(now, one.name) != getattr(wanted, one.name)]
    if told.profile and profile is None:
        changes.append("Profiel")
    elif told.profile and profile:
        changes += _profile_changes(profile_facts_of(profile), told.profile.checked())
    if told.regeling and _unknown_regeling(session, candidate, told.regeling):
        changes.append("Regeling")
    if told.ground and _unknown_ground(session, candidate, told.ground):
        changes.append("Grond doelgroepregister")
    return tuple(changes)


def _profile_changes(now: ProfileFacts, wanted: ProfileFacts) -> Iterator[str]:
    for one in fields(now):
        old, new = getattr(now, one.name), getattr(wanted, one.name)
        if one.name == "levels":
            old, new = ({code: levels.get(code) for code in CAPABILITY_CODES} for levels in (old, new))
        if old != new:
            yield _title(one.name)


def _title(name: str) -> str:
    return _TITLES.get(name) or LAYOUT.title(name)


def _titles_of(facts: type[CandidateFacts] | type[ProfileFacts]) -> set[str]:
    return {_title(one.name) for one in fields(facts)}


def _unknown_regeling(session: Session, candidate: Candidate, told: tuple[Regeling, date]) -> bool:
    return told not in [(row.regeling, row.starts_on) for row in session.scalars(regelingen_of(candidate))]


def _unknown_ground(session: Session, candidate: Candidate, told: tuple[Ground, date]) -> bool:
    return told not in [(row.ground, row.starts_on) for row in session.scalars(entries_of(candidate))]


def registering(told: Told, coach_id: int) -> Callable[[Session, Actor, date], Candidate]:
    """An act that takes somebody in, with the rest of the row."""

    def save(session: Session, actor: Actor, on: date) -> Candidate:
        candidate = register_candidate(session, actor, told.person, on=on, coach=session.get_one(User, coach_id))
        _save_rest(session, actor, candidate, told, on)
        return candidate

    return save


def changing(candidate_id: int, told: Told, changes: frozenset[str]) -> Callable[[Session, Actor, date], Candidate]:
    """An act that changes what the row says differently, and nothing else."""

    def save(session: Session, actor: Actor, on: date) -> Candidate:
        candidate = session.get_one(Candidate, candidate_id)
        if changes & _titles_of(CandidateFacts):
            change_candidate(session, actor, candidate, told.person, on=on)
        says_more = changes & {"Profiel", *_titles_of(ProfileFacts)}
        keeps = replace(told, bsn=told.bsn if NUMBER.title in changes else "")
        _save_rest(session, actor, candidate, keeps if says_more else replace(keeps, profile=None), on)
        return candidate

    return save


def _save_rest(session: Session, actor: Actor, candidate: Candidate, told: Told, on: date) -> None:
    if told.bsn:
        keep_number(session, actor, candidate, told.bsn, on=on)
    if told.profile:
        save_profile(session, actor, candidate, told.profile, on=on)
    if told.regeling and _unknown_regeling(session, candidate, told.regeling):
        register_regeling(session, actor, candidate, told.regeling[0], starts_on=told.regeling[1])
    if told.ground and _unknown_ground(session, candidate, told.ground):
        register_entry(session, actor, candidate, told.ground[0], starts_on=told.ground[1])


def judging(session: Session, actor: Actor, on: date, choices: Choices) -> Judge:
    """Begin to judge rows of candidates."""
    return Judging(session, actor, on, choices)


def columns_of(session: Session, actor: Actor) -> Layout:
    """The columns for the partner of this person: with a burgerservicenummer only where it may be used."""
    partner = session.get(Organisation, actor.organisation_id) if actor.organisation_id else None
    return WITH_NUMBER if partner is not None and partner.uses_bsn else LAYOUT


CANDIDATES = TableKind("kandidaten", "Kandidaten", "kandidaat", LAYOUT, judging, columns_of)
