"""What changes requests of a person: something is wrong, it was answered, the recipients were told; and asking to erase."""

from datetime import date

from sqlalchemy.orm import Session

from candidates.models import Candidate
from werkbedrijf.foundation import four_eyes
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import DomainError, InputRefused, NotFound
from werkbedrijf.foundation.four_eyes import PendingAct
from werkbedrijf.foundation.humane import health_problem
from werkbedrijf.foundation.outbox import tell
from werkbedrijf.foundation.periods import months_back
from werkbedrijf.foundation.reasons import keep_reason
from werkbedrijf.rights import messages
from werkbedrijf.rights.erasing import erase, refuse_now
from werkbedrijf.rights.models import Correction, CorrectionNotice, CorrectionOutcome, ErasureGround, Tombstone
from werkbedrijf.rights.policy import KIND
from werkbedrijf.rights.queries import candidate_of
from werkbedrijf.rights.recipients import recipients_of

LONGEST = 2000


class AnsweredAlready(DomainError):
    """A request is answered once."""

    def __init__(self) -> None:
        super().__init__("Dit verzoek is al beantwoord. Is er nog iets niet goed? Schrijf dan een nieuw verzoek op.")


def ask_correction(session: Session, actor: Actor, candidate: Candidate, *, what: str, on: date) -> Correction:
    """Write down what a person says is wrong; the coach sees to it within a month. Raises InputRefused for ``what``."""
    problem = _text_problem(what, "Vertel wat er niet klopt, en wat het moet zijn.")
    if problem:
        raise InputRefused({"what": problem})
    correction = Correction(
        candidate=candidate,
        what=what.strip(),
        owner_id=candidate.coach_id,
        asked_on=on,
        due_on=months_back(on, -1),
        answer="",
    )
    session.add(correction)
    record(session, actor, "correction.asked", correction)
    return correction


def answer_correction(
    session: Session, actor: Actor, correction: Correction, *, outcome: CorrectionOutcome | None, answer: str, on: date
) -> None:
    """Say what came of it; whoever received the data has to hear of a change. Raises InputRefused, AnsweredAlready."""
    if correction.answered_on is not None:
        raise AnsweredAlready
    problems = {}
    if outcome is None:
        problems["outcome"] = "Kies wat ermee is gedaan."
    problem = _text_problem(answer, "Vertel wat je hebt aangepast, of waarom niet.")
    if problem:
        problems["answer"] = problem
    if problems:
        raise InputRefused(problems)
    correction.outcome, correction.answer, correction.answered_on = outcome, answer.strip(), on
    notices = _notices(session, correction) if outcome is not CorrectionOutcome.REFUSED else []
    record(session, actor, "correction.answered", correction, *notices)


def tell_recipient(session: Session, actor: Actor, correction: Correction, notice_id: int, *, on: date) -> None:
    """Note that a recipient has heard of the correction. Raises NotFound for another's notice."""
    notice = next((each for each in correction.notices if each.id == notice_id), None)
    if notice is None:
        raise NotFound
    if notice.told_on is None:
        notice.told_on = on
        record(session, actor, "correction_notice.told", notice)


def ask_erasure(session: Session, actor: Actor, candidate: Candidate, *, ground: ErasureGround) -> PendingAct:
    """Ask the coordinator to confirm an erasure. Raises what ``refuse_now`` raises, or AskedAlready when it waits."""
    refuse_now(session, candidate)
    return four_eyes.ask(
        session,
        actor,
        KIND,
        candidate,
        reason=ground.words,
        details={"ground": ground.value},
        organisation_id=candidate.organisation_id,
    )


def confirm_erasure(session: Session, actor: Actor, pending: PendingAct, *, on: date) -> Tombstone:
    """The second person says yes, and the person is erased in the same transaction. Raises what ``erase`` raises."""
    candidate = candidate_of(session, pending)
    ground = ErasureGround(pending.details.get("ground", ErasureGround.OTHER.value))
    refuse_now(session, candidate)
    four_eyes.confirm(session, actor, pending)
    tombstone = erase(session, actor, candidate, ground=ground, on=on)
    # Afterwards, for what was told about this person before goes too.
    tell(session, messages.erased(session, pending))
    return tombstone


def decline_erasure(session: Session, actor: Actor, pending: PendingAct, *, reason: str) -> None:
    """The second person says no and why; nothing is erased, and who asked is told (AVG art. 12(4)).

    Raises InputRefused for ``reason``, and what four eyes raise.
    """
    problem = _text_problem(reason, "Vertel waarom niet. Wie het vroeg, leest dit en vertelt het de kandidaat.")
    problem = problem or health_problem(reason) or ""
    if problem:
        raise InputRefused({"reason": problem})
    four_eyes.decline(session, actor, pending, reason=keep_reason(session, reason))
    tell(session, messages.declined(session, pending))


def _notices(session: Session, correction: Correction) -> list[CorrectionNotice]:
    """One for each partner and employer elsewhere that received something."""
    own = correction.candidate.organisation_id
    # An employer that received something twice hears it once.
    found: dict[tuple[str, int], None] = {}
    for recipient in recipients_of(session, correction.candidate):
        if recipient.employer is not None:
            found["employer_id", recipient.employer.id] = None
        elif recipient.organisation is not None and recipient.organisation.id != own:
            found["organisation_id", recipient.organisation.id] = None
    notices = [CorrectionNotice(correction=correction, **{key: value}) for key, value in found]
    session.add_all(notices)
    session.flush()
    return notices


def _text_problem(text: str, empty: str) -> str:
    if not text.strip():
        return empty
    return f"Gebruik ten hoogste {LONGEST} tekens." if len(text) > LONGEST else ""
