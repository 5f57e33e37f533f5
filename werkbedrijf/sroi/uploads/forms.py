"""The file that is chosen, and the rows that were shown of it."""

from wtforms import HiddenField
from wtforms.validators import InputRequired, Length

from werkbedrijf.foundation.fields import UploadField
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.sroi.uploads.reading import MOST_ROWS

# Packed, two hundred rows of the longest cells stay well under this.
LONGEST = 400_000


class FileForm(StrictForm):
    """A file with contributions."""

    file = UploadField(
        "Bestand",
        [InputRequired("Kies een bestand.")],
        description=f"Excel (.xlsx) of CSV (UTF-8), ten hoogste {MOST_ROWS} rijen. Er wordt nog niets ingediend.",
    )


class ShownForm(StrictForm):
    """The rows as they were shown."""

    rows = HiddenField(validators=[InputRequired("Kies het bestand nog een keer."), Length(max=LONGEST)])
