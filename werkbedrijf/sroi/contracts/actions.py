"""What is done with a contract. What is owed is the sum of rows; every row also stands as an event in the books."""

import re
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from employers.models import Employer
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.humane import refuse_health
from werkbedrijf.foundation.parameters import Parameter, find_value
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.sroi.claims.booking import book, held
from werkbedrijf.sroi.contracts.facts import Amendment, NewContract, Terms
from werkbedrijf.sroi.contracts.models import (
    Agreement,
    Change,
    Contract,
    ContractOption,
    Milestone,
    Rung,
    Subcontractor,
)
from werkbedrijf.sroi.ledger import Kind as BookKind
from werkbedrijf.sroi.obligation import Agreed, obligation_of, problems_of
from werkbedrijf.sroi.tables import ValueTable
from werkbedrijf.sroi.values.queries import known_table

LONGEST = 200
MOST = Decimal(900_000_000)
_REBATES = {
    Rung.ASPIRANT: Parameter.SROI_PSO_ASPIRANT,
    Rung.FIRST: Parameter.SROI_PSO_FIRST,
    Rung.SECOND: Parameter.SROI_PSO_SECOND,
    Rung.THIRD: Parameter.SROI_PSO_THIRD,
    Rung.THIRTY: Parameter.SROI_PSO_THIRTY,
}


def register_contract(session: Session, actor: Actor, new: NewContract, *, on: date) -> Contract:
    """Register a contract with its clause. Raises InputRefused by field.

    The value table, the threshold and the rebate are those of the contract's own date, and stay that.
    """
    agreed = agreed_on(session, new.terms, new.starts_on)
    problems = _problems(new, known_table(session, new.table_version)) | dict(problems_of(agreed))
    problems |= _problems_of_period(new.starts_on, new.terms)
    if problems:
        raise InputRefused(problems)
    refuse_health("title", new.title, of_work=True)
    contract = Contract(
        reference=next_reference(session, Kind.CONTRACT),
        organisation=new.organisation,
        contractor=new.contractor,
        title=new.title.strip(),
        cpv=new.cpv.strip(),
        table_version=new.table_version,
        starts_on=new.starts_on,
        registered_on=on,
        four_eyes=new.four_eyes,
        options=[ContractOption(ends_on=ends_on, extra=extra) for ends_on, extra in new.options],
    )
    session.add(contract)
    _agree(session, contract, Amendment(Change.AWARD, new.terms, "De opdracht is gegund."), agreed, on)
    record(session, actor, "sroi_contract.registered", contract, *contract.agreements, *contract.options)
    return contract


def amend(session: Session, actor: Actor, contract: Contract, amendment: Amendment, *, on: date) -> Agreement:
    """Agree something else from now on: a new row beside the old ones. Raises InputRefused by field.

    The threshold stays that of the contract's date; the rebate is that of the rung on the day of the change.
    """
    held(session, contract)
    agreed = agreed_on(session, amendment.terms, contract.starts_on, rebate_on=on)
    problems = dict(problems_of(agreed)) | _problems_of_period(contract.starts_on, amendment.terms)
    if not amendment.reason.strip():
        problems["reason"] = "Vertel waarom dit verandert. Ook de opdrachtnemer leest dit."
    if amendment.option and (amendment.option.contract_id != contract.id or _is_used(contract, amendment.option)):
        problems["option"] = "Deze optie is al gebruikt. Kies een andere, of geen."
    if problems:
        raise InputRefused(problems)
    refuse_health("reason", amendment.reason, of_work=True)
    agreement = _agree(session, contract, amendment, agreed, on)
    record(session, actor, "sroi_contract.amended", contract, agreement, reason=amendment.kind.value)
    return agreement


def plan(
    session: Session, actor: Actor, contract: Contract, *, due_on: date, amount: Decimal, note: str, on: date
) -> Milestone:
    """Agree how much must be approved on a day, in all. Another one for that day replaces it; nothing takes it out."""
    problems: dict[str, str] = {}
    if not contract.starts_on <= due_on < contract.ends_on:
        problems["due_on"] = (
            f"Kies een dag in de looptijd: van {contract.starts_on:%d-%m-%Y} tot en met {contract.last_day:%d-%m-%Y}."
        )
    if not 0 <= amount <= MOST:
        problems["amount"] = "Vul een bedrag in van 0 euro of meer. Met 0 vervalt het doel op die dag."
    if problems:
        raise InputRefused(problems)
    refuse_health("note", note, of_work=True)
    milestone = Milestone(contract=contract, due_on=due_on, amount=amount, note=note.strip()[:LONGEST], agreed_on=on)
    session.add(milestone)
    record(session, actor, "sroi_contract.planned", contract, milestone)
    return milestone


def add_subcontractor(
    session: Session, actor: Actor, contract: Contract, employer: Employer, *, on: date
) -> Subcontractor:
    """An employer works under the contractor; what it does counts too. Raises InputRefused when it is there already."""
    held(session, contract)
    if employer.id in contract.employer_ids:
        raise InputRefused({"employer": f"{employer.name} hoort al bij deze opdracht."})
    row = Subcontractor(contract=contract, employer=employer, since=on)
    session.add(row)
    session.flush()
    record(session, actor, "sroi_contract.subcontracted", contract, row)
    return row


def agreed_on(session: Session, terms: Terms, day: date, *, rebate_on: date | None = None) -> Agreed:
    """Terms with the threshold of a day, and the rebate of that day or another."""
    rebate = find_value(session, _REBATES[terms.rung], rebate_on or day) if terms.rung else None
    return Agreed(
        total=terms.total,
        percentage=terms.percentage,
        basis=terms.basis,
        wages=terms.wages,
        rebate=rebate or Decimal(0),
        threshold=find_value(session, Parameter.SROI_THRESHOLD, day),
        below_threshold_too=terms.below_threshold_too,
    )


def _agree(session: Session, contract: Contract, amendment: Amendment, agreed: Agreed, on: date) -> Agreement:
    before = obligation_of(contract.now.agreed).amount if contract.agreements else Decimal(0)
    terms = amendment.terms
    agreement = Agreement(
        contract=contract,
        kind=amendment.kind,
        agreed_on=on,
        ends_on=terms.ends_on,
        total=terms.total,
        wages=terms.wages,
        percentage=terms.percentage,
        basis=terms.basis,
        rung=terms.rung,
        rebate=agreed.rebate,
        threshold=agreed.threshold,
        below_threshold_too=terms.below_threshold_too,
        change=obligation_of(agreed).amount - before,
        reason=amendment.reason.strip()[:LONGEST],
        option=amendment.option,
    )
    session.add(agreement)
    session.flush()
    key = f"{contract.reference}/verplichting/{agreement.id}"
    book(session, contract, key, BookKind.OBLIGATION, agreement.change, on=on, reason=agreement.reason)
    return agreement


def _is_used(contract: Contract, option: ContractOption) -> bool:
    return any(agreement.option_id == option.id for agreement in contract.agreements)


def _problems(new: NewContract, table: ValueTable | None) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not new.title.strip():
        problems["title"] = "Vul in waar de opdracht over gaat."
    elif len(new.title) > LONGEST:
        problems["title"] = f"Gebruik ten hoogste {LONGEST} tekens."
    if new.cpv.strip() and not re.fullmatch(r"\d{8}(-\d)?", new.cpv.strip()):
        problems["cpv"] = "Een CPV-code heeft acht cijfers, zoals 77310000-6. Weet je haar niet, laat dit dan leeg."
    if table is None:
        problems["table_version"] = "Kies een waardetabel uit de lijst."
    elif not table.holds_on(new.starts_on):
        early = table.valid_from and new.starts_on < table.valid_from
        bound = f"pas vanaf {table.valid_from:%d-%m-%Y}" if early else f"tot en met {table.valid_until:%d-%m-%Y}"
        problems["table_version"] = f"Deze tabel geldt {bound}. Kies de tabel die gold toen de opdracht begon."
    if any(ends_on <= new.terms.ends_on or not 0 <= extra <= MOST for ends_on, extra in new.options):
        problems["option_until"] = "Een optie loopt langer dan de opdracht zelf, en kost 0 euro of meer."
    return problems


def _problems_of_period(starts_on: date, terms: Terms) -> dict[str, str]:
    problems: dict[str, str] = {}
    if terms.ends_on <= starts_on:
        problems["last_day"] = "De laatste dag ligt voor de eerste dag."
    for name, amount in (("total", terms.total), ("wages", terms.wages)):
        if amount is not None and amount > MOST:
            problems[name] = "Dit bedrag is te groot. Kijk na of er een cijfer te veel staat."
    return problems
