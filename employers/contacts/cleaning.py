"""From what was told of a contact to what is kept: one shape per field, and a Dutch sentence for what cannot be right."""

from dataclasses import replace
from datetime import date

from employers.cleaning import LONGEST_NAME, LONGEST_NOTE, one_line, refuse
from employers.contacts.codes import CODES
from employers.facts import MomentFacts
from employers.models import KIND_CODES, ContactKind

_KINDS = {code: kind for kind, code in KIND_CODES.items()}


def clean_moment(facts: MomentFacts, on: date) -> MomentFacts:
    """The facts in one shape, with the day and the code filled in. Raises InputRefused with a sentence per field."""
    note, held_on = facts.note.strip(), facts.held_on or on
    code = KIND_CODES[facts.kind] if facts.kind_code is None else facts.kind_code
    problems = _wrong_codes(code, facts.subject_code)
    if not note:
        problems["note"] = "Schrijf op wat er is besproken."
    elif len(note) > LONGEST_NOTE:
        problems["note"] = f"Een verslag heeft ten hoogste {LONGEST_NOTE} tekens."
    if held_on > on:
        problems["held_on"] = "Een contact ligt niet in de toekomst. Zet een plan bij ‘vervolg’."
    problems |= _wrong_day("next_step", "het vervolg", facts.next_step, facts.next_step_on, held_on)
    problems |= _wrong_day("agreement", "de belofte", facts.agreement, facts.agreement_on, held_on)
    refuse(problems)
    return replace(
        facts,
        note=note,
        held_on=held_on,
        kind_code=code,
        kind=_KINDS.get(code, ContactKind.OTHER),
        spoke_with=one_line(facts.spoke_with)[:LONGEST_NAME],
        next_step=one_line(facts.next_step)[:LONGEST_NAME],
        agreement=one_line(facts.agreement)[:LONGEST_NAME],
    )


def _wrong_codes(kind: int, subject: int | None) -> dict[str, str]:
    problems = {}
    if kind not in CODES:
        problems["kind"] = "Kies hoe het contact ging."
    if subject is not None and subject not in CODES:
        problems["subject"] = "Kies waar het over ging."
    return problems


def _wrong_day(field: str, what: str, text: str, day: date | None, held_on: date) -> dict[str, str]:
    """What is wrong with a plan: a day before the contact, or a day without words."""
    problems = {}
    if day and day < held_on:
        problems[f"{field}_on"] = f"De dag van {what} ligt niet voor de dag van het contact."
    if day and not text.strip():
        problems[field] = f"Schrijf op wat {what} is."
    return problems
