"""Invented candidates, through the real actions. Levels differ per person and per item, not per law."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sqlalchemy.orm import Session

from candidates.actions import register_candidate
from candidates.facts import CandidateFacts
from candidates.models import Candidate
from candidates.profile.actions import save_profile
from candidates.profile.facts import ProfileFacts
from candidates.profile.models import Mode
from candidates.registration.actions import register_entry, register_regeling
from candidates.registration.models import Ground, Regeling
from candidates.visibility import agree_sharing, agree_visibility
from matching.core.catalogue import CAPABILITY_CODES, CERTIFICATE_CODES, CONDITION_CODES, FAMILY_CODES
from werkbedrijf.demo.names import FIRST_NAMES, LAST_NAMES
from werkbedrijf.demo.places import Map
from werkbedrijf.demo.plans import Plan
from werkbedrijf.foundation.actors import Actor

# Places of the story were logged in so many days before today, at most.
HISTORY = 420
# How often someone of a law stands in the register and under which grounds: invented shares.
GROUNDS = {
    Regeling.PARTICIPATIEWET: (0.6, (Ground.PW_COLLEGE, Ground.PRAKTIJKROUTE, Ground.VSO, Ground.PRO)),
    Regeling.WAJONG: (0.9, (Ground.WAJONG,)),
    Regeling.WSW: (0.9, (Ground.WSW,)),
}


def draw_people(
    session: Session,
    coaches: list[Actor],
    plan: Plan,
    region: Map,
    random: Random,
    *,
    on: date,
    told: Callable[[int, int], None],
) -> Iterator[Candidate]:
    """Register everyone of the plan, one after the other; ``told`` hears how far it is."""
    laws = (
        [Regeling.PARTICIPATIEWET] * plan.participatiewet + [Regeling.WAJONG] * plan.wajong + [Regeling.WSW] * plan.wsw
    )
    random.shuffle(laws)
    for number, law in enumerate(laws, start=1):
        coach = coaches[number % len(coaches)]
        yield _person(session, coach, law, region, random, on=on)
        if number % 50 == 0 or number == len(laws):
            told(number, len(laws))


def _person(session: Session, coach: Actor, law: Regeling, region: Map, random: Random, *, on: date) -> Candidate:
    spot = region.draw(random)
    first, last = random.choice(FIRST_NAMES), random.choice(LAST_NAMES)
    since = on - timedelta(days=random.randrange(30, 900))
    facts = CandidateFacts(
        first_name=first,
        last_name=last,
        gemeente_code=spot.gemeente.code,
        born_on=date(random.randrange(1964, 2008), random.randrange(1, 13), random.randrange(1, 29)),
        email=f"{first.lower().replace('ë', 'e')}.{last.lower()}@voorbeeld.example",
        phone=f"06 0000{random.randrange(10000):04d}",
    )
    candidate = register_candidate(session, coach, facts, on=since)
    save_profile(
        session, coach, candidate, _profile(spot.pc4, random, on=on), on=on - timedelta(days=random.randrange(110))
    )
    _register(session, coach, candidate, law, random)
    if random.random() < 0.85:
        agree_visibility(session, coach, candidate, who="kandidaat", on=since)
        if random.random() < 0.92:
            agree_visibility(session, coach, candidate, who="coach", on=since)
        agree_sharing(
            session, coach, candidate, name=True, phone=random.random() < 0.7, email=random.random() < 0.4, on=since
        )
    return candidate


def _register(session: Session, coach: Actor, candidate: Candidate, law: Regeling, random: Random) -> None:
    since = date(random.randrange(2015, 2025), random.randrange(1, 13), 1)
    register_regeling(session, coach, candidate, law, starts_on=since)
    # In the cities' studies over four in ten come under a second law as well; here a tenth, to keep the file small.
    if law != Regeling.PARTICIPATIEWET and random.random() < 0.1:
        register_regeling(session, coach, candidate, Regeling.PARTICIPATIEWET, starts_on=since)
    chance, grounds = GROUNDS[law]
    if random.random() < chance:
        register_entry(session, coach, candidate, random.choice(grounds), starts_on=since)


def _profile(pc4: str, random: Random, *, on: date) -> ProfileFacts:
    talent = random.gauss(2.1, 0.45)
    levels: dict[str, int | None] = {
        code: None if random.random() < 0.05 else min(4, max(0, round(random.gauss(talent, 0.9))))
        for code in CAPABILITY_CODES
    }
    needs = random.sample(CONDITION_CODES, k=random.choices((0, 1, 2, 3, 4), (20, 30, 25, 15, 10))[0])
    wishes = random.sample(FAMILY_CODES, k=random.randrange(0, 4))
    vetoes = [code for code in FAMILY_CODES if code not in wishes and random.random() < 0.04]
    low = random.choice((8, 12, 16, 20, 24))
    return ProfileFacts(
        hours_min=Decimal(low),
        hours_max=Decimal(min(40, low + random.choice((4, 8, 12, 16)))),
        pc4=pc4,
        mode=random.choices(tuple(Mode), (5, 45, 35, 15))[0],
        max_minutes=random.choice((20, 30, 30, 45, 45, 60)),
        # Before the first voordracht of the story: nobody is put forward for work that starts earlier.
        available_from=on - timedelta(days=HISTORY + random.randrange(60)),
        levels=levels,
        needs=frozenset(needs),
        essentials=frozenset(code for code in needs if random.random() < 0.25),
        times=frozenset(time for time in ("avond", "nacht", "weekend") if random.random() < 0.2),
        certificates=frozenset(code for code in CERTIFICATE_CODES if random.random() < 0.15),
        vetoes=frozenset(vetoes),
        wishes=tuple(wishes),
    )
