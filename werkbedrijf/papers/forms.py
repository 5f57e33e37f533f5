"""What only the region can say: one line per blank, each may stay empty."""

from typing import Any

from wtforms import StringField

from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.papers.actions import MOST_WORDS
from werkbedrijf.papers.models import Blank


class BlanksForm(StrictForm):
    """Every blank."""

    class Meta:
        locales = ["nl"]


for _name in Blank:
    _field: Any = StringField(_name.words, render_kw={"maxlength": MOST_WORDS})
    setattr(BlanksForm, _name.value, _field)
