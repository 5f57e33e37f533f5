"""What somebody types to see what a job costs. It stands in the address, and names nobody."""

from decimal import Decimal

from wtforms import BooleanField, SelectField
from wtforms.validators import Optional

from matching.instruments.ages import Age
from matching.instruments.calculation import least_known
from matching.instruments.figures import Figures
from matching.instruments.grounds import CODES, GROUND_WORDS, LAW_READ_FROM
from werkbedrijf.foundation.fields import Asked, DayField, NumberField, choices_of
from werkbedrijf.foundation.forms import StrictForm

MOST_HOURS = 60
MOST_MONTHS = 60
_NONE = ("", "Weet ik nog niet")


class CostForm(StrictForm):
    """Hours, wage, loonwaarde, months, the first day and the age."""

    class Meta:
        locales = ["nl"]
        csrf = False

    uren = NumberField("Uren per week", [Asked()])
    uurloon = NumberField("Bruto uurloon", [Asked()])
    loonwaarde = NumberField(
        "Loonwaarde",
        [Asked()],
        whole=True,
        description="Hoeveel werk iemand doet, vergeleken met een collega met ervaring. Nog niet gemeten? Een schatting is goed.",
    )
    maanden = NumberField("Hoe lang duurt het contract?", [Asked()], whole=True)
    start = DayField("Eerste werkdag", [Asked()])
    leeftijd = SelectField(
        "Leeftijd op de eerste werkdag",
        choices=choices_of([(age.value, age.words) for age in Age]),
        default=Age.ADULT.value,
    )
    zonder_meting = BooleanField("De eerste maanden zonder meting van de loonwaarde")
    lasten = NumberField(
        "Werkgeverslasten", [Asked()], description="Premies en dergelijke, boven op loon en vakantiegeld."
    )
    grond = SelectField("Grond in het register", [Optional()], choices=[])

    def offer_grounds(self) -> None:
        """Put the grounds in the list, for who may choose one."""
        self.grond.choices = choices_of([_NONE, *((code, GROUND_WORDS[code]) for code in CODES)])

    @property
    def age(self) -> Age:
        """The chosen age; an adult when none was chosen."""
        return Age(self.leeftijd.data) if self.leeftijd.data in set(Age) else Age.ADULT

    def problems(self, figures: Figures) -> dict[str, str]:
        """What is not possible by the figures of the first day, per field, in sentences."""
        found: dict[str, str] = {}
        for name, low, high in (
            ("uren", "0.5", MOST_HOURS),
            ("loonwaarde", 0, 100),
            ("maanden", 1, MOST_MONTHS),
            ("lasten", 0, 100),
        ):
            value = self[name].data
            if value is None or not Decimal(low) <= value <= high:
                found[name] = f"Vul een getal in van {str(low).replace('.', ',')} tot en met {high}."
        least = least_known(figures, self.age)
        wage = self.uurloon.data
        if wage is None or not 1 <= wage <= 200:
            found["uurloon"] = "Vul een uurloon in, zoals 15,50."
        elif least and wage < least:
            written = f"{least:.2f}".replace(".", ",")
            found["uurloon"] = (
                f"Het minimumloon is € {written} per uur, voor iemand van {self.age.words}. Vul ten minste dat in."
            )
        if self.start.data is None:
            found["start"] = "Vul een datum in, zoals 1-12-2026."
        elif self.start.data < LAW_READ_FROM:
            found["start"] = "Kies een dag vanaf 1-1-2026; van daarvoor weten wij niet welke regels golden."
        return found
