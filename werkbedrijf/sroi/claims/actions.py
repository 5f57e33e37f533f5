"""What is done with a claim: claiming, checking, approving, refusing, and putting right what was approved."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.four_eyes import OwnRequest
from werkbedrijf.foundation.humane import refuse_health
from werkbedrijf.foundation.references import Kind as Reference
from werkbedrijf.foundation.references import next_reference
from werkbedrijf.foundation.texts import number
from werkbedrijf.sroi.blocks import alike, bonuses_of
from werkbedrijf.sroi.claims.booking import held
from werkbedrijf.sroi.claims.facts import Told, Within, Worked, problems_of, worked_out
from werkbedrijf.sroi.claims.hours import count_work
from werkbedrijf.sroi.claims.models import Claim, Evidence
from werkbedrijf.sroi.claims.queries import bonus_counted, counted_months, overlapping
from werkbedrijf.sroi.claims.undoing import undo_events
from werkbedrijf.sroi.claims.workflow import CLAIM
from werkbedrijf.sroi.contracts.models import Contract

LONGEST = 500


def claim(
    session: Session,
    actor: Actor,
    contract: Contract,
    told: Told,
    *,
    out_of: tuple[str, int] | None = None,
    on: date,
) -> Claim:
    """Claim a contribution. Raises InputRefused by field.

    A contractor never chooses a block that tells a law about a person: who sees the document does, when checking. ``out_of``
    is the file it stood in, by a digest, and its row there.
    """
    held(session, contract)
    telling = not actor.is_a(Role.EMPLOYER)
    within = Within(contract.starts_on, contract.last_day_that_counts, contract.table)
    problems = dict(problems_of(told, within, telling=telling, on=on))
    if told.kind.of_person and not problems:
        problems |= _problems_of_days(session, contract, told)
    if problems:
        raise InputRefused(problems)
    refuse_health("note", told.note, of_work=True)
    row = Claim(
        reference=next_reference(session, Reference.CLAIM),
        contract=contract,
        kind=told.kind,
        status=CLAIM.start,
        block=told.block,
        bonuses=list(told.bonuses),
        bonuses_refused=[],
        with_lks=told.with_lks,
        starts_on=told.starts_on,
        ends_on=told.last_day + timedelta(days=1),
        hours=told.hours,
        amount=told.amount,
        days=told.days,
        worker=told.worker.strip() if told.kind.of_person else "",
        note=told.note.strip()[:LONGEST],
        claimed_on=on,
        claimed_by_id=actor.id,
        four_eyes=contract.four_eyes,
        from_file=out_of[0] if out_of else "",
        from_row=out_of[1] if out_of else None,
    )
    session.add(row)
    session.flush()
    _refuse_twice(session, row, told.bonuses)
    if told.block is not None:
        put_worth(row, worked_out(told, contract.table, counted_months(session, row, told.block)))
    record(session, actor, "sroi_claim.claimed", row)
    return row


def check(
    session: Session,
    actor: Actor,
    row: Claim,
    *,
    evidence: Evidence,
    seen_on: date,
    block: str | None = None,
    seen_hours: Decimal | None = None,
    bonuses: Iterable[str] = (),
    costs: Decimal | None = None,
    with_lks: bool = False,
    on: date,
) -> None:
    """Somebody saw a document: which kind, when, and what it says. Nothing of it is kept. Raises InputRefused by field.

    ``bonuses`` are those of which the document that they ask was seen too; what was asked beyond them falls away. Of blocks
    that are worth the same only the first is kept.
    """
    held(session, row)
    status = CLAIM.after("check", row.status)
    outside = row.kind.of_person and row.placement_id is None
    table = row.contract.table
    chosen = row.block or (block or None)
    if chosen is not None and chosen in table.blocks:
        chosen = alike(table, chosen)[0].code
    seen = tuple(bonuses)
    amount = row.amount if costs is None else costs
    told = replace(told_of(row), block=chosen, bonuses=seen, amount=amount, with_lks=with_lks)
    within = Within(row.contract.starts_on, row.contract.last_day_that_counts, table)
    problems = _problems_of_more(row, told, within, on) | _problems_of_document(row, evidence, seen_on, seen_hours, on)
    if problems:
        raise InputRefused(problems)
    _refuse_twice(session, row, seen)
    put_worth(row, _worked_out(session, row, told))
    row.block, row.status, row.evidence, row.seen_on = chosen, status, evidence, seen_on
    row.bonuses_refused = [one for one in row.bonuses if one not in seen]
    row.bonuses, row.amount, row.with_lks = list(seen), amount, with_lks
    row.seen_by_id, row.seen_hours = actor.id, seen_hours if outside else None
    record(session, actor, "sroi_claim.checked", row)


def _problems_of_more(row: Claim, told: Told, within: Within, on: date) -> dict[str, str]:
    """What is wrong with the block and what comes on top of it."""
    looked_at = {"block", "bonuses", "with_lks"}
    problems = {name: said for name, said in problems_of(told, within, telling=True, on=on) if name in looked_at}
    open_ones = {one.code for one in bonuses_of(within.table, telling=False)}
    if row.placement_id is not None and not open_ones.issuperset(told.bonuses):
        problems["bonuses"] = "Bij een plaatsing via de regio telt deze bonus niet: die zegt te veel over een persoon."
    if told.block is None:
        problems["block"] = "Kies het bouwblok dat bij het document hoort."
    return problems


def _problems_of_document(
    row: Claim, evidence: Evidence, seen_on: date, seen_hours: Decimal | None, on: date
) -> dict[str, str]:
    outside = row.kind.of_person and row.placement_id is None
    problems: dict[str, str] = {}
    if seen_on > on:
        problems["seen_on"] = "Deze dag moet nog komen. Vul in wanneer je het document zag."
    if evidence is Evidence.OWN_RECORDS and row.placement_id is None:
        problems["evidence"] = "De regio kent dit werk niet zelf. Kies het document dat je zag."
    if outside and seen_hours is None:
        problems["seen_hours"] = "Vul in hoeveel uur per week er volgens het document is gewerkt."
    elif outside and seen_hours is not None and row.hours is not None and row.hours > seen_hours:
        problems["seen_hours"] = (
            f"Er is {number(row.hours)} uur per week ingediend en {number(seen_hours)} uur gewerkt. Meer dan gewerkt telt "
            "niet. Wijs de bijdrage af; dan kan de opdrachtnemer haar opnieuw indienen."
        )
    return problems


def approve(session: Session, actor: Actor, row: Claim, *, on: date) -> None:
    """It counts: the books get its events, and its hours are counted.

    Raises OwnRequest when the gemeente wants another pair of eyes, CountedAlready when its hours count elsewhere.
    """
    held(session, row)
    status = CLAIM.after("approve", row.status)
    if row.four_eyes and row.seen_by_id == actor.id:
        raise OwnRequest
    row.status = status
    row.approved_on, row.approved_by_id = on, actor.id
    count_work(session, row, on=on)
    record(session, actor, "sroi_claim.approved", row)


def refuse(session: Session, actor: Actor, row: Claim, *, reason: str, on: date) -> None:
    """It does not count, and why; the contractor reads the reason. Raises InputRefused for ``reason``."""
    held(session, row)
    status = CLAIM.after("refuse", row.status)
    row.reason = _reason(reason, "Vertel waarom dit niet telt. De opdrachtnemer leest dit.")
    row.status = status
    record(session, actor, "sroi_claim.refused", row)


def withdraw(session: Session, actor: Actor, row: Claim, *, on: date) -> None:
    """Who claimed takes it back, before anybody checked it."""
    held(session, row)
    row.status = CLAIM.after("withdraw", row.status)
    record(session, actor, "sroi_claim.withdrawn", row)


def undo(session: Session, actor: Actor, row: Claim, *, reason: str, on: date) -> None:
    """It was approved and should not have been: the books get the opposite, and the hours are free again."""
    held(session, row)
    status = CLAIM.after("undo", row.status)
    row.reason = _reason(reason, "Vertel waarom dit toch niet telt. De opdrachtnemer leest dit.")
    row.status = status
    undo_events(session, row, on=on)
    record(session, actor, "sroi_claim.undone", row)


def put_worth(row: Claim, worked: Worked) -> None:
    """Keep what it is worth, with the sums as they are now."""
    row.value, row.sums = worked.value, worked.sums
    row.counted_months = "" if worked.months is None else str(worked.months)


def told_of(row: Claim) -> Told:
    """A claim as it was told."""
    return Told(
        kind=row.kind,
        starts_on=row.starts_on,
        last_day=row.last_day,
        block=row.block,
        hours=row.hours,
        amount=row.amount,
        days=row.days,
        bonuses=tuple(row.bonuses),
        worker=row.worker,
        with_lks=row.with_lks,
    )


def _worked_out(session: Session, row: Claim, told: Told) -> Worked:
    try:
        return worked_out(told, row.contract.table, counted_months(session, row, told.block or ""))
    except InputRefused as refused:
        # The costs of a bonus are asked under their own name where a document is looked at.
        names = {"amount": "costs" if told.bonuses else "amount"}
        raise InputRefused({names.get(name, name): said for name, said in refused.problems.items()}) from refused


def _refuse_twice(session: Session, row: Claim, bonuses: Iterable[str]) -> None:
    """Raise InputRefused when a bonus that counts once was given before for the same person."""
    for code in bonuses:
        block = row.contract.table.blocks[code]
        other = None if block.pro_rata else bonus_counted(session, row, code)
        if other is not None:
            said = f"‘{block.label}’ telt één keer per medewerker, en staat al in {other.reference}. Haal haar weg."
            raise InputRefused({"bonuses": said})


def _problems_of_days(session: Session, contract: Contract, told: Told) -> dict[str, str]:
    other = overlapping(session, contract, told.worker.strip(), told.starts_on, told.last_day + timedelta(days=1))
    if other is None:
        return {}
    days = f"{other.starts_on:%d-%m-%Y} tot en met {other.last_day:%d-%m-%Y}"
    return {"starts_on": f"Voor deze medewerker is {days} al ingediend, in {other.reference}. Kies andere dagen."}


def _reason(reason: str, empty: str) -> str:
    if not reason.strip():
        raise InputRefused({"reason": empty})
    refuse_health("reason", reason, of_work=True)
    return reason.strip()[:LONGEST]
