"""What people type about a bezwaar."""

from wtforms import RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired

from werkbedrijf.foundation.fields import DayField
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane
from werkbedrijf.objections.actions import MOST_WORDS
from werkbedrijf.objections.models import Outcome, Speaker, Subject


class Form(StrictForm):
    class Meta:
        locales = ["nl"]


class ObjectionForm(Form):
    """A bezwaar as it came in."""

    subject = RadioField(
        "Waartegen is het bezwaar?",
        [InputRequired("Kies waartegen het bezwaar is.")],
        choices=[SelectChoice(one.value, one.words) for one in Subject],
    )
    speaker = RadioField(
        "Wie maakt bezwaar?",
        [InputRequired("Kies wie bezwaar maakt.")],
        choices=[SelectChoice(one.value, one.words) for one in Speaker],
    )
    received_on = DayField("Ontvangen op", [InputRequired("Vul in wanneer het bezwaar binnenkwam.")])
    about = StringField(
        "Kenmerk van de lijst, plek of voordracht",
        description="Bijvoorbeeld L-12, P-0003 of V-0042. Stond de kandidaat niet op de lijst? Vul dan het kenmerk van de plek "
        "in. Weet je het niet, laat dit dan leeg.",
        render_kw={"maxlength": 40},
    )
    ground = TextAreaField(
        "Waarom is de kandidaat het er niet mee eens?",
        [InputRequired("Vertel waar het bezwaar over gaat."), Humane()],
        description="In de eigen woorden van de kandidaat. Schrijf niets over gezondheid.",
        render_kw={"maxlength": MOST_WORDS, "rows": 5},
    )


class ExtendForm(Form):
    """Why it takes longer."""

    reason = TextAreaField(
        "Waarom duurt het langer?",
        [InputRequired("Vertel waarom het langer duurt. De kandidaat hoort dit."), Humane()],
        render_kw={"maxlength": MOST_WORDS, "rows": 2},
    )


class DecideForm(Form):
    """What is decided, why, and what was changed."""

    outcome = RadioField(
        "Besluit",
        [InputRequired("Kies gegrond of ongegrond.")],
        choices=[SelectChoice(one.value, one.words) for one in Outcome],
    )
    decision = TextAreaField(
        "Besluit en reden",
        [InputRequired("Schrijf op wat het besluit is en waarom."), Humane()],
        description="De kandidaat leest dit. Schrijf in gewone taal.",
        render_kw={"maxlength": MOST_WORDS, "rows": 5},
    )
    changed = TextAreaField(
        "Wat is er veranderd? (verplicht als het bezwaar gegrond is)",
        [Humane()],
        description="Bijvoorbeeld: profiel aangevuld, voordracht ingetrokken, alleen nog hulp van mensen.",
        render_kw={"maxlength": MOST_WORDS, "rows": 2},
    )
