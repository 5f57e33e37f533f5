"""What people type about dividing work differently. The acts say what is wrong with it."""

from typing import Any, ClassVar

from wtforms import HiddenField, StringField, TextAreaField

from werkbedrijf.foundation.fields import Asked, DayField
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane


class Form(StrictForm):
    class Meta:
        locales = ["nl"]


class ProposalForm(Form):
    """A choice of tasks gets a name; the ticked tasks are sent beside it."""

    also: ClassVar[frozenset[str]] = frozenset({"taak"})

    title = StringField(
        "Naam van de nieuwe functie",
        [Asked()],
        description="Zoals de werkgever het zou zeggen: assistent magazijn.",
        render_kw={"maxlength": 200},
    )
    tasks = HiddenField("Taken")


class AgreeForm(Form):
    """Who of the employer said yes, and when."""

    by = StringField("Wie van de werkgever gaf akkoord?", [Asked()], render_kw={"maxlength": 200})
    agreed_on = DayField("Op welke dag?", [Asked()])


class DeclineForm(Form):
    """Why it will not happen."""

    reason = TextAreaField(
        "Waarom gaat het niet door?",
        [Asked(), Humane(of_work=True)],
        description="Wat zou een volgend voorstel beter maken?",
    )


def forms_of(**typed: Any) -> dict[str, Form]:
    """The forms of a proposal's page; ``typed`` are those that were sent just now."""
    return {
        "agree": typed.get("agree") or AgreeForm(formdata=None),
        "decline": typed.get("decline") or DeclineForm(formdata=None),
    }
