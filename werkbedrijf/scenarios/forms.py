"""What people type to ask what if."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from wtforms import HiddenField, SelectField, SelectMultipleField, StringField

from employers.forms import Form
from employers.vocabulary.catalogue import occupations
from matching.advice.spots import Spot
from matching.core.allocation import Rules
from matching.core.files import Settings
from matching.runs.models import AllocationRun
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import Asked as Wanted
from werkbedrijf.foundation.fields import NumberField, choices_of
from werkbedrijf.foundation.texts import short_day
from werkbedrijf.scenarios.asked import Asked, AskedPlaces
from werkbedrijf.scenarios.quarters import Quarter
from werkbedrijf.scenarios.queries import KeptQuarter

HOURS: Final = ("8", "12", "16", "20", "24", "28", "32")
MOST_PLACES: Final = 500
MOST_SEATS: Final = 25
MOST_LIST: Final = 25
MOST_PER_PERSON: Final = 10
MOST_LEFT_OUT: Final = 100


class ScenarioForm(Form):
    base = SelectField("Vergelijk met", [Wanted()])
    occupation = StringField("Welk werk komt erbij?", description="Kies een beroep uit de lijst.")
    occupation_code = HiddenField()
    many = NumberField("Hoeveel plekken?", whole=True)
    seats = NumberField("Stoelen per plek", whole=True, default=1)
    hours = SelectField("Uren per week", choices=choices_of((one, f"vanaf {one} uur") for one in HOURS), default="16")
    gemeenten = SelectMultipleField("Waar?", description="Kies je niets, dan komen ze verdeeld over de hele regio.")
    left_out = StringField("Plekken die wegvallen", description="De nummers, zoals P-0012 P-0031.")
    k = NumberField("Mensen op de lijst van een plek", whole=True)
    m = NumberField("Plekken per persoon", whole=True)
    tau = NumberField("Geschikt vanaf", description="Het deel van het werk dat iemand nu kan.")
    bonus = StringField(
        "Voorrang voor wie weinig voordrachten had",
        description="In procenten voor de eerste, tweede en volgende voordracht, zoals 10 5 2,5 1,2 0.",
    )
    title = StringField("Naam", description="Leeg betekent: wat je hierboven koos, in woorden.")

    def offer(
        self, bases: Sequence[AllocationRun], quarters: Sequence[KeptQuarter], spots: Sequence[Spot]
    ) -> "ScenarioForm":
        """Give the choices of this moment."""
        runs = [(run.reference, f"Verdeling {run.reference} van {short_day(run.day)}") for run in bases]
        if runs:
            runs[0] = (runs[0][0], f"De laatste verdeling, {runs[0][0]} van {short_day(bases[0].day)}")
        kept = [
            (one.quarter.code, f"Alle nachten van {one.quarter.words} ({one.kept})") for one in quarters if one.kept
        ]
        self.base.choices = choices_of([*runs, *kept])
        self.gemeenten.choices = choices_of((spot.gemeente_code, spot.name) for spot in spots)
        return self

    def asked(self, spots: Sequence[Spot], places: Collection[str] | None, rules: Rules) -> Asked:
        """What was typed. ``places`` are those of the run, None when many nights are asked; InputRefused names fields."""
        problems: dict[str, str] = {}
        found = Asked(
            places=self._places(spots, problems),
            left_out=self._left_out(places, problems),
            k=self._within("k", 1, MOST_LIST, problems),
            m=self._within("m", 1, MOST_PER_PERSON, problems),
            bonus=self._bonus(problems),
            tau=self._tau(problems),
            quarter=quarter.code if (quarter := Quarter.read(self.base.data or "")) else "",
        )
        if not problems:
            try:
                found.change.settings(Settings(rules))
            except ValueError as refused:
                problems["bonus"] = str(refused)
        if problems:
            raise InputRefused(problems)
        return found

    def _within(self, name: str, least: int, most: int, problems: dict[str, str]) -> int | None:
        typed: int | None = self[name].data
        if typed is not None and not least <= typed <= most:
            problems[name] = f"Kies een getal van {least} tot en met {most}."
        return typed

    def _places(self, spots: Sequence[Spot], problems: dict[str, str]) -> AskedPlaces | None:
        code, typed = self._occupation(), (self.occupation.data or "").strip()
        many = self._within("many", 1, MOST_PLACES, problems)
        seats = self._within("seats", 1, MOST_SEATS, problems) or 1
        if not typed and not code:
            if many is not None:
                problems["occupation"] = "Kies welk werk er bij komt."
            return None
        if not code:
            problems["occupation"] = "Dit beroep staat niet in de lijst. Kies een suggestie."
            return None
        chosen = [spot for spot in spots if not self.gemeenten.data or spot.gemeente_code in self.gemeenten.data]
        if not chosen:
            problems["gemeenten"] = "In de regio is nog geen werkgever bekend, dus ook geen plaats voor nieuw werk."
        if many is None:
            problems["many"] = "Vul in hoeveel plekken erbij komen."
        if many is None or not chosen:
            return None
        where = tuple((spot.name, spot.pc4) for spot in chosen)
        return AskedPlaces(code, many, Decimal(self.hours.data or "16"), seats, where)

    def _occupation(self) -> str:
        """The code of the chosen occupation; text that is exactly a title counts as choosing it."""
        typed = (self.occupation.data or "").strip().casefold()
        chosen = occupations().get(self.occupation_code.data or "")
        if chosen and typed in {"", chosen.title.casefold()}:
            return chosen.code if typed else ""
        return next((one.code for one in occupations().values() if one.title.casefold() == typed), "")

    def _left_out(self, places: Collection[str] | None, problems: dict[str, str]) -> tuple[str, ...]:
        typed = dict.fromkeys((self.left_out.data or "").replace(",", " ").upper().split())
        unknown = [one for one in typed if places is not None and one not in places]
        if unknown:
            problems["left_out"] = (
                f"Deze verdeling kent geen plek {unknown[0][:20]}. Laat hem weg, of kies een andere verdeling."
            )
        elif len(typed) > MOST_LEFT_OUT:
            problems["left_out"] = f"Laat ten hoogste {MOST_LEFT_OUT} plekken wegvallen."
        elif any(len(one) > 20 for one in typed):
            problems["left_out"] = "Noem de plekken bij hun nummer, zoals P-0012."
        return tuple(typed)

    def _tau(self, problems: dict[str, str]) -> Fraction | None:
        typed: Decimal | None = self.tau.data
        if typed is None:
            return None
        if not 50 <= typed <= 100:
            problems["tau"] = "Kies een deel van 50 tot en met 100 procent."
        return Fraction(typed) / 100

    def _bonus(self, problems: dict[str, str]) -> tuple[Decimal, ...] | None:
        typed = (self.bonus.data or "").replace(";", " ").replace("%", " ").replace("·", " ").split()
        if not typed:
            return None
        parts = [_percent(one) for one in typed]
        if len(parts) > 20 or any(part is None for part in parts):
            problems["bonus"] = "Geef getallen van 0 tot en met 100, met spaties ertussen, zoals 10 5 2,5 0."
            return None
        return tuple(part for part in parts if part is not None)


def _percent(typed: str) -> Decimal | None:
    text = typed.replace(",", ".")
    if not text.replace(".", "", 1).isdecimal() or not text.isascii() or len(text) > 6:
        return None
    part = Decimal(text) / 100
    return part if part <= 1 else None
