"""A small demo region in which everything that identifies a candidate can be recognised wherever it turns up."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from candidates.actions import register_candidate as register
from candidates.models import Candidate
from candidates.numbers.models import CandidateNumber, KnownNumber
from candidates.profile.models import Profile
from candidates.visibility import agree_sharing
from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from matching.proposals.models import Proposal
from matching.proposals.workflow import ProposalStatus
from werkbedrijf.demo import building, people
from werkbedrijf.demo.partners import make_team as team
from werkbedrijf.foundation.actors import TIMETABLE, Organisation
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.references import Kind, ReferenceCounter

# An island where no employer of the region is, and a year in which nothing else happened.
GEMEENTE, GEMEENTE_NAME, YEAR = "GM0093", "Terschelling", 1921
PARTNER = "Zqvpartner"
# Numbers that stand nowhere as an example.
FIRST = 5001
S = ProposalStatus


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that turned up: of whom (None is somebody) and which field."""

    number: int | None
    field: str


# Per field how it is found in text without tags; the first group is the number of the person.
_WORDS = {
    "first_name": r"zqvvoor(\d+)",
    "last_name": r"zqvachter(\d+)",
    "email": r"zqvpost(\d+)",
    "note": r"zqvnotitie(\d+)",
    "coach": r"zqvcoach(\d+)",
    "coach_email": r"zqvbegeleider(\d+)",
    "reference": r"\bk-(5\d{3})\b",
}
# Digits are compared without what people put between them.
_DIGITS = {"phone": r"0690(\d{4})77", "bsn": r"99999(\d{4})"}
_PLAIN = {
    "gemeente": re.compile(rf"{GEMEENTE_NAME}|{GEMEENTE}", re.IGNORECASE),
    "organisation": re.compile(PARTNER, re.IGNORECASE),
    "born_on": re.compile(rf"\b{YEAR}\b|\b\d\d?[-/]\d\d?[-/]{YEAR % 100}\b"),
}
FIELDS = (*_WORDS, *_DIGITS, *_PLAIN, "uuid", "pseudonym")


def traces_in(text: str, secrets: dict[str, Trace]) -> set[Trace]:
    """Everything in a page, a file or a mail that identifies a candidate. ``secrets`` are values found as they stand."""
    read = html.unescape(text)
    found = {
        Trace(int(one[1]), field) for field, word in _WORDS.items() for one in re.finditer(word, read, re.IGNORECASE)
    }
    bare = re.sub(r"(?<=\d)[\s.\-–()/]+(?=\d)", "", read)
    found |= {Trace(int(one[1]), field) for field, word in _DIGITS.items() for one in re.finditer(word, bare)}
    found |= {Trace(None, field) for field, word in _PLAIN.items() if word.search(read)}
    return found | {trace for value, trace in secrets.items() if value in read}


def plant(monkeypatch) -> None:
    """From now on everybody the demo registers is recognisable; everything after that goes through the real acts."""
    numbers = count(FIRST)

    def registered(session, actor, facts, *, on):
        number = next(numbers)
        marked = replace(
            facts,
            first_name=f"Zqvvoor{number}",
            last_name=f"Zqvachter{number}",
            email=f"zqvpost{number}@kandidaat.example",
            phone=f"06 90{number:04d}77",
            born_on=date(YEAR, 1 + number % 12, 1 + number % 28),
            gemeente_code=GEMEENTE,
        )
        if number == FIRST:
            session.add(ReferenceCounter(kind=Kind.CANDIDATE.value, last=FIRST - 1))
            session.flush()
        candidate = register(session, actor, marked, on=on)
        session.flush()
        assert candidate.reference == f"K-{number:04d}"
        known = KnownNumber(kid="proef", digest=f"{number:064d}")
        session.add(known)
        session.flush()
        row = CandidateNumber(candidate=candidate, organisation_id=candidate.organisation_id, number_id=known.id)
        row.bsn = f"99999{number:04d}"
        session.add(row)
        record(session, actor, "candidatenumber.kept", row)
        return candidate

    def with_own_partner(session, *more):
        made = team(session, *more)
        # An account manager is named to employers with the own partner; so the coaches are of others, that nobody may know.
        homes = {one.organisation_id: one.organisation for one in made.coaches}
        hidden = {
            known: Organisation(name=f"{PARTNER} {known}", kind=home.kind, gemeente_code=home.gemeente_code)
            for known, home in homes.items()
        }
        session.add_all(hidden.values())
        for partner in hidden.values():
            record(session, TIMETABLE, "organisation.added", partner)
        for coach in made.coaches:
            coach.organisation = hidden[coach.organisation_id]
            # Who has a sign-in of the demo is named at its door, for everybody.
            if not coach.password_hash:
                coach.name, coach.email = f"Zqvcoach{coach.id}", f"zqvbegeleider{coach.id}@partner.example"
        session.flush()
        return made

    monkeypatch.setattr(people, "register_candidate", registered)
    monkeypatch.setattr(building, "make_team", with_own_partner)


def finish(session: Session, on: date) -> dict[str, Trace]:
    """Notes in every text about a person, and different things agreed to share; returns what is found as it stands."""
    secrets: dict[str, Trace] = {}
    for candidate in session.scalars(select(Candidate)):
        number = number_of(candidate)
        secrets[candidate.uuid] = Trace(number, "uuid")
        shared = {"name": bool(number & 1), "phone": bool(number & 2), "email": bool(number & 4)}
        agree_sharing(session, TIMETABLE, candidate, **shared, on=on)
    for profile in session.scalars(select(Profile)):
        profile.build_up = f"zqvnotitie{number_of(profile.candidate)}"
        secrets[profile.pseudonym] = Trace(number_of(profile.candidate), "pseudonym")
    for proposal in session.scalars(select(Proposal)):
        proposal.outside_note = proposal.end_note = f"zqvnotitie{number_of(proposal.candidate)}"
    session.flush()
    return secrets


def number_of(candidate: Candidate) -> int:
    """How the planted values of this person end."""
    return int(candidate.reference.partition("-")[2])


def lawful(session: Session, employer: Employer) -> set[Trace]:
    """What this employer may know of whom, by the field rules of the permission matrix and nothing else.

    After an invitation, and as long as the voordracht or the work lasts: what was agreed with that person. Who guides
    somebody that worked here stays known: an employer calls the coach, before and after. Of everybody else: nothing.
    """
    mine = select(Proposal).join(Proposal.vacancy).where(Vacancy.employer_id == employer.id)
    told = {one.candidate for one in session.scalars(mine) if one.status in (S.INVITED, S.ACCEPTED)}
    works = select(Placement).join(Placement.vacancy)
    works = works.where(
        (Vacancy.employer_id == employer.id) | (Placement.formal_employer_id == employer.id),
        Placement.status.in_((PlacementStatus.PLANNED, PlacementStatus.RUNNING)),
    )
    told |= {one.candidate for one in session.scalars(works)}
    guided = told | {one.candidate for one in session.scalars(mine) if one.status == S.PLACED}
    coaches = {Trace(one.coach_id, field) for one in guided for field in ("coach", "coach_email")}
    return coaches | {trace for one in told for trace in _introduced(one)}


def _introduced(candidate: Candidate) -> Iterator[Trace]:
    number, agreed = number_of(candidate), candidate.visibility
    named = ("first_name", "last_name") if agreed.shares_name else ()
    fields = (*named, *(["phone"] if agreed.shares_phone else []), *(["email"] if agreed.shares_email else []))
    yield from (Trace(number, field) for field in fields)
