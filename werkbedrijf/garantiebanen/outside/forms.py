"""The file that is chosen."""

from wtforms.validators import InputRequired

from werkbedrijf.foundation.fields import UploadField
from werkbedrijf.foundation.forms import StrictForm


class FiguresForm(StrictForm):
    """A file with figures of UWV."""

    file = UploadField(
        "Bestand met cijfers van UWV",
        [InputRequired("Kies een bestand.")],
        description="CSV (UTF-8) of Excel (.xlsx). Klopt er één rij niet, dan wordt er niets opgeslagen.",
    )
