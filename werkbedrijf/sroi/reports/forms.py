"""Which day, and what happened to its report."""

from wtforms import HiddenField
from wtforms.validators import AnyOf, InputRequired

from werkbedrijf.foundation.fields import DayField
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.sroi.reports.steps import Step


class ReportForm(StrictForm):
    """It stands on one page with other forms, so its fields have names of their own."""

    class Meta:
        locales = ["nl"]

    report_on = DayField("Dag van de rapportage", [InputRequired("Vul de dag in.")])
    report_step = HiddenField(validators=[AnyOf([step.value for step in Step])], default=Step.AGREED.value)
