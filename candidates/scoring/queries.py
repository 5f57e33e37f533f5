"""What can be asked about double scorings."""

from collections import defaultdict

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from candidates.models import Candidate, CandidateStatus
from candidates.queries import candidates_visible_to
from candidates.scoring.differences import DoubleScored, Pair, double_scored
from candidates.scoring.models import Instrument, SecondScoring
from candidates.scoring.workflow import FINISHED, OPEN, ScoringStatus
from werkbedrijf.foundation.actors import Actor, Role, User
from werkbedrijf.foundation.gateway import find, gate


@gate(SecondScoring)
def scorings_visible_to(actor: Actor) -> Select[SecondScoring]:
    """Double scorings this person may know of: agrees with ``may_see_scoring``."""
    own = candidates_visible_to(actor).with_only_columns(Candidate.id)
    seen: list[ColumnElement[bool]] = [SecondScoring.candidate_id.in_(own)]
    if actor.is_a(Role.COACH) and actor.organisation_id is not None:
        invited = or_(SecondScoring.invited_id.is_(None), SecondScoring.invited_id == actor.id)
        asked = (SecondScoring.status == ScoringStatus.ASKED) & invited
        seen.append(_elsewhere(actor) & or_(SecondScoring.scorer_id == actor.id, asked))
    return _with_people().where(or_(*seen))


def find_scoring(session: Session, actor: Actor, reference: str) -> SecondScoring | None:
    """The double scoring with this reference, if this person may know of it."""
    return find(session, actor, SecondScoring, reference.strip().upper())


def open_scoring_of(session: Session, candidate: Candidate) -> SecondScoring | None:
    """The request that is open for this person, when there is one."""
    found = select(SecondScoring).where(SecondScoring.candidate_id == candidate.id, SecondScoring.status.in_(OPEN))
    return session.scalars(found).first()


def scorings_of(candidate: Candidate) -> Select[SecondScoring]:
    """Every double scoring of this person, newest first."""
    return _with_people().where(SecondScoring.candidate_id == candidate.id).order_by(SecondScoring.id.desc())


def to_pick_up(actor: Actor) -> Select[SecondScoring]:
    """Requests this coach may answer, the one that ends first on top."""
    mine = or_(SecondScoring.invited_id.is_(None), SecondScoring.invited_id == actor.id)
    asked = SecondScoring.status == ScoringStatus.ASKED
    return _with_people().where(asked, mine, _elsewhere(actor)).order_by(SecondScoring.expires_on, SecondScoring.id)


def scored_by(actor: Actor) -> Select[SecondScoring]:
    """What this coach is busy with or finished, newest first."""
    mine = SecondScoring.status.in_((ScoringStatus.BUSY, *FINISHED)) & (SecondScoring.scorer_id == actor.id)
    return _with_people().where(mine, _elsewhere(actor)).order_by(SecondScoring.id.desc())


def asked_for(actor: Actor) -> Select[SecondScoring]:
    """What was asked for the people of this coach, or of this account manager's partner; newest first."""
    own = candidates_visible_to(actor).with_only_columns(Candidate.id)
    return _with_people().where(SecondScoring.candidate_id.in_(own)).order_by(SecondScoring.id.desc())


def past_their_day(on: object) -> Select[SecondScoring]:
    """Open requests whose last day is before this day, or whose person left."""
    over = or_(SecondScoring.expires_on < on, Candidate.status == CandidateStatus.LEFT)
    return (
        _with_people()
        .join(Candidate, Candidate.id == SecondScoring.candidate_id)
        .where(SecondScoring.status.in_(OPEN), over)
        .order_by(SecondScoring.id)
    )


def coaches_elsewhere(candidate: Candidate) -> Select[User]:
    """Job coaches of other partners who can sign in, by name."""
    elsewhere = and_(User.organisation_id.is_not(None), User.organisation_id != candidate.organisation_id)
    active = (User.role == Role.COACH, User.is_active, elsewhere)
    return select(User).where(*active).options(joinedload(User.organisation)).order_by(User.name, User.id)


def double_scoring_differences(session: Session) -> list[DoubleScored]:
    """Per partner and instrument of the first answers: how these differ from the second. One query.

    Nothing is masked here: whoever shows it hides small numbers (``werkbedrijf.dashboards.suppression``).
    """
    columns = (
        SecondScoring.organisation_id,
        SecondScoring.instrument,
        SecondScoring.candidate_id,
        SecondScoring.own_levels,
        SecondScoring.levels,
    )
    found: dict[tuple[int, Instrument | None], list[Pair]] = defaultdict(list)
    for row in session.execute(select(*columns).where(SecondScoring.status.in_(FINISHED)).order_by(SecondScoring.id)):
        found[row.organisation_id, row.instrument].append(Pair(row.candidate_id, row.own_levels, row.levels))
    return [
        double_scored(organisation_id, instrument, pairs)
        for (organisation_id, instrument), pairs in sorted(found.items(), key=lambda one: (one[0][0], str(one[0][1])))
    ]


def _elsewhere(actor: Actor) -> ColumnElement[bool]:
    ours = Candidate.organisation_id == actor.organisation_id
    own = select(Candidate.id).where(ours)
    return (SecondScoring.organisation_id != actor.organisation_id) & SecondScoring.candidate_id.not_in(own)


def _with_people() -> Select[SecondScoring]:
    return select(SecondScoring).options(
        joinedload(SecondScoring.candidate).joinedload(Candidate.coach),
        joinedload(SecondScoring.organisation),
        joinedload(SecondScoring.scorer).joinedload(User.organisation),
    )
