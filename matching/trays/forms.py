"""What people send about a kaartenmapje."""

from typing import Any

from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import ValidationError

from matching.trays.models import MOST_CARDS
from werkbedrijf.foundation.fields import Asked, choices_of
from werkbedrijf.foundation.forms import StrictForm


class Ticks(SelectMultipleField):
    """Ticks of which a list may have changed since the page was made."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not, or no longer, in the list."""
        if self.data and not set(self.data) <= {choice.value for choice in self.choices or ()}:
            raise ValidationError("Iemand staat niet meer in deze lijst. Kies opnieuw.")


class PeopleForm(StrictForm):
    """Whom to ask for a kaartenmapje."""

    class Meta:
        locales = ["nl"]

    people = Ticks(
        "Wie mag erin?",
        [Asked()],
        choices=[],
        description=f"Kies er ten hoogste {MOST_CARDS}. De eigen jobcoach zegt ja of nee.",
    )

    def offer(self, pairs: list[tuple[str, str]]) -> "PeopleForm":
        """Give the choice of people."""
        self.people.choices = choices_of(pairs)
        return self


class ShareForm(StrictForm):
    """Make a link; says which one may end by it."""

    ends = HiddenField()


class OpenForm(StrictForm):
    """One button."""


class MoreForm(StrictForm):
    """Of whom the employer wants to know more."""

    class Meta:
        locales = ["nl"]

    kaart = SelectMultipleField("Daar wil ik meer van weten", choices=[], validate_choice=False)
