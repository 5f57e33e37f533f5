"""The file that is chosen."""

from wtforms import FileField
from wtforms.validators import InputRequired

from werkbedrijf.foundation.forms import StrictForm


class FiguresForm(StrictForm):
    """A file with figures of UWV."""

    file = FileField(
        "Bestand met cijfers van UWV",
        [InputRequired("Kies een bestand.")],
        description="CSV (UTF-8) of Excel (.xlsx). Klopt er één rij niet, dan wordt er niets opgeslagen.",
    )
