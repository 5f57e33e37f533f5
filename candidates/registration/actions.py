"""What changes a registration: coming under a regeling, entering and leaving the doelgroepregister.

Only for counting and for instruments; nothing here raises the revision of the pool, because the pool does not know it.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from candidates.models import Candidate
from candidates.registration.errors import EndsTooEarly, NothingChanged, Overlaps
from candidates.registration.models import (
    EntryReason,
    Ground,
    Regeling,
    RegelingPeriod,
    RegelingReason,
    RegisterEntry,
    ReplacedEntry,
    ReplacedRegeling,
)
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record

LAW, REGISTER = "deze regeling", "het doelgroepregister"


def register_regeling(
    session: Session,
    actor: Actor,
    candidate: Candidate,
    regeling: Regeling,
    *,
    starts_on: date,
    ends_on: date | None = None,
) -> RegelingPeriod:
    """Someone comes under a regeling, up to and not including ``ends_on``. The same regeling twice at once raises Overlaps."""
    _check_order(starts_on, ends_on)
    _hold(session, candidate)
    _check_free(candidate, LAW, session.scalars(_under(candidate, regeling)), starts_on, ends_on)
    period = RegelingPeriod(candidate=candidate, regeling=regeling, starts_on=starts_on, ends_on=ends_on)
    session.add(period)
    record(session, actor, "regeling.registered", period)
    return period


def end_regeling(session: Session, actor: Actor, period: RegelingPeriod, *, ends_on: date) -> None:
    """From this day on someone does not come under the regeling any more."""
    _check_order(period.starts_on, ends_on)
    _hold(session, period.candidate)
    others = session.scalars(_under(period.candidate, period.regeling).where(RegelingPeriod.id != period.id))
    _check_free(period.candidate, LAW, others, period.starts_on, ends_on)
    period.ends_on = ends_on
    record(session, actor, "regeling.ended", period)


def correct_regeling(
    session: Session,
    actor: Actor,
    period: RegelingPeriod,
    regeling: Regeling,
    *,
    starts_on: date,
    ends_on: date | None,
    reason: RegelingReason,
    on: date,
) -> None:
    """Put a time under a regeling right; what stood there before stays readable with the reason, and holds no more.

    With the reason that it did not belong here it is taken out. Raises Overlaps and EndsTooEarly as ``register_regeling``,
    and NothingChanged.
    """
    candidate = period.candidate
    _hold(session, candidate)
    session.refresh(period)
    before = {"regeling": period.regeling, "starts_on": period.starts_on, "ends_on": period.ends_on}
    if reason is not RegelingReason.WITHDRAWN:
        _check_order(starts_on, ends_on)
        others = session.scalars(_under(candidate, regeling).where(RegelingPeriod.id != period.id))
        _check_free(candidate, LAW, others, starts_on, ends_on)
        if before == {"regeling": regeling, "starts_on": starts_on, "ends_on": ends_on}:
            raise NothingChanged
    session.add(ReplacedRegeling(candidate=candidate, **before, reason=reason, replaced_on=on))
    if reason is RegelingReason.WITHDRAWN:
        session.delete(period)
    else:
        period.regeling, period.starts_on, period.ends_on = regeling, starts_on, ends_on
    record(session, actor, "regeling.corrected", period, reason=reason.words)


def register_entry(
    session: Session,
    actor: Actor,
    candidate: Candidate,
    ground: Ground,
    *,
    starts_on: date,
    ends_on: date | None = None,
) -> RegisterEntry:
    """Someone stands in the doelgroepregister on a ground. Two entries at once raise Overlaps: a person counts once."""
    _check_order(starts_on, ends_on)
    _hold(session, candidate)
    _check_free(candidate, REGISTER, session.scalars(_entries(candidate)), starts_on, ends_on)
    entry = RegisterEntry(candidate=candidate, ground=ground, starts_on=starts_on, ends_on=ends_on)
    session.add(entry)
    record(session, actor, "register.entered", entry)
    return entry


def end_entry(session: Session, actor: Actor, entry: RegisterEntry, *, ends_on: date) -> None:
    """From this day on someone does not stand in the register any more."""
    _check_order(entry.starts_on, ends_on)
    _hold(session, entry.candidate)
    others = session.scalars(_entries(entry.candidate).where(RegisterEntry.id != entry.id))
    _check_free(entry.candidate, REGISTER, others, entry.starts_on, ends_on)
    entry.ends_on = ends_on
    record(session, actor, "register.left", entry)


def correct_entry(
    session: Session,
    actor: Actor,
    entry: RegisterEntry,
    ground: Ground,
    *,
    starts_on: date,
    ends_on: date | None,
    reason: EntryReason,
    on: date,
) -> None:
    """Put an entry right; what stood there before stays readable with the reason, and counts no more.

    With the reason that it did not belong here it is taken out. Raises Overlaps and EndsTooEarly as ``register_entry``.
    """
    _hold(session, entry.candidate)
    session.refresh(entry)
    before = {"ground": entry.ground, "starts_on": entry.starts_on, "ends_on": entry.ends_on}
    if reason is not EntryReason.WITHDRAWN:
        _check_order(starts_on, ends_on)
        others = session.scalars(_entries(entry.candidate).where(RegisterEntry.id != entry.id))
        _check_free(entry.candidate, REGISTER, others, starts_on, ends_on)
        if before == {"ground": ground, "starts_on": starts_on, "ends_on": ends_on}:
            raise NothingChanged
    session.add(ReplacedEntry(candidate=entry.candidate, **before, reason=reason, replaced_on=on))
    if reason is EntryReason.WITHDRAWN:
        session.delete(entry)
    else:
        entry.ground, entry.starts_on, entry.ends_on = ground, starts_on, ends_on
    record(session, actor, "register.corrected", entry, reason=reason.words)


def register_choices(
    session: Session,
    actor: Actor,
    candidate: Candidate,
    regeling: str | None,
    regeling_from: date | None,
    ground: str | None,
    ground_from: date | None,
) -> None:
    """What was chosen on a form: a regeling, an entry in the register, both or neither. A choice needs its first day."""
    if regeling and regeling_from:
        register_regeling(session, actor, candidate, Regeling(regeling), starts_on=regeling_from)
    if ground and ground_from:
        register_entry(session, actor, candidate, Ground(ground), starts_on=ground_from)


def _under(candidate: Candidate, regeling: Regeling) -> Select[RegelingPeriod]:
    return select(RegelingPeriod).where(
        RegelingPeriod.candidate_id == candidate.id, RegelingPeriod.regeling == regeling
    )


def _entries(candidate: Candidate) -> Select[RegisterEntry]:
    return select(RegisterEntry).where(RegisterEntry.candidate_id == candidate.id)


def _hold(session: Session, candidate: Candidate) -> None:
    """Hold the person until the transaction ends: two doors at once cannot both find the same days free."""
    session.flush()
    session.execute(select(Candidate.id).where(Candidate.id == candidate.id).with_for_update(key_share=True))


def _check_order(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on <= starts_on:
        raise EndsTooEarly(starts_on)


def _check_free(
    candidate: Candidate,
    what: str,
    present: Iterable[RegelingPeriod | RegisterEntry],
    starts_on: date,
    ends_on: date | None,
) -> None:
    for row in present:
        ends_before = row.ends_on is not None and row.ends_on <= starts_on
        starts_after = ends_on is not None and ends_on <= row.starts_on
        if not (ends_before or starts_after):
            raise Overlaps(candidate, what, row.starts_on, row.ends_on)
