"""What changes the care for a placement: a contact that was, and hours that were granted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.aftercare.answers import Going, Granted, Way
from matching.aftercare.models import CareBudget, CareVisit
from matching.aftercare.queries import care_of
from matching.placements.models import Placement
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.humane import refuse_health
from werkbedrijf.foundation.texts import long_day

MOST_WORDS, MOST_MINUTES = 2_000, 960
MOST_AGREED = 200
MOST_HOURS = Decimal(1_000)
# Contact before the first working day is no care for work yet, but a talk to get ready may be.
BEFORE = timedelta(days=31)
FAR = timedelta(days=732)
NO_DAY = "Vul een datum in, zoals 23-11-2026."


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """A contact as it was: the day, how, how long, how it goes, what was said, and what is next; ``moments`` are keys."""

    on: date | None
    way: Way
    minutes: int | None = None
    person: Going = Going.UNKNOWN
    employer: Going = Going.UNKNOWN
    note: str = ""
    next_on: date | None = None
    agreement: str = ""
    moments: tuple[str, ...] = ()


def log_visit(session: Session, actor: Actor, placement: Placement, facts: VisitFacts, *, on: date) -> CareVisit:
    """Keep a contact, and tick off the moments it was for. Raises InputRefused per field."""
    day = _checked(placement, facts, on)
    moments = _tickable(session, placement, facts.moments, on=on)
    visit = CareVisit(
        placement=placement, candidate=placement.candidate, by_id=actor.id, on=day, moments=moments, **_told(facts)
    )
    session.add(visit)
    session.flush()
    record(session, actor, "carevisit.logged", visit)
    return visit


def change_visit(session: Session, actor: Actor, visit: CareVisit, facts: VisitFacts, *, on: date) -> CareVisit:
    """Put a contact right. Moments it ticked off and no longer does, wait again. Raises InputRefused per field."""
    visit.on = _checked(visit.placement, facts, on)
    visit.moments = _tickable(session, visit.placement, facts.moments, on=on, kept=visit.moments)
    for name, value in _told(facts).items():
        setattr(visit, name, value)
    record(session, actor, "carevisit.changed", visit)
    session.flush()
    return visit


def _told(facts: VisitFacts) -> dict[str, object]:
    return {
        "way": facts.way,
        "minutes": facts.minutes or 0,
        "person": facts.person,
        "employer": facts.employer,
        "note": facts.note.strip(),
        "next_on": facts.next_on,
        "agreement": facts.agreement.strip(),
    }


def _tickable(
    session: Session, placement: Placement, asked: Iterable[str], *, on: date, kept: Iterable[str] = ()
) -> list[str]:
    """The moments that can be ticked off: those of the plan nobody did yet, and those this contact had already."""
    (care,) = care_of(session, [placement], on)
    known = {one.moment.key for one in care.moments if one.done_on is None} | set(kept)
    return sorted(set(asked) & known)


def _checked(placement: Placement, facts: VisitFacts, on: date) -> date:
    problems = {
        "on": _day_problem(placement, facts.on, on),
        "minutes": "" if 0 <= (facts.minutes or 0) <= MOST_MINUTES else f"Vul minuten in, van 0 tot {MOST_MINUTES}.",
        "note": f"Gebruik ten hoogste {MOST_WORDS} tekens." if len(facts.note.strip()) > MOST_WORDS else "",
        "agreement": _agreement_problem(facts),
        "next_on": _next_problem(facts, on),
    }
    found = {name: sentence for name, sentence in problems.items() if sentence}
    if found or facts.on is None:
        raise InputRefused(found)
    refuse_health("note", facts.note)
    refuse_health("agreement", facts.agreement)
    return facts.on


def _day_problem(placement: Placement, day: date | None, on: date) -> str:
    if day is None:
        return NO_DAY
    if day > on:
        return "Deze dag moet nog komen. Leg het contact vast als het geweest is."
    if day < placement.starts_on - BEFORE:
        return f"Het werk begon op {long_day(placement.starts_on)}. Kies een dag vanaf een maand daarvoor."
    return ""


def _agreement_problem(facts: VisitFacts) -> str:
    if len(facts.agreement.strip()) > MOST_AGREED:
        return f"Gebruik ten hoogste {MOST_AGREED} tekens."
    return "Vul in wat jullie afspraken." if facts.next_on and not facts.agreement.strip() else ""


def _next_problem(facts: VisitFacts, on: date) -> str:
    if facts.next_on is None:
        return "Vul de dag in van deze afspraak." if facts.agreement.strip() else ""
    if facts.on is not None and facts.next_on <= facts.on:
        return "De volgende afspraak komt na dit contact. Kies een latere dag."
    return "Deze dag ligt meer dan twee jaar vooruit. Kijk het jaar na." if facts.next_on > on + FAR else ""


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """A decision about the hours of a job coach; both days are included."""

    since: date | None
    until: date | None
    hours: Decimal | None
    granted: Granted
    decided_on: date | None


def grant_hours(session: Session, actor: Actor, placement: Placement, facts: GrantFacts, *, on: date) -> CareBudget:
    """Keep a decision about hours. Raises InputRefused per field, also where another decision holds in those days."""
    # One decision a day also when two colleagues save at once.
    session.execute(select(Placement.id).where(Placement.id == placement.id).with_for_update())
    told = _granted(session, placement, facts, on)
    budget = CareBudget(placement=placement, candidate_id=placement.candidate_id, **told)
    session.add(budget)
    session.flush()
    record(session, actor, "carebudget.granted", budget)
    return budget


def change_grant(session: Session, actor: Actor, budget: CareBudget, facts: GrantFacts, *, on: date) -> CareBudget:
    """Put a decision right, or take over a new one for the same days. Raises InputRefused per field."""
    for name, value in _granted(session, budget.placement, facts, on, but=budget).items():
        setattr(budget, name, value)
    record(session, actor, "carebudget.changed", budget)
    session.flush()
    return budget


def _granted(
    session: Session, placement: Placement, facts: GrantFacts, on: date, *, but: CareBudget | None = None
) -> dict[str, object]:
    problems = {name: NO_DAY for name in ("since", "until", "decided_on") if getattr(facts, name) is None}
    if facts.hours is None or not 0 < facts.hours <= MOST_HOURS:
        problems["hours"] = f"Vul uren in: meer dan 0 en ten hoogste {MOST_HOURS}."
    if facts.since and facts.until:
        if facts.until < facts.since:
            problems["until"] = "De laatste dag ligt voor de eerste dag."
        elif facts.until > max(on, facts.since) + 5 * FAR:
            problems["until"] = "Deze dag ligt te ver weg. Kijk het jaar na."
        elif other := _other(session, placement, facts.since, facts.until, but):
            problems["since"] = (
                f"Van {long_day(other.since)} tot en met {long_day(other.until)} geldt al een besluit. Pas dat aan."
            )
    if facts.decided_on and facts.decided_on > on:
        problems["decided_on"] = "Dit besluit moet nog komen. Leg het vast als het er is."
    if problems:
        raise InputRefused(problems)
    return {name: getattr(facts, name) for name in ("since", "until", "hours", "granted", "decided_on")}


def _other(
    session: Session, placement: Placement, since: date, until: date, but: CareBudget | None
) -> CareBudget | None:
    asked = select(CareBudget).where(
        CareBudget.placement_id == placement.id, CareBudget.since <= until, CareBudget.until >= since
    )
    if but is not None:
        asked = asked.where(CareBudget.id != but.id)
    return session.scalars(asked.order_by(CareBudget.since).limit(1)).first()
