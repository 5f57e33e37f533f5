"""What people fill in to take a start back. There is no field for words."""

from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from matching.placements.forms import Form
from matching.placements.models import Placement
from matching.placements.takenback.models import StartMistake
from matching.placements.workflow import PlacementStatus


class TakeBackForm(Form):
    """What was wrong about the start."""

    because = RadioField("Wat klopt er niet?", [InputRequired("Kies wat er niet klopt.")])

    @classmethod
    def of(cls, placement: Placement, **known: object) -> "TakeBackForm":
        """The form with the mistakes that can be: work that is over does not begin again."""
        form = cls(**known)
        runs = placement.status is PlacementStatus.RUNNING
        offered = [one for one in StartMistake if one.is_whole or runs]
        form.because.choices = [SelectChoice(one.value, one.words) for one in offered]
        return form
