"""A row about an employer: its columns, and the same thing in the words of the acts."""

from dataclasses import dataclass

from employers.cleaning import clean_contact, clean_employer, clean_establishment
from employers.facts import ContactFacts, EmployerFacts, EstablishmentFacts
from employers.models import Sector, Size
from employers.record.sections import section_of
from werkbedrijf.foundation.importing import certain_gemeente, collected
from werkbedrijf.foundation.spreadsheets.columns import Column, Layout, Problem, Record
from werkbedrijf.foundation.spreadsheets.parsing import choice, day, gemeente, number_text, text, yes_no


def names_between(cell: str) -> tuple[str, ...]:
    """Names with a semicolon or a new line between; a name may have a comma in it."""
    return tuple(text(one) for one in cell.replace("\n", ";").split(";") if one.strip())


def branch(cell: str) -> str:
    """The letter of a section of the SBI."""
    found = section_of(cell)
    if found is None:
        raise ValueError("Deze branche kennen we niet. Gebruik een letter van A tot en met U, of een SBI-code.")
    return found


LAYOUT = Layout(
    (
        Column("reference", "Kenmerk", number_text, help="Ons kenmerk, zoals W-0042. Alleen om een bekende werkgever te wijzigen."),
        Column("name", "Naam", required=True, example="Bakkerij De Korenaar (voorbeeld)", aliases=("werkgever", "bedrijfsnaam", "handelsnaam", "organisatie"), help="De naam van de werkgever."),
        Column("kvk", "KvK-nummer", number_text, example="90000001", aliases=("kvk", "kvk nummer"), help="Acht cijfers. Hieraan herkennen we de werkgever."),
        Column("sector", "Sector", choice(Sector), example="markt", help="markt of overheid. Leeg betekent markt."),
        Column("sector_from", "Sector vanaf", day, help="Vanaf welke dag deze sector geldt. Leeg betekent: vandaag."),
        Column("trade_names", "Andere namen", names_between, example="De Korenaar; Korenaar Brood", aliases=("handelsnamen", "andere handelsnamen"), help="Namen met een puntkomma ertussen. Ze komen bij de namen die er al zijn."),
        Column("sbi_section", "Branche", branch, example="C", aliases=("sbi", "sbi-code", "sbi code", "sbi sectie"), help="Letter van de SBI, een SBI-code of de naam van de branche."),
        Column("size", "Grootte", choice(Size), example="10-49", aliases=("grootteklasse", "aantal medewerkers"), help="1-9, 10-49, 50-249 of 250+."),
        Column("sbb_recognised", "Erkend leerbedrijf", yes_no, example="ja", aliases=("sbb", "erkend sbb leerbedrijf"), help="ja of nee. Leeg laat het zoals het is."),
        Column("sbb_until", "Erkend tot en met", day, help="Laatste dag van de erkenning door SBB, of leeg."),
        Column("sbb_number", "Nummer leerbedrijf", number_text),
        Column("website", "Website", number_text, example="www.voorbeeld.example", aliases=("site", "webadres")),
        Column("establishment", "Vestiging", example="De Korenaar Centrum", aliases=("vestigingsnaam",), help="Naam van de vestiging. Leeg betekent: de naam van de werkgever."),
        Column("branch_number", "Vestigingsnummer", number_text, help="Twaalf cijfers, of leeg."),
        Column("street", "Straat", example="Marktstraat", aliases=("straatnaam", "adres")),
        Column("house_number", "Huisnummer", number_text, example="12", aliases=("nummer", "huisnr")),
        Column("postcode", "Postcode", number_text, example="7511 GA", help="Vier cijfers en twee letters. Met postcode en plaats komt er een vestiging bij."),
        Column("place", "Plaats", example="Enschede", aliases=("woonplaats", "vestigingsplaats")),
        Column("gemeente", "Gemeente", gemeente, example="Enschede", help="Nodig als de gemeente anders heet dan de plaats."),
        Column("contact", "Contactpersoon", example="Noor Voorbeeld", aliases=("naam contactpersoon", "contact")),
        Column("function", "Functie", example="bedrijfsleider"),
        Column("phone", "Telefoon", number_text, example="053 000 00 00", aliases=("telefoonnummer", "tel")),
        Column("email", "E-mailadres", number_text, example="noor@voorbeeld.example", aliases=("email", "e-mail", "mail", "mailadres")),
    )
)  # fmt: skip

# Fields of the acts that go by another name in the columns.
_FIELDS = {"gemeente_code": "gemeente"}
_CONTACT_FIELDS = {"name": "contact"}


@dataclass(frozen=True, slots=True)
class Told:
    """A row in the words of the acts."""

    employer: EmployerFacts
    establishment: EstablishmentFacts | None
    contact: ContactFacts | None
    says_sector: bool = False
    says_sbb: bool = False


def told_by(record: Record) -> Told:
    """The row in the words of the acts; nothing is checked yet."""
    get = record.get
    facts = EmployerFacts(
        name=get("name", ""),
        kvk=get("kvk", ""),
        sector=get("sector", Sector.MARKET),
        website=get("website", ""),
        sector_from=get("sector_from"),
        trade_names=get("trade_names", ()),
        sbi_section=get("sbi_section", ""),
        size=get("size"),
        sbb_recognised=get("sbb_recognised", record.has("sbb_until", "sbb_number")),
        sbb_until=get("sbb_until"),
        sbb_number=get("sbb_number", ""),
    )
    place = contact = None
    if record.has("postcode", "place"):
        said = get("gemeente") or certain_gemeente(get("postcode", "").strip()[:4], get("place", ""))
        place = EstablishmentFacts(
            postcode=get("postcode", ""),
            place=get("place", ""),
            name=get("establishment", ""),
            gemeente_code=said.code if said else "",
            street=get("street", ""),
            house_number=get("house_number", ""),
            branch_number=get("branch_number", ""),
        )
    if record.has("contact", "phone", "email"):
        contact = ContactFacts(
            name=get("contact", ""), function=get("function", ""), phone=get("phone", ""), email=get("email", "")
        )
    says_sbb = record.has("sbb_recognised", "sbb_until", "sbb_number")
    return Told(facts, place, contact, says_sector=record.has("sector"), says_sbb=says_sbb)


def problems_of(told: Told) -> list[Problem]:
    """What the acts would refuse."""
    problems = collected(LAYOUT, _FIELDS, lambda: clean_employer(told.employer))
    if told.establishment:
        place = told.establishment
        problems += collected(LAYOUT, _FIELDS, lambda: clean_establishment(place, told.employer.name))
    if told.contact:
        contact = told.contact
        problems += collected(LAYOUT, _CONTACT_FIELDS, lambda: clean_contact(contact))
    return problems
