"""What people type about who someone is, what is agreed, and how someone is counted."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from wtforms import BooleanField, EmailField, HiddenField, RadioField, SelectChoice, SelectField, StringField, TelField
from wtforms.validators import InputRequired, Length

from candidates.actions import facts_of
from candidates.facts import OLDEST_BIRTH_YEAR, CandidateFacts
from candidates.models import Candidate
from candidates.numbers.errors import NO_NUMBER
from candidates.registration.models import EntryReason, Ground, Regeling, RegelingPeriod, RegelingReason, RegisterEntry
from werkbedrijf.foundation.actors import Organisation, User
from werkbedrijf.foundation.facts.regions import gemeente_by_code, gemeenten_of
from werkbedrijf.foundation.fields import DayField, choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.region import Region

# The Wsw began in 1969, and nobody comes under a regeling since before that.
OLDEST_REGELING = 1969


class Form(StrictForm):
    class Meta:
        locales = ["nl"]


class PersonFields:
    """Who someone is and how to reach this person."""

    first_name = StringField("Voornaam", [InputRequired("Vul de voornaam in.")])
    last_name = StringField("Achternaam", [InputRequired("Vul de achternaam in.")])
    gemeente_code = SelectField("Woont in de gemeente", [InputRequired("Kies een gemeente uit de lijst.")])
    born_on = DayField("Geboortedatum", first_year=OLDEST_BIRTH_YEAR)
    phone = TelField("Telefoon")
    email = EmailField("E-mailadres")
    bsn = StringField(
        "Burgerservicenummer",
        [Length(max=20, message=NO_NUMBER)],
        description="Mag leeg blijven. Daarna zie je alleen de laatste drie cijfers.",
        render_kw={"inputmode": "numeric"},
    )

    def offer_number(self, organisation: Organisation | None) -> None:
        """Ask for the number only where the partner may use it."""
        if organisation is None or not organisation.uses_bsn:
            del self.bsn

    def hide_number(self) -> None:
        """What was typed as a number does not come back on the page."""
        if self.bsn:
            self.bsn.data, self.bsn.raw_data = "", None

    def facts(self) -> CandidateFacts:
        """The person as typed."""
        return CandidateFacts(
            first_name=self.first_name.data or "",
            last_name=self.last_name.data or "",
            gemeente_code=self.gemeente_code.data or "",
            born_on=self.born_on.data,
            phone=self.phone.data or "",
            email=self.email.data or "",
        )

    def offer_gemeenten(self, region: Region | None, present: str = "") -> None:
        """Let choose from the gemeenten of the region, and keep the present one where it lies elsewhere."""
        self.gemeente_code.choices = choices_of([("", "Kies een gemeente"), *gemeente_choices(region, present)])


class CountingFields:
    """The law and the register: to count with, never to match with."""

    regeling = SelectField(
        "Regeling",
        default="",
        choices=choices_of([("", "Niet ingevuld"), *((one.value, one.words) for one in Regeling)]),
    )
    regeling_from = DayField("Valt hieronder vanaf", first_year=OLDEST_REGELING)
    ground = SelectField(
        "Staat in het doelgroepregister als",
        default="",
        choices=choices_of([("", "Niet ingevuld"), *((one.value, one.words) for one in Ground)]),
    )
    ground_from = DayField("Staat in het register vanaf")

    def lacks_a_day(self) -> dict[str, str]:
        """A choice without a first day, as problems of a form."""
        pairs = ((self.regeling, self.regeling_from), (self.ground, self.ground_from))
        sentence = "Vul in vanaf welke dag dit geldt."
        return {day.name: sentence for choice, day in pairs if choice.data and not day.data and not day.errors}


class NewCandidateForm(PersonFields, CountingFields, Form):
    coach_id = SelectField("Jobcoach", default="")


class ChangeCandidateForm(PersonFields, Form):
    version = HiddenField()
    bsn_away = BooleanField("Haal het nummer weg")

    @classmethod
    def of(cls, candidate: Candidate) -> "ChangeCandidateForm":
        """The form filled with what is known."""
        facts = facts_of(candidate)
        known: dict[str, Any] = {name: getattr(facts, name) for name in facts.__slots__}
        return cls(data=known | {"version": candidate.version})


class RegistrationForm(CountingFields, Form):
    """One more regeling, one more entry, or both."""


class EntryForm(Form):
    """An entry in the register, put right."""

    ground = SelectField("Grond", choices=choices_of((one.value, one.words) for one in Ground))
    starts_on = DayField("Vanaf", [InputRequired("Vul in vanaf welke dag.")])
    last_day = DayField("Tot en met", description="Leeg betekent: loopt door.")
    reason = RadioField(
        "Waarom", [InputRequired("Kies een reden.")], choices=choices_of((one.value, one.words) for one in EntryReason)
    )

    @classmethod
    def of(cls, entry: RegisterEntry) -> "EntryForm":
        """The form filled with what stands there."""
        last = entry.ends_on - timedelta(days=1) if entry.ends_on else None
        return cls(formdata=None, ground=entry.ground.value, starts_on=entry.starts_on, last_day=last)


class RegelingForm(Form):
    """A time under a regeling, put right."""

    regeling = SelectField("Regeling", choices=choices_of((one.value, one.words) for one in Regeling))
    starts_on = DayField("Vanaf", [InputRequired("Vul in vanaf welke dag.")])
    last_day = DayField("Tot en met", description="Leeg betekent: loopt door.")
    reason = RadioField(
        "Waarom",
        [InputRequired("Kies een reden.")],
        choices=choices_of((one.value, one.words) for one in RegelingReason),
    )

    @classmethod
    def of(cls, period: RegelingPeriod) -> "RegelingForm":
        """The form filled with what stands there."""
        last = period.ends_on - timedelta(days=1) if period.ends_on else None
        return cls(formdata=None, regeling=period.regeling.value, starts_on=period.starts_on, last_day=last)


class SharingForm(Form):
    """What an employer may know after an invitation."""

    name = BooleanField("Naam")
    phone = BooleanField("Telefoonnummer")
    email = BooleanField("E-mailadres")

    @classmethod
    def of(cls, candidate: Candidate) -> "SharingForm":
        """The form ticked as it is agreed now."""
        agreed = candidate.visibility
        return cls(data={"name": agreed.shares_name, "phone": agreed.shares_phone, "email": agreed.shares_email})


class CoachForm(Form):
    """Who looks after someone."""

    coach_id = SelectField("Jobcoach", [InputRequired("Kies een jobcoach.")])
    substitute_id = SelectField(
        "Vervanger", default="", description="Een collega die mag meekijken en helpen, bijvoorbeeld tijdens vakantie."
    )


def coach_choices(nobody: str, coaches: Iterable[User]) -> list[SelectChoice]:
    """Coaches as choices of a list; ``nobody`` is what the empty choice is called, if there is one."""
    chosen = [(str(coach.id), coach.name) for coach in coaches]
    return choices_of([("", nobody), *chosen] if nobody else chosen)


def gemeente_choices(region: Region | None, present: str = "") -> list[tuple[str, str]]:
    """The gemeenten of the region as choices; the present one too when it lies elsewhere."""
    own = list(gemeenten_of(region.code)) if region else []
    elsewhere = gemeente_by_code(present) if present else None
    if elsewhere and elsewhere not in own:
        own.append(elsewhere)
    return [(one.code, one.name) for one in own]
