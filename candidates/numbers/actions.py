"""What changes a number: keeping it, taking it away, and deciding about two files of one person."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from stdnum.exceptions import ValidationError
from stdnum.nl import bsn as elfproef

from candidates.models import Candidate
from candidates.numbers.errors import BothAgreeFirst, EnoughForToday, KnownHere, NotANumber, NotUsedHere
from candidates.numbers.messages import tell_of_many_hits
from candidates.numbers.models import CandidateNumber, DuplicateCheck, KnownNumber, Verdict
from candidates.numbers.peppers import hold_peppers
from candidates.numbers.queries import looks_of, number_of
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.parameters import Parameter, whole_number_on


def tidy_bsn(typed: str) -> str:
    """Nine digits that pass the elfproef; raises NotANumber.

    >>> tidy_bsn("1112.22.333")
    '111222333'
    """
    try:
        number: str = elfproef.validate(typed.strip())
    except ValidationError:
        raise NotANumber from None
    return number


def keep_number(session: Session, actor: Actor, candidate: Candidate, typed: str, *, on: date) -> CandidateNumber:
    """Keep the number of a candidate whose file is complete. What another partner knows is told to nobody here.

    Raises NotUsedHere, NotANumber, EnoughForToday, and KnownHere when the own partner has a file with this number.
    """
    if not candidate.organisation.uses_bsn:
        raise NotUsedHere
    bsn = tidy_bsn(typed)
    present = number_of(session, candidate)
    if present is not None and present.bsn == bsn:
        return present
    _hold_to_limit(session, actor, on)
    session.flush()
    number_id = _known(session, bsn)
    _refuse_second_file(session, candidate, number_id)
    other_id = session.scalar(
        select(CandidateNumber.candidate_id)
        .where(CandidateNumber.number_id == number_id, CandidateNumber.organisation_id != candidate.organisation_id)
        .order_by(CandidateNumber.id)
        .limit(1)
    )
    if present is not None:
        record(session, actor, "candidatenumber.removed", present)
        _take_away(session, present)
    row = CandidateNumber(candidate=candidate, organisation_id=candidate.organisation_id, number_id=number_id)
    row.bsn = bsn
    session.add(row)
    record(session, actor, "candidatenumber.kept", row)
    note_check(session, actor, candidate.id, other_id, on=on)
    # Counted whether or not there was another: a number that is known nowhere takes the same work.
    if actor.id is not None:
        tell_of_many_hits(session, actor, on=on)
    return row


def note_check(session: Session, actor: Actor, candidate_id: int, other_id: int | None, *, on: date) -> DuplicateCheck:
    """Write down that somebody asked whether a number is known."""
    row = DuplicateCheck(
        candidate_id=candidate_id,
        other_id=other_id,
        by_id=actor.id,
        at=session.info["at"],
        on_day=on,
        verdict=Verdict.OPEN,
    )
    session.add(row)
    record(session, actor, "duplicatecheck.made", row)
    session.flush()
    return row


def take_number_away(session: Session, actor: Actor, candidate: Candidate) -> None:
    """The number of a candidate is not kept any longer."""
    present = number_of(session, candidate)
    if present is not None:
        record(session, actor, "candidatenumber.removed", present)
        _take_away(session, present)


def ask_partners(session: Session, actor: Actor, duplicate: DuplicateCheck) -> None:
    """The coordinator thinks a suggestion may be right: from now on both partners see it, and may agree."""
    duplicate.asked_by_id = actor.id
    record(session, actor, "duplicatecheck.asked", duplicate)


def agree(session: Session, actor: Actor, duplicate: DuplicateCheck) -> None:
    """The partner of this person agrees that the coordinator looks at both files."""
    if duplicate.candidate.organisation_id == actor.organisation_id:
        duplicate.agreed_by_id = actor.id
    else:
        duplicate.other_agreed_by_id = actor.id
    record(session, actor, "duplicatecheck.agreed", duplicate)


def decide(session: Session, actor: Actor, duplicate: DuplicateCheck, verdict: Verdict) -> None:
    """One person or two. Raises BothAgreeFirst."""
    if not (duplicate.both_agreed or duplicate.within):
        raise BothAgreeFirst
    duplicate.verdict, duplicate.decided_by_id = verdict, actor.id
    record(session, actor, "duplicatecheck.decided", duplicate)


def _known(session: Session, bsn: str) -> int:
    """The row of this number, made where there is none: who comes at the same moment waits here, and then sees us."""
    peppers = hold_peppers(session)
    now, later = peppers.digests(bsn)
    values = {"kid": peppers.kid, "digest": now, "next_kid": peppers.next_kid, "next_digest": later}
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    made = dialect.insert(KnownNumber).values(values)
    # Touching the row holds it: only an update waits for whoever made it just now.
    same = made.on_conflict_do_update(index_elements=["kid", "digest"], set_={"digest": made.excluded.digest})
    number_id: int = session.execute(same.returning(KnownNumber.id)).scalar_one()
    return number_id


def _refuse_second_file(session: Session, candidate: Candidate, number_id: int) -> None:
    same = select(CandidateNumber.candidate_id).where(
        CandidateNumber.number_id == number_id,
        CandidateNumber.organisation_id == candidate.organisation_id,
        CandidateNumber.candidate_id != candidate.id,
    )
    known = session.scalar(same)
    if known is not None:
        raise KnownHere(session.get_one(Candidate, known).reference, known)


def _hold_to_limit(session: Session, actor: Actor, on: date) -> None:
    if actor.id is None:
        return  # the service itself guesses at nothing
    most = whole_number_on(session, Parameter.NUMBER_CHECKS, on)
    if looks_of(session, actor, on) >= most:
        raise EnoughForToday(most)


def _take_away(session: Session, row: CandidateNumber) -> None:
    number_id = row.number_id
    session.delete(row)
    session.flush()
    forget_lonely(session, number_id)


def forget_lonely(session: Session, number_id: int) -> None:
    """A digest that belongs to nobody any more goes too."""
    if session.scalar(select(CandidateNumber.id).where(CandidateNumber.number_id == number_id).limit(1)) is None:
        lonely = session.get(KnownNumber, number_id)
        if lonely is not None:
            session.delete(lonely)
            session.flush()
