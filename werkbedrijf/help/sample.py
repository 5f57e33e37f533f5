"""A form with one field of each kind, for the living page of components."""

from wtforms import (
    BooleanField,
    FileField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from werkbedrijf.foundation.forms import StrictForm


class SampleForm(StrictForm):
    """Whoever sends it empty sees every error; it keeps nothing."""

    class Meta:
        locales = ["nl"]

    title = StringField(
        "Titel van het werk", [InputRequired("Geef het werk een naam.")], description="In eigen woorden."
    )
    occupation = StringField("Beroep", [InputRequired("Kies het beroep dat er het meest op lijkt.")])
    description = TextAreaField("Wat gaat iemand doen?")
    hours = StringField("Uren", [InputRequired("Vul de uren in.")])
    sector = SelectField(
        "Sector",
        [InputRequired("Kies een sector.")],
        choices=[SelectChoice("", "Kies een sector"), SelectChoice("zorg", "Zorg")],
    )
    kind = RadioField(
        "Soort plek",
        [InputRequired("Kies een soort plek.")],
        choices=[SelectChoice("garantiebaan", "Garantiebaan"), SelectChoice("leerwerkplek", "Leerwerkplek")],
    )
    days = SelectMultipleField(
        "Dagen", choices=[SelectChoice("ma", "ma"), SelectChoice("di", "di"), SelectChoice("wo", "wo")]
    )
    agreed = BooleanField("De werkgever weet dat deze plek bij ons staat")
    first_share = StringField("Orders verzamelen", [InputRequired("Vul een deel in.")], default="60")
    second_share = StringField("Inpakken", [InputRequired("Vul een deel in.")], default="25")
    picture = FileField("Bestand", description="CSV of XLSX, hoogstens 10 MB.")
