"""What people fill in to put an end right. There is no field for words."""

from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from matching.placements.endings.models import EndMistake
from matching.placements.forms import DAY, Form
from matching.placements.models import EndReason, Placement
from werkbedrijf.foundation.fields import DayField, choices_of

_M = EndMistake


class CorrectEndForm(Form):
    """Another last day or another reason."""

    ended_on = DayField("Laatste werkdag", [InputRequired("Vul de laatste werkdag in.")])
    reason = RadioField("Waarom het werk stopte", [InputRequired("Kies een reden.")])
    mistake = RadioField(
        "Waarom je dit verbetert",
        [InputRequired("Kies waarom je dit verbetert.")],
        choices=choices_of((one.value, one.words) for one in (_M.MISTAKE, _M.LEARNED)),
    )

    @classmethod
    def of(cls, placement: Placement, **known: object) -> "CorrectEndForm":
        """The form with the reasons people may choose, and the one that stands."""
        form = cls(**known)
        offered = [one for one in EndReason if one is not EndReason.FOLLOWED or one is placement.end_reason]
        form.reason.choices = [SelectChoice(one.value, one.words) for one in offered]
        return form


class UndoEndForm(Form):
    """No end at all."""

    because = RadioField(
        "Waarom je dit terugdraait",
        [InputRequired("Kies waarom je dit terugdraait.")],
        choices=choices_of((one.value, one.words) for one in (_M.GOES_ON, _M.OTHER_PERSON, _M.MISTAKE)),
    )


def end_forms(placement: Placement, **typed: Form) -> dict[str, Form]:
    """The forms about an end, filled with what stands there; ``typed`` are those that were sent just now."""
    ended = placement.ended_on
    known = {"ended_on": ended - DAY, "reason": placement.end_reason} if ended else {}
    return {
        "correct": typed.get("correct") or CorrectEndForm.of(placement, formdata=None, **known),
        "undo": typed.get("undo") or UndoEndForm(formdata=None),
    }
