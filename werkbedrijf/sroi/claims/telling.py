"""A claim as each reader may read it. A contractor never reads a block that tells of a person, nor the sum it is in.

The tables are public, so an amount beside hours and months tells which block it was. Of a worker whose block somebody chose after
seeing a document, a contractor therefore reads no amount either: it counts in the total of the contract alone, once it is approved.
What waits for a decision is not owed to anybody yet, so there it is left out of the total too. Of a placement
made here the amount stays: only the block of the register is ever used there, and whether somebody is in the register an employer
may know (Wfsv art. 38d lid 7).
"""

from dataclasses import dataclass
from decimal import Decimal

from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.sroi.blocks import bonus_tells, label_of, tells
from werkbedrijf.sroi.claims.models import Claim
from werkbedrijf.sroi.claims.workflow import OPEN, ClaimStatus


@dataclass(frozen=True, slots=True)
class Line:
    """One claim on a page. ``what`` says what was done, ``block``, ``bonuses`` and ``sums`` are empty where the reader may not
    know. ``value`` is None when it is not known yet, or ``together``: then it is only told together with others.
    """

    claim: Claim
    what: str
    block: str
    sums: list[str]
    value: Decimal | None
    together: bool = False
    bonuses: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def together_words(self) -> str:
        """What stands instead of an amount that is only told together: in the total, or not counted, or not yet."""
        status = self.claim.status
        return (
            "in het totaal" if status is ClaimStatus.APPROVED else "na het besluit" if status in OPEN else "telt niet"
        )


def line_for(actor: Actor, claim: Claim) -> Line:
    """The claim as this person may read it."""
    table, employer = claim.contract.table, actor.is_a(Role.EMPLOYER)
    shown = not employer or (claim.block is not None and not _tells(claim))
    together = employer and is_told_together(claim)
    block = label_of(table, claim.block) if claim.block and shown else ""
    bonuses, refused = (
        tuple(table.blocks[one].label for one in codes if not (employer and bonus_tells(one)))
        for codes in (claim.bonuses, claim.bonuses_refused)
    )
    sums, value = claim.sums if shown else [], None if together else claim.value
    return Line(claim, _what(claim), block, sums, value, together, bonuses, refused)


def is_told_together(claim: Claim) -> bool:
    """Whether a contractor reads its amount only together with others."""
    return claim.kind.of_person and claim.placement_id is None and (claim.block is None or _tells(claim))


def _tells(claim: Claim) -> bool:
    return tells(claim.block or "") or any(map(bonus_tells, claim.bonuses))


def _what(claim: Claim) -> str:
    if claim.placement_id is not None:
        return "Plaatsing via de regio"
    return f"{claim.kind.words}, {claim.worker}" if claim.worker else claim.kind.words
