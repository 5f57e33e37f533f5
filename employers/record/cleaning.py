"""From what was told of agreements and of not calling to what is kept, with a Dutch sentence for what cannot be right."""

from dataclasses import replace
from datetime import date

from employers.cleaning import LONGEST_NAME, LONGEST_NOTE, one_line
from employers.models import Employer
from employers.record.facts import AgreementFacts, ClosingFacts, NoCallsFacts
from werkbedrijf.foundation.errors import InputRefused

FARTHEST_YEARS = 5


def clean_agreement(facts: AgreementFacts, employer: Employer, on: date) -> AgreementFacts:
    """The facts in one shape, with the first day filled in. Raises InputRefused with a sentence per field."""
    problems = {}
    subject, note, starts_on = one_line(facts.subject), facts.note.strip(), facts.starts_on or on
    if not subject:
        problems["subject"] = "Schrijf op waar de afspraak over gaat."
    elif len(subject) > LONGEST_NAME:
        problems["subject"] = f"Een onderwerp heeft ten hoogste {LONGEST_NAME} tekens. Zet de rest bij de notitie."
    if len(note) > LONGEST_NOTE:
        problems["note"] = f"Een notitie heeft ten hoogste {LONGEST_NOTE} tekens."
    if facts.until and facts.until < starts_on:
        problems["until"] = "De laatste dag ligt na de eerste."
    if facts.contact_id is not None and facts.contact_id not in {one.id for one in employer.contacts}:
        problems["contact_id"] = "Kies een contactpersoon van deze werkgever."
    if problems:
        raise InputRefused(problems)
    return replace(facts, subject=subject, note=note, starts_on=starts_on)


def clean_closing(facts: ClosingFacts, on: date) -> ClosingFacts:
    """The facts in one shape, with the day filled in. Raises InputRefused with a sentence per field."""
    problems = {}
    reason, closed_on = one_line(facts.reason), facts.closed_on or on
    if not reason:
        problems["reason"] = "Schrijf op waarom. Dan weten collega's het ook."
    elif len(reason) > LONGEST_NAME:
        problems["reason"] = f"Een reden heeft ten hoogste {LONGEST_NAME} tekens."
    if closed_on > on.replace(year=on.year + FARTHEST_YEARS, day=1):
        problems["closed_on"] = f"Deze dag ligt meer dan {FARTHEST_YEARS} jaar vooruit."
    if problems:
        raise InputRefused(problems)
    return replace(facts, reason=reason, closed_on=closed_on)


def clean_no_calls(facts: NoCallsFacts, on: date) -> NoCallsFacts:
    """The facts in one shape. Raises InputRefused with a sentence per field."""
    problems = {}
    reason = one_line(facts.reason)
    if not reason:
        problems["reason"] = "Schrijf op waarom. Dan weten collega's het ook."
    elif len(reason) > LONGEST_NAME:
        problems["reason"] = f"Een reden heeft ten hoogste {LONGEST_NAME} tekens."
    if facts.until and facts.until < on:
        problems["until"] = "Deze dag is al voorbij."
    if problems:
        raise InputRefused(problems)
    return replace(facts, reason=reason)
