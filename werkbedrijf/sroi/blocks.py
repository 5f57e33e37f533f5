"""Which building block goes with which kind of effort, and which blocks tell a law about somebody. Pure.

A block such as ``wajong`` or ``ww`` says under which law a person comes. A contractor may know whether a worker stands in the
doelgroepregister (Wfsv art. 38d lid 7), but never on which ground: so a contractor does not choose such a block and does not
read it. Who saw the document chooses it when checking the claim. What the service credits by itself only ever uses the block of
the register, which says yes or no and nothing more.
"""

from collections.abc import Mapping
from enum import StrEnum

from werkbedrijf.sroi.tables import Block, ValueTable

# The only block that a placement made here is credited by.
OF_REGISTER = "banenafspraak"


class Kind(StrEnum):
    """What was done."""

    PLACEMENT = "plaatsing"
    LEARNING = "leerwerkplek"
    INTERNSHIP = "stage"
    PURCHASE = "inkoop"
    ACTIVITY = "activiteit"

    @property
    def words(self) -> str:
        """As it stands on a page."""
        return {
            Kind.PLACEMENT: "Iemand in dienst",
            Kind.LEARNING: "Leerwerkplek",
            Kind.INTERNSHIP: "Stage",
            Kind.PURCHASE: "Inkoop bij een sociaal bedrijf",
            Kind.ACTIVITY: "Maatschappelijke activiteit",
        }[self]

    @property
    def of_person(self) -> bool:
        """Whether it is about somebody's hours, which count once."""
        return self in {Kind.PLACEMENT, Kind.LEARNING, Kind.INTERNSHIP}


_BEGINS: Mapping[str, Kind] = {"bbl": Kind.LEARNING, "bol": Kind.INTERNSHIP, "stage_": Kind.INTERNSHIP}
_OWN: Mapping[str, Kind] = {
    "maatschappelijke_activiteit": Kind.ACTIVITY,
    "pro_vso_entree": Kind.LEARNING,
}
# School type is a ground of the register too, so these tell as much as the name of a law.
_TELLING = frozenset({"pro_vso_entree", "stage_vso_pro"})


def kind_of(code: str) -> Kind:
    """The kind of effort that a block is for; what nobody named is about somebody in a job.

    >>> kind_of("bbl_2_4"), kind_of("sociale_inkoop"), kind_of("wajong")
    (<Kind.LEARNING: 'leerwerkplek'>, <Kind.PURCHASE: 'inkoop'>, <Kind.PLACEMENT: 'plaatsing'>)
    """
    if code.endswith("inkoop"):
        return Kind.PURCHASE
    begun = (kind for start, kind in _BEGINS.items() if code.startswith(start))
    return _OWN.get(code) or next(begun, Kind.PLACEMENT)


def tells(code: str) -> bool:
    """Whether the block says something about a person that a contractor may not read: a law, a benefit, a school type.

    >>> tells("wajong"), tells("banenafspraak"), tells("bbl"), tells("sw_inkoop")
    (True, True, False, False)
    """
    return kind_of(code) is Kind.PLACEMENT or code in _TELLING


def blocks_for(table: ValueTable, kind: Kind, *, telling: bool) -> list[Block]:
    """The blocks of a table for a kind of effort, without its bonuses; without those that tell of a person unless asked."""
    return [
        block
        for block in table.blocks.values()
        if not block.is_bonus and kind_of(block.code) is kind and (telling or not tells(block.code))
    ]
