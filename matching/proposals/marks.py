"""What the run in force says beside the rows of a list: who it chose, who is needed elsewhere, and what coaches changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from candidates.models import Candidate
from candidates.profile.models import Profile
from employers.models import Employer
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.proposals.shortlist import Row
from matching.runs.models import AllocationChoice, AllocationRun, ChoiceKind
from matching.runs.outcome import Listed, Outcome
from matching.runs.policy import may_choose
from matching.runs.queries import choices_in_force, latest_run, outcome_of
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.policy import Verdict, no
from werkbedrijf.foundation.texts import count, in_words

NEEDED: Final = 50_000
"""A quarter of a full fit: from this scarcity price on, a row says where somebody is needed more. Less is no news."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Beside one row. ``on_list`` and ``also`` say where the allocation put this person, ``needed`` where more is lost.

    ``choice`` is what a coach decided and is in force; ``may_choose`` whether this actor may decide now.
    """

    on_list: str = ""
    also: str = ""
    needed: str = ""
    choice: AllocationChoice | None = None
    takes_off: bool = False
    may_choose: Verdict = field(default=no(""))

    @property
    def choice_words(self) -> str:
        """What was decided, by whom and why."""
        if self.choice is None:
            return ""
        what = "Op de lijst gezet" if self.choice.kind is ChoiceKind.ADDED else "Van de lijst gehaald"
        return f"{what} door {self.choice.by.name}: {self.choice.reason}. Dit telt vanaf de volgende verdeling."


@dataclass(frozen=True, eq=False)
class InForce:
    """The run in force with its outcome."""

    run: AllocationRun
    outcome: Outcome


def in_force(session: Session) -> InForce | None:
    """The run that says who is on which list now; None before the first."""
    run = latest_run(session)
    return InForce(run, outcome_of(run)) if run else None


def listed_ids(session: Session, now: InForce | None, vacancy: Vacancy) -> frozenset[int]:
    """Candidates on the list of this place."""
    rows = now.outcome.lists.get(vacancy.reference, ()) if now else ()
    if not rows:
        return frozenset()
    chosen = select(Profile.candidate_id).where(Profile.pseudonym.in_([row.person for row in rows]))
    return frozenset(session.scalars(chosen))


@dataclass(frozen=True, slots=True)
class AtPlace:
    """A place of whose list somebody is, and where on it."""

    reference: str
    title: str
    employer: str
    rank: int


def lists_with(session: Session, now: InForce | None, candidate: Candidate) -> Sequence[AtPlace]:
    """Places that are open still and of whose list this person is, highest rank first."""
    pseudonym = session.scalar(select(Profile.pseudonym).where(Profile.candidate_id == candidate.id)) if now else None
    listed = dict(now.outcome.listed_at.get(pseudonym, ())) if now and pseudonym else {}
    if not listed:
        return ()
    still = Vacancy.reference.in_(listed) & (Vacancy.status == VacancyStatus.OPEN)
    found = session.execute(select(Vacancy.reference, Vacancy.title, Employer.name).join(Vacancy.employer).where(still))
    rows = (AtPlace(reference, title, employer, listed[reference].rank) for reference, title, employer in found)
    return sorted(rows, key=lambda row: (row.rank, row.reference))


def marks_of(
    session: Session, actor: Actor, now: InForce | None, rows: Sequence[Row]
) -> Mapping[tuple[int, int], Mark]:
    """By candidate and place, for the rows of one page."""
    people = {row.candidate.id for row in rows}
    choices = {(one.candidate_id, one.vacancy_id): one for one in session.scalars(_choices(people)).unique()}
    named = dict(
        session.execute(select(Profile.candidate_id, Profile.pseudonym).where(Profile.candidate_id.in_(people))).all()
    )
    titles = _titles(session, now, named.values())
    return {
        (row.candidate.id, row.vacancy.id): _mark(
            actor, now, row, named.get(row.candidate.id, ""), choices.get((row.candidate.id, row.vacancy.id)), titles
        )
        for row in rows
    }


def _choices(people: Collection[int]) -> Select[AllocationChoice]:
    return choices_in_force().where(AllocationChoice.candidate_id.in_(people)).options(joinedload(AllocationChoice.by))


def _titles(session: Session, now: InForce | None, pseudonyms: Collection[str]) -> Mapping[str, str]:
    """Titles of the places that these people are listed at or needed for."""
    if now is None:
        return {}
    outcome = now.outcome
    wanted = {place for one in pseudonyms for place, _ in outcome.listed_at.get(one, ())}
    wanted |= {p.witness for one in pseudonyms if (p := outcome.people.get(one)) is not None and p.witness}
    found = select(Vacancy.reference, Vacancy.title).where(Vacancy.reference.in_(wanted))
    return {reference: f"{title} ({reference})" for reference, title in session.execute(found)}


def _mark(
    actor: Actor,
    now: InForce | None,
    row: Row,
    pseudonym: str,
    choice: AllocationChoice | None,
    titles: Mapping[str, str],
) -> Mark:
    listed = now.outcome.listed_at.get(pseudonym, ()) if now else ()
    here = next((one for place, one in listed if place == row.vacancy.reference), None)
    elsewhere = [titles[place] for place, _ in listed if place != row.vacancy.reference and place in titles]
    return Mark(
        on_list=_on_list(here),
        also=f"Ook sterk voor {in_words(elsewhere)}: staat daar op de lijst." if elsewhere else "",
        needed=_needed(now.outcome, pseudonym, row.vacancy.reference, titles) if now and here is None else "",
        choice=choice,
        takes_off=here is not None,
        may_choose=may_choose(actor, vacancy=row.vacancy, candidate=row.candidate),
    )


def _on_list(here: Listed | None) -> str:
    if here is None:
        return ""
    return f"{here.rank}e op de lijst" + (", door een coach" if here.added else "")


def _needed(outcome: Outcome, pseudonym: str, place: str, titles: Mapping[str, str]) -> str:
    """Where more is lost: only when the price is high and hardly anybody else can do that work."""
    person = outcome.people.get(pseudonym)
    if person is None or person.price_units < NEEDED or person.witness in {None, place}:
        return ""
    there = outcome.places[str(person.witness)]
    if there.qualified > there.slots or person.witness not in titles:
        return ""
    others = there.qualified - 1
    who = (
        "kan niemand anders"
        if others < 1
        else f"{'kan' if others == 1 else 'kunnen'} maar {count(others, 'ander', 'anderen')}"
    )
    return f"Beter op de plek {titles[person.witness]}: daar {who} dit werk."
