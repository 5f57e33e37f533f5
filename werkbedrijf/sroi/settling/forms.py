"""What people type when a contract is nearly over."""

from wtforms import TextAreaField
from wtforms.validators import InputRequired

from werkbedrijf.foundation.fields import DayField
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane
from werkbedrijf.sroi.settling.actions import LONGEST


class RepairForm(StrictForm):
    """Until when effort still counts."""

    class Meta:
        locales = ["nl"]

    last_day = DayField("Laatste dag van de hersteltermijn", [InputRequired("Vul de laatste dag in die nog telt.")])
    reason = TextAreaField(
        "Waarom?",
        [InputRequired("Vertel waarom. Ook de opdrachtnemer leest dit."), Humane(of_work=True)],
        render_kw={"maxlength": LONGEST, "rows": 2},
    )
