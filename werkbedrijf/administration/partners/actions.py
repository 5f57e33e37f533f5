"""What changes partners and the region."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from werkbedrijf.foundation.actors import Actor, Organisation, OrganisationKind
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.foundation.region import Region

SHORTEST_GROUND = 10


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """Who a partner is; a gemeente has its CBS code."""

    name: str
    kind: OrganisationKind
    gemeente_code: str | None = None


def add_organisation(session: Session, actor: Actor, facts: OrganisationFacts) -> Organisation:
    """A partner joins. Raises InputRefused when the name is taken or a gemeente has no code."""
    _check(session, facts, None)
    row = Organisation(name=facts.name.strip(), kind=facts.kind, gemeente_code=_code(facts))
    session.add(row)
    session.flush()
    record(session, actor, "organisation.added", row)
    return row


def change_organisation(session: Session, actor: Actor, row: Organisation, facts: OrganisationFacts) -> None:
    """A partner gets another name or kind."""
    _check(session, facts, row)
    row.name, row.kind, row.gemeente_code = facts.name.strip(), facts.kind, _code(facts)
    record(session, actor, "organisation.changed", row)


def use_numbers(session: Session, actor: Actor, row: Organisation, ground: str) -> None:
    """This partner may keep burgerservicenummers from now on, on this ground. Raises InputRefused without one."""
    said = " ".join(ground.split())
    if len(said) < SHORTEST_GROUND:
        raise InputRefused(
            {"ground": "Noem de wet en het artikel op grond waarvan deze partner het nummer mag gebruiken."}
        )
    row.uses_bsn, row.bsn_ground = True, said
    record(session, actor, "organisation.bsn_allowed", row)


def stop_numbers(session: Session, actor: Actor, row: Organisation) -> None:
    """This partner takes no new burgerservicenummers any longer; those that are kept stay until they are taken away."""
    row.uses_bsn, row.bsn_ground = False, ""
    record(session, actor, "organisation.bsn_stopped", row)


def rename_region(session: Session, actor: Actor, region: Region, name: str) -> None:
    """The name on every page. Raises InputRefused when it is empty."""
    if not name.strip():
        raise InputRefused({"name": "Vul de naam in zoals die op elke pagina komt te staan."})
    region.name = name.strip()
    record(session, actor, "region.renamed", region)


def _code(facts: OrganisationFacts) -> str | None:
    return facts.gemeente_code if facts.kind == OrganisationKind.GEMEENTE else None


def _check(session: Session, facts: OrganisationFacts, row: Organisation | None) -> None:
    problems: dict[str, str] = {}
    name = facts.name.strip()
    if not name:
        problems["name"] = "Vul de naam van de organisatie in."
    same = session.scalars(select(Organisation).where(func.lower(Organisation.name) == name.lower())).first()
    if same is not None and same is not row:
        problems["name"] = f"{same.name} staat al in de lijst."
    if facts.kind == OrganisationKind.GEMEENTE and gemeente_by_code(facts.gemeente_code or "") is None:
        problems["gemeente"] = "Kies welke gemeente dit is."
    if problems:
        raise InputRefused(problems)
