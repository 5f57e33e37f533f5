"""What somebody types to see what an effort is worth. It stands in the address, and names nobody."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from werkbedrijf.foundation.fields import Asked, DayField, NumberField, choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.sroi.tables import Block, Unit, ValueTable
from werkbedrijf.sroi.worth import Effort

# How the arithmetic calls a field, and how the page does.
NAMES: Mapping[str, str] = {
    "block": "bouwblok",
    "hours": "uren",
    "start": "van",
    "end": "tot",
    "bonus": "bonus",
    "amount": "bedrag",
    "days": "dagen",
    "counted_months": "al_geteld",
}
# What is asked for each unit; work is asked about time.
_OF_TIME = frozenset({"uren", "van", "tot", "bonus", "al_geteld", "lks", "bedrag"})


class EffortForm(StrictForm):
    """One effort by one block. Only what the block needs is asked."""

    class Meta:
        locales = ["nl"]
        csrf = False

    uren = NumberField("Uren", [Asked()])
    van = DayField("Eerste dag", [Asked()])
    tot = DayField("Laatste dag", [Asked()])
    bedrag = NumberField("Bedrag", [Asked()])
    dagen = NumberField("Aantal dagen", [Asked()], whole=True)
    bonus = SelectMultipleField(
        "Bonus", [Optional()], choices=[], option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    al_geteld = NumberField(
        "Maanden die deze persoon al telde",
        [Optional()],
        description="Bij dit bouwblok telt iemand niet onbeperkt. Telde de persoon al eerder mee? Vul dan in hoe lang.",
    )
    lks = BooleanField("Er loopt de hele tijd loonkostensubsidie")

    def fit_to(self, table: ValueTable, block: Block) -> None:
        """Leave in what this block is worked out with."""
        bonuses = [one for one in table.blocks.values() if one.is_bonus] if block.unit.over_time else []
        self.bonus.choices = choices_of((one.code, one.label.removesuffix(" (bonus)")) for one in bonuses)
        asked = _asked(block)
        if not any(one.unit.of_amount for one in bonuses) and block.unit.over_time:
            asked -= {"bedrag"}
        if block.months is None:
            asked -= {"al_geteld", "lks"}
        if not table.lks_lifts_limit:
            asked -= {"lks"}
        for name in {"uren", "van", "tot", "bonus", "bedrag", "dagen", "al_geteld", "lks"} - asked:
            del self[name]
        if block.unit is Unit.PIECE:
            self.dagen.label.text = "Aantal stuks"
        if not bonuses and "bonus" in self:
            del self["bonus"]

    def effort(self, block: Block) -> Effort:
        """What was typed, as the arithmetic reads it."""

        def told(name: str) -> Any:
            return self[name].data if name in self else None

        return Effort(
            block=block.code,
            hours=told("uren"),
            start=told("van"),
            end=told("tot"),
            bonuses=tuple(told("bonus") or ()),
            counted_months=Fraction(told("al_geteld") or 0),
            amount=told("bedrag"),
            days=told("dagen"),
            with_lks=bool(told("lks")),
        )


def _asked(block: Block) -> frozenset[str]:
    if block.unit.over_time:
        return _OF_TIME
    return {
        Unit.HOUR: frozenset({"uren"}),
        Unit.HOUR_OR_COSTS: frozenset({"uren", "bedrag"}),
        Unit.DAY_AT_MOST: frozenset({"bedrag", "dagen"}),
        Unit.PIECE: frozenset({"dagen"}),
    }.get(block.unit, frozenset({"bedrag"}))


class ChoiceForm(StrictForm):
    """Which table, and which block of it."""

    class Meta:
        locales = ["nl"]
        csrf = False

    tabel = SelectField("Waardetabel", [Optional()], choices=[])
    bouwblok = SelectField("Bouwblok", [Optional()], choices=[])
