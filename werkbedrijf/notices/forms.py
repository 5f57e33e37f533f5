"""What people choose about mail, topic by topic."""

from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired

from werkbedrijf.foundation.fields import choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.notices import ByMail, Topic

CHOOSABLE = tuple(topic for topic in Topic if not topic.is_fixed)


def _topic(topic: Topic) -> Any:
    return RadioField(
        topic.words,
        [InputRequired("Kies hoe je dit wilt horen.")],
        choices=choices_of((one.value, one.words) for one in ByMail),
    )


class ChoiceForm(StrictForm):
    """One choice per topic; a field has the name of its topic."""

    class Meta:
        locales = ["nl"]

    voordrachten = _topic(Topic.PROPOSALS)
    plaatsingen = _topic(Topic.PLACEMENTS)
    vragen = _topic(Topic.QUESTIONS)
    werkgevers = _topic(Topic.EMPLOYERS)
    plekken = _topic(Topic.PLACES)
    kandidaten = _topic(Topic.PEOPLE)
    social_return = _topic(Topic.SOCIAL_RETURN)
    overig = _topic(Topic.OTHER)

    def wanted(self) -> dict[Topic, ByMail]:
        """What was chosen."""
        return {topic: ByMail(self[topic.value].data) for topic in CHOOSABLE}
