"""Contracts with social return in the invented region: on its way, behind its plan, near its end, in repair, and settled."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from employers.models import Employer, Establishment
from werkbedrijf.foundation.actors import Actor, Organisation, OrganisationKind, Role, User, actor_for
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.periods import month_of, months_back
from werkbedrijf.sroi.blocks import Kind
from werkbedrijf.sroi.claims.actions import approve, check, claim
from werkbedrijf.sroi.claims.facts import Told
from werkbedrijf.sroi.claims.models import Claim, Evidence
from werkbedrijf.sroi.claims.placed import propose
from werkbedrijf.sroi.contracts.actions import amend, plan, register_contract
from werkbedrijf.sroi.contracts.facts import Amendment, NewContract, Terms
from werkbedrijf.sroi.contracts.models import Change, Contract
from werkbedrijf.sroi.settling.actions import agree_repair, settle
from werkbedrijf.sroi.settling.models import How

TABLE = "utrecht_b"


def promise(
    session: Session, establishments: list[Establishment], *, show: Employer, today: date, latest: datetime
) -> None:
    """Register contracts, claim, decide and settle, through the real acts."""
    keeper = session.scalars(select(User).where(User.role == Role.COORDINATOR).order_by(User.id)).first()
    gemeente = session.scalars(
        select(Organisation).where(Organisation.kind == OrganisationKind.GEMEENTE).order_by(Organisation.id)
    ).first()
    if keeper is None or gemeente is None:
        return
    session.info["at"] = latest
    by, start = actor_for(session, keeper), month_of(months_back(today, 8))
    others = list(dict.fromkeys(one.employer for one in establishments if one.employer is not show))[:2]
    names = ("Onderhoud van parken en bermen", "Schoonmaak van gemeentelijke gebouwen", "Herinrichting van een wijk")
    sums = (Decimal(400_000), Decimal(250_000), Decimal(900_000))
    made = [
        _contract(session, by, gemeente, employer, name, start, total, day_of(latest))
        for employer, name, total in zip((show, *others), names, sums, strict=False)
    ]
    user = session.scalars(select(User).where(User.role == Role.EMPLOYER).order_by(User.id)).first()
    contractor = actor_for(session, user) if user else by
    _show(session, by, contractor, made[0], start, today)
    for late in made[2:]:
        plan(
            session,
            by,
            late,
            due_on=months_back(today, 1),
            amount=Decimal(15_000),
            note="Na de eerste fase",
            on=today,
        )
    for other in made[1:2]:
        _approved(session, by, other, _bought(start, today, Decimal(6_500)), today)
    _ending(session, by, gemeente, show, others, today, day_of(latest))


def _ending(
    session: Session, by: Actor, gemeente: Organisation, show: Employer, others: list[Employer], today: date, on: date
) -> None:
    """One contract that is nearly over, one that may still be put right, and one that is settled."""
    began, over = month_of(months_back(today, 14)), month_of(months_back(today, 1))
    contracts = (
        ("Vervanging van straatverlichting", others[0] if others else show, 200_000, today + timedelta(days=21), 8_000),
        ("Maaien van sportvelden", show, 150_000, over, 5_000),
        ("Onderhoud van speelplekken", show, 160_000, over, 6_500),
    )
    made = []
    for title, employer, total, ends_on, done in contracts:
        terms = Terms(Decimal(total), Decimal(5), ends_on)
        new = NewContract(gemeente, employer, title, TABLE, began, terms)
        contract = register_contract(session, by, new, on=on)
        _approved(session, by, contract, _bought(began, over, Decimal(done)), today)
        made.append(contract)
    _, repairing, settled = made
    agree_repair(session, by, repairing, last_day=months_back(today, -2), reason="De werving duurde langer.", on=today)
    for amount, how, ground, reason in (
        (1_000, How.PAID, "", "Ingehouden op de laatste factuur."),
        (500, How.WAIVED, "Besluit van de gemeente", "Alles is geprobeerd, maar er was niemand meer te vinden."),
    ):
        settle(session, by, settled, amount=Decimal(amount), how=how, ground=ground, reason=reason, on=today)


def _show(session: Session, by: Actor, contractor: Actor, contract: Contract, start: date, today: date) -> None:
    longer = Terms(Decimal(480_000), Decimal(5), _years(start, 3))
    amend(
        session, by, contract, Amendment(Change.OPTION, longer, "De optie voor een derde jaar is gebruikt."), on=today
    )
    plan(session, by, contract, due_on=months_back(today, 2), amount=Decimal(4_000), note="Na een half jaar", on=today)
    plan(session, by, contract, due_on=months_back(today, -6), amount=Decimal(12_000), note="Halverwege", on=today)
    _approved(session, by, contract, _bought(start, today, Decimal(4_250)), today, contractor)
    lesson = Told(
        Kind.ACTIVITY,
        months_back(today, 1),
        months_back(today, 1),
        block="maatschappelijke_activiteit",
        hours=Decimal(12),
        note="Rondleiding en sollicitatieoefening voor een groep",
    )
    claim(session, contractor, contract, lesson, on=today)
    worker = Told(Kind.PLACEMENT, start, month_of(today) - timedelta(days=1), hours=Decimal(24), worker="P-104")
    claim(session, contractor, contract, worker, on=today)
    for found in propose(session, by, contract, on=today)[:1]:
        _decide(session, by, found, Evidence.OWN_RECORDS, today)


def _contract(
    session: Session,
    by: Actor,
    gemeente: Organisation,
    employer: Employer,
    title: str,
    start: date,
    total: Decimal,
    on: date,
) -> Contract:
    terms = Terms(total, Decimal(5), _years(start, 2))
    return register_contract(session, by, NewContract(gemeente, employer, title, TABLE, start, terms), on=on)


def _bought(start: date, until: date, amount: Decimal) -> Told:
    """Something that was bought, up to a month before a day."""
    last_day = months_back(until, 1)
    return Told(Kind.PURCHASE, start, last_day, block="sociale_inkoop", amount=amount, note="Lunches en drukwerk")


def _approved(
    session: Session, by: Actor, contract: Contract, told: Told, today: date, claimer: Actor | None = None
) -> None:
    _decide(session, by, claim(session, claimer or by, contract, told, on=today), Evidence.INVOICE, today)


def _decide(session: Session, by: Actor, row: Claim, evidence: Evidence, today: date) -> None:
    check(session, by, row, evidence=evidence, seen_on=today, on=today)
    approve(session, by, row, on=today)


def _years(start: date, years: int) -> date:
    return start.replace(year=start.year + years)
