"""Changing the form of a place without saving: fetch the tasks of an occupation, add or remove a row.

Works on the names and values as the browser sent them, so that everything else that was typed stays, right or wrong.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from werkzeug.datastructures import MultiDict

from employers.vacancies.cleaning import MOST_TASKS
from employers.vacancies.drafting import Offer, certificates_taken, conditions_taken, offer_of, tasks_taken
from employers.vacancies.facts import TaskFacts
from employers.vacancies.fields import IMPORTANT, asks_values
from employers.vacancies.models import ConditionState
from employers.vacancies.reading import occupations_of, ticked_circumstances, ticked_hours, ticked_tasks
from employers.vocabulary.catalogue import Occupation, occupations
from employers.vocabulary.suggest import suggest
from matching.core.catalogue import capability
from werkbedrijf.foundation.texts import in_words

Values = MultiDict[str, str]

SURE = 0.9
"""From this strength on a typed occupation is taken for the one it resembles most."""
_TASK = re.compile(r"tasks-(\d{1,4})-")


def typed(values: Values) -> Values:
    """What was sent, without rows beyond what a place can have."""
    kept: Values = MultiDict()
    for name, value in values.items(multi=True):
        row = _TASK.match(name)
        if not name.startswith("tasks-") or (row and int(row[1]) <= 2 * MOST_TASKS):
            kept.add(name, value)
    return kept


def wanted_occupation(values: Values) -> Occupation | None:
    """The occupation that was chosen, or that the typed text clearly means."""
    text = values.get("occupation", "").strip()
    chosen = occupations().get(values.get("occupation_code", ""))
    if chosen and (not text or chosen.title.casefold() == text.casefold()):
        return chosen
    found = suggest(text, 1)
    return found[0].occupation if found and found[0].strength >= SURE else None


def with_occupation(values: Values, occupation: Occupation) -> Values:
    """The occupation is chosen and its draft lies ready: nothing of it is filled in yet but what the work is called."""
    changed = values.copy()
    changed["occupation"], changed["occupation_code"] = occupation.title, occupation.code
    changed["family"] = occupation.family
    if not changed.get("title", "").strip():
        changed["title"] = occupation.title
    changed["concept-beroep"] = occupation.code
    changed.setlist("concept-regel", [])
    return changed


def offered(values: Values) -> Offer | None:
    """The draft of an occupation that lies ready, with what is ticked of it."""
    occupation = occupations().get(values.get("concept-beroep", ""))
    return offer_of(occupation, values.getlist("concept-regel")) if occupation else None


def with_draft(values: Values, occupation: Occupation, ticked: Collection[str]) -> Values:
    """What was ticked of the draft, behind the tasks that stand there; the place is marked until somebody went through it."""
    changed = values.copy()
    kept = [number for number in _rows(values) if values.get(f"tasks-{number}-title", "").strip()]
    for number in _rows(values):
        if number not in kept:
            changed = without_task(changed, number)
    told = tasks_taken(occupation, ticked, alone=not kept)
    for number, task in enumerate(told[: max(0, MOST_TASKS - len(kept))], start=max(kept, default=-1) + 1):
        _add_task(changed, number, task)
    _fill_conditions(changed, conditions_taken(occupation, ticked))
    papers = {*changed.getlist("certificates"), *certificates_taken(occupation, ticked)}
    changed.setlist("certificates", sorted(papers))
    changed["drafted_from"] = occupation.code
    for name in ("concept-beroep", "concept-regel", "gone_through"):
        changed.poplist(name)
    return changed


def with_read_text(values: Values) -> Values:
    """What was ticked of a text that was read: tasks, occupation, hours, circumstances and, only when asked, the text itself.

    The occupation only lies ready as a draft of what else is usual; levels come from the vocabulary and stay marked.
    """
    changed = _without_tasks(values)
    occupation = occupations().get(values.get("gelezen-beroep", ""))
    if occupation:
        changed = with_occupation(changed, occupation)
    ids = values.getlist("gelezen-taak")
    also = ticked_circumstances(values.getlist("gelezen-omstandigheid"))
    for number, task in enumerate(ticked_tasks(ids)[:MOST_TASKS]):
        _add_task(changed, number, replace(task, asks=_with_asks(task.asks, also.asks)))
    _fill_conditions(changed, also.conditions)
    for name, codes in (("certificates", also.certificates), ("times", also.times)):
        changed.setlist(name, sorted({*changed.getlist(name), *codes}))
    changed["drafted_from"] = occupation.code if occupation else next(iter(occupations_of(ids)), "")
    hours = ticked_hours(values.get("gelezen-uren", ""))
    if hours:
        changed["hours_min"], changed["hours_max"] = (str(one) for one in hours)
    if values.get("gelezen-tekst-bewaren"):
        changed["description"] = values.get("gelezen-tekst", "").strip()
    return changed


def _with_asks(asks: Mapping[str, tuple[int, int]], said: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """What a task asks, and what the text asks of the whole work: never less than either."""
    usual = {code: asks.get(code, (0, IMPORTANT)) for code in said}
    return {**asks, **{code: (max(usual[code][0], level), usual[code][1]) for code, level in said.items()}}


def problems_with_ticks(values: Values) -> list[str]:
    """What to tell about the ticks of a text that was read."""
    ticked = len(ticked_tasks(values.getlist("gelezen-taak")))
    asks = ticked_circumstances(values.getlist("gelezen-omstandigheid")).asks
    if not ticked and asks:
        return [
            (
                "Wat het werk vraagt, hoort bij een taak. Vul hier de taken in en kies daar: "
                f"{in_words([capability(code).name for code in asks])}."
            )
        ]
    if not ticked:
        return ["Je hebt geen taken aangevinkt. Vul ze hier in, of ga terug naar de tekst."]
    if ticked > MOST_TASKS:
        return [
            f"Een plek heeft ten hoogste {MOST_TASKS} taken. De eerste {MOST_TASKS} van de {ticked} staan hieronder."
        ]
    return []


def with_empty_task(values: Values) -> Values:
    """One row more, with what is left of the hours."""
    changed = values.copy()
    numbers = _rows(values)
    shares = (values.get(f"tasks-{number}-share", "") for number in numbers)
    left = 100 - sum(int(share) for share in shares if share.isascii() and share.isdigit() and len(share) < 4)
    if len(numbers) < MOST_TASKS:
        _add_task(changed, max(numbers, default=-1) + 1, TaskFacts("", max(0, left)))
    return changed


def without_task(values: Values, number: int) -> Values:
    """One row less."""
    kept: Values = MultiDict()
    for name, value in values.items(multi=True):
        if not name.startswith(f"tasks-{number}-"):
            kept.add(name, value)
    return kept


def _rows(values: Values) -> list[int]:
    return sorted({int(row[1]) for name in values if (row := _TASK.match(name))})


def _without_tasks(values: Values) -> Values:
    kept: Values = MultiDict()
    for name, value in values.items(multi=True):
        if not name.startswith("tasks-"):
            kept.add(name, value)
    return kept


def _add_task(values: Values, number: int, task: TaskFacts) -> None:
    name = f"tasks-{number}"
    values[f"{name}-title"] = task.title
    values[f"{name}-share"] = str(task.share) if task.share else ""
    if task.separable:
        values[f"{name}-separable"] = "y"
    for key, value in asks_values(f"{name}-asks", task.asks):
        values[key] = value


def _fill_conditions(values: Values, usual: Iterable[str]) -> None:
    for code in usual:
        if values.get(f"conditions-{code}", ConditionState.TO_ARRANGE.value) == ConditionState.TO_ARRANGE.value:
            values[f"conditions-{code}"] = ConditionState.PRESENT.value
