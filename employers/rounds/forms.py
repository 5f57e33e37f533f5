"""What people type about a belronde and about a call."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional, StopValidation

from employers.models import Sector, Size
from employers.record.sections import sections
from employers.rounds.facts import QUESTIONS, Choice, OutcomeFacts, PlaceFacts, RoundFacts
from employers.rounds.models import Outcome, RoundCall
from employers.vacancies.models import VacancyKind
from werkbedrijf.foundation.facts.regions import Gemeente
from werkbedrijf.foundation.fields import Asked, DayField, NumberField, choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane

EVERY = ("", "Maakt niet uit")


class Form(StrictForm):
    class Meta:
        locales = ["nl"]


class ChoiceForm(Form):
    """Which employers. It is sent in the address, so that it can be counted while somebody chooses."""

    class Meta:
        csrf = False

    sector = SelectField(
        "Sector", [Optional()], choices=choices_of([EVERY, *((s.value, s.value.capitalize()) for s in Sector)])
    )
    branche = SelectMultipleField("Branche", [Optional()], choices=choices_of(sections().items()))
    grootte = SelectMultipleField(
        "Aantal medewerkers", [Optional()], choices=choices_of((one.value, one.value) for one in Size)
    )
    sbb = BooleanField("Alleen erkende leerbedrijven (SBB)")
    sroi = BooleanField("Alleen met een lopende SROI-verplichting")
    gemeente = SelectMultipleField("Gemeente", [Optional()], choices=[])
    aanspreekpunt = SelectField(
        "Aanspreekpunt",
        [Optional()],
        choices=choices_of([EVERY, ("mijn", "Mijn werkgevers"), ("zonder", "Zonder aanspreekpunt")]),
    )
    plekken = SelectField(
        "Open plekken",
        [Optional()],
        choices=choices_of([EVERY, ("met", "Met een open plek"), ("zonder", "Zonder open plek")]),
    )
    stil = NumberField(
        "Langer geen contact dan", whole=True, description="Aantal dagen. Leeg betekent: maakt niet uit."
    )
    hoogste = NumberField("Hooguit zoveel werkgevers", whole=True, description="Wie het langst niets hoorde, eerst.")

    @classmethod
    def of(cls, args: Any, gemeenten: tuple[Gemeente, ...]) -> "ChoiceForm":
        """The form with what stands in the address."""
        form = cls(formdata=args)
        form.gemeente.choices = choices_of((one.code, one.name) for one in gemeenten)
        form.validate()
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything is right. It stands in the address, so what a form on the page sends is not for this one."""
        return bool(FlaskForm.validate(self, extra_validators))

    def facts(self) -> Choice:
        """The choice as it was made; what cannot be understood does not narrow."""
        good = {field.name: field.data for field in self if not field.errors and field.data}
        return Choice(
            sector=Sector(good["sector"]) if "sector" in good else None,
            sections=tuple(good.get("branche", ())),
            sizes=tuple(Size(one) for one in good.get("grootte", ())),
            sbb=bool(good.get("sbb")),
            sroi=bool(good.get("sroi")),
            gemeenten=tuple(good.get("gemeente", ())),
            face=good.get("aanspreekpunt", ""),
            places=good.get("plekken", ""),
            quiet_days=_positive(good.get("stil")),
            most=_positive(good.get("hoogste")),
        )


def _positive(number: int | None) -> int | None:
    return number if number and 0 < number < 10_000 else None


class RoundForm(Form):
    """Name, callers and the three questions of a belronde."""

    title = StringField(
        "Naam",
        [Asked(), Humane(of_work=True)],
        description="Zoals: Logistiek najaar.",
        render_kw={"maxlength": 200},
    )
    callers = SelectMultipleField("Wie bellen er?", [Asked()], choices=[])
    question_1 = StringField(
        "Vraag 1", [Asked(), Humane(of_work=True)], default=QUESTIONS[0], render_kw={"maxlength": 300}
    )
    question_2 = StringField(
        "Vraag 2", [Asked(), Humane(of_work=True)], default=QUESTIONS[1], render_kw={"maxlength": 300}
    )
    question_3 = StringField(
        "Vraag 3", [Asked(), Humane(of_work=True)], default=QUESTIONS[2], render_kw={"maxlength": 300}
    )

    def facts(self, choice: Choice) -> RoundFacts:
        """The belronde as it was typed."""
        return RoundFacts(
            title=self.title.data or "",
            choice=choice,
            callers=[int(one) for one in self.callers.data or ()],
            questions=[self.question_1.data or "", self.question_2.data or "", self.question_3.data or ""],
        )


class MoveForm(Form):
    """Which employers go to whose list."""

    werkgever = SelectMultipleField("Werkgevers", choices=[])
    caller = SelectField("Naar de lijst van", [Asked()], choices=[])


class StopForm(Form):
    """Why a belronde stops."""

    reason = TextAreaField("Waarom stopt de belronde?", [Humane(of_work=True)], render_kw={"maxlength": 500})


class OnlyAt:
    """Validator of a field that belongs to one outcome: at another it is not looked at any further."""

    def __init__(self, outcome: Outcome):
        self.outcome = outcome

    def __call__(self, form: Any, field: Any) -> None:
        """Stop looking when the call went another way."""
        if form.outcome.data != self.outcome.value:
            raise StopValidation


class OutcomeForm(Form):
    """Three answers and how the call went. What only belongs to another outcome is not looked at."""

    number = HiddenField()
    seen = HiddenField()
    answer_1 = TextAreaField("Antwoord 1", [Humane(of_work=True)])
    answer_2 = TextAreaField("Antwoord 2", [Humane(of_work=True)])
    answer_3 = TextAreaField("Antwoord 3", [Humane(of_work=True)])
    spoke_with = StringField("Met wie sprak je?", render_kw={"maxlength": 200})
    outcome = RadioField(
        "Hoe liep het?", [Asked()], choices=choices_of((o.value, o.words.capitalize()) for o in Outcome)
    )
    call_back_on = DayField("Terugbellen op")
    reason = StringField(
        "Wat zei de werkgever over bellen?",
        [OnlyAt(Outcome.DO_NOT_CALL), Humane(of_work=True)],
        render_kw={"maxlength": 200},
    )
    place_title = StringField(
        "Wat voor werk?", [OnlyAt(Outcome.PLACE), Humane(of_work=True)], render_kw={"maxlength": 200}
    )
    place_kind = SelectField(
        "Soort plek",
        choices=choices_of((k.value, k.words.capitalize()) for k in VacancyKind),
        default=VacancyKind.GARANTIEBAAN,
    )
    place_hours_min = NumberField("Uren per week, ten minste")
    place_hours_max = NumberField("Ten hoogste")
    place_establishment = SelectField("Vestiging", choices=[], default="")
    note = TextAreaField("Verder nog iets?", [Humane(of_work=True)])

    def offer(self, call: RoundCall) -> "OutcomeForm":
        """Offer the establishments of this employer, and the questions of its belronde."""
        places = [(one.reference, str(one)) for one in call.employer.open_establishments]
        self.place_establishment.choices = choices_of(
            places if len(places) < 2 else [("", "Kies een vestiging"), *places]
        )
        if len(places) == 1 and not self.place_establishment.data:
            self.place_establishment.data = places[0][0]
        for field, question in zip(self.answers(), call.call_round.questions, strict=False):
            field.label.text = question
        return self

    def answers(self) -> list[TextAreaField]:
        """The three fields in their order."""
        return [self.answer_1, self.answer_2, self.answer_3]

    def facts(self) -> OutcomeFacts:
        """The call as it was typed."""
        outcome = Outcome(self.outcome.data)
        number = self.number.data or ""
        return OutcomeFacts(
            outcome=outcome,
            number=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0,
            answers=[field.data or "" for field in self.answers()],
            note=self.note.data or "",
            spoke_with=self.spoke_with.data or "",
            call_back_on=self.call_back_on.data if outcome is Outcome.CALL_BACK else None,
            reason=self.reason.data or "" if outcome is Outcome.DO_NOT_CALL else "",
            place=self._place() if outcome is Outcome.PLACE else None,
            seen=self.seen.data or "",
        )

    def _place(self) -> PlaceFacts:
        return PlaceFacts(
            title=self.place_title.data or "",
            kind=VacancyKind(self.place_kind.data),
            hours_min=self.place_hours_min.data,
            hours_max=self.place_hours_max.data,
            establishment=self.place_establishment.data or "",
        )
