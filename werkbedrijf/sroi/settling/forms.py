"""What people type when a contract is nearly over."""

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from werkbedrijf.foundation.fields import Asked, DayField, choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane
from werkbedrijf.sroi.fields import AmountField
from werkbedrijf.sroi.settling.actions import LONGEST
from werkbedrijf.sroi.settling.models import How


class Form(StrictForm):
    class Meta:
        locales = ["nl"]


class RepairForm(Form):
    """Until when effort still counts."""

    last_day = DayField("Laatste dag van de hersteltermijn", [InputRequired("Vul de laatste dag in die nog telt.")])
    reason = TextAreaField(
        "Waarom?",
        [InputRequired("Vertel waarom. Ook de opdrachtnemer leest dit."), Humane(of_work=True)],
        render_kw={"maxlength": LONGEST, "rows": 2},
    )


class SettleForm(Form):
    """What was left is paid, charged or let go. It stands on one page with other forms, so its fields have names of their own."""

    settled = AmountField("Afgerekend bedrag", [Asked()])
    how = RadioField(
        "Op welke manier?",
        [InputRequired("Kies hoe dit is afgerekend.")],
        choices=choices_of((one.value, one.words) for one in How),
    )
    ground = StringField("Op grond waarvan?", [Optional(), Humane(of_work=True)], render_kw={"maxlength": LONGEST})
    explanation = TextAreaField(
        "Hoe is dit afgerekend?", [Asked(), Humane(of_work=True)], render_kw={"maxlength": LONGEST, "rows": 2}
    )


class RefuseForm(Form):
    """Why it does not come in the books."""

    reason = TextAreaField(
        "Waarom gaat dit niet door?",
        [InputRequired("Vertel waarom dit niet doorgaat. Ook de opdrachtnemer leest dit."), Humane(of_work=True)],
        render_kw={"maxlength": LONGEST, "rows": 2},
    )


class UndoForm(Form):
    """Why it is taken back."""

    reason = TextAreaField(
        "Waarom draai je dit terug?",
        [InputRequired("Vertel waarom dit wordt teruggedraaid. Ook de opdrachtnemer leest dit."), Humane(of_work=True)],
        render_kw={"maxlength": LONGEST, "rows": 2},
    )
