"""Lines of Vandaag about the people of a coach. What is returned opens names when it is read, so read it when all is asked."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, or_
from sqlalchemy.orm import Session

from candidates.emergency.queries import emergencies_since
from candidates.models import Candidate, CandidateStatus, Visibility
from candidates.naming import NAME, Names
from candidates.profile.models import Profile
from candidates.queries import candidates_visible_to, in_caseload_of
from candidates.scoring.models import SecondScoring
from candidates.scoring.workflow import ScoringStatus
from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.proposals.models import Proposal
from matching.proposals.workflow import ProposalStatus
from matching.talks.models import Talk
from matching.talks.workflow import TalkStatus
from werkbedrijf.dashboards.today import matters, talks
from werkbedrijf.dashboards.today.asking import SINCE, UNTIL, asked
from werkbedrijf.dashboards.today.lines import NEW_DAYS, Line
from werkbedrijf.fairness.waiting import waiting_people
from werkbedrijf.foundation.actors import Actor, User
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.emergency import EmergencyAccess
from werkbedrijf.foundation.gateway import visible
from werkbedrijf.foundation.keys.sealed import Sealed
from werkbedrijf.foundation.texts import short_day

# A profile that nobody looked at for so long may be out of date.
STALE_DAYS = 90
LONGEST = 3

_REASON: Final[Sealed[str]] = EmergencyAccess.__dict__["reason"]
_ABOUT: Final = (*NAME, Proposal.reference, Vacancy.title, Employer.name.label("employer"))


def after_answer(session: Session, actor: Actor, day: date, names: Names) -> Iterator[Line]:
    """The gesprekken that are near, who was accepted, who needs a gesprek, and who had one.

    For who has a gesprek later there is nothing to do yet.
    """
    return _after_answer(names.noted(asked(session, _answered, actor)), day, session.info["at"], names)


def _answered(actor: Actor) -> Select[*tuple[Any, ...]]:
    # A gesprek may be seen by who may see its voordracht; every one of an answered voordracht that was not called off goes on.
    found = matters.proposals(actor, ProposalStatus.ACCEPTED, ProposalStatus.INVITED).where(in_caseload_of(actor))
    planned = (Talk.proposal_id == Proposal.id) & (Talk.status == TalkStatus.PLANNED)
    told = (Proposal.status, Proposal.answered_on, Proposal.invited_on, Talk.at, Talk.id.label("talk"), Talk.place)
    return found.outerjoin(Talk, planned).with_only_columns(*_ABOUT, *told).limit(2 * matters.MOST_LINES)


def _after_answer(found: Sequence[Any], day: date, at: datetime, names: Names) -> Iterator[Line]:
    near = [one for one in found if one.at is not None and at <= one.at < talks.until(day)]
    for one in sorted(near, key=lambda one: (one.at, one.talk)):
        yield talks.line(one.reference, one.title, one.employer, one.place, one.at, day, names.of(one))
    for one in found:
        if one.status is ProposalStatus.ACCEPTED:
            yield _about(one, "is aangenomen: plan samen de plaatsing", names)
    invited = [one for one in found if one.status is ProposalStatus.INVITED]
    for one in invited:
        if one.at is None:
            yield _about(one, "is uitgenodigd: maak een afspraak", names, plan=True)
    for one in invited:
        if one.at is not None and one.at < at:
            yield _about(one, "had een gesprek: vraag hoe het ging", names)


def _about(one: Any, what: str, names: Names, *, plan: bool = False) -> Line:
    return Line(
        f"{names.of(one)} {what}",
        "talks.show" if plan else "proposals.show",
        {"proposal": one.reference},
        button="Plan het gesprek" if plan else "Open",
        who=f"{one.employer}, {one.title}",
        on=one.answered_on or one.invited_on,
    )


def holds_ending(session: Session, actor: Actor, until: date, names: Names) -> Iterable[Line]:
    """Voordrachten that are held for some days more, and that nobody answered."""
    found = names.noted(asked(session, _holds_ending, actor, until=until))
    return (
        Line(
            f"Nog geen antwoord over {names.of(one)}: {one.title}",
            "proposals.show",
            {"proposal": one.reference},
            who=one.employer,
            on=one.held_until,
        )
        for one in found
    )


def _holds_ending(actor: Actor) -> Select[*tuple[Any, ...]]:
    return matters.holds_ending(actor).where(in_caseload_of(actor)).with_only_columns(*_ABOUT, Proposal.held_until)


def answers(session: Session, actor: Actor, since: date, names: Names) -> Iterable[Line]:
    """What employers answered since a day."""
    found = names.noted(asked(session, _answers, actor, since=since))
    return (
        Line(
            f"{one.employer} heeft geantwoord over {names.of(one)}: {one.status.value}",
            "proposals.show",
            {"proposal": one.reference},
            who=one.title,
            on=one.answered_on,
        )
        for one in found
    )


def _answers(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (*_ABOUT, Proposal.status, Proposal.answered_on)
    return matters.answers(actor).where(in_caseload_of(actor)).with_only_columns(*told)


def scorings(session: Session, actor: Actor) -> list[Line]:
    """Double scorings: begun, asked of this coach by name, or finished and to talk about."""
    found = asked(session, _scorings, actor)
    said = (
        (ScoringStatus.BUSY, "Dubbel beoordelen: ga verder waar je was", "started_on"),
        (ScoringStatus.ASKED, "Een collega vraagt je om iemand dubbel te beoordelen", "asked_on"),
        (ScoringStatus.DONE, "Dubbel beoordeeld: bespreek de verschillen", "finished_on"),
    )
    return [
        Line(text, "scoring.show", {"scoring": row.reference}, who=row.reference, on=getattr(row, day))
        for status, text, day in said
        for row in found
        if row.status is status
    ]


def _scorings(actor: Actor) -> Select[*tuple[Any, ...]]:
    mine, elsewhere = SecondScoring.scorer_id == actor.id, SecondScoring.organisation_id != actor.organisation_id
    busy = (SecondScoring.status == ScoringStatus.BUSY) & mine & elsewhere
    invited = (SecondScoring.status == ScoringStatus.ASKED) & (SecondScoring.invited_id == actor.id) & elsewhere
    done = (SecondScoring.status == ScoringStatus.DONE) & ~mine
    found = visible(actor, SecondScoring).where(or_(busy, invited, done)).order_by(None)
    days = (SecondScoring.started_on, SecondScoring.asked_on, SecondScoring.finished_on)
    told = found.with_only_columns(SecondScoring.status, SecondScoring.reference, *days)
    return told.order_by(SecondScoring.id.desc()).limit(3 * matters.MOST_LINES)


def emergencies(session: Session, actor: Actor, names: Names) -> Iterable[Line]:
    """Files of this coach that a colleague opened in the past days."""
    since = session.info["at"] - timedelta(days=NEW_DAYS)
    found = names.noted(asked(session, _emergencies, actor, since=since))
    return (
        Line(
            f"{one.name} opende met noodtoegang het bestand van {one.reference}",
            "emergency.index",
            button="Bekijk waarom",
            who=_REASON.opened_with(names.lock(one), one.reason, one.opening),
            on=day_of(one.opened_at),
        )
        for one in found
    )


def _emergencies(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (User.name, Candidate.reference, Candidate.uuid, EmergencyAccess.uuid.label("opening"))
    reason = EmergencyAccess.reason.label("reason")
    recent = emergencies_since(actor, SINCE).join(EmergencyAccess.user)
    return recent.with_only_columns(*told, reason, EmergencyAccess.opened_at).limit(matters.MOST_LINES)


def not_shown(session: Session, actor: Actor, names: Names) -> Iterable[Line]:
    """Who wants employers to see them, and waits for the yes of the coach."""
    found = names.noted(asked(session, _not_shown, actor))
    return (
        Line(
            f"{names.of(one)} wil zichtbaar zijn voor werkgevers. Jij moet het nog aanzetten.",
            "candidates.show",
            {"candidate": one.reference},
            on=one.candidate_agreed_on,
        )
        for one in found
    )


def _not_shown(actor: Actor) -> Select[*tuple[Any, ...]]:
    half = (Visibility.candidate_agreed_on.is_not(None), Visibility.coach_agreed_on.is_(None))
    return (
        candidates_visible_to(actor)
        .join(Candidate.visibility)
        .where(Candidate.status == CandidateStatus.ACTIVE, *half)
        .with_only_columns(*NAME, Candidate.reference, Visibility.candidate_agreed_on)
        .order_by(Candidate.registered_on, Candidate.id)
        .limit(matters.MOST_LINES)
    )


def stale(session: Session, actor: Actor, day: date, names: Names) -> Iterable[Line]:
    """Profiles that nobody looked at for long, the oldest first."""
    found = names.noted(asked(session, _stale, actor, until=day - timedelta(days=STALE_DAYS)))
    return (
        Line(
            f"Klopt het profiel van {names.of(one)} nog?",
            "profile.show",
            {"candidate": one.reference},
            button="Bekijk het profiel",
            on=one.confirmed_on,
        )
        for one in found
    )


def _stale(actor: Actor) -> Select[*tuple[Any, ...]]:
    old = (Candidate.status == CandidateStatus.ACTIVE, Profile.confirmed_on < UNTIL)
    return (
        visible(actor, Candidate)
        .join(Profile, Profile.candidate_id == Candidate.id)
        .where(in_caseload_of(actor), *old)
        .with_only_columns(*NAME, Candidate.reference, Profile.confirmed_on)
        .order_by(Profile.confirmed_on, Profile.id)
        .limit(5)
    )


def longest(session: Session, actor: Actor, names: Names) -> Iterable[Line]:
    """Who waits longest for a voordracht."""
    found = names.noted(asked(session, _longest, actor))
    return (
        Line(
            names.of(one),
            "proposals.places_for",
            {"candidate": one.reference},
            button="Bekijk plekken",
            who=f"laatste voordracht op {short_day(one.sent_on)}"
            if one.sent_on
            else f"nog nooit voorgesteld, ingeschreven op {short_day(one.registered_on)}",
        )
        for one in found
    )


def _longest(actor: Actor) -> Select[*tuple[Any, ...]]:
    people = waiting_people(actor)
    sent_on = people.selected_columns["last"].label("sent_on")
    told = (*NAME, Candidate.reference, Candidate.registered_on, sent_on)
    return people.with_only_columns(*told).limit(LONGEST)
