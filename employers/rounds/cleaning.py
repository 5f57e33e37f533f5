"""From what was told of a belronde or a call to what is kept, and a Dutch sentence for what cannot be right."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from employers.cleaning import LONGEST_NAME, LONGEST_NOTE, one_line
from employers.rounds.facts import OutcomeFacts, PlaceFacts, RoundFacts
from employers.rounds.models import Outcome
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.humane import health_problem

NUMBER_OF_QUESTIONS = 3
LONGEST_QUESTION = 300
# Further away than this is a slip of the keyboard, or another belronde.
FURTHEST_DAYS = 366
NEEDS_WORDS = frozenset({Outcome.SPOKEN, Outcome.NO_INTEREST})
MOST_HOURS = Decimal(60)


def clean_round(facts: RoundFacts) -> RoundFacts:
    """The facts in one shape. Raises InputRefused with a sentence per field."""
    problems = {}
    title = one_line(facts.title)
    if not title:
        problems["title"] = "Geef de belronde een naam, zoals: Logistiek najaar."
    elif len(title) > LONGEST_NAME:
        problems["title"] = f"Een naam heeft ten hoogste {LONGEST_NAME} tekens."
    questions = tuple(one_line(question) for question in facts.questions)
    for number in range(NUMBER_OF_QUESTIONS):
        if number >= len(questions) or not questions[number]:
            problems[f"question_{number + 1}"] = "Vul een vraag in. Een belronde heeft drie vragen."
        elif len(questions[number]) > LONGEST_QUESTION:
            problems[f"question_{number + 1}"] = f"Een vraag heeft ten hoogste {LONGEST_QUESTION} tekens."
    if not facts.callers:
        problems["callers"] = "Kies ten minste één collega die belt."
    _refuse(problems)
    return replace(facts, title=title, questions=questions[:NUMBER_OF_QUESTIONS])


def clean_outcome(facts: OutcomeFacts, on: date) -> OutcomeFacts:
    """The facts in one shape. Raises InputRefused with a sentence per field."""
    answers = tuple(answer.strip() for answer in facts.answers)
    problems = {
        **_text_problems(answers, facts),
        **_call_back_problems(facts, on),
        **(_place_problems(facts.place) if facts.outcome is Outcome.PLACE else {}),
    }
    if facts.outcome is Outcome.DO_NOT_CALL and not facts.reason.strip():
        problems["reason"] = "Schrijf op wat de werkgever zei. Dat lezen collega's later."
    if facts.outcome in NEEDS_WORDS and not any(answers) and not facts.note.strip():
        problems["note"] = "Schrijf kort op wat de werkgever zei."
    _refuse(problems)
    return replace(
        facts,
        answers=answers,
        note=facts.note.strip(),
        reason=one_line(facts.reason)[:LONGEST_NAME],
        spoke_with=one_line(facts.spoke_with)[:LONGEST_NAME],
    )


def _text_problems(answers: tuple[str, ...], facts: OutcomeFacts) -> dict[str, str]:
    typed = {f"answer_{number}": answer for number, answer in enumerate(answers, start=1)}
    typed |= {"note": facts.note, "reason": facts.reason}
    if facts.place:
        typed["place_title"] = facts.place.title
    problems = {}
    for name, text in typed.items():
        problem = health_problem(text, of_work=True)
        if problem:
            problems[name] = problem
        elif len(text) > LONGEST_NOTE // 5:
            problems[name] = f"Houd het bij {LONGEST_NOTE // 5} tekens. Wat langer is, kan later bij de werkgever."
    return problems


def _call_back_problems(facts: OutcomeFacts, on: date) -> dict[str, str]:
    if facts.outcome is not Outcome.CALL_BACK:
        return {}
    day = facts.call_back_on
    if day is None:
        return {"call_back_on": "Vul in op welke dag je terugbelt."}
    if not on < day <= on + timedelta(days=FURTHEST_DAYS):
        return {"call_back_on": "Kies een dag na vandaag, ten hoogste een jaar vooruit."}
    return {}


def _place_problems(place: PlaceFacts | None) -> dict[str, str]:
    if place is None or not one_line(place.title):
        return {"place_title": "Vul in wat voor werk het is, zoals de werkgever het zei."}
    problems = {}
    if len(one_line(place.title)) > LONGEST_NAME:
        problems["place_title"] = f"Een titel heeft ten hoogste {LONGEST_NAME} tekens."
    if place.hours_min is None or not 0 < place.hours_min <= MOST_HOURS:
        problems["place_hours_min"] = "Vul in hoeveel uur per week het ongeveer is, zoals 24."
    elif place.hours_max is not None and not place.hours_min <= place.hours_max <= MOST_HOURS:
        problems["place_hours_max"] = f"Dit is niet lager dan het minste, en ten hoogste {MOST_HOURS}."
    return problems


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise InputRefused(problems)
