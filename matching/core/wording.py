"""The explanation told to three people: the coach (je, with levels), the employer (u), the person (je).

The employer reads what someone can do, what grows, and who arranges what; nothing about what someone cannot, and no
levels. Source: matching.md 2.8; words: pages.md section 2.
"""

from collections.abc import Iterable

from matching.core.catalogue import capability, condition
from matching.core.explanation import Arrangement, ExplainedItem, ExplainedTask, Explanation, Grade
from matching.core.words import inside, listed

TO_ARRANGE, PRESENT, IMPOSSIBLE = "te_regelen", "aanwezig", "onmogelijk"
EMPLOYER = "werkgever"


def _sentence(start: str, words: Iterable[str], after: str = "") -> list[str]:
    """One sentence, or none when there is nothing to say."""
    found = list(words)
    return [f"{start} {listed(found)}{after}."] if found else []


def _tasks(explanation: Explanation, *grades: Grade) -> list[str]:
    return [inside(task.name) for task in explanation.of_grade(*grades)]


def _in_state(explanation: Explanation, state: str) -> list[Arrangement]:
    return [arrangement for arrangement in explanation.arrangements if arrangement.state == state]


def employer_text(explanation: Explanation) -> str:
    """For the employer.

    > Kan vandaag: verzamelen en inpakken (90 % van het werk). Groeit nog in: laden. Wij regelen: een jobcoach die de
    > eerste tijd meekijkt. U regelt: een vast rooster.
    """
    arranged = _in_state(explanation, TO_ARRANGE)
    ours = [condition(a.code).employer_words for a in arranged if a.by != EMPLOYER]
    yours = [condition(a.code).employer_words for a in arranged if a.by == EMPLOYER]
    part = f" ({explanation.can_percent} % van het werk)"
    return " ".join(
        [
            *_sentence("Kan vandaag:", _tasks(explanation, Grade.CAN), part),
            *_sentence("Kan al een groot deel van:", _tasks(explanation, Grade.MOSTLY)),
            *_sentence("Groeit nog in:", _tasks(explanation, Grade.GROWS)),
            *_sentence("Dit vragen wij nog na:", _tasks(explanation, Grade.ASK)),
            *_sentence("Wij regelen:", ours),
            *_sentence("U regelt:", yours),
        ]
    )


def coach_text(explanation: Explanation) -> str:
    """For the coach.

    > Past voor 87 %. Verzamelen 50 van 50 punten, laden 7 van 20 (veilig werken, gevaar zien: nu niveau 1, gevraagd 3).
    > Te regelen: jobcoach (werkbedrijf, ongeveer 2 weken).
    """
    unknown = [capability(code).name for code in explanation.ask]
    return " ".join(
        [
            f"Past voor {explanation.score} %.",
            *_sentence("Per taak:", [_task_points(task) for task in explanation.tasks]),
            *_sentence("Er is al:", [a.name for a in _in_state(explanation, PRESENT)]),
            *_sentence(
                "Te regelen:", [f"{a.name} ({a.by}, {a.lead_time})" for a in _in_state(explanation, TO_ARRANGE)]
            ),
            *_sentence("Kan op deze plek niet:", [a.name for a in _in_state(explanation, IMPOSSIBLE)]),
            *_sentence("Vraag nog na:", unknown, f" (het past voor {_span(explanation)})"),
            _travel_for_coach(explanation),
            *_best_step(explanation),
        ]
    )


def _task_points(task: ExplainedTask) -> str:
    told = f"{task.name} {task.points} van {task.of} punten" if task.of else f"{task.name} vraagt niets bijzonders"
    return f"{told} ({'; '.join(map(_level, task.short))})" if task.short else told


def _level(item: ExplainedItem) -> str:
    return f"{capability(item.code).name}: nu niveau {item.level}, gevraagd {item.asked}"


def _span(explanation: Explanation) -> str:
    low, high = (100 * points // max(explanation.smax, 1) for points in (explanation.low, explanation.high))
    return f"{low} tot {high} %"


def _travel_for_coach(explanation: Explanation) -> str:
    if explanation.minutes is None:
        return "Reistijd onbekend: vul de postcode aan."
    return f"Reistijd {explanation.minutes} minuten (eigen maximum {explanation.max_minutes})."


def _best_step(explanation: Explanation) -> list[str]:
    step = explanation.best_step
    if step is None:
        return []
    name = capability(step.code).name
    return [f"Eén stap meer bij {name} (naar niveau {step.to_level}) maakt het {step.score} %."]


def person_text(explanation: Explanation) -> str:
    """For the person, with how to correct it and whom to ask (AI Act art. 86)."""
    correct = "Klopt er iets niet? Vertel het je jobcoach. Die past het met je aan en kijkt opnieuw."
    return " ".join([*person_sentences(explanation), correct])


def person_sentences(explanation: Explanation) -> list[str]:
    """The same facts as a list of sentences, to lay out on paper."""
    to_learn = sorted({item.code for task in explanation.tasks for item in task.short})
    return [
        *_sentence("Dit kun je nu al:", _tasks(explanation, Grade.CAN)),
        *_sentence("Dit kun je al voor een groot deel:", _tasks(explanation, Grade.MOSTLY)),
        *_sentence("Hierin kun je nog groeien:", [capability(code).name for code in to_learn]),
        *_sentence("We weten nog niet alles. We vragen je nog naar:", [capability(c).name for c in explanation.ask]),
        *_sentence("Op deze plek is er al:", [a.name for a in _in_state(explanation, PRESENT)]),
        *_sentence("Dit wordt voor je geregeld:", [a.name for a in _in_state(explanation, TO_ARRANGE)]),
        *_sentence("Dit kan op deze plek niet:", [a.name for a in _in_state(explanation, IMPOSSIBLE)]),
        _travel_for_person(explanation),
    ]


def _travel_for_person(explanation: Explanation) -> str:
    if explanation.minutes is None:
        return "We weten nog niet hoe lang je onderweg bent."
    return f"Je bent ongeveer {explanation.minutes} minuten onderweg."
