"""What people type about a placement. People say the last day of work; the records keep the first day after it."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from wtforms import HiddenField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired

from employers.models import Employer, Establishment
from employers.training.models import Mentor
from employers.vacancies.models import Vacancy, VacancyKind
from matching.placements.facts import BY_ANOTHER, BY_THE_WORKPLACE, FORMS, PlacementFacts
from matching.placements.models import ContractForm, EndReason, Placement
from matching.placements.reasons import LongerReason, TermsReason
from werkbedrijf.foundation.fields import Asked, DayField, NumberField
from werkbedrijf.foundation.forms import StrictForm

DAY = timedelta(days=1)


def day_after(last_day: date | None) -> date | None:
    """The first day that is no longer worked."""
    return last_day + DAY if last_day else None


class Form(StrictForm):
    class Meta:
        locales = ["nl"]


class PlanForm(Form):
    """The agreement about a placement, filled in with what is known of the place."""

    contract_form = SelectField("Contract", [InputRequired("Kies het contract.")])
    formal_employer = StringField(
        "Werkgever die het contract tekent",
        [InputRequired("Vul de werkgever in die het contract tekent.")],
        description="Bij uitzenden, payroll of detacheren is dat een ander bedrijf dan waar het werk is.",
    )
    formal_employer_reference = HiddenField()
    workplace = SelectField("Waar het werk is", [InputRequired("Kies een vestiging.")])
    hours_per_week = NumberField("Uren per week", [InputRequired("Vul de uren per week in, zoals 25,5.")])
    starts_on = DayField("Eerste werkdag", [InputRequired("Vul de eerste werkdag in.")])
    ends_on = DayField("Afgesproken laatste werkdag", description="Leeg betekent: geen einde afgesproken.")
    mentor = SelectField("Begeleider", [InputRequired("Kies wie deze leerling begeleidt.")])

    @classmethod
    def for_place(cls, vacancy: Vacancy, guides: Sequence[tuple[Mentor, str]] | None, **known: Any) -> "PlanForm":
        """The form with the choices of this place and what is known; ``guides`` only where weeks are booked."""
        form = cls(**known)
        offer_mentors(form, guides)
        form.contract_form.choices = [SelectChoice(one.value, one.words) for one in FORMS[vacancy.kind]]
        places = [
            one for one in vacancy.employer.establishments if one.closed_on is None or one is vacancy.establishment
        ]
        form.workplace.choices = [SelectChoice(one.reference, str(one)) for one in places]
        return form

    def facts(self, formal_employer: Employer, workplace: Establishment) -> PlacementFacts:
        """The agreement as typed."""
        return PlacementFacts(
            formal_employer=formal_employer,
            workplace=workplace,
            contract_form=ContractForm(self.contract_form.data),
            hours_per_week=self.hours_per_week.data,
            starts_on=self.starts_on.data,
            ends_on=day_after(self.ends_on.data),
            mentor=self.guides.get(self.mentor.data or "") if "mentor" in self else None,
        )


class GoOnForm(PlanForm):
    """Another agreement at the same place."""

    kind = SelectField("Soort", [InputRequired("Kies de soort.")])

    @classmethod
    def after(cls, placement: Placement, **known: Any) -> "GoOnForm":
        """The form with the places of this employer, and every kind and contract there is."""
        form = cls.for_place(placement.vacancy, None, **known)
        form.kind.choices = [SelectChoice(one.value, one.words) for one in VacancyKind]
        form.contract_form.choices = [SelectChoice(one.value, one.words) for one in ContractForm]
        return form


class WeeksForm(Form):
    """Other weeks or another mentor at a leerwerkplek."""

    mentor = SelectField("Begeleider", [InputRequired("Kies wie deze leerling begeleidt.")])
    starts_on = DayField("Eerste dag", description="Na de start verandert deze dag niet meer.")
    weeks_until = DayField("Laatste dag", [InputRequired("Vul de laatste dag in.")])


def offer_mentors(form: Any, guides: Sequence[tuple[Mentor, str]] | None) -> None:
    """Who can guide, each with the first free week; the question goes away where no weeks are booked."""
    if guides is None:
        del form.mentor
        return
    form.guides = {mentor.reference: mentor for mentor, _ in guides}
    form.mentor.choices = [SelectChoice("", "Kies een begeleider")] + [
        SelectChoice(mentor.reference, f"{mentor.name} ({free})") for mentor, free in guides
    ]


class StartForm(Form):
    """The real first day."""

    started_on = DayField("Eerste werkdag", [InputRequired("Vul de eerste werkdag in.")])


class HoursForm(Form):
    """Other hours or another contract from a day on."""

    hours = NumberField("Uren per week", [InputRequired("Vul de uren per week in, zoals 25,5.")])
    contract_form = SelectField("Contract", [Asked()], default="")
    from_on = DayField(
        "Vanaf",
        [InputRequired("Vul in vanaf welke dag.")],
        description="Dit mag ook een dag zijn die al voorbij is. Wat er stond, blijft dan leesbaar.",
    )
    why = RadioField(
        "Waarom",
        [Asked()],
        choices=[SelectChoice(one.value, one.words) for one in (TermsReason.AGREED, TermsReason.MISTAKE)],
        default=TermsReason.AGREED.value,
    )

    @classmethod
    def of(cls, placement: Placement, **known: Any) -> "HoursForm":
        """The form with the contracts that fit this placement and that the same employer signs."""
        form = cls(**known)
        signs = BY_ANOTHER if placement.contract_form in BY_ANOTHER else BY_THE_WORKPLACE
        fits = [one for one in FORMS[placement.kind] if one in signs]
        form.contract_form.choices = [SelectChoice("", "Blijft zoals het is")]
        form.contract_form.choices += [SelectChoice(one.value, one.words) for one in fits]
        return form

    @property
    def form(self) -> ContractForm | None:
        """The contract that was chosen, or None to leave it."""
        return ContractForm(self.contract_form.data) if self.contract_form.data else None


class AgreedEndForm(Form):
    """Another agreed end, or none."""

    ends_on = DayField("Afgesproken laatste werkdag", description="Leeg betekent: geen einde afgesproken.")
    longer_because = SelectField(
        "Waarom duurt het langer?",
        default="",
        choices=[
            SelectChoice("", "Het duurt niet langer dan in het begin"),
            *(SelectChoice(one.value, one.words) for one in LongerReason),
        ],
    )

    @classmethod
    def of(cls, placement: Placement, **known: Any) -> "AgreedEndForm":
        """The form; only of a kind with a term it asks why it takes longer."""
        form = cls(**known)
        if not placement.kind.rules.has_term:
            del form.longer_because
        return form

    @property
    def because(self) -> LongerReason | None:
        """Why it takes longer, if that was chosen."""
        return LongerReason(self.longer_because.data) if "longer_because" in self and self.longer_because.data else None


class EndForm(Form):
    """The real end."""

    ended_on = DayField("Laatste werkdag", [InputRequired("Vul de laatste werkdag in.")])
    reason = RadioField(
        "Waarom",
        [InputRequired("Kies een reden.")],
        choices=[SelectChoice(one.value, one.words) for one in EndReason if one is not EndReason.FOLLOWED],
    )


def forms_of(placement: Placement, **typed: Form) -> dict[str, Form]:
    """The forms of a placement's page, filled with what is known; ``typed`` are those that were sent just now."""
    agreed = placement.ends_on - DAY if placement.ends_on else None
    return {
        "start": typed.get("start") or StartForm(formdata=None, started_on=placement.starts_on),
        "hours": typed.get("hours") or HoursForm.of(placement, formdata=None, hours=_hours(placement)),
        "agreed": typed.get("agreed")
        or AgreedEndForm.of(placement, formdata=None, ends_on=agreed, longer_because=placement.longer_because or ""),
        "end": typed.get("end") or EndForm(formdata=None),
        "weeks": typed.get("weeks") or WeeksForm(formdata=None, starts_on=placement.starts_on, weeks_until=agreed),
    }


def _hours(placement: Placement) -> Decimal | None:
    return placement.terms[-1].hours_per_week if placement.terms else None
