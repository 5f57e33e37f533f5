"""From what was told to what is kept: one shape per field, and a Dutch sentence for what cannot be right."""

import re
from dataclasses import replace

from employers import naming
from employers.facts import ContactFacts, EmployerFacts, EstablishmentFacts
from employers.record.sections import section_of
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.facts.regions import gemeente_by_code, gemeente_by_name

LONGEST_NAME = 200
LONGEST_NOTE = 5000
LONGEST_NUMBER = 40
MOST_TRADE_NAMES = 20
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]{2,}")
_PHONE = re.compile(r"\+?[0-9][0-9 ()\-/.]{5,24}")
_WEBSITE = re.compile(r"https?://[^\s<>\"']+\.[^\s<>\"']+")

KVK_WRONG = "Een KvK-nummer heeft acht cijfers, zoals 08123456. Laat het leeg als het niet bekend is."
GEMEENTE_UNKNOWN = "Bij deze plaats is de gemeente niet zeker. Kies de gemeente."


def clean_employer(facts: EmployerFacts) -> EmployerFacts:
    """The facts in one shape. Raises InputRefused with a sentence per field."""
    problems = {}
    name = one_line(facts.name)
    if not naming.search_name(name):
        problems["name"] = "Vul de naam van de werkgever in."
    elif len(name) > LONGEST_NAME:
        problems["name"] = f"Een naam heeft ten hoogste {LONGEST_NAME} tekens."
    kvk = naming.kvk_number(facts.kvk) if facts.kvk.strip() else ""
    if kvk is None:
        problems["kvk"] = KVK_WRONG
    website = _website(facts.website)
    if website and not _WEBSITE.fullmatch(website):
        problems["website"] = "Een website ziet eruit als www.voorbeeld.nl."
    if len(facts.note) > LONGEST_NOTE:
        problems["note"] = f"Een notitie heeft ten hoogste {LONGEST_NOTE} tekens."
    names = _other_names(facts.trade_names, name)
    if len(names) > MOST_TRADE_NAMES or any(len(one) > LONGEST_NAME for one in names):
        problems["trade_names"] = f"Vul ten hoogste {MOST_TRADE_NAMES} namen in, elk van hooguit {LONGEST_NAME} tekens."
    section = section_of(facts.sbi_section) if facts.sbi_section else ""
    if section is None:
        problems["sbi_section"] = "Deze branche kennen we niet. Kies er een uit de lijst."
    problems |= _sbb_problems(facts)
    refuse(problems)
    return replace(
        facts,
        name=name,
        kvk=kvk or "",
        website=website,
        note=facts.note.strip(),
        trade_names=names,
        sbi_section=section or "",
        sbb_number=one_line(facts.sbb_number),
    )


def _other_names(typed: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Each other name once, without the name of the employer itself."""
    found: dict[str, str] = {}
    for one in map(one_line, typed):
        key = naming.search_name(one)
        if key and one != name:
            found.setdefault(key, one)
    return tuple(found.values())


def _sbb_problems(facts: EmployerFacts) -> dict[str, str]:
    if facts.sbb_recognised:
        long = len(one_line(facts.sbb_number)) > LONGEST_NUMBER
        return {"sbb_number": f"Een nummer heeft ten hoogste {LONGEST_NUMBER} tekens."} if long else {}
    told = {"sbb_until": facts.sbb_until, "sbb_number": facts.sbb_number.strip()}
    return {
        name: "Dit hoort bij een erkend leerbedrijf. Zet dan ook ‘erkend’ aan." for name, said in told.items() if said
    }


def clean_establishment(facts: EstablishmentFacts, employer_name: str) -> EstablishmentFacts:
    """The facts in one shape, with the gemeente filled in. Raises InputRefused with a sentence per field."""
    problems = {}
    postcode = naming.postcode(facts.postcode)
    if postcode is None:
        problems["postcode"] = "Een postcode heeft vier cijfers en twee letters, zoals 7511 AA."
    place = one_line(facts.place)
    if not place:
        problems["place"] = "Vul de plaats in."
    gemeente = gemeente_by_code(facts.gemeente_code) if facts.gemeente_code else gemeente_by_name(place)
    if place and gemeente is None:
        problems["gemeente_code"] = GEMEENTE_UNKNOWN
    branch = naming.branch_number(facts.branch_number) if facts.branch_number.strip() else ""
    if branch is None:
        problems["branch_number"] = "Een vestigingsnummer heeft twaalf cijfers. Laat het leeg als het niet bekend is."
    refuse(problems)
    return EstablishmentFacts(
        postcode=postcode or "",
        place=place,
        name=one_line(facts.name)[:LONGEST_NAME] or employer_name,
        gemeente_code=gemeente.code if gemeente else "",
        street=one_line(facts.street)[:LONGEST_NAME],
        house_number=one_line(facts.house_number)[:20],
        branch_number=branch or "",
    )


def clean_contact(facts: ContactFacts) -> ContactFacts:
    """The facts in one shape. Raises InputRefused with a sentence per field."""
    problems = {}
    name, email, phone = one_line(facts.name), facts.email.strip(), one_line(facts.phone)
    if not name:
        problems["name"] = "Vul de naam van de contactpersoon in."
    if email and not _EMAIL.fullmatch(email):
        problems["email"] = "Een e-mailadres ziet eruit als naam@bedrijf.nl."
    if phone and not _PHONE.fullmatch(phone):
        problems["phone"] = "Een telefoonnummer bestaat uit cijfers, zoals 053 123 45 67."
    if name and not email and not phone:
        problems["phone"] = "Vul een telefoonnummer of een e-mailadres in."
    refuse(problems)
    return replace(
        facts, name=name[:LONGEST_NAME], function=one_line(facts.function)[:LONGEST_NAME], phone=phone, email=email
    )


def one_line(text: str) -> str:
    """Without spaces around it, and single ones inside."""
    return " ".join(text.split())


def _website(text: str) -> str:
    address = text.strip()
    return address if not address or "://" in address else f"https://{address}"


def refuse(problems: dict[str, str]) -> None:
    """Raise InputRefused when there is a problem."""
    if problems:
        raise InputRefused(problems)
