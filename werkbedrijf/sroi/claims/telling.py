"""A claim as each reader may read it. A contractor never reads a block that tells of a person, nor the sum it is in."""

from dataclasses import dataclass
from decimal import Decimal

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.sroi.blocks import tells
from werkbedrijf.sroi.claims.models import Claim


@dataclass(frozen=True, slots=True)
class Line:
    """One claim on a page. ``what`` says what was done, ``block`` and ``sums`` are empty where the reader may not know."""

    claim: Claim
    what: str
    block: str
    sums: list[str]
    value: Decimal | None


def line_for(actor: Actor, claim: Claim) -> Line:
    """The claim as this person may read it."""
    shown = not actor.is_a(Role.EMPLOYER) or (claim.block is not None and not tells(claim.block))
    block = claim.contract.table.blocks[claim.block].label if claim.block and shown else ""
    return Line(claim, _what(claim), block, claim.sums if shown else [], claim.value)


def _what(claim: Claim) -> str:
    if claim.placement_id is not None:
        return "Plaatsing via de regio"
    return f"{claim.kind.words}, {claim.worker}" if claim.worker else claim.kind.words
