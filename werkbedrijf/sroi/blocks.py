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


# A table that a region brings in says by the code of a block what it is for, as the shipped ones do.
_BEGINS: Mapping[str, Kind] = {
    "bbl": Kind.LEARNING,
    "bol": Kind.INTERNSHIP,
    "stage_": Kind.INTERNSHIP,
    "maatschappelijke_activiteit": Kind.ACTIVITY,
    "activiteit": Kind.ACTIVITY,
}
_OWN: Mapping[str, Kind] = {"pro_vso_entree": Kind.LEARNING}
# What in a code tells as much as the name of a law; school type does so too, as it is a ground of the register.
_TELLING = frozenset(
    {
        *("pro", "vso", "praktijkonderwijs", "statushouder", "inburgeraar", "banenafspraak", "doelgroepregister"),
        *("wajong", "wsw", "ww", "wia", "wao", "pw", "participatiewet", "bijstand", "ziektewet", "nug"),
    }
)


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

    >>> tells("wajong"), tells("banenafspraak"), tells("bbl"), tells("sw_inkoop"), tells("stage_praktijkonderwijs")
    (True, True, False, False, True)
    """
    kind = kind_of(code)
    return kind is Kind.PLACEMENT or (kind.of_person and bool(_TELLING & set(code.split("_"))))


# What an employer knows of its own worker. Any other bonus says something of a person that a contractor does not choose or read.
_OPEN_BONUSES: Mapping[str, str] = {
    "bonus_vast": "een arbeidsovereenkomst zonder einddatum",
    "bonus_50plus": "een document met de leeftijd",
    "bonus_55plus": "een document met de leeftijd",
    "bonus_opleiding": "de factuur van de kosten",
}
_SEEN_BY_DEFAULT = "een verklaring van gemeente, school of UWV"


def bonus_tells(code: str) -> bool:
    """Whether a bonus says something about a person that a contractor may not read; what nobody named does.

    >>> bonus_tells("bonus_vast"), bonus_tells("bonus_statushouder_taal"), bonus_tells("bonus_nieuw")
    (False, True, True)
    """
    return code not in _OPEN_BONUSES


def bonus_evidence(code: str) -> str:
    """The kind of document that a bonus asks, as it stands in a sentence."""
    return _OPEN_BONUSES.get(code, _SEEN_BY_DEFAULT)


def bonuses_of(table: ValueTable, *, telling: bool) -> list[Block]:
    """The bonuses of a table; without those that tell of a person unless asked."""
    return [one for one in table.blocks.values() if one.is_bonus and (telling or not bonus_tells(one.code))]


def blocks_for(table: ValueTable, kind: Kind, *, telling: bool) -> list[Block]:
    """The blocks of a table for a kind of effort, without its bonuses; without those that tell of a person unless asked."""
    return [
        block
        for block in table.blocks.values()
        if not block.is_bonus and kind_of(block.code) is kind and (telling or not tells(block.code))
    ]


def alike(table: ValueTable, code: str) -> list[Block]:
    """The blocks that tell of a person and are worth exactly the same as this one, itself included, in the order of the table.

    Which of them it was makes no difference to the account, so nobody has to choose or keep it.
    """
    block = table.block(code)
    if not tells(code) or block.is_bonus:
        return [block]
    return [one for one in blocks_for(table, kind_of(code), telling=True) if tells(one.code) and _same(one, block)]


def _same(one: Block, other: Block) -> bool:
    return (one.value, one.unit, one.limit, one.months, one.minimum_hours) == (
        *(other.value, other.unit, other.limit, other.months, other.minimum_hours),
    )


def choices_for(table: ValueTable, kind: Kind) -> list[tuple[str, str]]:
    """What somebody who saw a document chooses from: (code, label), blocks of the same worth as one choice."""
    first = dict.fromkeys(alike(table, one.code)[0].code for one in blocks_for(table, kind, telling=True))
    return [(code, label_of(table, code)) for code in first]


def label_of(table: ValueTable, code: str) -> str:
    """A block as it stands on a page and in a sum: with those it cannot be told from."""
    return ", of ".join(one.label for one in alike(table, code))
