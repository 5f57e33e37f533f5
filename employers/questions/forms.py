"""What people type about a question."""

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from employers.models import ContactKind
from employers.questions.actions import MOST_WORDS
from werkbedrijf.foundation.fields import choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane

IN_WRITING = "alleen"


class Form(StrictForm):
    class Meta:
        locales = ["nl"]


class AskForm(Form):
    """What an employer wants to know."""

    text = TextAreaField(
        "Wat is de vraag?",
        [InputRequired("Schrijf op wat de vraag is."), Humane(of_work=True)],
        description="Noem geen namen van kandidaten. Het nummer van een plek of voordracht is genoeg.",
        render_kw={"maxlength": MOST_WORDS, "rows": 4},
    )


class AnswerForm(Form):
    """The answer, and whether you spoke each other."""

    text = TextAreaField(
        "Je antwoord",
        [InputRequired("Schrijf op wat het antwoord is. De werkgever leest dit."), Humane(of_work=True)],
        description="De werkgever leest dit. Noem geen namen van kandidaten.",
        render_kw={"maxlength": MOST_WORDS, "rows": 4},
    )
    contact = RadioField(
        "Hebben jullie elkaar gesproken?",
        [InputRequired("Kies hoe je antwoordt.")],
        choices=choices_of(
            [
                (IN_WRITING, "Nee, alleen dit antwoord"),
                (ContactKind.PHONE.value, "Ja, aan de telefoon"),
                (ContactKind.VISIT.value, "Ja, op bezoek"),
            ]
        ),
        default=IN_WRITING,
        description="Na een gesprek komt het ook in de tijdlijn van de werkgever.",
    )

    @property
    def kind(self) -> ContactKind | None:
        """The contact in which it was answered."""
        return None if self.contact.data == IN_WRITING else ContactKind(self.contact.data)
