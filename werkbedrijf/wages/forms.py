"""What people fill in about wage and loonwaarde. There is no field for words."""

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from matching.placements.forms import Form
from matching.placements.reasons import TermsReason
from werkbedrijf.foundation.fields import Asked, DayField, NumberField, choices_of
from werkbedrijf.wages.models import Method, WageUnit

_REASONS = choices_of((one.value, one.words) for one in (TermsReason.AGREED, TermsReason.MISTAKE))
_FROM = "Dit mag ook een dag zijn die al voorbij is. Wat er stond, blijft dan leesbaar."


class WageForm(Form):
    """The gross wage from a day on."""

    wage = NumberField("Bruto loon", [InputRequired("Vul het bruto loon in, zoals 14,99.")])
    unit = SelectField(
        "Per",
        [Asked()],
        choices=choices_of((one.value, one.words) for one in WageUnit),
        default=WageUnit.HOUR.value,
    )
    from_on = DayField("Vanaf", [InputRequired("Vul in vanaf welke dag.")], description=_FROM)
    reason = RadioField("Waarom", [Asked()], choices=_REASONS, default=TermsReason.AGREED.value)


class LoonwaardeForm(Form):
    """The loonwaarde from a day on."""

    percent = NumberField("Loonwaarde", [InputRequired("Vul een heel percentage in, zoals 63.")], whole=True)
    method = SelectField("Hoe vastgesteld", [Asked()], choices=choices_of((one.value, one.words) for one in Method))
    from_on = DayField("Vanaf", [InputRequired("Vul in vanaf welke dag.")], description=_FROM)
    reason = RadioField("Waarom", [Asked()], choices=_REASONS, default=TermsReason.AGREED.value)
