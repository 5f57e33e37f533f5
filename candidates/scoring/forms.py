"""What people choose when they ask for a second answer."""

from collections.abc import Iterable

from wtforms import SelectField

from candidates.scoring.models import Instrument
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.fields import choices_of
from werkbedrijf.foundation.forms import StrictForm


class AskForm(StrictForm):
    """Whom, and with what the first levels were found."""

    class Meta:
        locales = ["nl"]

    invited = SelectField(
        "Wie",
        default="",
        description="Laat je dit open, dan kan elke jobcoach van een andere organisatie het oppakken.",
    )
    instrument = SelectField(
        "Waarmee zijn de eerste antwoorden gevonden?",
        default="",
        choices=choices_of([("", "Niet ingevuld"), *((one.value, one.words) for one in Instrument)]),
    )

    @classmethod
    def among(cls, coaches: Iterable[User]) -> "AskForm":
        """The form with the colleagues who can be asked."""
        form = cls()
        names = ((str(one.id), f"{one.name} ({one.organisation})") for one in coaches)
        form.invited.choices = choices_of([("", "Wie het oppakt"), *names])
        return form
