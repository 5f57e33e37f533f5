"""What people tell about what someone can, step by step or one question at a time."""

from dataclasses import replace
from datetime import date
from typing import Any

from wtforms import HiddenField, RadioField, SelectChoice, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired

from candidates.profile.facts import LONGEST_NOTE, ProfileFacts
from candidates.profile.models import Mode, Profile
from candidates.profile.pages import TRAVELS
from matching.core.catalogue import (
    CAPABILITIES,
    CERTIFICATES,
    CONDITIONS,
    FAMILIES,
    TIMES,
    UNKNOWN_CHARACTER,
    Capability,
)
from matching.core.language import MOST_WISHES
from werkbedrijf.foundation.fields import DayField, NumberField, choices_of
from werkbedrijf.foundation.forms import StrictForm

NOT_KNOWN = "Dat weet ik nog niet"
NO, NEED, ESSENTIAL = "nee", "nodig", "onmisbaar"
NEEDS = choices_of([(NO, "niet nodig"), (NEED, "nodig"), (ESSENTIAL, "onmisbaar")])
KINDS_OF_WORK = choices_of([("", "Geen keuze"), *FAMILIES.items()])
NEED_CHOSEN = "Kies of dit nodig is."
LEVEL_CHOSEN = "Kies wat het best past, of dat je het nog niet weet."


class Form(StrictForm):
    class Meta:
        locales = ["nl"]


class PracticalForm(Form):
    """Hours, travel and wishes: the step that makes a profile."""

    version = HiddenField()
    hours_min = NumberField("Ten minste", [InputRequired("Vul het laagste aantal uren in.")])
    hours_max = NumberField("Ten hoogste", [InputRequired("Vul het hoogste aantal uren in.")])
    build_up = TextAreaField(
        "Opbouw van de uren",
        description="Bijvoorbeeld: begint met 12 uur en werkt elke maand 4 uur meer. Schrijf niets over gezondheid of een regeling.",
        render_kw={"maxlength": LONGEST_NOTE, "rows": 2},
    )
    available_from = DayField("Kan beginnen vanaf", [InputRequired("Vul in vanaf welke dag iemand kan beginnen.")])
    times = SelectMultipleField("Kan ook werken", choices=choices_of(TIMES.items()))
    pc4 = StringField(
        "Postcode",
        [InputRequired("Vul de vier cijfers van de postcode in, zoals 7511.")],
        description="Alleen de vier cijfers, om de reistijd te berekenen.",
    )
    mode = RadioField(
        "Reist", [InputRequired("Kies hoe iemand reist.")], choices=choices_of((m.value, TRAVELS[m]) for m in Mode)
    )
    max_minutes = NumberField("Reist ten hoogste", [InputRequired("Vul een reistijd in.")], whole=True)
    certificates = SelectMultipleField("Heeft of kan krijgen", choices=choices_of(CERTIFICATES.items()))
    wish_1 = SelectField("Eerste wens", default="", choices=KINDS_OF_WORK)
    wish_2 = SelectField("Tweede wens", default="", choices=KINDS_OF_WORK)
    wish_3 = SelectField("Derde wens", default="", choices=KINDS_OF_WORK)
    vetoes = SelectMultipleField(
        "Dit werk wil ik niet",
        choices=choices_of(FAMILIES.items()),
        description="Een eigen keuze, die altijd kan veranderen.",
    )

    @classmethod
    def of(cls, facts: ProfileFacts | None, version: int | None, *, on: date) -> "PracticalForm":
        """The form filled with what is known; for a new profile with the usual beginning."""
        if facts is None:
            return cls(data={"version": "", "available_from": on, "mode": Mode.BICYCLE.value, "max_minutes": 45})
        known: dict[str, Any] = {name: getattr(facts, name) for name in ("hours_min", "hours_max", "build_up", "pc4")}
        known |= {"version": version, "available_from": facts.available_from, "mode": facts.mode.value}
        known |= {name: sorted(getattr(facts, name)) for name in ("times", "certificates", "vetoes")}
        known |= {f"wish_{place}": wish for place, wish in enumerate(facts.wishes, start=1)}
        return cls(data=known | {"max_minutes": facts.max_minutes})

    def told(self, present: ProfileFacts | None) -> ProfileFacts:
        """The facts with what was typed here; levels and needs stay as they are."""
        wishes = [getattr(self, f"wish_{place}").data for place in range(1, MOST_WISHES + 1)]
        typed: dict[str, Any] = {
            "hours_min": self.hours_min.data,
            "hours_max": self.hours_max.data,
            "pc4": (self.pc4.data or "").strip()[:4],
            "mode": Mode(self.mode.data),
            "max_minutes": self.max_minutes.data,
            "available_from": self.available_from.data,
            "build_up": self.build_up.data or "",
            "times": frozenset(self.times.data or ()),
            "certificates": frozenset(self.certificates.data or ()),
            "vetoes": frozenset(self.vetoes.data or ()),
            "wishes": tuple(wish for wish in wishes if wish),
        }
        return replace(present, **typed) if present else ProfileFacts(**typed)


class QuestionForm(Form):
    """One question on a screen."""

    level = RadioField("Wat past het best?", [InputRequired(LEVEL_CHOSEN)])

    @classmethod
    def of(cls, capability: Capability, level: int | None) -> "QuestionForm":
        """The question about one capability, with the present answer."""
        form = cls(data={"level": UNKNOWN_CHARACTER if level is None else str(level)})
        form.level.choices = level_choices(capability)
        return form


def level_choices(capability: Capability) -> list[SelectChoice]:
    """The answers to one question: an example per level, from low to high, and not knowing yet."""
    levels = ((str(level), example) for level, example in enumerate(capability.examples))
    return choices_of([*levels, (UNKNOWN_CHARACTER, NOT_KNOWN)])


def level_of(answer: str | None) -> int | None:
    """The level behind an answer; None for not known yet."""
    return int(answer) if answer and answer != UNKNOWN_CHARACTER else None


def group_form(group: str, facts: ProfileFacts, version: int) -> Any:
    """A form with one question per capability of a group, filled with the present answers."""
    asked = [item for item in CAPABILITIES if item.group == group]
    questions = {
        item.code: RadioField(_title(item.name), [InputRequired(LEVEL_CHOSEN)], choices=level_choices(item))
        for item in asked
    }
    kind = type("GroupForm", (Form,), {"version": HiddenField(), **questions})
    levels = {item.code: facts.levels.get(item.code) for item in asked}
    answers = {code: UNKNOWN_CHARACTER if level is None else str(level) for code, level in levels.items()}
    return kind(data={"version": version, **answers})


def told_in_group(form: Any, present: ProfileFacts) -> ProfileFacts:
    """The facts with the answers of one group."""
    answers = {field.name: level_of(field.data) for field in form if isinstance(field, RadioField)}
    return replace(present, levels={**present.levels, **answers})


def needs_form(facts: ProfileFacts, version: int) -> Any:
    """A form with every condition: not needed, needed, or impossible without."""
    rows = {
        item.code: RadioField(_title(item.name), [InputRequired(NEED_CHOSEN)], choices=NEEDS) for item in CONDITIONS
    }
    kind = type("NeedsForm", (Form,), {"version": HiddenField(), **rows})
    return kind(data={"version": version, **{item.code: _need(item.code, facts) for item in CONDITIONS}})


def told_in_needs(form: Any, present: ProfileFacts) -> ProfileFacts:
    """The facts with what must be arranged."""
    said = {field.name: field.data for field in form if isinstance(field, RadioField)}
    return replace(
        present,
        needs=frozenset(code for code, answer in said.items() if answer in (NEED, ESSENTIAL)),
        essentials=frozenset(code for code, answer in said.items() if answer == ESSENTIAL),
    )


def version_of(profile: Profile | None) -> int | None:
    """The version a form is based on."""
    return profile.version if profile else None


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]


def _need(code: str, facts: ProfileFacts) -> str:
    if code in facts.essentials:
        return ESSENTIAL
    return NEED if code in facts.needs else NO
