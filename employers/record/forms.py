"""What people type about agreements, and about not calling."""

from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from employers.forms import ContactFields, EstablishmentFields, Form
from employers.models import ContactPerson, Employer, Establishment
from employers.record.facts import AgreementFacts, ClosingFacts, NoCallsFacts
from employers.record.models import AgreementKind, EmployerAgreement
from werkbedrijf.foundation.facts.regions import gemeente_by_code
from werkbedrijf.foundation.fields import Asked, DayField, choices_of
from werkbedrijf.foundation.humane import Humane
from werkbedrijf.foundation.texts import title_of

NOBODY = ""


def capital(words: str) -> str:
    """The words with a capital in front; the rest stays as it is, such as SROI."""
    return words[:1].upper() + words[1:]


class ChangeContactForm(ContactFields, Form):
    version = HiddenField()

    @classmethod
    def of(cls, contact: ContactPerson) -> "ChangeContactForm":
        """The form filled with what is known."""
        known: dict[str, Any] = {
            "contact_name": contact.name,
            "contact_function": contact.function,
            "contact_phone": contact.phone,
            "contact_email": contact.email,
            "contact_channel": contact.channel.value,
            "version": contact.version,
        }
        return cls(data=known)


class ChangeEstablishmentForm(EstablishmentFields, Form):
    version = HiddenField()

    @classmethod
    def of(cls, establishment: Establishment) -> "ChangeEstablishmentForm":
        """The form filled with what is known."""
        gemeente = gemeente_by_code(establishment.gemeente_code)
        known: dict[str, Any] = {
            "establishment_name": establishment.name,
            "street": establishment.street,
            "house_number": establishment.house_number,
            "postcode": f"{establishment.postcode[:4]} {establishment.postcode[4:]}",
            "place": establishment.place,
            "gemeente": gemeente.name if gemeente else "",
            "branch_number": establishment.branch_number or "",
            "version": establishment.version,
        }
        return cls(data=known)


class AgreementForm(Form):
    """What was agreed, with whom, and until when."""

    kind = SelectField(
        "Soort",
        [Asked()],
        choices=choices_of((one.value, capital(title_of(one))) for one in AgreementKind),
        default=AgreementKind.PLACES.value,
    )
    subject = StringField(
        "Waar gaat de afspraak over?",
        [DataRequired("Schrijf op waar de afspraak over gaat."), Humane(of_work=True)],
    )
    starts_on = DayField("Vanaf", description="Leeg betekent: vandaag.")
    until = DayField("Tot en met", description="Leeg betekent: tot nader bericht.")
    contact_id = SelectField("Afgesproken met", default=NOBODY)
    exchange_code = SelectField(
        "Soort in de landelijke uitwisseling",
        default=NOBODY,
        description="In de woorden van de regio. Gaat mee in een VUM-bestand.",
    )
    note = TextAreaField("Notitie", [Humane(of_work=True)], description="Alleen voor collega's in de regio.")
    version = HiddenField()

    def offer(
        self, employer: Employer, words: Mapping[int, str], chosen: EmployerAgreement | None = None
    ) -> "AgreementForm":
        """Let somebody of this employer be chosen: who is still there, and who was chosen before. And a code with a word."""
        before = chosen.contact_id if chosen else None
        coded = dict(words)
        if chosen is not None and chosen.exchange_code is not None:
            coded.setdefault(chosen.exchange_code, f"code {chosen.exchange_code}")
        self.exchange_code.choices = [
            SelectChoice(NOBODY, "Niet gekozen"),
            *(SelectChoice(str(code), word) for code, word in sorted(coded.items())),
        ]
        people = [one for one in employer.contacts if one.left_on is None or one.id == before]
        self.contact_id.choices = [
            SelectChoice(NOBODY, "Niemand in het bijzonder"),
            *(SelectChoice(str(one.id), one.name) for one in people),
        ]
        return self

    @classmethod
    def of(cls, agreement: EmployerAgreement) -> "AgreementForm":
        """The form filled with what is known."""
        known: dict[str, Any] = {
            "kind": agreement.kind.value,
            "subject": agreement.subject,
            "starts_on": agreement.starts_on,
            "until": agreement.until,
            "contact_id": str(agreement.contact_id or NOBODY),
            "note": agreement.note,
            "exchange_code": str(agreement.exchange_code or NOBODY),
            "version": agreement.version,
        }
        return cls(data=known)

    def facts(self) -> AgreementFacts:
        """The agreement as it was typed."""
        return AgreementFacts(
            kind=AgreementKind(self.kind.data),
            subject=self.subject.data or "",
            starts_on=self.starts_on.data,
            until=self.until.data,
            contact_id=int(self.contact_id.data) if self.contact_id.data else None,
            note=self.note.data or "",
            exchange_code=int(self.exchange_code.data) if self.exchange_code.data else None,
        )


class ClosingForm(Form):
    """Why a vestiging closes, and from when."""

    reason = StringField(
        "Waarom sluit deze vestiging?",
        [DataRequired("Schrijf op waarom. Dan weten collega's het ook."), Humane(of_work=True)],
        description="Bijvoorbeeld: verhuisd naar Almelo.",
    )
    closed_on = DayField("Gesloten vanaf", description="Leeg betekent: vandaag. Mag ook een dag zijn die nog komt.")
    version = HiddenField()

    @classmethod
    def of(cls, establishment: Establishment) -> "ClosingForm":
        """The form filled with what is known."""
        known: dict[str, Any] = {
            "reason": establishment.closed_reason,
            "closed_on": establishment.closed_on,
            "version": establishment.version,
        }
        return cls(data=known)

    def facts(self) -> ClosingFacts:
        """The closing as it was typed."""
        return ClosingFacts(reason=self.reason.data or "", closed_on=self.closed_on.data)


class NoCallsForm(Form):
    """Why an employer is left in peace, and until when."""

    reason = StringField(
        "Waarom niet bellen?",
        [DataRequired("Schrijf op waarom. Dan weten collega's het ook."), Humane(of_work=True)],
    )
    until = DayField("Tot en met", description="Leeg betekent: tot iemand dit weer weghaalt.")
    version = HiddenField()

    @classmethod
    def of(cls, employer: Employer) -> "NoCallsForm":
        """The form filled with what is known."""
        known: dict[str, Any] = {
            "reason": employer.no_calls_reason,
            "until": employer.no_calls_until,
            "version": employer.version,
        }
        return cls(data=known)

    def facts(self) -> NoCallsFacts:
        """The request as it was typed."""
        return NoCallsFacts(reason=self.reason.data or "", until=self.until.data)
