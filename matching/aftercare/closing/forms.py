"""What is filled in about a leerwerkplek that ends, and what the learner answers."""

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from matching.aftercare.closing.actions import MOST_OWN_WORDS, MOST_WORDS
from matching.aftercare.closing.models import Answer, Assessment, Learned
from matching.placements.forms import Form
from werkbedrijf.foundation.fields import Asked, choices_of
from werkbedrijf.foundation.humane import Humane


class ClosingForm(Form):
    """How far somebody came with each task, and a few words. The tasks are fields made for one place."""

    words = TextAreaField(
        "Wat wil je erbij zeggen?",
        [Humane()],
        description="Bijvoorbeeld wat iemand goed kan en wat een volgende stap is. De leerling leest dit.",
        render_kw={"rows": 4, "maxlength": MOST_WORDS},
    )

    @property
    def tasks(self) -> list[Any]:
        """The field of each task."""
        return [field for name, field in self._fields.items() if name.startswith("taak_")]

    def outcome(self) -> list[tuple[str, Learned]]:
        """As it was filled in."""
        return [(field.label.text, Learned(field.data)) for field in self.tasks]


def closing_form(
    tasks: Sequence[str], *, polite: bool, assessment: Assessment | None = None, **known: Any
) -> ClosingForm:
    """The form for these tasks; filled with a draft that is there."""

    class OfThisPlace(ClosingForm):
        pass

    choices = choices_of((one.value, one.words) for one in Learned)
    before = dict(assessment.tasks) if assessment else {}
    for place, task in enumerate(tasks, 1):
        default = before[task].value if task in before else Learned.HELPED.value
        setattr(OfThisPlace, f"taak_{place}", RadioField(task, [Asked()], choices=choices, default=default))
    if assessment is not None and "formdata" in known:
        known["words"] = assessment.words
    form = OfThisPlace(**known)
    if polite:
        form.words.label.text = "Wat wilt u erbij zeggen?"
    return form


class SignForm(Form):
    """What the learner says of it."""

    answer = RadioField(
        "Ben je het eens met wat hier staat?",
        [InputRequired("Kies: eens of niet eens.")],
        choices=choices_of((one.value, one.words) for one in Answer),
    )
    own_words = TextAreaField(
        "Wat wil je er zelf over zeggen?",
        [Humane()],
        description="In je eigen woorden. Dit komt op het papier te staan: de werkgever leest het ook.",
        render_kw={"rows": 4, "maxlength": MOST_OWN_WORDS},
    )
