"""What people type about a leerwerkplek and about a mentor."""

from collections.abc import Iterable

from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from employers.forms import Form
from employers.training.facts import MentorFacts, TrainingFacts
from employers.training.models import Mentor, TrainingForm, TrainingPlace
from werkbedrijf.foundation.fields import Asked, NumberField, choices_of
from werkbedrijf.foundation.humane import Humane


class PlacesField(SelectMultipleField):
    """Leerwerkplekken of one employer as ticks."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class TrainingForms(Form):
    """What a leerwerkplek teaches. ``learners`` is asked only the first time; later it changes from a week on."""

    form = RadioField(
        "Hoe leert iemand hier?", [Asked()], choices=choices_of((one.value, one.words) for one in TrainingForm)
    )
    goals = TextAreaField("Wat leert iemand hier?", [Asked(), Humane(of_work=True)], description="Eén ding per regel.")
    processes = TextAreaField(
        "Werkprocessen voor de praktijkverklaring",
        [Humane(of_work=True)],
        description="Eén per regel, met de code uit het kwalificatiedossier als je die weet.",
    )
    school = StringField("School", description="De mbo-school, als die meedoet.")
    learners = NumberField(
        "Plaatsen per week", [Asked()], whole=True, description="Hoeveel mensen hier tegelijk kunnen leren."
    )

    @classmethod
    def for_place(cls, place: TrainingPlace | None, seats: int, *, empty: bool) -> "TrainingForms":
        """The form as it is asked of a place; ``empty`` fills it in with what is known instead of what was sent."""
        known = (
            {"form": place.form.value, "goals": place.goals, "processes": place.processes, "school": place.school}
            if place
            else {"form": TrainingForm.PRACTICE.value, "learners": seats}
        )
        form = cls(formdata=None, data=known) if empty else cls()
        if place is not None:
            del form.learners
        return form

    def facts(self) -> TrainingFacts:
        """What was told."""
        form = next((one for one in TrainingForm if one.value == self.form.data), TrainingForm.WITHOUT)
        return TrainingFacts(form, self.goals.data or "", self.processes.data or "", self.school.data or "")


class MentorForm(Form):
    """Who guides, how many at once, and where."""

    name = StringField("Naam", [Asked()])
    function = StringField("Functie", [Humane(of_work=True)], description="Zoals kok, teamleider of praktijkopleider.")
    most = NumberField(
        "Hoeveel mensen tegelijk",
        [Asked()],
        whole=True,
        description="Over alle leerwerkplekken samen. Meer worden er nooit geboekt.",
    )
    places = PlacesField("Leerwerkplekken")

    def offer(self, places: Iterable[TrainingPlace]) -> "MentorForm":
        """The form with the leerwerkplekken to choose from."""
        self.places.choices = choices_of((one.reference, one.vacancy.title) for one in places)
        return self

    def facts(self) -> MentorFacts:
        """What was told."""
        return MentorFacts(self.name.data or "", self.most.data, self.function.data or "")


def values_of(mentor: Mentor) -> dict[str, object]:
    """A mentor as the form shows it."""
    return {
        "name": mentor.name,
        "function": mentor.function,
        "most": mentor.most,
        "places": [link.place.reference for link in mentor.links],
    }
