"""What people type about employers."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from employers.facts import ContactFacts, EmployerFacts, EstablishmentFacts
from employers.models import Channel, Employer, Sector, Size
from employers.record.sections import sections
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.facts.regions import gemeente_by_name
from werkbedrijf.foundation.fields import Asked, DayField, choices_of
from werkbedrijf.foundation.forms import StrictForm
from werkbedrijf.foundation.humane import Humane

Choice = TypeVar("Choice", bound=StrEnum)

GEMEENTE_NOT_KNOWN = "Deze gemeente kennen we niet. Kies er een uit de lijst."


def choices(kind: Iterable[StrEnum]) -> list[Any]:
    """The members of an enum as choices with a capital."""
    return choices_of((one.value, one.value.replace("_", " ").capitalize()) for one in kind)


def _one_of(kind: type[Choice], typed: str | None, usual: Choice) -> Choice:
    """The chosen member; what is no choice was refused by its field already."""
    return next((one for one in kind if one.value == typed), usual)


class Form(StrictForm):
    class Meta:
        locales = ["nl"]


def _sections() -> list[Any]:
    return choices_of([("", "Nog niet bekend"), *sections().items()])


def _sizes() -> list[Any]:
    return choices_of([("", "Nog niet bekend"), *((one.value, f"{one.value} mensen") for one in Size)])


class EmployerFields:
    """The fields of an employer itself."""

    name = StringField("Naam", [DataRequired("Vul de naam van de werkgever in.")])
    kvk = StringField("KvK-nummer", description="Acht cijfers. Zo komt een werkgever er nooit twee keer in.")
    sector = RadioField("Sector", [Asked()], choices=choices(Sector), default=Sector.MARKET.value)
    sbi_section = SelectField("Branche", choices=_sections, default="")
    size = SelectField("Hoeveel mensen werken er?", choices=_sizes, default="")
    trade_names = TextAreaField("Andere namen", description="Zoals handelsnamen. Zet elke naam op een eigen regel.")
    sbb_recognised = BooleanField("Erkend leerbedrijf bij SBB")
    sbb_until = DayField("Erkend tot en met", description="Leeg betekent: geen einddatum bekend.")
    sbb_number = StringField("Nummer leerbedrijf")
    website = StringField("Website")
    note = TextAreaField("Notitie", [Humane(of_work=True)], description="Alleen voor collega's in de regio.")

    def employer_facts(self) -> EmployerFacts:
        """The employer as it was typed."""
        return EmployerFacts(
            name=self.name.data or "",
            kvk=self.kvk.data or "",
            sector=_one_of(Sector, self.sector.data, Sector.MARKET),
            website=self.website.data or "",
            note=self.note.data or "",
            trade_names=tuple((self.trade_names.data or "").splitlines()),
            sbi_section=self.sbi_section.data or "",
            size=next((one for one in Size if one.value == self.size.data), None),
            sbb_recognised=bool(self.sbb_recognised.data),
            sbb_until=self.sbb_until.data,
            sbb_number=self.sbb_number.data or "",
        )


class EstablishmentFields:
    """The fields of an establishment."""

    establishment_name = StringField("Naam van de vestiging", description="Leeg betekent: zoals de werkgever heet.")
    street = StringField("Straat")
    house_number = StringField("Huisnummer")
    postcode = StringField("Postcode", [DataRequired("Vul de postcode in, zoals 7511 AA.")])
    place = StringField("Plaats", [DataRequired("Vul de plaats in.")])
    gemeente = StringField("Gemeente", description="Alleen nodig als de plaats anders heet dan de gemeente.")
    branch_number = StringField("Vestigingsnummer", description="Twaalf cijfers, uit het handelsregister.")

    def establishment_facts(self) -> EstablishmentFacts:
        """The establishment as it was typed. Raises InputRefused for a gemeente that does not exist."""
        typed = (self.gemeente.data or "").strip()
        gemeente = gemeente_by_name(typed) if typed else None
        if typed and gemeente is None:
            raise InputRefused({"gemeente": GEMEENTE_NOT_KNOWN})
        return EstablishmentFacts(
            postcode=self.postcode.data or "",
            place=self.place.data or "",
            name=self.establishment_name.data or "",
            gemeente_code=gemeente.code if gemeente else "",
            street=self.street.data or "",
            house_number=self.house_number.data or "",
            branch_number=self.branch_number.data or "",
        )


class ContactFields:
    """The fields of a contact person."""

    contact_name = StringField("Naam")
    contact_function = StringField("Functie")
    contact_phone = StringField("Telefoon")
    contact_email = StringField("E-mail")
    contact_channel = RadioField(
        "Liefst bereikbaar via", [Asked()], choices=choices(Channel), default=Channel.PHONE.value
    )

    def contact_facts(self) -> ContactFacts | None:
        """The contact person as typed, or None when nothing was."""
        typed = (self.contact_name, self.contact_function, self.contact_phone, self.contact_email)
        if not any((field.data or "").strip() for field in typed):
            return None
        return ContactFacts(
            name=self.contact_name.data or "",
            function=self.contact_function.data or "",
            phone=self.contact_phone.data or "",
            email=self.contact_email.data or "",
            channel=_one_of(Channel, self.contact_channel.data, Channel.PHONE),
        )


class NewEmployerForm(EmployerFields, EstablishmentFields, ContactFields, Form):
    """Employer, first establishment and first contact person in one page.

    ``toch`` holds the name for which the person has seen the look-alikes and still wants a new employer.
    """

    toch = HiddenField()


class ChangeEmployerForm(EmployerFields, Form):
    sector_from = DayField(
        "Sector geldt vanaf",
        description="Alleen nodig als de sector verandert. Leeg betekent: vandaag.",
        first_year=1950,
    )
    version = HiddenField()

    def employer_facts(self) -> EmployerFacts:
        """The employer as it was typed, with the day from which another sector counts."""
        return replace(super().employer_facts(), sector_from=self.sector_from.data)

    @classmethod
    def of(cls, employer: Employer, trade_names: Iterable[str]) -> "ChangeEmployerForm":
        """The form filled with what is known."""
        known: dict[str, Any] = {
            "name": employer.name,
            "kvk": employer.kvk or "",
            "sector": employer.sector.value,
            "website": employer.website,
            "note": employer.note,
            "trade_names": "\n".join(trade_names),
            "sbi_section": employer.sbi_section or "",
            "size": employer.size.value if employer.size else "",
            "sbb_recognised": employer.sbb_recognised,
            "sbb_until": employer.sbb_until,
            "sbb_number": employer.sbb_number,
            "version": employer.version,
        }
        return cls(data=known)


class EstablishmentForm(EstablishmentFields, Form):
    pass


class ContactForm(ContactFields, Form):
    pass
