"""What people type to invite a colleague."""

from wtforms import EmailField, StringField

from werkbedrijf.foundation.fields import Asked
from werkbedrijf.foundation.forms import StrictForm


class ColleagueForm(StrictForm):
    """A name and where the invitation goes."""

    class Meta:
        locales = ["nl"]

    name = StringField("Naam", [Asked()], render_kw={"autocomplete": "off", "maxlength": 200})
    email = EmailField("E-mailadres", [Asked()], render_kw={"autocomplete": "off", "maxlength": 200})
    phone = StringField("Telefoon", render_kw={"autocomplete": "off", "maxlength": 40})
