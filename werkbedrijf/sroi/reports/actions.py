"""What is done with the report of a day."""

from datetime import date

from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.sroi.claims.booking import held
from werkbedrijf.sroi.contracts.models import Contract
from werkbedrijf.sroi.reports.models import InterimReport
from werkbedrijf.sroi.reports.queries import last_steps
from werkbedrijf.sroi.reports.steps import NEXT, Step

_ACTS = {
    Step.AGREED: "sroi_contract.report_agreed",
    Step.RECEIVED: "sroi_contract.report_received",
    Step.NOT_RECEIVED: "sroi_contract.report_taken_back",
    Step.DROPPED: "sroi_contract.report_dropped",
}


def take_step(
    session: Session, actor: Actor, contract: Contract, *, due_on: date, step: Step, on: date
) -> InterimReport:
    """Agree a day, or say that its report came in, did not come in after all, or is let go. Raises InputRefused by field."""
    held(session, contract)
    before = next((row.step for row in last_steps(session, contract.id) if row.due_on == due_on), None)
    if step not in NEXT[before]:
        stands = (
            f"De rapportage van {due_on:%d-%m-%Y} is {before.words}." if before else "Deze dag is niet afgesproken."
        )
        raise InputRefused({"report_on": f"{stands} Kijk nog een keer: iemand was u voor, of de dag klopt niet."})
    if step is Step.AGREED and not contract.starts_on <= due_on < contract.ends_on:
        looks = f"van {contract.starts_on:%d-%m-%Y} tot en met {contract.last_day:%d-%m-%Y}"
        raise InputRefused({"report_on": f"Kies een dag in de looptijd: {looks}."})
    row = InterimReport(contract=contract, due_on=due_on, step=step, on=on)
    session.add(row)
    record(session, actor, _ACTS[step], contract, row)
    return row
