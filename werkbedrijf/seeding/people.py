"""People of the test world: those with odd facts one by one through the acts, the crowd by the hundred."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sqlalchemy import update
from sqlalchemy.orm import Session

from candidates.actions import register_candidate
from candidates.facts import CandidateFacts, search_name_of
from candidates.models import Candidate, CandidateStatus, Visibility
from candidates.profile.actions import save_profile
from candidates.profile.facts import ProfileFacts
from candidates.profile.models import Mode, PoolRevision, Profile
from candidates.profile.revision import next_pool_revision
from candidates.registration.actions import register_entry, register_regeling
from candidates.registration.models import Ground, Regeling, RegelingPeriod, RegisterEntry
from candidates.visibility import agree_sharing, agree_visibility
from matching.core.catalogue import CAPABILITY_CODES, levels_to_text
from werkbedrijf.demo.names import FIRST_NAMES, LAST_NAMES
from werkbedrijf.demo.places import Map
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.references import Kind, ReferenceCounter, next_reference
from werkbedrijf.seeding.canaries import Facts

PC4 = "7511"
GEMEENTE = "GM0153"
BLOCK = 500


def odd_person(session: Session, coach: Actor, facts: Facts, *, on: date, shown: bool = True) -> Candidate:
    """Somebody with odd facts, who can do any work and is shown to employers unless ``shown`` is false."""
    since = on - timedelta(days=200)
    told = CandidateFacts(
        first_name=facts.first,
        last_name=facts.last,
        gemeente_code=GEMEENTE,
        born_on=facts.born_on,
        email=facts.email,
        phone=facts.phone,
    )
    candidate = register_candidate(session, coach, told, on=since)
    save_profile(session, coach, candidate, _able(since), on=on)
    register_regeling(session, coach, candidate, Regeling.PARTICIPATIEWET, starts_on=date(2024, 1, 1))
    register_entry(session, coach, candidate, Ground.PW_COLLEGE, starts_on=date(2024, 1, 1))
    if shown:
        agree_visibility(session, coach, candidate, who="kandidaat", on=since)
        agree_visibility(session, coach, candidate, who="coach", on=since)
        agree_sharing(session, coach, candidate, name=True, phone=True, email=True, on=since)
    session.flush()
    return candidate


def _able(since: date) -> ProfileFacts:
    return ProfileFacts(
        hours_min=Decimal(8),
        hours_max=Decimal(36),
        pc4=PC4,
        mode=Mode.BICYCLE,
        max_minutes=60,
        available_from=since,
        levels=dict.fromkeys(CAPABILITY_CODES, 4),
    )


def crowd(
    database_session: Callable[[], Session],
    coaches: Sequence[tuple[int, Actor]],
    region: Map,
    random: Random,
    many: int,
    *,
    on: date,
) -> None:
    """Everybody else, in blocks that are each saved as a whole: through the acts one by one it would take an hour."""
    for start in range(0, many, BLOCK):
        with database_session() as session:
            _block(session, coaches, region, random, range(start, min(start + BLOCK, many)), on)
            session.commit()


def _block(
    session: Session, coaches: Sequence[tuple[int, Actor]], region: Map, random: Random, numbers: range, on: date
) -> None:
    first = _references(session, len(numbers))
    revision = _revisions(session, len(numbers))
    by_id = {key: session.get_one(User, key) for key, _ in coaches}
    made: list[tuple[Actor, Candidate, Profile, list[RegelingPeriod | RegisterEntry]]] = []
    for offset, number in enumerate(numbers):
        key, coach = coaches[number % len(coaches)]
        candidate = _candidate(f"{Kind.CANDIDATE.value}-{first + offset:04d}", by_id[key], region, random, on)
        profile = _profile(candidate, region, random, revision + offset, on)
        since = date(random.randrange(2015, 2025), random.randrange(1, 13), 1)
        law = random.choices((Regeling.PARTICIPATIEWET, Regeling.WAJONG, Regeling.WSW), (60, 30, 10))[0]
        counted: list[RegelingPeriod | RegisterEntry] = [
            RegelingPeriod(candidate=candidate, regeling=law, starts_on=since)
        ]
        if random.random() < 0.7:
            counted.append(RegisterEntry(candidate=candidate, ground=random.choice(tuple(Ground)[:4]), starts_on=since))
        session.add_all([candidate, profile, *counted])
        made.append((coach, candidate, profile, counted))
    session.flush()
    with session.no_autoflush:
        for coach, candidate, profile, counted in made:
            record(session, coach, "candidate.registered", candidate)
            record(session, coach, "profile.made", profile)
            for row in counted:
                act = "regeling.registered" if isinstance(row, RegelingPeriod) else "register.entered"
                record(session, coach, act, row)


def _references(session: Session, many: int) -> int:
    first = int(next_reference(session, Kind.CANDIDATE).partition("-")[2])
    raised = update(ReferenceCounter).where(ReferenceCounter.kind == Kind.CANDIDATE.value)
    session.execute(raised.values(last=first + many - 1).execution_options(synchronize_session=False))
    return first


def _revisions(session: Session, many: int) -> int:
    first = next_pool_revision(session)
    raised = update(PoolRevision).values(last=first + many - 1)
    session.execute(raised.execution_options(synchronize_session=False))
    return first


def _candidate(reference: str, coach: User, region: Map, random: Random, on: date) -> Candidate:
    first, last = random.choice(FIRST_NAMES), random.choice(LAST_NAMES)
    since = on - timedelta(days=random.randrange(30, 900))
    agreed = since if random.random() < 0.85 else None
    return Candidate(
        reference=reference,
        first_name=first,
        last_name=last,
        search_name=search_name_of(first, last),
        born_on=date(random.randrange(1964, 2008), random.randrange(1, 13), random.randrange(1, 29)),
        email=f"persoon{reference.lower()}@voorbeeld.example",
        phone=f"06 0000{random.randrange(10000):04d}",
        gemeente_code=region.draw(random).gemeente.code,
        organisation=coach.organisation,
        coach=coach,
        status=CandidateStatus.ACTIVE,
        registered_on=since,
        visibility=Visibility(candidate_agreed_on=agreed, coach_agreed_on=agreed),
    )


def _profile(candidate: Candidate, region: Map, random: Random, revision: int, on: date) -> Profile:
    talent, low = random.gauss(2.1, 0.45), random.choice((8, 12, 16, 20, 24))
    levels: dict[str, int | None] = {
        code: None if random.random() < 0.05 else min(4, max(0, round(random.gauss(talent, 0.9))))
        for code in CAPABILITY_CODES
    }
    needs = random.getrandbits(6) & random.getrandbits(6)
    return Profile(
        candidate=candidate,
        pseudonym=f"{random.getrandbits(96):024x}",
        levels=levels_to_text(levels),
        needs=needs,
        essentials=needs & random.getrandbits(6),
        hours_min=Decimal(low),
        hours_max=Decimal(min(40, low + random.choice((4, 8, 12, 16)))),
        pc4=region.draw(random).pc4,
        mode=random.choices(tuple(Mode), (5, 45, 35, 15))[0],
        max_minutes=random.choice((20, 30, 30, 45, 45, 60)),
        available_from=on - timedelta(days=random.randrange(60)),
        confirmed_on=on - timedelta(days=random.randrange(110)),
        pool_revision=revision,
    )
