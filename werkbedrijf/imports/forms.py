"""What people fill in to import a file."""

from collections.abc import Iterable

from wtforms import RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length

from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.fields import UploadField
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.imports.models import ImportKind

LONGEST_ADDRESS = 254
TITLES = {
    ImportKind.EMPLOYERS: "Werkgevers",
    ImportKind.VACANCIES: "Plekken",
    ImportKind.CANDIDATES: "Kandidaten",
    ImportKind.PLACEMENTS: "Plaatsingen",
    ImportKind.VUM: "VUM-uitwisseling: profielen of vacatures (JSON)",
}


class UploadForm(StrictForm):
    class Meta:
        locales = ["nl"]

    kind = RadioField(
        "Wat staat er in het bestand?",
        [InputRequired("Kies wat er in het bestand staat.")],
        choices=[SelectChoice(kind.value, TITLES[kind]) for kind in ImportKind],
    )
    file = UploadField(
        "Bestand",
        [InputRequired("Kies een bestand.")],
        description="CSV (UTF-8) of Excel (.xlsx), hoogstens 10 MB en 20.000 rijen. Er wordt nog niets opgeslagen.",
    )
    coach = SelectField(
        "Jobcoach van nieuwe kandidaten",
        [Length(max=LONGEST_ADDRESS, message="Kies een jobcoach uit de lijst.")],
        description="Geldt voor kandidaten zonder jobcoach in het bestand.",
        choices=[],
        # The plan says what is wrong with a job coach, for the page and the command line alike.
        validate_choice=False,
    )
    gemeente = StringField(
        "Gemeente als die niet uit het bestand blijkt",
        [Length(max=100)],
        description="Laat dit leeg als het bestand kandidaten uit meer gemeenten heeft.",
    )

    def offer(self, coaches: Iterable[User]) -> None:
        """The job coaches to choose from."""
        self.coach.choices = [SelectChoice(coach.email, coach.name) for coach in coaches]
