"""What people type about a contribution. A contractor is not asked for a name, a law or a document."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from werkbedrijf.foundation.fields import DayField, NumberField, choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane
from werkbedrijf.sroi.blocks import Kind, blocks_for, bonus_evidence, bonuses_of, choices_for
from werkbedrijf.sroi.claims.actions import LONGEST
from werkbedrijf.sroi.claims.facts import LONGEST_MARK, Told
from werkbedrijf.sroi.claims.models import Claim, Evidence
from werkbedrijf.sroi.fields import AmountField
from werkbedrijf.sroi.tables import Block, ValueTable


class Form(StrictForm):
    class Meta:
        locales = ["nl"]


LKS = "Er liep al die tijd loonkostensubsidie"


def _ticks(label: str) -> SelectMultipleField:
    return SelectMultipleField(
        label, [Optional()], choices=[], option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )


class ClaimForm(Form):
    """A contribution as it is claimed."""

    kind = RadioField(
        "Wat is er gedaan?",
        [InputRequired("Kies wat er is gedaan.")],
        choices=choices_of((one.value, one.words) for one in Kind),
    )
    block = SelectField("Bouwblok", [Optional()], choices=[], validate_choice=False)
    starts_on = DayField("Eerste dag", [InputRequired("Vul de eerste dag in.")])
    last_day = DayField("Laatste dag", [InputRequired("Vul de laatste dag in.")])
    hours = NumberField("Uren", [Optional()])
    worker = StringField("Uw kenmerk voor de medewerker", [Optional()], render_kw={"maxlength": LONGEST_MARK})
    amount = AmountField("Bedrag zonder btw", [Optional()])
    days = NumberField("Aantal dagen of stuks", [Optional()], whole=True)
    bonuses = _ticks("Bonus")
    with_lks = BooleanField(LKS)
    note = TextAreaField("Toelichting", [Optional(), Humane(of_work=True)], render_kw={"maxlength": LONGEST, "rows": 2})

    def fill(self, table: ValueTable) -> None:
        """Leave in the blocks that tell of nobody; the others are chosen when somebody saw a document."""
        found = [
            (block.code, f"{kind.words}: {block.label}")
            for kind in Kind
            for block in blocks_for(table, kind, telling=False)
        ]
        self.block.choices = choices_of([("", "Kies een bouwblok, of laat dit leeg"), *found])
        bonuses = bonuses_of(table, telling=False)
        if bonuses and "bonuses" in self:
            self.bonuses.choices = choices_of((one.code, _bare(one)) for one in bonuses)
        elif "bonuses" in self:
            del self["bonuses"]
        if not table.lks_lifts_limit and "with_lks" in self:
            del self["with_lks"]

    def told(self) -> Told:
        """What was typed, as the act reads it."""
        kind = Kind(self.kind.data)
        return Told(
            kind=kind,
            starts_on=self.starts_on.data,
            last_day=self.last_day.data,
            block=self.block.data or None,
            hours=self.hours.data,
            amount=self.amount.data,
            days=self.days.data,
            worker=self.worker.data or "",
            bonuses=tuple(self.bonuses.data or ()) if "bonuses" in self else (),
            with_lks=bool(self.with_lks.data) if "with_lks" in self else False,
            note=self.note.data or "",
        )


class CheckForm(Form):
    """Which kind of document was seen, when, and what it says."""

    evidence = SelectField("Welk document zag je?", [InputRequired("Kies wat je zag.")], choices=[])
    seen_on = DayField("Gezien op", [InputRequired("Vul in wanneer je het zag.")])
    block = SelectField("Bouwblok", [Optional()], choices=[], validate_choice=False)
    seen_hours = NumberField("Gewerkte uren per week volgens het document", [Optional()])
    bonuses = _ticks("Bonus waarvan je ook het bewijs zag")
    costs = AmountField("Kosten van opleiding en begeleiding, volgens de factuur", [Optional()])
    with_lks = BooleanField(LKS)

    def fit_to(self, claim: Claim) -> None:
        """Leave in what this claim asks."""
        here, table = claim.placement_id is not None, claim.contract.table
        kinds = [Evidence.OWN_RECORDS] if here else [one for one in Evidence if one is not Evidence.OWN_RECORDS]
        self.evidence.choices = choices_of((one.value, one.words) for one in kinds)
        if claim.block is None:
            self.block.choices = choices_of([("", "Kies een bouwblok"), *choices_for(table, claim.kind)])
        else:
            del self["block"]
        if here or not claim.kind.of_person:
            del self["seen_hours"]
        bonuses = bonuses_of(table, telling=not here) if claim.kind.of_person else []
        self.bonuses.choices = choices_of((one.code, f"{_bare(one)}: {bonus_evidence(one.code)}") for one in bonuses)
        for name, asked in (
            ("bonuses", bool(bonuses)),
            ("costs", any(not one.unit.over_time for one in bonuses)),
            ("with_lks", claim.kind.of_person and not here and table.lks_lifts_limit),
        ):
            if not asked:
                del self[name]

    def seen(self) -> dict[str, Any]:
        """What was seen, as the act reads it."""
        names = ("block", "seen_hours", "bonuses", "costs", "with_lks")
        told = {name: self[name].data for name in names if name in self}
        return told | {"evidence": Evidence(self.evidence.data), "seen_on": self.seen_on.data}


def _bare(bonus: Block) -> str:
    return bonus.label.removesuffix(" (bonus)")


class ReasonForm(Form):
    """Why it does not count."""

    reason = TextAreaField(
        "Waarom telt dit niet?",
        [InputRequired("Vertel waarom dit niet telt. De opdrachtnemer leest dit."), Humane(of_work=True)],
        render_kw={"maxlength": LONGEST, "rows": 2},
    )
