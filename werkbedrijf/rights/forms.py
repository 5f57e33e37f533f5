"""What people fill in about the rights of a person."""

from wtforms import PasswordField, RadioField, SelectField, TextAreaField

from werkbedrijf.foundation.fields import Asked, DayField, NumberField, choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane
from werkbedrijf.rights.models import CorrectionOutcome, ErasureGround

# A term ends by itself; nobody asks for that.
ASKABLE = [ground for ground in ErasureGround if ground is not ErasureGround.TERM]


class _Dutch(StrictForm):
    class Meta:
        locales = ["nl"]


class CopyForm(_Dutch):
    """A copy, sealed when a passphrase is given."""

    passphrase = PasswordField(
        "Wachtzin",
        description="Met een wachtzin is het bestand versleuteld. Geef de wachtzin op een andere manier door dan het bestand.",
    )


class CorrectionForm(_Dutch):
    """What is wrong."""

    what = TextAreaField("Wat klopt er niet, en wat moet het zijn?", [Asked(), Humane()])


class AnswerForm(_Dutch):
    """What came of it."""

    outcome = RadioField(
        "Wat is ermee gedaan?",
        [Asked()],
        choices=choices_of((one.value, one.words) for one in CorrectionOutcome),
        # The act says what is missing, in words that help.
        validate_choice=False,
    )
    answer = TextAreaField("Antwoord aan de kandidaat", [Asked(), Humane()])


class ErasureForm(_Dutch):
    """Why somebody is to be erased."""

    ground = SelectField(
        "Waarom", [Asked()], choices=choices_of([("", "Kies een reden"), *((one.value, one.words) for one in ASKABLE)])
    )


class DeclineForm(_Dutch):
    """Why somebody is not erased."""

    reason = TextAreaField(
        "Waarom niet?",
        [Asked(), Humane()],
        description="De accountmanager leest dit en vertelt het de kandidaat. Schrijf in gewone taal.",
    )


class HoldForm(_Dutch):
    """Until when, and why."""

    until = DayField("Bewaren tot en met", [Asked()])
    reason = TextAreaField("Waarom zijn de gegevens nog nodig?", [Asked(), Humane()])


class MonthsForm(_Dutch):
    """How long this partner keeps files."""

    months = NumberField("Bewaren na het einde van de bemiddeling", [Asked()], whole=True)
    reason = TextAreaField("Besluit", [Asked()], description="Welk besluit is dit, en van wie?")
