"""Vandaag of a job coach: the people of their own caseload."""

from datetime import date, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from candidates.emergency.queries import recent_emergencies
from candidates.models import Candidate, CandidateStatus, Visibility
from candidates.profile.models import Profile
from candidates.queries import candidates_visible_to, in_caseload_of
from candidates.scoring.models import SecondScoring
from candidates.scoring.workflow import ScoringStatus
from matching.aftercare.values import ASKED, CareValues
from matching.instruments.figures import FIGURES
from matching.instruments.values import figures_in
from matching.proposals.models import Proposal
from matching.proposals.workflow import ProposalStatus
from werkbedrijf.dashboards.today import amounts, faces, matters, rights, staying, talks, trays
from werkbedrijf.dashboards.today.lines import NEW_DAYS, Line, Today
from werkbedrijf.fairness.waiting import waiting_people
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.gateway import visible
from werkbedrijf.foundation.parameters import all_rows
from werkbedrijf.foundation.texts import short_day

# A profile that nobody looked at for so long may be out of date.
STALE_DAYS = 90
LONGEST = 3


def today(session: Session, actor: Actor, day: date) -> Today:
    """What waits for this coach."""
    # In one question: Vandaag asks much already.
    values = all_rows(session, (*ASKED, *FIGURES))
    care = staying.all_care(session, actor, day, CareValues(values))
    return Today(
        waiting=[
            *_after_answer(session, actor, day),
            *staying.waiting(care),
            *staying.to_sign(session, actor),
            *trays.waiting(session, actor),
            *_scorings(session, actor),
            *_emergencies(session, actor),
            *rights.asked(session, actor),
            *faces.promised(session, actor, day),
            *_not_shown(session, actor),
            *_stale(session, actor, day),
        ],
        ending=[
            *staying.coming(care, day),
            *rights.ending(session, actor, day),
            *(
                Line(
                    f"Nog geen antwoord over {p.candidate.name}: {p.vacancy.title}",
                    "proposals.show",
                    {"proposal": p.reference},
                    who=p.vacancy.employer.name,
                    on=p.held_until,
                )
                for p in session.scalars(matters.caseload(matters.holds_ending(actor, day), actor))
            ),
            *staying.ending(care, day),
        ],
        new=[
            *amounts.changing(figures_in(values), day),
            *(
                Line(
                    f"{p.vacancy.employer.name} heeft geantwoord over {p.candidate.name}: {p.status.value}",
                    "proposals.show",
                    {"proposal": p.reference},
                    who=p.vacancy.title,
                    on=p.answered_on,
                )
                for p in session.scalars(matters.caseload(matters.answers(actor, day), actor))
            ),
        ],
        extra_title="Langst zonder voordracht",
        extra=_longest(session, actor),
        start=[
            Line("Bekijk wie van jouw kandidaten het langst wacht", "fairness.waiting", button="Naar wie wacht"),
            Line("Bekijk je kandidaten", "candidates.index", button="Naar kandidaten"),
            Line("Bekijk welke plekken open zijn", "vacancies.index", button="Naar plekken"),
        ],
    )


def _after_answer(session: Session, actor: Actor, day: date) -> list[Line]:
    """The gesprekken that are near, who was accepted, who needs a gesprek, and who had one.

    For who has a gesprek later there is nothing to do yet.
    """
    answered = matters.proposals(actor, ProposalStatus.ACCEPTED, ProposalStatus.INVITED).limit(2 * matters.MOST_LINES)
    found = session.scalars(matters.caseload(answered, actor)).all()
    planned = talks.talks_of(session, actor, found)
    lines = talks.near_among(planned.values(), actor, day, session.info["at"])
    lines += [_about(p, "is aangenomen: plan samen de plaatsing") for p in found if p.status is ProposalStatus.ACCEPTED]
    invited = [p for p in found if p.status is ProposalStatus.INVITED]
    lines += [_about(p, "is uitgenodigd: maak een afspraak", plan=True) for p in invited if p.id not in planned]
    had = (p for p in invited if p.id in planned and planned[p.id].at < session.info["at"])
    return lines + [_about(p, "had een gesprek: vraag hoe het ging") for p in had]


def _about(p: Proposal, what: str, *, plan: bool = False) -> Line:
    return Line(
        f"{p.candidate.name} {what}",
        "talks.show" if plan else "proposals.show",
        {"proposal": p.reference},
        button="Plan het gesprek" if plan else "Open",
        who=f"{p.vacancy.employer.name}, {p.vacancy.title}",
        on=p.answered_on or p.invited_on,
    )


def _scorings(session: Session, actor: Actor) -> list[Line]:
    """Double scorings: begun, asked of this coach by name, or finished and to talk about."""
    mine, elsewhere = SecondScoring.scorer_id == actor.id, SecondScoring.organisation_id != actor.organisation_id
    busy = (SecondScoring.status == ScoringStatus.BUSY) & mine & elsewhere
    invited = (SecondScoring.status == ScoringStatus.ASKED) & (SecondScoring.invited_id == actor.id) & elsewhere
    done = (SecondScoring.status == ScoringStatus.DONE) & ~mine
    asked = (
        visible(actor, SecondScoring).where(or_(busy, invited, done)).order_by(None).order_by(SecondScoring.id.desc())
    )
    found = session.scalars(asked.limit(3 * matters.MOST_LINES)).unique().all()
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


def _emergencies(session: Session, actor: Actor) -> list[Line]:
    """Files of this coach that a colleague opened in the past days."""
    recent = recent_emergencies(actor, session.info["at"], days=NEW_DAYS).limit(matters.MOST_LINES)
    return [
        Line(
            f"{access.user.name} opende met noodtoegang het bestand van {reference}",
            "emergency.index",
            button="Bekijk waarom",
            who=access.reason,
            on=day_of(access.opened_at),
        )
        for access, reference in session.execute(recent)
    ]


def _people(actor: Actor) -> Select[Candidate]:
    return (
        candidates_visible_to(actor)
        .where(Candidate.status == CandidateStatus.ACTIVE)
        .options(joinedload(Candidate.visibility))
        .order_by(Candidate.registered_on, Candidate.id)
        .limit(matters.MOST_LINES)
    )


def _not_shown(session: Session, actor: Actor) -> list[Line]:
    waiting = (
        _people(actor)
        .join(Candidate.visibility)
        .where(Visibility.candidate_agreed_on.is_not(None), Visibility.coach_agreed_on.is_(None))
    )
    return [
        Line(
            f"{c.name} wil zichtbaar zijn voor werkgevers. Jij moet het nog aanzetten.",
            "candidates.show",
            {"candidate": c.reference},
            on=c.visibility.candidate_agreed_on,
        )
        for c in session.scalars(waiting)
    ]


def _stale(session: Session, actor: Actor, day: date) -> list[Line]:
    stale = (
        select(Profile)
        .join(Profile.candidate)
        .where(
            in_caseload_of(actor),
            Candidate.status == CandidateStatus.ACTIVE,
            Profile.confirmed_on < day - timedelta(days=STALE_DAYS),
        )
        .options(joinedload(Profile.candidate))
        .order_by(Profile.confirmed_on, Profile.id)
        .limit(5)
    )
    return [
        Line(
            f"Klopt het profiel van {p.candidate.name} nog?",
            "profile.show",
            {"candidate": p.candidate.reference},
            button="Bekijk het profiel",
            on=p.confirmed_on,
        )
        for p in session.scalars(stale)
    ]


def _longest(session: Session, actor: Actor) -> list[Line]:
    waiting = session.execute(waiting_people(actor).limit(LONGEST)).all()
    return [
        Line(
            c.name,
            "proposals.places_for",
            {"candidate": c.reference},
            button="Bekijk plekken",
            who=f"laatste voordracht op {short_day(last)}"
            if last
            else f"nog nooit voorgesteld, ingeschreven op {short_day(c.registered_on)}",
        )
        for c, last in waiting
    ]
