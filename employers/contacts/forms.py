"""What people type about a contact: one box, and behind it what has a sensible answer already."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from employers.contacts.codes import CodeList
from employers.contacts.phrases import Suggestion, suggested
from employers.contacts.queries import colleagues_of, last_contact, words_of
from employers.contacts.words import ContactWords
from employers.facts import MomentFacts
from employers.forms import Form
from employers.models import KIND_CODES, ContactKind, ContactMoment, Employer
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.fields import Asked, DayField, choices_of
from werkbedrijf.foundation.humane import Humane

ALL, OWN = "alle", "eigen"
_OLDER = {kind.value: str(code) for kind, code in KIND_CODES.items()}
NOT_ABOUT_PEOPLE = "Over de werkgever, niet over kandidaten. Zonder verbinding staat de tekst even op dit apparaat."


def _code(value: Any) -> str:
    """A page of the older version says the kind in a word."""
    return _OLDER.get(str(value), str(value or ""))


def _text(value: Any) -> str:
    return str(value or "")


class MomentForm(Form):
    """One line about a contact, and behind it who, how and what comes next."""

    note = TextAreaField(
        "Wat is er besproken?",
        [DataRequired("Schrijf op wat er is besproken."), Humane(of_work=True)],
        description=NOT_ABOUT_PEOPLE,
    )
    plan = BooleanField("Zet dit bij het vervolg")
    kind = SelectField("Hoe", [Asked()], coerce=_code, default=str(KIND_CODES[ContactKind.PHONE]))
    subject = SelectField("Waarover", coerce=_text, default="")
    contact = SelectField("Met wie", coerce=_text, default="")
    spoke_with = StringField("Of iemand anders", description="Staat de persoon niet in de lijst, typ dan de naam.")
    held_on = DayField("Wanneer", description="Leeg betekent: vandaag.")
    agreement = StringField("Beloofd", [Humane(of_work=True)], description="Wat heb je de werkgever toegezegd?")
    agreement_by = SelectField("Wie doet het", coerce=_text, default="")
    agreement_on = DayField("Uiterlijk op")
    next_step = StringField("Vervolg", [Humane(of_work=True)], description="Wat is de volgende stap?")
    next_step_by = SelectField("Wie zet de stap", coerce=_text, default="")
    next_step_on = DayField("Vervolg op")
    readers = RadioField("Wie mag lezen wat er is besproken?", [Asked()], default=ALL)

    day: date

    def suggestion(self) -> Suggestion | None:
        """The plan that seems to stand in the text, while nothing was filled in as the next step."""
        if (self.next_step.data or "").strip() or self.next_step_on.data:
            return None
        return suggested(self.note.data or "", self.held_on.data or self.day)

    def facts(self) -> MomentFacts:
        """The contact as it was typed; a suggested plan only when it was ticked."""
        typed = (self.spoke_with.data or "").strip()
        plan = self.suggestion() if self.plan.data else None
        return MomentFacts(
            note=self.note.data or "",
            kind_code=_number(self.kind.data),
            subject_code=_number(self.subject.data),
            contact_person_id=None if typed else _number(self.contact.data),
            spoke_with=typed,
            held_on=self.held_on.data,
            next_step=plan.words if plan else self.next_step.data or "",
            next_step_on=plan.on if plan else self.next_step_on.data,
            next_step_by_id=_number(self.next_step_by.data),
            agreement=self.agreement.data or "",
            agreement_on=self.agreement_on.data,
            agreement_by_id=_number(self.agreement_by.data),
            shared=self.readers.data != OWN,
        )


def moment_form(
    session: Session,
    actor: Actor,
    employer: Employer,
    day: date,
    *,
    words: ContactWords | None = None,
    moments: Sequence[ContactMoment] | None = None,
) -> MomentForm:
    """The form for this employer: with its people, the own colleagues, the words of today, and who was spoken with last.

    ``words`` and ``moments`` (the latest first) are for who read them already.
    """
    form, words = MomentForm(), words or words_of(session)
    form.day = day
    form.kind.choices = choices_of(words.choices(CodeList.KIND, day))
    form.subject.choices = choices_of([("", "Kies, of laat leeg"), *words.choices(CodeList.SUBJECT, day)])
    people = [
        (str(one.id), ", ".join(filter(None, (one.name, one.function))))
        for one in employer.contacts
        if one.left_on is None
    ]
    form.contact.choices = choices_of([("", "Niet vastgelegd"), *people])
    own = [(str(one.id), "Ik" if one.id == actor.id else one.name) for one in colleagues_of(session, actor)]
    form.agreement_by.choices = form.next_step_by.choices = choices_of(own or [(str(actor.id), "Ik")])
    for field in (form.agreement_by, form.next_step_by):
        field.data = field.data or str(actor.id)
    form.readers.choices = choices_of(
        [(ALL, "Alle partners"), (OWN, f"Alleen {actor.organisation_name or 'de eigen organisatie'}")]
    )
    if not form.is_submitted():
        last = next(iter(moments), None) if moments is not None else last_contact(session, employer)
        known = {value for value, _ in people}
        if last is not None and str(last.contact_person_id) in known:
            form.contact.data = str(last.contact_person_id)
    return form


def _number(text: Any) -> int | None:
    return int(text) if str(text or "").isdigit() else None
