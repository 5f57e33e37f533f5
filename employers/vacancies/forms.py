"""What people type about a place: everything in one sitting."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask import request
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm

from employers.forms import Form
from employers.models import Establishment
from employers.vacancies.drafting import Offer
from employers.vacancies.facts import ConditionFacts, TaskFacts, VacancyFacts
from employers.vacancies.fields import AsksField, ConditionsField, SafetyField
from employers.vacancies.models import ConditionState, Vacancy, VacancyKind
from employers.vocabulary.catalogue import occupations
from matching.core.catalogue import (
    CAPABILITY_CODES,
    CERTIFICATES,
    CONDITION_CODES,
    FAMILIES,
    HARD_CODES,
    TIMES,
    certificates_from_bits,
    times_from_bits,
)
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.fields import Asked, DayField, NumberField, choices_of, say_problems
from werkbedrijf.foundation.forms import refuse_unknown
from werkbedrijf.foundation.humane import Humane


class TaskForm(PlainForm):
    title = StringField("Taak", [Asked()])
    share = NumberField("Deel van de uren", [Asked()], whole=True)
    separable = BooleanField("Kan ook los van de andere taken gedaan worden", default=True)
    asks = AsksField("Wat deze taak vraagt")


# What the form of a place sends: its own fields, rows of tasks, small tables, the ticks of a text, and which button.
_OF_FORM = "kind|occupation|occupation_code|title|family|establishment|description|seats|hours_min|hours_max|times|starts_on|closes_on|certificates|hard_reason|drafted_from|gone_through|version"
_ASKED = re.compile(
    rf"(?:{_OF_FORM}|doe|terug|concept-(?:beroep|regel)|gelezen-(?:taak|omstandigheid|uren|beroep|tekst|tekst-bewaren)"
    rf"|tasks-\d{{1,4}}-(?:title|share|separable|asks-(?:{'|'.join(CAPABILITY_CODES)})(?:-belang)?)"
    rf"|conditions-(?:{'|'.join(CONDITION_CODES)})(?:-waarom)?|hard-(?:{'|'.join(HARD_CODES)}))"
)


def is_asked(name: str) -> bool:
    """Whether the form of a place sends a field of this name.

    >>> is_asked("tasks-0-asks-lezen-belang"), is_asked("employer_id")
    (True, False)
    """
    return _ASKED.fullmatch(name) is not None


class VacancyForm(Form):
    kind = RadioField(
        "Soort plek", [Asked()], choices=choices_of((one.value, one.words.capitalize()) for one in VacancyKind)
    )
    occupation = StringField(
        "Beroep",
        description="Kies een beroep uit de lijst. Je ziet dan wat daar vaak bij hoort, en neemt over wat hier ook zo is.",
    )
    occupation_code = HiddenField()
    title = StringField("Titel van de plek", [Asked()], description="Zo staat de plek in alle lijsten.")
    family = SelectField("Soort werk", choices=choices_of([("", "Volgt uit het beroep"), *FAMILIES.items()]))
    establishment = SelectField("Vestiging", [Asked()])
    description = TextAreaField(
        "Omschrijving", [Humane(of_work=True)], description="Wat moet een kandidaat nog meer weten?"
    )
    tasks = FieldList(FormField(TaskForm), "Taken", min_entries=1)
    seats = NumberField("Aantal plekken", [Asked()], whole=True, default=1)
    hours_min = NumberField("Minste uren per week", [Asked()])
    hours_max = NumberField("Meeste uren per week", description="Leeg betekent: vaste uren.")
    times = SelectMultipleField("Ook buiten kantoortijd", choices=choices_of(TIMES.items()))
    starts_on = DayField("Start", description="Leeg betekent: in overleg.")
    closes_on = DayField("Sluit na", description="Daarna sluit de plek vanzelf. Leeg betekent: geen datum.")
    certificates = SelectMultipleField("Nodig voor dit werk", choices=choices_of(CERTIFICATES.items()))
    conditions = ConditionsField("Wat de werkplek biedt")
    hard = SafetyField("Harde eis voor de veiligheid")
    hard_reason = StringField(
        "Waarom is deze eis nodig?", [Humane(of_work=True)], description="Alleen bij een harde eis."
    )
    drafted_from = HiddenField()
    gone_through = BooleanField("Ik heb de taken en eisen nagelopen. Zo is het werk hier.")
    version = HiddenField()

    # The draft of an occupation that lies ready to take over, line by line.
    offer_ready: Offer | None = None
    # Whether it was just filled in from a pasted text; then it is newer than what the device kept.
    from_text = False

    def refuse_unasked(self) -> None:
        """As of every form, with the names of its rows and tables, however many there are."""
        refuse_unknown(filter(is_asked, request.form))

    def offer(self, establishments: Sequence[Establishment]) -> "VacancyForm":
        """Give the choice of establishments."""
        self.establishment.choices = choices_of((one.reference, str(one)) for one in establishments)
        return self

    def rows(self) -> list[Any]:
        """The tasks in which something was typed."""
        return [row for row in self.tasks.entries if row.form.title.data or row.form.share.data or row.form.asks.data]

    def facts(self) -> VacancyFacts:
        """The place as it was typed; what is missing is left for the act to refuse."""
        if self.kind.data not in set(VacancyKind):
            raise InputRefused({"kind": "Kies wat voor plek het is."})
        least = self.hours_min.data or Decimal(0)
        return VacancyFacts(
            kind=VacancyKind(self.kind.data),
            title=self.title.data or "",
            hours_min=least,
            hours_max=least if self.hours_max.data is None else self.hours_max.data,
            tasks=tuple(_task(row.form) for row in self.rows()),
            seats=self.seats.data or 0,
            occupation=self.known_occupation(),
            family=self.family.data or "",
            description=self.description.data or "",
            conditions=tuple(_condition(code, *said) for code, said in self.conditions.data.items()),
            times=tuple(self.times.data or ()),
            certificates=tuple(self.certificates.data or ()),
            hard=self.hard.data,
            hard_reason=(self.hard_reason.data or "") if self.hard.data else "",
            starts_on=self.starts_on.data,
            closes_on=self.closes_on.data,
            drafted_from="" if self.gone_through.data else self.draft(),
        )

    def draft(self) -> str:
        """The occupation that tasks were taken over from; empty when none were, or when it is no occupation."""
        code = self.drafted_from.data or ""
        return code if code in occupations() else ""

    def known_occupation(self) -> str:
        """The code of the chosen occupation; text that is exactly a title counts as choosing it."""
        typed = (self.occupation.data or "").strip().casefold()
        chosen = occupations().get(self.occupation_code.data or "")
        if chosen and (not typed or chosen.title.casefold() == typed):
            return chosen.code
        return next((one.code for one in occupations().values() if one.title.casefold() == typed), "")

    def refuse(self, refusal: InputRefused) -> None:
        """Put the sentences of the act at the fields they are about."""
        names, said = [row.name for row in self.rows()], dict[str, str]()
        for problem, sentence in refusal.problems.items():
            field = _field_of(problem, names)
            said[field] = f"{said[field]} {sentence}" if field in said else sentence
        say_problems(self, said)


class ReopenForm(Form):
    """Until when a place opens again."""

    closes_on = DayField("Sluit na", description="Leeg betekent: geen datum.")


def _task(row: Any) -> TaskFacts:
    return TaskFacts(row.title.data or "", row.share.data or 0, row.asks.data, bool(row.separable.data))


def _condition(code: str, state: ConditionState, reason: str) -> ConditionFacts:
    return ConditionFacts(code, state, reason if state is ConditionState.IMPOSSIBLE else "")


def _field_of(problem: str, rows: Sequence[str]) -> str:
    """The act counts the tasks it was told; the form also has empty rows."""
    first, _, rest = problem.partition("-")
    if first == "conditions":
        return "conditions"
    if first == "asks":
        return "tasks"
    number, _, part = rest.partition("-")
    return f"{rows[int(number)]}-{part}" if first == "tasks" and rest else problem


def values_of(vacancy: Vacancy) -> dict[str, Any]:
    """A place as the form shows it."""
    chosen = occupations().get(vacancy.occupation)
    plain = ("title", "family", "description", "seats", "hours_min", "hours_max", "starts_on", "closes_on", "hard")
    return {name: getattr(vacancy, name) for name in (*plain, "hard_reason", "drafted_from", "version")} | {
        "kind": vacancy.kind.value,
        "occupation": chosen.title if chosen else "",
        "occupation_code": vacancy.occupation,
        "establishment": vacancy.establishment.reference,
        "times": list(times_from_bits(vacancy.times)),
        "certificates": list(certificates_from_bits(vacancy.certificates)),
        "conditions": {one.code: (one.state, one.reason) for one in vacancy.conditions},
        "tasks": [
            {"title": one.title, "share": one.share, "separable": one.separable, "asks": _pairs(one.asks)}
            for one in vacancy.tasks
        ],
    }


def _pairs(asks: dict[str, list[int]]) -> dict[str, tuple[int, int]]:
    return {code: (level, importance) for code, (level, importance) in asks.items()}
