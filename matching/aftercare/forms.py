"""What people fill in about a contact and about granted hours."""

from collections.abc import Iterable
from typing import Any

from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from matching.aftercare.actions import MOST_AGREED, MOST_WORDS, GrantFacts, VisitFacts
from matching.aftercare.answers import Going, Granted, Way
from matching.aftercare.models import CareBudget, CareVisit
from matching.aftercare.plan import Planned
from werkbedrijf.foundation.fields import Asked, DayField, NumberField, choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane
from werkbedrijf.foundation.texts import short_day


class Form(StrictForm):
    class Meta:
        locales = ["nl"]


def _goings() -> Any:
    return choices_of((one.value, one.words) for one in Going)


class VisitForm(Form):
    """A contact as it was."""

    on = DayField("Wanneer", [Asked()])
    way = RadioField(
        "Hoe", [Asked()], choices=choices_of((one.value, one.words) for one in Way), default=Way.VISIT.value
    )
    minutes = NumberField(
        "Hoe lang", [Asked()], whole=True, description="Reistijd telt niet mee.", render_kw={"inputmode": "numeric"}
    )
    person = RadioField("Wat zegt de medewerker?", [Asked()], choices=_goings(), default=Going.UNKNOWN.value)
    employer = RadioField("Wat zegt de werkgever?", [Asked()], choices=_goings(), default=Going.UNKNOWN.value)
    note = TextAreaField(
        "Wat is er besproken?",
        [Humane()],
        description="Dit lezen alleen jij, je vervanger en de accountmanager van je eigen organisatie.",
        render_kw={"rows": 4, "maxlength": MOST_WORDS},
    )
    moments = SelectMultipleField("Voor welk contactmoment was dit?")
    agreement = StringField(
        "Volgende afspraak",
        [Humane(of_work=True)],
        description="Dit leest de werkgever ook.",
        render_kw={"maxlength": MOST_AGREED},
    )
    next_on = DayField("Op welke dag")

    def offer(self, moments: Iterable[Planned], kept: Iterable[str] = ()) -> "VisitForm":
        """Offer the moments that are still open, and those this contact ticked off already."""
        offered = [one for one in moments if one.done_on is None or one.moment.key in set(kept)]
        pairs = [(one.moment.key, f"{one.moment.kind.words} ({short_day(one.moment.due_on)})") for one in offered]
        self.moments.choices = choices_of(pairs)
        return self

    def facts(self) -> VisitFacts:
        """As it was filled in."""
        return VisitFacts(
            on=self.on.data,
            way=Way(self.way.data),
            minutes=self.minutes.data,
            person=Going(self.person.data),
            employer=Going(self.employer.data),
            note=self.note.data or "",
            next_on=self.next_on.data,
            agreement=self.agreement.data or "",
            moments=tuple(self.moments.data or ()),
        )


def values_of(visit: CareVisit) -> dict[str, Any]:
    """A contact as the form shows it."""
    plain = {name: getattr(visit, name) for name in ("on", "minutes", "note", "next_on", "agreement", "moments")}
    return plain | {name: getattr(visit, name).value for name in ("way", "person", "employer")}


class GrantForm(Form):
    """A decision about the hours of a job coach."""

    granted = SelectField(
        "Wie besloot?",
        [Asked()],
        choices=choices_of((one.value, one.words) for one in Granted),
        default=Granted.GEMEENTE.value,
    )
    decided_on = DayField("Datum van het besluit", [Asked()])
    hours = NumberField("Uren in deze periode", [Asked()], render_kw={"inputmode": "decimal"})
    since = DayField("Van", [Asked()])
    until = DayField("Tot en met", [Asked()])

    def facts(self) -> GrantFacts:
        """As it was filled in."""
        return GrantFacts(
            self.since.data, self.until.data, self.hours.data, Granted(self.granted.data), self.decided_on.data
        )


def values_of_grant(budget: CareBudget) -> dict[str, Any]:
    """A decision as the form shows it."""
    plain = {name: getattr(budget, name) for name in ("decided_on", "hours", "since", "until")}
    return plain | {"granted": budget.granted.value}
