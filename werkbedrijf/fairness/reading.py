"""What is read beside a run to measure it: the only place where a regeling meets a list, and only to be counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from candidates.models import Candidate, CandidateStatus
from candidates.profile.models import Profile
from candidates.registration.models import Regeling
from candidates.registration.queries import regelingen_on
from matching.proposals.models import Proposal
from matching.proposals.queries import promised_candidates, working_candidates
from matching.runs.models import AllocationChoice
from werkbedrijf.fairness.measures import Labels
from werkbedrijf.fairness.measuring import Around
from werkbedrijf.fairness.result import Unknown, band_of

PERIOD: Final = 91
"""So many days of decisions about lists are counted together: a quarter."""
_NOBODY: Final[Labels] = frozenset()


def around(session: Session, day: date) -> Around:
    """Laws, registrations, decisions and waiting times as they are on this day."""
    everybody = session.execute(
        select(
            Candidate.id, Candidate.status, Candidate.organisation_id, Candidate.registered_on, Profile.pseudonym
        ).outerjoin(Profile, Profile.candidate_id == Candidate.id)
    ).all()
    laws = labels_on(session, (row.id for row in everybody), day)
    busy = set(session.scalars(working_candidates())) | set(session.scalars(promised_candidates()))
    looking = [row for row in everybody if row.status == CandidateStatus.ACTIVE and row.id not in busy]
    return Around(
        labels={row.pseudonym: laws.get(row.id, _NOBODY) for row in everybody if row.pseudonym},
        registered=[laws.get(row.id, _NOBODY) for row in looking],
        decisions=[(laws.get(id_, _NOBODY), other) for id_, other in decisions(session, day)],
        words=[law.value for law in Regeling],
        period=PERIOD,
        waiting=_waiting(session, looking, day),
        unknown=_unknown(session, {row.id: row.organisation_id for row in looking}),
    )


def labels_on(session: Session, candidate_ids: Iterable[int], day: date) -> Mapping[int, Labels]:
    """The laws of people on a day, as labels; absent when there is none."""
    found = regelingen_on(session, candidate_ids, day)
    return {id_: frozenset(law.value for law in laws) for id_, laws in found.items()}


def decisions(session: Session, day: date) -> Sequence[tuple[int, bool]]:
    """Per decision about a list in the past period the person, and whether it departed from the list.

    A voordracht is one where there was a list with others to choose from; a choice of a coach to put somebody on a list or
    take somebody off it always departs.
    """
    since = day - timedelta(days=PERIOD)
    followed = or_(Proposal.list_rank.is_not(None), Proposal.outside_reason.is_not(None))
    sent = select(Proposal.candidate_id, Proposal.outside_reason).where(
        Proposal.run_id.is_not(None), followed, Proposal.sent_on > since, Proposal.sent_on <= day
    )
    made = (AllocationChoice.made_on > since, AllocationChoice.made_on <= day)
    choices = session.scalars(select(AllocationChoice.candidate_id).where(*made))
    return [*((id_, why is not None) for id_, why in session.execute(sent)), *((id_, True) for id_ in choices)]


def last_sent(session: Session) -> Mapping[int, date]:
    """The day of the last voordracht of everybody who ever had one."""
    newest = select(Proposal.candidate_id, func.max(Proposal.sent_on)).group_by(Proposal.candidate_id)
    return {id_: sent_on for id_, sent_on in session.execute(newest)}


def _waiting(session: Session, looking: Sequence[Any], day: date) -> Mapping[str, int]:
    sent = last_sent(session)
    days = ((day - max(sent.get(row.id, row.registered_on), row.registered_on)).days for row in looking)
    return Counter(band_of(number) for number in days)


def _unknown(session: Session, organisations: Mapping[int, int]) -> tuple[Unknown, ...]:
    parts: dict[int, list[float]] = defaultdict(list)
    for id_, levels in session.execute(select(Profile.candidate_id, Profile.levels)):
        if id_ in organisations:
            parts[organisations[id_]].append(levels.count("?") / len(levels))
    return tuple(
        Unknown(organisation, len(own), round(sum(own), 6), round(sum(part * part for part in own), 6))
        for organisation, own in sorted(parts.items())
    )
