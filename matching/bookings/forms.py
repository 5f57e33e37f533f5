"""What people type about weeks, groups, and changes that may touch bookings."""

from collections.abc import Iterable
from datetime import timedelta

from wtforms import HiddenField, RadioField, SelectChoice, SelectField
from wtforms.validators import InputRequired, Optional

from employers.forms import Form
from employers.training.forms import MentorForm
from employers.training.models import Mentor
from matching.bookings.changing import Choice
from werkbedrijf.foundation.fields import Asked, DayField, NumberField, choices_of

DAY = timedelta(days=1)
STAYS, COVERED = "laat_staan", "neemt_over"


class ChoosingForm(Form):
    """A change that may leave bookings without room; the choice is asked only once it turns out to."""

    touched = RadioField(
        "Wat gebeurt er met deze boekingen?",
        [Optional()],
        choices=choices_of(
            [
                (COVERED, "Een andere begeleider neemt ze over in deze weken"),
                (STAYS, "Laat ze staan. Ze staan op Vandaag tot ze zijn verplaatst"),
            ]
        ),
    )
    cover = SelectField("Wie neemt over", [Optional()], validate_choice=False)

    def offer_cover(self, mentors: Iterable[Mentor]) -> None:
        """Who may take over."""
        self.mentors = {one.reference: one for one in mentors}
        self.cover.choices = [SelectChoice("", "Kies een begeleider")] + [
            SelectChoice(one.reference, one.name) for one in self.mentors.values()
        ]

    def choice(self) -> Choice:
        """What was chosen; nothing when nothing was."""
        if self.touched.data == COVERED:
            return Choice(cover=self.mentors.get(self.cover.data or ""))
        return Choice(stays=self.touched.data == STAYS)


class CapacityForm(ChoosingForm):
    learners = NumberField("Plaatsen per week", [Asked()], whole=True)
    from_day = DayField("Vanaf de week van", [InputRequired("Vul een dag in de eerste week in.")])


class GroupForm(Form):
    starts_on = DayField("Startdag", [InputRequired("Vul de dag in waarop de groep begint.")])
    size = NumberField("Plaatsen in de groep", [Asked()], whole=True)


class DropGroupForm(Form):
    starts_on = DayField("Startdag", [InputRequired("Kies een groep.")])


class AbsenceForm(ChoosingForm):
    first_day = DayField("Eerste dag weg", [InputRequired("Vul de eerste dag in.")])
    last_day = DayField("Laatste dag weg", [InputRequired("Vul de laatste dag in.")])


class ReportAbsenceForm(Form):
    """What an employer says of an own mentor; what happens to who is booked is for the face."""

    first_day = DayField("Eerste dag weg", [InputRequired("Vul de eerste dag in.")])
    last_day = DayField("Laatste dag weg", [InputRequired("Vul de laatste dag in.")])


class DropAbsenceForm(Form):
    absence = HiddenField(validators=[InputRequired("Kies een afwezigheid.")])

    def number(self) -> int:
        """Which one; none that exists when something else was sent."""
        typed = self.absence.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


class StopForm(ChoosingForm):
    stops_after = DayField("Laatste dag als begeleider", [InputRequired("Vul de laatste dag in.")])


class ChangeMentorForm(MentorForm, ChoosingForm):
    """A mentor with the choice about who is booked."""
