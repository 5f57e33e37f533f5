"""What is typed to close a month."""

from wtforms import TextAreaField
from wtforms.validators import Length, Optional

from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane


class CloseForm(StrictForm):
    """Why the figures are ready; who confirms reads it."""

    reason = TextAreaField(
        "Wat is er nagekeken?",
        [Optional(), Length(max=500, message="Gebruik ten hoogste 500 tekens."), Humane()],
        description="Bijvoorbeeld: alle starts en uren van deze maand zijn nagelopen. Wie meekijkt, leest dit. Schrijf geen namen op.",
    )
